"""Pieces of text put in order: turned upright, into lines, lines into paragraphs. Plain geometry on the boxes the engine gave."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

Rect = tuple[float, float, float, float]
"""Left, top, right, bottom."""

_LEAST_SKEW = math.radians(0.15)
_MOST_SKEW = math.radians(8)
_OVERLAP = 0.5
"""Share of the lower of two pieces that must stand beside the other for both to be on one line."""
_LABEL = re.compile(r"[^\s:：]{2,14}[:：]|[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十\d]{1,2}[)）]|\d{1,2}[、.．](?!\d)")
_FINISHED = tuple("。；;：:!！?？")


@dataclass(frozen=True, slots=True)
class Placed:
    """A piece with its box on the upright page (``rect``) and on the page as stored (``box``)."""

    text: str
    score: float
    rect: Rect
    box: Rect

    @property
    def height(self) -> float:
        """Of the upright box."""
        return self.rect[3] - self.rect[1]


def skew(corners: Iterable[Sequence[tuple[float, float]]]) -> float:
    """The slope of the page in radians: the middle slope of its long pieces; 0 where it is straight or there is nothing to tell."""
    slopes = []
    for (x0, y0), (x1, y1), _, (x3, y3) in corners:
        length, height = math.hypot(x1 - x0, y1 - y0), math.hypot(x3 - x0, y3 - y0)
        if length > 5 * height:
            slopes.append(math.atan2(y1 - y0, x1 - x0))
    if len(slopes) < 3:
        return 0.0
    angle = median(slopes)
    return angle if _LEAST_SKEW < abs(angle) < _MOST_SKEW else 0.0


def turned(corners: Sequence[tuple[float, float]], angle: float) -> Rect:
    """The upright rectangle around corners after the page is turned back by ``angle`` about its upper left corner."""
    cosine, sine = math.cos(angle), math.sin(angle)
    points = [(x * cosine + y * sine, y * cosine - x * sine) for x, y in corners]
    if not angle:
        return around((x, y, x, y) for x, y in points)
    xs = sorted(x for x, _ in points)
    ys = sorted(y for _, y in points)
    return (xs[0] + xs[1]) / 2, (ys[0] + ys[1]) / 2, (xs[2] + xs[3]) / 2, (ys[2] + ys[3]) / 2


def around(boxes: Iterable[Rect]) -> Rect:
    """The rectangle around rectangles."""
    every = list(boxes)
    return min(b[0] for b in every), min(b[1] for b in every), max(b[2] for b in every), max(b[3] for b in every)


def lines_of(pieces: Sequence[Placed]) -> list[list[Placed]]:
    """Pieces as lines from top to bottom, each from left to right."""
    rows: list[list[Placed]] = []
    for piece in sorted(pieces, key=lambda p: (p.rect[1] + p.rect[3], p.rect[0])):
        row = next((row for row in reversed(rows[-3:]) if _beside(row, piece)), None)
        if row is None:
            rows.append([piece])
        else:
            row.append(piece)
    return [sorted(row, key=lambda p: (p.rect[0], p.rect[1])) for row in rows]


def _beside(row: Sequence[Placed], piece: Placed) -> bool:
    """Whether a piece stands on a row: beside its nearest neighbour, and over none of it."""
    nearest = min(row, key=lambda other: abs(other.rect[0] - piece.rect[0]))
    over = min(piece.rect[3], nearest.rect[3]) - max(piece.rect[1], nearest.rect[1])
    across = min(piece.rect[2], nearest.rect[2]) - max(piece.rect[0], nearest.rect[0])
    return over > _OVERLAP * min(piece.height, nearest.height) and across < 0.5 * piece.height


def paragraphs(lines: Sequence[list[Placed]]) -> list[list[list[Placed]]]:
    """Lines that run on in the next, together.

    A line runs on where it reaches the right edge of the text and the next one begins at the left edge, in the same size and distance,
    without a label or number of its own. What is not sure stays apart.
    """
    single = [line[0].rect for line in lines if len(line) == 1]
    if not single:
        return [[line] for line in lines]
    left, right = min(rect[0] for rect in single), max(rect[2] for rect in single)
    joined: list[list[list[Placed]]] = []
    for line in lines:
        last = joined[-1][-1] if joined else None
        if last is not None and _runs_on(last, line, left, right):
            joined[-1].append(line)
        else:
            joined.append([line])
    return joined


def _runs_on(last: Sequence[Placed], line: Sequence[Placed], left: float, right: float) -> bool:
    if len(last) != 1 or len(line) != 1:
        return False
    above, below = last[0], line[0]
    size = above.height
    same = 0.75 < below.height / max(1.0, size) < 1.33 and below.rect[1] - above.rect[3] < 1.5 * size
    full = above.rect[2] > right - 1.6 * size and above.rect[2] - above.rect[0] > 0.7 * (right - left)
    begins = below.rect[0] < left + 1.2 * size
    return same and full and begins and not above.text.endswith(_FINISHED) and _LABEL.match(below.text) is None


def glue(before: str, after: str) -> str:
    """What stands between two runs of one cell or paragraph: nothing beside Chinese, a space between other words."""
    return "" if not before or not after or _wide(before[-1]) or _wide(after[0]) else " "


def _wide(character: str) -> bool:
    return "\u2e80" <= character <= "\u9fff" or "\uf900" <= character <= "\ufaff" or "\uff00" <= character <= "\uffef"
