"""Tables whose bars stayed and whose ends of lines went: ``| 序号 | 名称 | 数量 | 1 | 甲 | 3台 | 2 | 乙 | 5台``.

Cells are dealt out to rows by the heads at the front, and only where every row then fits its heads; a table that does not is left out.
"""

from __future__ import annotations

from collections.abc import Sequence

from enduse.statements.notices.dictionary import Head, head_of
from enduse.statements.notices.fitting import PARTIES, Row, fits
from enduse.statements.notices.grids import is_head
from enduse.statements.notices.parts import lot_marker
from enduse.statements.notices.passage import Span

_LEAST_HEADS = 3
_MORE_HEADS = 3
"""Heads nobody knows that may stand behind the known ones."""


def rows_of_line(cells: Row) -> list[Row]:
    """The rows of all tables on one line: captions, heads, rows; cells before and between them as rows of their own."""
    rows: list[Row] = []
    at = before = 0
    while at < len(cells):
        known = _heads(cells, at)
        if known < _LEAST_HEADS:
            at += 1
            continue
        rows += _captions(cells[before:at])
        end = _end(cells, at + known)
        rows += _dealt(cells[at:end], known)
        at = before = end
    return [*rows, *_captions(cells[before:])]


def _heads(cells: Row, at: int) -> int:
    """How many known heads stand here one after the other."""
    return next((index for index, cell in enumerate(cells[at:]) if not _is_head(cell)), len(cells) - at)


def _is_head(cell: Span | None) -> bool:
    return cell is not None and head_of(cell.text).known


def _end(cells: Row, at: int) -> int:
    """Where a table ends: before a lot alone, before further heads, at the end of the line."""
    for index in range(at, len(cells)):
        cell = cells[index]
        if (cell is not None and lot_marker(cell) is not None and _heads(cells, index + 1) >= _LEAST_HEADS) or _heads(
            cells, index
        ) >= _LEAST_HEADS:
            return index
    return len(cells)


def _dealt(cells: Row, known: int) -> list[Row]:
    for width in range(known, min(known + _MORE_HEADS, len(cells) // 2) + 1):
        heads = [head_of(cell.text) if cell else Head(None, None) for cell in cells[:width]]
        rows = [cells[start : start + width] for start in range(width, len(cells), width)]
        if is_head([cell for cell in cells[:width] if cell], heads) and rows and all(_is_row(row, heads) for row in rows):
            return [cells[:width], *rows]
    return []


def _is_row(row: Row, heads: Sequence[Head]) -> bool:
    """Whether cells are a full row: each fits its head, and what only one kind of cell can be under it stands there."""
    telling = sum(head.supplier in PARTIES or head.item in {"quantity", "unit-price", "line-total"} for head in heads)
    return len(row) == len(heads) and telling > 0 and all(fits(head, cell) for head, cell in zip(heads, row, strict=True))


def _captions(cells: Row) -> list[Row]:
    """What stands outside of tables: lots each by itself, everything else as one row of labels and values."""
    rows: list[Row] = []
    rest: list[Span | None] = []
    for cell in cells:
        if cell is not None and lot_marker(cell) is not None:
            rows += [tuple(rest)] if rest else []
            rows.append((cell,))
            rest = []
        else:
            rest.append(cell)
    return [*rows, *([tuple(rest)] if rest else [])]
