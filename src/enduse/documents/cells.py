"""Rows and cells of a table of values (RFC 4180), with exact positions, in one pass.

A quote opens a quoted cell only at the beginning of a cell and closes it only before a delimiter or the end of a line. A quote that never
closes so is taken for a character of an unquoted cell, and the row says so: otherwise it would swallow the rows after it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

_QUOTE_RUN = re.compile('"+')


@dataclass(frozen=True, slots=True)
class RawCell:
    """``text[start:end]`` without the outer quotes; ``quoted`` cells hold ``""`` for ``"``."""

    start: int
    end: int
    quoted: bool = False


@dataclass(slots=True)
class Row:
    """One record. ``line`` is its first physical line, from 1; ``unclosed`` are lines of quotes that close nowhere."""

    line: int
    cells: list[RawCell] = field(default_factory=list)
    end: int = 0
    unclosed: list[int] = field(default_factory=list)


def rows(text: str, delimiter: str, start: int = 0) -> Iterator[Row]:
    """The records of a text; lines without any character are no records. Time grows with the length of the text."""
    position, line, length = start, 1, len(text)
    plain = _plain(delimiter)
    while position < length:
        row = Row(line)
        position, line = _read_row(text, delimiter, position, row, plain)
        row.end = position
        if row.cells:
            yield row


def _read_row(text: str, delimiter: str, position: int, row: Row, plain: re.Pattern[str]) -> tuple[int, int]:
    """Read one record into ``row``; where the next begins and on which line."""
    line, length = row.line, len(text)
    while True:
        cell = _quoted(text, position, delimiter) if text.startswith('"', position) else None
        if cell is None:
            if text.startswith('"', position):
                row.unclosed.append(line)
            found = plain.match(text, position)
            after = found.end() if found else length
            cell = RawCell(position, after)
        else:
            after = cell.end + 1
            line += _line_ends(text, cell.start, cell.end)
        mark = text[after : after + 1]
        if not (cell.start == cell.end and not cell.quoted and not row.cells and mark != delimiter):
            row.cells.append(cell)
        if mark != delimiter:
            step = 2 if text.startswith("\r\n", after) else 1
            return min(after + step, length), line + 1
        position = after + 1


def _quoted(text: str, position: int, delimiter: str) -> RawCell | None:
    """The quoted cell that opens at ``position``, or None if its quote does not close."""
    at = position + 1
    while True:
        opening = text.find('"', at)
        if opening < 0:
            return None
        run = _QUOTE_RUN.match(text, opening)
        end = run.end() if run else opening + 1
        if (end - opening) % 2 == 0:
            at = end
            continue
        follows = text[end : end + 1]
        if follows in ("", delimiter, "\n", "\r"):
            return RawCell(position + 1, end - 1, quoted=True)
        return None


def _line_ends(text: str, start: int, end: int) -> int:
    return text.count("\n", start, end) + text.count("\r", start, end) - text.count("\r\n", start, end)


@cache
def _plain(delimiter: str) -> re.Pattern[str]:
    """The characters of an unquoted cell from a position on."""
    return re.compile(f"[^{re.escape(delimiter)}\r\n]*")
