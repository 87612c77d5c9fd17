"""Pieces of a document in folded form that know their place in the text."""

from __future__ import annotations

from dataclasses import dataclass, field

from enduse.language.scripts import Folded, fold

_EDGES = " \n\t:;,。、"


@dataclass(frozen=True, slots=True)
class Span:
    """``document.text[start:end]``, with its folded ``text``; ``hidden`` says a reader of the page does not see it."""

    start: int
    end: int
    text: str
    hidden: bool = False
    places: tuple[int, ...] = field(default=(), repr=False, compare=False)
    """Where in the document's text each folded character comes from."""

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
        return Span(self.places[first], self.places[last - 1] + 1, self.text[first:last], self.hidden, self.places[first:last])


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of the document, folded, that can be cut into spans."""

    folded: Folded
    base: int
    hidden: bool = False

    @classmethod
    def of(cls, text: str, start: int, end: int, *, hidden: bool = False) -> Passage:
        """The passage ``text[start:end]`` of a document's text."""
        return cls(fold(text[start:end]), start, hidden)

    @property
    def text(self) -> str:
        """The folded text."""
        return self.folded.text

    def cut(self, start: int, end: int) -> Span | None:
        """The span of folded positions ``start`` to ``end`` without space and punctuation at its edges; None where nothing is left."""
        text = self.folded.text
        while start < end and text[start] in _EDGES:
            start += 1
        while start < end and text[end - 1] in _EDGES:
            end -= 1
        if start >= end:
            return None
        first, last = self.folded.span(start, end)
        places = tuple(self.base + place for place in self.folded.origin[start:end])
        return Span(self.base + first, self.base + last, text[start:end], self.hidden, places)

    def whole(self) -> Span | None:
        """The passage as one span."""
        return self.cut(0, len(self.folded.text))
