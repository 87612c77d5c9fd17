"""The rows of a table file, whatever its format: each cell by column name, with its place in the text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass

from enduse.model.document import Cell, Document
from enduse.sources.passage import Passage


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its line in the file (the first is 1) and its cells, white space at their edges left out."""

    line: int
    cells: Mapping[str, Passage]
    width: int
    """How many cells the file has here; not the number of columns where the row is ragged."""

    def text(self, column: str | None) -> str:
        """The value in a column, empty where there is none."""
        cell = self.cells.get(column) if column else None
        return cell.value if cell else ""


@dataclass(frozen=True, slots=True)
class Rows:
    """A header and the rows below it; rows without any text are only counted."""

    header: tuple[str, ...]
    rows: tuple[Row, ...]
    blank: int = 0


def read_rows(document: Document) -> Rows | None:
    """The first table of a document (csv, or the first sheet that is not hidden); ``None`` where there is no table or no header."""
    table = next((table for table in document.tables if not table.hidden), None)
    if table is None or not table.cells:
        return None
    by_row: dict[int, list[Cell]] = {}
    for cell in table.cells:
        by_row.setdefault(cell.row, []).append(cell)
    numbers = sorted(by_row)
    header = tuple(_passage(document.text, cell).value.lstrip("\ufeff") for cell in _in_order(by_row[numbers[0]]))
    newlines = [at for at, sign in enumerate(document.text) if sign == "\n"]
    rows, blank = [], 0
    for number in numbers[1:]:
        cells = [(_passage(document.text, cell), cell.column) for cell in _in_order(by_row[number])]
        if not any(passage.value for passage, _ in cells):
            blank += 1
            continue
        named = {header[column]: passage for passage, column in cells if column < len(header)}
        rows.append(Row(bisect_right(newlines, cells[0][0].start - 1) + 1, named, max(column for _, column in cells) + 1))
    return Rows(header, tuple(rows), blank)


def _in_order(cells: list[Cell]) -> list[Cell]:
    return sorted(cells, key=lambda cell: cell.column)


def _passage(text: str, cell: Cell) -> Passage:
    return Passage(text[cell.start : cell.end], cell.start, cell.end).trimmed()
