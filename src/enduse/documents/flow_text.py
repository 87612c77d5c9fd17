"""The text of a document without pages, written paragraph by paragraph and cell by cell, with blocks and tables in it.

Cells of one row stand on one line, parted by tabs, as long as none has lines of its own. Hidden text never stands inside a visible line or
cell: it waits and is written on lines of its own, behind the paragraph or behind the table.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from enduse.documents.textmap import CONTROLS
from enduse.model.document import Block, Cell, Table


@dataclass(slots=True)
class OpenGrid:
    """A table being written. Rows and columns count from 0; cells that reach down grow while later rows are written."""

    locator: str
    depth: int
    hidden: bool = False
    row: int = -1
    column: int = 0
    cells: list[Cell] = field(default_factory=list)
    reaching: dict[int, int] = field(default_factory=dict)
    """Column to the number of the cell that may reach further down there."""
    _fresh: bool = True
    _several: bool = False
    _start: int | None = None
    _lines: int = 0


@dataclass(slots=True)
class FlowText:
    """A text being written. ``dropped`` counts control characters left out, ``hidden`` characters written as hidden."""

    blocks: list[Block] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    length: int = 0
    dropped: int = 0
    hidden: int = 0
    _parts: list[str] = field(default_factory=list)
    _open: list[OpenGrid] = field(default_factory=list)
    _waiting: list[str] = field(default_factory=list)
    _numbers: int = 0

    @property
    def text(self) -> str:
        """All that was written."""
        return "".join(self._parts)

    def paragraph(self, text: str, kind: str = "paragraph", *, hidden: bool = False) -> None:
        """Write one paragraph; an empty one leaves nothing."""
        clean = CONTROLS.sub("", text)
        self.dropped += len(text) - len(clean)
        clean = clean.strip()
        if not clean:
            return
        grid = self._open[-1] if self._open else None
        if hidden and grid is not None and not grid.hidden:
            self._waiting.append(clean)
            return
        self._break(grid)
        start = self.length
        self._put(clean)
        if grid is not None:
            grid._lines += clean.count("\n")
        self.hidden += len(clean) if hidden else 0
        self.blocks.append(Block(start, self.length, "cell" if grid else kind, hidden))

    def begin_table(self, locator: str | None = None, *, hidden: bool = False) -> None:
        """A table begins, inside the cell that is open, if one is."""
        self._numbers += 1
        outer = self._open[-1] if self._open else None
        grid = OpenGrid(locator or f"table {self._numbers}", len(self._open), hidden or bool(outer and outer.hidden))
        self._open.append(grid)

    def begin_row(self, number: int | None = None) -> None:
        """A row begins: the next one, or the one of that number."""
        grid = self._open[-1]
        grid.row, grid.column, grid._fresh, grid._several = grid.row + 1 if number is None else number, 0, True, False

    def skip(self, columns: int) -> None:
        """Leave columns of the row empty."""
        self._open[-1].column += columns

    def begin_cell(self) -> None:
        """A cell begins in the next column."""
        grid = self._open[-1]
        grid._start, grid._lines = None, 0

    def end_cell(self, *, colspan: int = 1, rowspan: int = 1, goes_on: bool = False) -> None:
        """The cell ends; ``goes_on`` says that it is the lower part of the cell above and was written without text."""
        grid = self._open[-1]
        above = grid.reaching.get(grid.column)
        if goes_on and above is not None:
            cell = grid.cells[above]
            grid.cells[above] = Cell(cell.row, cell.column, cell.start, cell.end, False, grid.row - cell.row + 1, cell.colspan)
        else:
            start = self.length if grid._start is None else grid._start
            grid.reaching[grid.column] = len(grid.cells)
            grid.cells.append(Cell(grid.row, grid.column, start, self.length, False, rowspan, colspan))
        grid._several = grid._several or grid._lines > 1
        grid._start = None
        grid.column += colspan

    def end_table(self) -> None:
        """The table ends; hidden text from its cells is written behind it."""
        grid = self._open.pop()
        if grid.cells:
            cells = sorted(grid.cells, key=lambda cell: (cell.row, cell.column))
            self.tables.append(Table(grid.locator, tuple(cells), grid.hidden, grid.depth))
        if not self._open:
            waiting, self._waiting = self._waiting, []
            for text in waiting:
                self.paragraph(text, hidden=True)

    def _break(self, grid: OpenGrid | None) -> None:
        """What parts a paragraph from the text before it."""
        sign = "\n"
        if grid is not None and grid._lines == 0 and not grid._fresh and not grid._several:
            sign = "\t"
        if self.length:
            self._put(sign)
        for outer in self._open:
            outer._lines += 1
            outer._fresh = False
            if outer._start is None:
                outer._start = self.length

    def _put(self, text: str) -> None:
        self._parts.append(text)
        self.length += len(text)
