"""Pieces of a document in folded form that know their place in the text. The text is folded once; all pieces share that."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from msgspec import Struct

from enduse.language.scripts import Folded, first_from, fold
from enduse.model.document import Document

_EDGES = " \n\t:;,。、"
_PINYIN = re.compile(r"[(（][a-zà-ɏ]{1,7}[)）]")
"""``設備(bèi)``: said again in letters by whoever copied the page; folded away, but part of the passage as it is stored."""


class Page:
    """A document with its folded text; ``origin[i]`` is where in the document's text the folded character ``i`` stands."""

    __slots__ = ("_same", "document", "origin", "sounded", "tabbed", "text")

    def __init__(self, document: Document, unwrap: Callable[[Folded], Folded] | None = None) -> None:
        folded = fold(document.text)
        if unwrap is not None and document.media_type == "text/plain":
            folded = unwrap(folded)
        self.document = document
        self.text = folded.text
        self.origin: Sequence[int] = folded.origin
        self._same = len(folded.text) if isinstance(folded.origin, range) else -1
        """Up to where a position is the same in both texts: everywhere, if nothing was left out."""
        self.tabbed = "\t\t" in document.text
        brackets = document.text.count("(") + document.text.count("（")
        self.sounded = brackets > self.text.count("(") and _PINYIN.search(document.text) is not None

    def at(self, position: int) -> int:
        """The first folded position that comes from ``position`` of the document's text or later."""
        return position if position <= self._same else first_from(self.origin, position)

    def passage(self, start: int, end: int, *, hidden: bool = False) -> Passage:
        """The passage ``text[start:end]`` of the document's text."""
        return self.folded(self.at(start), self.at(end), hidden=hidden)

    def folded(self, first: int, last: int, *, hidden: bool = False) -> Passage:
        """The passage between two folded positions."""
        return Passage(self, first, last, hidden, self.text[first:last])

    def place(self, first: int, last: int) -> tuple[int, int]:
        """Where a folded passage (not empty) stands in the document's text; with the pinyin put behind its last sign."""
        end = self.origin[last - 1] + 1
        if self.sounded:
            pinyin = _PINYIN.match(self.document.text, end, self.origin[last] if last < len(self.origin) else len(self.document.text))
            end = pinyin.end() if pinyin else end
        return self.origin[first], end


class Span(Struct, frozen=True, eq=False, gc=False):
    """``document.text[start:end]``, with its folded ``text``; ``hidden`` says a reader of the page does not see it.

    Spans are equal where the passage is, wherever they were cut from.
    """

    start: int
    end: int
    text: str
    hidden: bool = False
    page: Page | None = None
    at: int = 0
    """The folded position of its first character."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Span) and (self.start, self.end, self.text, self.hidden) == (
            other.start,
            other.end,
            other.text,
            other.hidden,
        )

    def __hash__(self) -> int:
        return self.start

    def part(self, first: int, last: int) -> Span:
        """The span of ``text[first:last]``, without space at its edges.

        Raises:
            ValueError: nothing is left.
        """
        while first < last and self.text[first].isspace():
            first += 1
        while first < last and self.text[last - 1].isspace():
            last -= 1
        if first >= last:
            raise ValueError("an empty part of a passage")
        if self.page is None:
            return Span(self.start + first, self.start + last, self.text[first:last], self.hidden)
        start, end = self.page.place(self.at + first, self.at + last)
        return Span(start, end, self.text[first:last], self.hidden, self.page, self.at + first)


class Passage(Struct):
    """A stretch of the page, folded, that can be cut into spans; ``first`` and ``last`` are folded positions of the page."""

    page: Page
    first: int
    last: int
    hidden: bool
    text: str

    def cut(self, start: int, end: int) -> Span | None:
        """The span of positions ``start`` to ``end`` of ``text`` without space and punctuation at its edges; None where nothing is left."""
        text = self.text
        while start < end and text[start] in _EDGES:
            start += 1
        while start < end and text[end - 1] in _EDGES:
            end -= 1
        if start >= end:
            return None
        origin, at = self.page.origin, self.first + start
        if self.page.sounded:
            return Span(*self.page.place(at, self.first + end), text[start:end], self.hidden, self.page, at)
        return Span(origin[at], origin[self.first + end - 1] + 1, text[start:end], self.hidden, self.page, at)

    def whole(self) -> Span | None:
        """The passage as one span."""
        return self.cut(0, len(self.text))

    def part(self, start: int, end: int) -> Passage:
        """The passage between two positions of ``text``."""
        return Passage(self.page, self.first + start, self.first + end, self.hidden, self.text[start:end])
