"""The offset map: a document's text is written run by run, each run with its place in the decoded stored file.

Three kinds of run: *copied* (character for character the same), *decoded* (an entity or escape: the whole run stands for
the whole stored run, and the lengths differ), and *inserted* (line breaks and the like that no stored character stands for;
they have no segment). Control characters are never copied; each kind of reader counts what it left out.
"""

from __future__ import annotations

import re

from enduse.model.document import Segment

CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f]+")
"""Characters that no reader hands on: C0 and C1 controls except tab, line feed, form feed and carriage return."""


class TextMap:
    """Writes a text and its segments. ``stored`` is the decoded stored file."""

    def __init__(self, stored: str) -> None:
        self.stored = stored
        self.length = 0
        """Characters written so far."""
        self.dropped = 0
        """Control characters left out so far."""
        self._parts: list[str] = []
        self._runs: list[tuple[int, int, int, int]] = []

    def copy(self, start: int, end: int) -> None:
        """Write ``stored[start:end]`` as it is."""
        if start >= end:
            return
        self._parts.append(self.stored[start:end])
        at, after = self.length, self.length + end - start
        if self._runs:
            last = self._runs[-1]
            if last[1] == at and last[3] == start and last[1] - last[0] == last[3] - last[2]:
                at, start = last[0], last[2]
                self._runs.pop()
        self._runs.append((at, after, start, end))
        self.length = after

    def copy_clean(self, start: int, end: int) -> None:
        """Write ``stored[start:end]`` without its control characters."""
        for match in CONTROLS.finditer(self.stored, start, end):
            self.copy(start, match.start())
            self.dropped += match.end() - match.start()
            start = match.end()
        self.copy(start, end)

    def decode(self, text: str, start: int, end: int) -> None:
        """Write ``text`` for the stored run ``start:end``, whose length differs."""
        clean = CONTROLS.sub("", text)
        self.dropped += len(text) - len(clean)
        if not clean:
            return
        self._parts.append(clean)
        self._runs.append((self.length, self.length + len(clean), start, end))
        self.length += len(clean)

    def insert(self, text: str) -> None:
        """Write ``text`` that no stored character stands for."""
        self._parts.append(text)
        self.length += len(text)

    def text(self) -> str:
        """All that was written."""
        return "".join(self._parts)

    def segments(self) -> tuple[Segment, ...]:
        """The map, in order of both texts."""
        return tuple(Segment(*run) for run in self._runs)
