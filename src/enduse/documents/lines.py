"""The running text of a page: white space folded as a browser shows it, line and cell breaks between, blocks and the offset map.

Within a line all white space (also the no-break space) is one space; outer white space of a line falls away. Breaks are written only when
text follows, so no passage ends in one.
"""

from __future__ import annotations

import re

from enduse.documents.character_references import ENTITY, decoded
from enduse.documents.textmap import TextMap
from enduse.model.document import Block

SPACE, TAB, LINE = 1, 2, 3
_BREAKS = {SPACE: " ", TAB: "\t", LINE: "\n"}
_SPACES = " \t\n\r\f\xa0"
"""What a browser shows as one space, and the no-break space, which papers are laid out with."""
_FOLDED = frozenset(_SPACES)
_GAP = r"(?:[\t\n\r\f\xa0]|&nbsp;| (?=[ \t\n\r\f\xa0]|&nbsp;))(?:[ \t\n\r\f\xa0]|&nbsp;)*"
_SPECIAL = re.compile(rf"{_GAP}|{ENTITY.pattern}|[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f]+")
_SIGN = re.compile("[\x00-\x1f\x7f-\xa0&]")
"""A sign that does not stand in the text as it stands in the page, but for a space beside another."""


class Lines:
    """Writes text run by run. ``kind`` and ``hidden`` hold for what is written next."""

    def __init__(self, stored: str) -> None:
        self.page = TextMap(stored)
        self.kind = "paragraph"
        self.hidden = False
        self.hold = False
        """Inside a cell that has no text yet: line breaks are not asked for."""
        self.breaks = 0
        """Line breaks written so far."""
        self._pending = 0
        self._blocks: list[Block] = []
        self._start, self._kind, self._hidden = -1, "", False
        """Where the open block begins (-1: none is open), its kind, whether it is hidden."""

    @property
    def length(self) -> int:
        """Characters written so far."""
        return self.page.length

    def ask(self, level: int) -> None:
        """Ask for a space or a line break before the next text."""
        if level > self._pending and not (self.hold and level == LINE):
            self._pending = level

    def begin_cell(self, level: int) -> None:
        """The next text begins a table cell; ``level`` (TAB or LINE) parts it from what stands before."""
        self._pending = level
        self.hold = True

    def write(self, start: int, end: int, *, keep_lines: bool = False) -> None:
        """Write the stored run ``start:end``, entities decoded; ``keep_lines`` as inside ``pre``."""
        stored = self.page.stored
        if not keep_lines:
            run = stored[start:end]
            inner = run.strip(_SPACES)
            if not inner:  # most runs between tags are nothing else
                self.ask(SPACE)
                return
            if "  " not in inner and _SIGN.search(inner) is None:
                self._write_plain(start + run.index(inner), len(inner), start, end)
                return
        self._write_special(start, end, keep_lines=keep_lines)

    def _write_plain(self, first: int, length: int, start: int, end: int) -> None:
        """Write a run of which only the space around ``first:first + length`` is not to stay as it is."""
        if first > start and self._pending < SPACE:
            self._pending = SPACE
        self._begin()
        self.page.copy(first, first + length)
        if first + length < end:
            self._pending = SPACE

    def _write_special(self, start: int, end: int, *, keep_lines: bool) -> None:
        stored, position = self.page.stored, start
        for match in _SPECIAL.finditer(stored, start, end):
            self._copy(position, match.start())
            position = match.end()
            run = match.group()
            if run[0] in _FOLDED or run.startswith("&nbsp;"):
                if keep_lines and ("\n" in run or "\r" in run):
                    self.ask(LINE)
                self.ask(SPACE)
            elif run[0] == "&":
                self._entity(run, match.start(), position)
            else:
                self.page.dropped += len(run)
        self._copy(position, end)

    def _copy(self, start: int, end: int) -> None:
        if start >= end:
            return
        stored = self.page.stored
        if stored[start] == " ":
            self.ask(SPACE)
            start += 1
        if start >= end:
            return
        trailing = stored[end - 1] == " "
        self._begin()
        self.page.copy(start, end - trailing)
        if trailing:
            self.ask(SPACE)

    def _entity(self, run: str, start: int, end: int) -> None:
        meant = decoded(run)
        if meant == run:
            self._copy(start, end)
        elif meant in _FOLDED:
            self.ask(SPACE)
        else:
            self._begin()
            self.page.decode(meant, start, end)

    def _begin(self) -> None:
        """Write the break that is due and open a block where one begins."""
        pending, self._pending, self.hold = self._pending, 0, False
        fresh = pending > SPACE or self._start < 0 or self._hidden is not self.hidden or self._kind != self.kind
        if fresh:
            self.close()
        if pending and self.page.length:
            self.page.insert(_BREAKS[pending])
            self.breaks += pending == LINE
        if fresh:
            self._start, self._kind, self._hidden = self.page.length, self.kind, self.hidden

    def close(self) -> None:
        """End the block that is open."""
        if 0 <= self._start < self.page.length:
            self._blocks.append(Block(self._start, self.page.length, self._kind, self._hidden))
        self._start = -1

    def blocks(self) -> tuple[Block, ...]:
        """Every block, in order."""
        self.close()
        return tuple(self._blocks)
