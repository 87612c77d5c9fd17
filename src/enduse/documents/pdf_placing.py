"""Where every sign of a text stands on its page: the characters of a page laid against the text that was read from it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from enduse.documents.pdf_library import Character, Rect
from enduse.documents.pdf_lines import around, is_shadow
from enduse.model.document import Box, Document

_NEAR = 0.5


class Unplaced(Exception):
    """Raised where a sign of the page stands in no line of the text, or a line of the text is not what stands in its place."""


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
            if at >= len(text) or chr(each.code) != document.text[text[at]]:
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


def _inside(box: Rect, line: Box) -> bool:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return line.x0 - _NEAR <= x <= line.x1 + _NEAR and line.y0 - _NEAR <= y <= line.y1 + _NEAR
