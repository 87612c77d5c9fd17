"""The lines of a document: real lines, and the cells of pages flattened with tabs, where each cell is a line of its own."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from operator import attrgetter

from msgspec import Struct

from enduse.statements.notices.passage import Page, Passage

_TAB_CELLS = 4
"""Runs of tabs in one line from which on they are taken for the borders of cells; two or three only indent."""
_TABS = re.compile(r"\t+")


class Line(Struct):
    """A line; ``cell`` says it stands alone as a cell (between bars or tabs), ``blank`` that it is an empty cell."""

    passage: Passage
    cell: bool = False
    blank: bool = False

    @property
    def base(self) -> int:
        """Where it begins in the document's text."""
        return self.passage.page.origin[self.passage.first] if self.passage.first < len(self.passage.page.origin) else 0


def lines_of(page: Page, without: Sequence[tuple[int, int]] = ()) -> list[Line]:
    """Every line that holds something, from the blocks where there are any; a block may hold several lines.

    Blocks inside one of the stretches ``without`` (of the document's text, in order) may be left out.
    """
    found: list[Line] = []
    for first, last, hidden in _blocks(page, without):
        at = first
        for text in page.text[first:last].split("\n"):
            end = at + len(text)
            if text and not text.isspace():
                if page.tabbed or "|" in text:
                    found += _cells(page, at, end, hidden=hidden)
                else:
                    found.append(Line(page.folded(at, end, hidden=hidden)))
            at = end + 1
    return found


def _blocks(page: Page, without: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int, bool]]:
    blocks = page.document.blocks
    if not any(block.hidden for block in blocks) and page.document.media_type == "text/plain":
        yield 0, len(page.text), False
        return
    seen = 0
    starts = [start for start, _ in without]
    for block in sorted(blocks, key=attrgetter("start", "end")):
        first, last = page.at(block.start), page.at(block.end)
        if first < seen:
            first = seen
        if first < last:
            around = bisect_right(starts, block.start) - 1 if starts else -1
            if around < 0 or block.end > without[around][1]:
                yield first, last, block.hidden
            seen = last


def _cells(page: Page, first: int, last: int, *, hidden: bool) -> Iterator[Line]:
    """The line itself, or its cells where tabs divide it; a cell with nothing but a hard space is an empty one."""
    stored, start = "", 0
    if page.tabbed:
        start, end = page.place(first, last)
        stored = page.document.text[start:end]
    if stored.count("\t\t") < _TAB_CELLS:
        passage = page.folded(first, last, hidden=hidden)
        if "|" not in passage.text:
            yield Line(passage)
            return
        inner = passage.text.strip(" ")
        single = inner.startswith("|") ^ inner.endswith("|") and "|" not in inner.strip("|")
        if not single:
            yield Line(passage, cell=not inner.strip("| "), blank=False)
            return
        left = passage.text.find(inner.strip("| "))
        right = left + len(inner.strip("| "))
        yield Line(passage.part(left, right), cell=True)
        return
    at = 0
    for border in [*_TABS.finditer(stored), None]:
        stop = border.start() if border else len(stored)
        cell = stored[at:stop]
        if cell.strip():
            yield Line(page.passage(start + at, start + stop, hidden=hidden), cell=True)
        elif "\xa0" in cell or cell == " ":
            yield Line(page.passage(start + at, start + stop, hidden=hidden), cell=True, blank=True)
        at = border.end() if border else stop
