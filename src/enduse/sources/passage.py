"""A passage of a document as an importer handles it: a value and where it stands."""

from __future__ import annotations

from dataclasses import dataclass

_EDGES = " \t\r\n\N{NO-BREAK SPACE}"


@dataclass(frozen=True, slots=True)
class Passage:
    """``value`` as read from ``text[start:end]``; ``original`` is the source's own writing where a correction changed it."""

    value: str
    start: int
    end: int
    original: str | None = None

    @property
    def verbatim(self) -> bool:
        """Whether every character of the value stands at its own place, so that a part of it can be pointed at."""
        return self.original is None and len(self.value) == self.end - self.start

    def part(self, start: int, end: int) -> Passage:
        """The part ``value[start:end]`` without white space at its edges.

        Where the value is not verbatim the evidence stays the whole passage and the whole value is kept as the original.
        """
        text = self.value[start:end]
        start += len(text) - len(text.lstrip(_EDGES))
        text = text.strip(_EDGES)
        if self.verbatim:
            return Passage(text, self.start + start, self.start + start + len(text))
        return Passage(text, self.start, self.end, self.original or self.value)

    def trimmed(self) -> Passage:
        """The passage without white space at its edges."""
        return self.part(0, len(self.value))
