"""The running text of a page: white space folded as a browser shows it, line and cell breaks between, blocks and the offset map.

Within a line all white space (also the no-break space) is one space; outer white space of a line falls away. Breaks are written only when
text follows, so no passage ends in one.
"""

from __future__ import annotations

import html
import re

from enduse.documents.textmap import TextMap
from enduse.documents.tokens import ENTITY
from enduse.model.document import Block

SPACE, TAB, LINE = 1, 2, 3
_BREAKS = {SPACE: " ", TAB: "\t", LINE: "\n"}
_SPECIAL = re.compile(f"[ \t\n\r\f\xa0]{{2,}}|[\t\n\r\f\xa0]|{ENTITY.pattern}|[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f]+")
_BLANK = re.compile("[ \t\n\r\f\xa0]+")
_FOLDED = frozenset(" \t\n\r\f\xa0")


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
        self._open: tuple[int, str, bool] | None = None

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
        if not keep_lines and _BLANK.fullmatch(stored, start, end):  # most runs between tags are nothing else
            self.ask(SPACE)
            return
        position = start
        for match in _SPECIAL.finditer(stored, start, end):
            self._copy(position, match.start())
            position = match.end()
            run = match.group()
            if run[0] == "&":
                self._entity(run, match.start(), position)
            elif run[0] in _FOLDED:
                self.ask(LINE if keep_lines and ("\n" in run or "\r" in run) else SPACE)
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
        decoded = html.unescape(run)
        if decoded == run:
            self._copy(start, end)
        elif decoded in _FOLDED:
            self.ask(SPACE)
        else:
            self._begin()
            self.page.decode(decoded, start, end)

    def _begin(self) -> None:
        """Write the break that is due and open a block where one begins."""
        pending, self._pending, self.hold = self._pending, 0, False
        fresh = self._open is None or pending > SPACE or self._open[1:] != (self.kind, self.hidden)
        if fresh:
            self.close()
        if pending and self.page.length:
            self.page.insert(_BREAKS[pending])
            self.breaks += pending == LINE
        if fresh:
            self._open = (self.page.length, self.kind, self.hidden)

    def close(self) -> None:
        """End the block that is open."""
        if self._open is not None:
            start, kind, hidden = self._open
            if self.page.length > start:
                self._blocks.append(Block(start, self.page.length, kind, hidden))
            self._open = None

    def blocks(self) -> tuple[Block, ...]:
        """Every block, in order."""
        self.close()
        return tuple(self._blocks)
