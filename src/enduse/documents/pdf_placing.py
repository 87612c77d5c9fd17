"""Where every sign of a text stands on its page: the characters of a page laid against the text that was read from it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from enduse.documents.pdf_library import Character, Rect
from enduse.documents.pdf_lines import around, is_shadow
from enduse.model.document import Box, Document

_NEAR = 0.5
_OVER = 0.3
"""Share of the smaller of two signs beside each other that lies over the other, at most."""


class Unplaced(Exception):
    """Raised where a sign of the page stands in no line of the text, a line of the text is not what stands in its place, or lines are
    printed over one another, so that a reader of the page sees other words than one of the text."""


def place(document: Document, number: int, characters: Sequence[Character]) -> dict[int, Rect]:
    """Position in the text -> the box of its sign on page ``number``. White space has none.

    Raises:
        Unplaced: a line and the characters in its box are not the same, or some character with ink is in no line.
    """
    left = {id(each): each for each in characters if not chr(each.code).isspace()}
    placed: dict[int, Rect] = {}
    for line in (box for box in document.boxes if box.page == number):
        own = sorted((each for each in left.values() if _inside(each.box, line)), key=lambda each: each.box[0])
        text = [at for at in range(line.start, line.end) if not document.text[at].isspace()]
        at = -1
        last: Character | None = None
        for each in own:
            shadow = last is not None and is_shadow(last, each)
            at += not shadow
            if at >= len(text) or chr(each.code) != document.text[text[at]] or (last and not shadow and _over(last.box, each.box)):
                raise Unplaced
            placed[text[at]] = around([placed[text[at]], each.box]) if shadow else each.box
            last = each
            del left[id(each)]
        if at != len(text) - 1:
            raise Unplaced
    if left:
        raise Unplaced
    return placed


def runs(document: Document, number: int, placed: dict[int, Rect], wanted: set[int]) -> Iterator[Rect]:
    """One rectangle for each run of wanted signs of a line."""
    for line in (box for box in document.boxes if box.page == number):
        run: list[Rect] = []
        for at in range(line.start, line.end):
            if at in wanted or document.text[at].isspace():
                run += [placed[at]] if at in placed else []
            elif run:
                yield around(run)
                run = []
        if run:
            yield around(run)


def _over(one: Rect, other: Rect) -> bool:
    across = min(one[2], other[2]) - max(one[0], other[0])
    down = min(one[3], other[3]) - max(one[1], other[1])
    smaller = min((box[2] - box[0]) * (box[3] - box[1]) for box in (one, other))
    return across > 0 and down > 0 and across * down > _OVER * smaller


def _inside(box: Rect, line: Box) -> bool:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return line.x0 - _NEAR <= x <= line.x1 + _NEAR and line.y0 - _NEAR <= y <= line.y1 + _NEAR
