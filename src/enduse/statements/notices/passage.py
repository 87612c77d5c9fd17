"""Pieces of a document in folded form that know their place in the text. The text is folded once; all pieces share that."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from enduse.language.scripts import Folded, first_from, fold
from enduse.model.document import Document

_EDGES = " \n\t:;,。、"


class Page:
    """A document with its folded text; ``origin[i]`` is where in the document's text the folded character ``i`` stands."""

    __slots__ = ("_same", "document", "origin", "tabbed", "text")

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
        """Where a folded passage (not empty) stands in the document's text."""
        return self.origin[first], self.origin[last - 1] + 1


@dataclass(frozen=True, slots=True)
class Span:
    """``document.text[start:end]``, with its folded ``text``; ``hidden`` says a reader of the page does not see it."""

    start: int
    end: int
    text: str
    hidden: bool = False
    page: Page | None = field(default=None, repr=False, compare=False)
    at: int = field(default=0, repr=False, compare=False)
    """The folded position of its first character."""

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


@dataclass(slots=True)
class Passage:
    """A stretch of the page, folded, that can be cut into spans; ``first`` and ``last`` are folded positions of the page."""

    page: Page = field(repr=False)
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
        return Span(origin[at], origin[self.first + end - 1] + 1, text[start:end], self.hidden, self.page, at)

    def whole(self) -> Span | None:
        """The passage as one span."""
        return self.cut(0, len(self.text))

    def part(self, start: int, end: int) -> Passage:
        """The passage between two positions of ``text``."""
        return Passage(self.page, self.first + start, self.first + end, self.hidden, self.text[start:end])
