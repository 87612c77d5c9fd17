"""Tables of a page as grids: row and column of every cell, spans, nesting, and the end tags that pages leave out."""

from __future__ import annotations

from bisect import insort
from dataclasses import dataclass, field
from operator import attrgetter

from enduse.documents.lines import LINE, TAB, Lines
from enduse.model.document import Cell, Table

_MAX_HANGING = 100
"""Cells hanging into later rows that are kept in mind; a page with more is hostile, and loses only column numbers."""


@dataclass(slots=True)
class OpenTable:
    """A table being read."""

    number: int
    depth: int
    hidden: bool
    row: int = -1
    cells: list[Cell] = field(default_factory=list)
    header: bool = False
    """Inside ``thead``."""
    in_cell: bool = False
    _column: int = 0
    _row_start: int = 0
    _hanging: list[tuple[int, int, int]] = field(default_factory=list)
    """(first column, column after, last row) of cells that reach into later rows."""
    _cell: tuple[int, int, int, bool, int, int] = (0, 0, 0, False, 1, 1)
    _breaks: int = 0
    _multiline: bool = False

    def begin_row(self, lines: Lines) -> None:
        """A new row."""
        self.row += 1
        self._column = 0
        self._row_start = lines.length
        self._multiline = False
        if self._hanging:
            self._hanging = [span for span in self._hanging if span[2] >= self.row]

    def begin_cell(self, lines: Lines, rowspan: int, colspan: int, *, header: bool) -> None:
        """A new cell in the current row, in the first column that is free."""
        column = self._free_column() if self._hanging else self._column
        length = lines.page.length
        lines.begin_cell(LINE if length == self._row_start or self._multiline else TAB)
        self._cell = (column, length, lines.breaks, header or self.header, rowspan, colspan)
        self._column = column + colspan
        if rowspan > 1 and len(self._hanging) < _MAX_HANGING:
            insort(self._hanging, (column, column + colspan, self.row + rowspan - 1))
        self.in_cell = True

    def end_cell(self, lines: Lines) -> None:
        """The cell ends; its passage leaves out the break before it."""
        column, before, breaks, header, rowspan, colspan = self._cell
        start, end = before, lines.page.length
        if end > before:
            start = before + (1 if before else 0)
            self._multiline = lines.breaks - breaks > (1 if self._row_start == before else 0)
        self.cells.append(Cell(self.row, column, start, end, header, rowspan, colspan))
        self.in_cell = False
        lines.hold = False

    def finished(self) -> Table:
        """The table, cells in order of row and column."""
        cells = tuple(sorted(self.cells, key=attrgetter("row", "column")))
        return Table(f"table {self.number}", cells, self.hidden, self.depth)

    def _free_column(self) -> int:
        column = self._column
        for start, after, last in self._hanging:  # in order of columns
            if start <= column < after and last >= self.row:
                column = after
        return column
