"""Tables of a document as rows of spans: real tables, and tables flattened into lines with ``|``."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from enduse.model.document import Table
from enduse.statements.notices.dictionary import Head
from enduse.statements.notices.passage import Page, Passage, Span


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows of cells from one table; an empty cell is None, a cell that spans rows or columns stands in each."""

    start: int
    end: int
    rows: tuple[tuple[Span | None, ...], ...]
    hidden: bool = False


def document_grids(page: Page) -> list[Grid]:
    """Every table that holds data. A table that holds another table, or has one column, is the layout of the page and no table."""
    tables = page.document.tables
    return [_grid(page, table) for table in tables if _holds_data(table) and not _holds_another(table, tables)]


def _holds_data(table: Table) -> bool:
    return any(cell.column for cell in table.cells)


def _holds_another(table: Table, tables: Sequence[Table]) -> bool:
    for other in tables:
        if other is table or not other.cells:
            continue
        first, last = other.cells[0].start, other.cells[-1].end
        if any(cell.start <= first and last <= cell.end and cell.end - cell.start > last - first for cell in table.cells):
            return True
    return False


def _grid(page: Page, table: Table) -> Grid:
    height = max(cell.row + cell.rowspan for cell in table.cells)
    width = max(cell.column + cell.colspan for cell in table.cells)
    rows: list[list[Span | None]] = [[None] * width for _ in range(height)]
    for cell in table.cells:
        span = page.passage(cell.start, cell.end, hidden=table.hidden).whole() if cell.end > cell.start else None
        for row in range(cell.row, cell.row + cell.rowspan):
            for column in range(cell.column, cell.column + cell.colspan):
                rows[row][column] = span
    start, end = min(cell.start for cell in table.cells), max(cell.end for cell in table.cells)
    return Grid(start, end, tuple(tuple(row) for row in rows), table.hidden)


def is_piped(text: str) -> bool:
    """Whether a line is a row of a table flattened into text."""
    if "|" not in text:
        return False
    stripped = text.strip()
    return stripped.startswith("|") or " | " in stripped or stripped.endswith(" |") or stripped.count("|") > 1


def piped_row(passage: Passage) -> tuple[Span | None, ...]:
    """The cells of a flattened row; a ``|`` at the edge of the line is no cell."""
    text = passage.text
    edges = [index for index, character in enumerate(text) if character == "|"]
    bounds = [-1, *edges, len(text)]
    cells = [passage.cut(left + 1, right) for left, right in itertools.pairwise(bounds)]
    if text.startswith("|"):
        cells = cells[1:]
    if text.endswith("|"):
        cells = cells[:-1]
    return tuple(cells)


def is_head(cells: Sequence[Span], known: Sequence[Head]) -> bool:
    """Whether a row is a row of heads: at least two known ones, and most of its cells."""
    heads = [head for head in known if head.known]
    return len(heads) >= 2 and len(heads) * 10 >= len(cells) * 6 and all(len(cell.text) <= 30 for cell in cells)
