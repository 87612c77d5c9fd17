"""Characters of a page put into lines as they are seen: from top to bottom, and column by column where a page is set in columns."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from enduse.documents.pdf_library import Character, Rect, is_wide

_OVERLAP = 0.5
"""Share of the lower of two characters that must stand beside the other for both to be on one line."""
_WORD_GAP = 0.2
"""Of the height of a line: a gap between characters that is wider is a space, where neither is Chinese."""
_WIDE_GAP = 0.12
"""A gap beside a Chinese character that is wider is kept as a space: cells without rules must not run into one another."""
_BREAK_GAP = 1.2
"""A gap that parts two stretches of one line, so that columns can be told."""
_COLUMN_LINES = 6
_COLUMN_FILL = 0.6
_COLUMN_WIDTH = 120.0
_GUTTER = 4.0


@dataclass(slots=True)
class Stretch:
    """Characters side by side, in the order of reading."""

    text: str
    box: Rect

    @property
    def middle(self) -> float:
        return (self.box[1] + self.box[3]) / 2


@dataclass(slots=True)
class PageLine:
    """One line: stretches from left to right."""

    stretches: list[Stretch]

    @property
    def text(self) -> str:
        return " ".join(stretch.text for stretch in self.stretches)

    @property
    def box(self) -> Rect:
        return around(stretch.box for stretch in self.stretches)


def around(boxes: Iterable[Rect]) -> Rect:
    """The rectangle around rectangles."""
    every = list(boxes)
    return min(b[0] for b in every), min(b[1] for b in every), max(b[2] for b in every), max(b[3] for b in every)


def lines_of(characters: Sequence[Character]) -> list[PageLine]:
    """Lines in the order of reading; characters without ink (spaces) only part words."""
    spaces = [character for character in characters if chr(character.code).isspace()]
    inked = [character for character in characters if not chr(character.code).isspace()]
    rows: list[list[Character]] = []
    spans: list[tuple[float, float]] = []
    for character in sorted(inked, key=lambda c: (c.box[1] + c.box[3], c.box[0])):
        index = _row_of(character, spans)
        if index is None:
            rows.append([character])
            spans.append((character.box[1], character.box[3]))
        else:
            rows[index].append(character)
    for space in sorted(spaces, key=lambda c: c.box[1]):
        index = _row_of_space(space, spans)
        if index is not None:
            rows[index].append(space)
    lines = [PageLine(_stretches(row)) for row in rows]
    return _in_columns(lines)


def flowing(characters: Sequence[Character]) -> str:
    """The text of characters in the order of the file, for what has no place in lines (slanted text, hidden text)."""
    parts: list[str] = []
    last: Character | None = None
    for character in characters:
        if last is not None and character.box[0] < last.box[0] and abs(character.baseline - last.baseline) > 1.0:
            parts.append(" ")
        parts.append(chr(character.code))
        last = character
    return " ".join("".join(parts).split())


def _row_of(character: Character, spans: list[tuple[float, float]]) -> int | None:
    """The last rows are looked at: characters come from top to bottom."""
    top, bottom = character.box[1], character.box[3]
    for index in range(len(spans) - 1, max(-1, len(spans) - 4), -1):
        over = min(bottom, spans[index][1]) - max(top, spans[index][0])
        if over > _OVERLAP * max(0.1, min(bottom - top, spans[index][1] - spans[index][0])):
            return index
    return None


def _row_of_space(space: Character, spans: list[tuple[float, float]]) -> int | None:
    """The row whose middle a space crosses."""
    first = bisect_left(spans, (space.box[1] - 40.0, 0.0))
    for index in range(first, len(spans)):
        top, bottom = spans[index]
        if top > space.box[3]:
            return None
        if space.box[1] <= (top + bottom) / 2 <= space.box[3]:
            return index
    return None


def _stretches(row: list[Character]) -> list[Stretch]:
    row.sort(key=lambda character: character.box[0])
    found: list[tuple[list[str], list[Rect]]] = []
    last: Character | None = None
    spaced = False
    for character in row:
        if chr(character.code).isspace():
            spaced = True
            continue
        if last is not None and is_shadow(last, character):
            continue
        gap = (character.box[0] - last.box[2]) / max(1.0, last.box[3] - last.box[1]) if last else 0.0
        if last is None or gap > _BREAK_GAP:
            found.append(([], []))
        elif spaced or gap > (_WIDE_GAP if is_wide(last.code) or is_wide(character.code) else _WORD_GAP):
            found[-1][0].append(" ")
        found[-1][0].append(chr(character.code))
        found[-1][1].append(character.box)
        last, spaced = character, False
    return [Stretch("".join(parts), around(boxes)) for parts, boxes in found]


def is_shadow(one: Character, other: Character) -> bool:
    """Whether a character is only the shadow of another: bold print made by drawing twice."""
    near = abs(one.box[0] - other.box[0]) < 0.25 * max(1.0, one.box[2] - one.box[0]) and abs(one.box[1] - other.box[1]) < 1.0
    return near and one.code == other.code


def _in_columns(lines: list[PageLine]) -> list[PageLine]:
    """Runs of lines that are set in two columns are read column by column; everything else line by line."""
    ordered: list[PageLine] = []
    at = 0
    while at < len(lines):
        run, gutter = _column_run(lines, at)
        if run:
            parts = lines[at : at + run]
            ordered += [PageLine(left) for line in parts if (left := [s for s in line.stretches if s.box[2] <= gutter])]
            ordered += [PageLine(right) for line in parts if (right := [s for s in line.stretches if s.box[0] >= gutter])]
            at += run
        else:
            ordered.append(lines[at])
            at += 1
    return ordered


def _column_run(lines: list[PageLine], at: int) -> tuple[int, float]:
    """How many lines from ``at`` on keep one gutter free between two columns of running text, and where it is; 0 where they do not."""
    low, high, count, both = 0.0, float("inf"), 0, 0
    for line in lines[at:]:
        stretches = line.stretches
        if len(stretches) == 2:
            left, right, pair = stretches[0].box[2], stretches[1].box[0], 1
        elif len(stretches) == 1 and both and stretches[0].box[2] <= high:
            left, right, pair = (stretches[0].box[2], high, 0) if stretches[0].box[0] < low else (low, stretches[0].box[0], 0)
        else:
            break
        if min(high, right) - max(low, left) < _GUTTER:
            break
        low, high, count, both = max(low, left), min(high, right), count + 1, both + pair
    boxes = [stretch.box for line in lines[at : at + count] for stretch in line.stretches]
    sides = ([box for box in boxes if box[2] <= low], [box for box in boxes if box[0] >= high])
    if both < _COLUMN_LINES or not all(map(_is_running, sides)):
        return 0, 0.0
    return count, (low + high) / 2


def _is_running(boxes: list[Rect]) -> bool:
    """Whether stretches fill their column as running text does, and labels or numbers do not."""
    width = max((box[2] for box in boxes), default=0.0) - min((box[0] for box in boxes), default=0.0)
    return width >= _COLUMN_WIDTH and sum(box[2] - box[0] for box in boxes) >= _COLUMN_FILL * width * len(boxes)
