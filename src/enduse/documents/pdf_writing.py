"""Pages written into one text: wrapped lines joined, cells on their rows, tables carried over page breaks, a box for every line."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from enduse.documents.pdf_lines import PageLine
from enduse.documents.pdf_pages import PageRead, TableRead
from enduse.model.document import Block, Box, Cell, Page, Table

_MARGIN = 0.09
"""Share of the height of a page, at its top and foot, where running heads and page numbers stand."""
_PAGE_NUMBER = re.compile(r"[-—–第页共/of\s\d]*\d[-—–第页共/of\s\d]*", re.I)
_REPEATED = 3
_NEW_LINE = re.compile(r"[^：:，。,\s]{1,14}[：:]|[(（]?[一二三四五六七八九十\d]{1,3}[)）]?[、.．)）]|[★▲●■◆•·*]")
"""How a line begins that surely continues nothing: with a label, a number, or a sign of a list."""
_LATIN = re.compile(r"[!-~]+")
_SAME_COLUMNS = 3.0
_NARROWEST, _WIDEST = 2.0, 8.0


@dataclass(slots=True)
class _Open:
    """A table that may go on over the next page."""

    cells: list[Cell]
    rows: int
    columns: tuple[float, ...]


@dataclass(slots=True)
class PdfText:
    """The text being written, with everything that has a place in it."""

    blocks: list[Block] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    layout: list[Page] = field(default_factory=list)
    length: int = 0
    _parts: list[str] = field(default_factory=list)
    _table: _Open | None = None
    _waiting: list[tuple[PageRead, PageLine]] = field(default_factory=list)
    _line: tuple[PageLine, PageRead] | None = None
    """The line written last, if a further line may continue it."""

    @property
    def text(self) -> str:
        """All that was written."""
        return "".join(self._parts)

    def write(self, pages: Sequence[PageRead]) -> None:
        """Write every page in order."""
        running = _running_lines(pages)
        for page in pages:
            start = self.length
            edges = _edges(page)
            body = [piece for piece in page.pieces if not _in_margin(piece, page, running)]
            margin = [piece for piece in page.pieces if isinstance(piece, PageLine) and _in_margin(piece, page, running)]
            for number, piece in enumerate(body):
                if isinstance(piece, PageLine):
                    self.close_table()
                    self.line(piece, page, edges)
                else:
                    self.table(piece, page, first=number == 0)
            self._waiting += [(page, line) for line in margin]
            if self._table is None:
                self.flush()
            self.layout.append(Page(page.number, start, self.length, round(page.width, 2), round(page.height, 2)))
        self.close_table()
        for page in pages:
            self.aside(page)

    def line(self, line: PageLine, page: PageRead, edges: tuple[float, float]) -> None:
        """One line; a line that goes on where the one before ran out of space is part of its paragraph."""
        last, self._line = self._line, (line, page)
        if last is not None and _continues(last, line, page, edges):
            self._put(_joint(self._parts[-1], line.text))
            block = self.blocks.pop()
            start = block.start
        else:
            self._break("\n")
            start = self.length
        self._boxed(line, page)
        self.blocks.append(Block(start, self.length, "paragraph"))

    def table(self, table: TableRead, page: PageRead, *, first: bool) -> None:
        """One table; the first thing of a page goes on with the table that ended the page before, if their columns are the same."""
        self._line = None
        columns = table.grid.columns
        if not (first and self._table is not None and _same_columns(self._table.columns, columns)):
            self.close_table()
            self._table = _Open([], 0, columns)
        held = self._table
        if held is None:
            return
        row, fresh = -1, True
        several = False
        for cell, lines in zip(table.grid.cells, table.lines, strict=True):
            if cell.row != row:
                row, fresh, several = cell.row, True, False
            before = self.length
            if lines:
                self._break("\n" if fresh or several else "\t")
                fresh = False
                before = self.length
                several = self._cell_lines(lines, cell.x1 - cell.x0, (cell.x0, cell.x1), page)
                self.blocks.append(Block(before, self.length, "cell"))
            held.cells.append(Cell(held.rows + cell.row, cell.column, before, self.length, False, cell.rowspan, cell.colspan))
        held.rows += max(cell.row + cell.rowspan for cell in table.grid.cells)

    def _cell_lines(self, lines: list[PageLine], width: float, sides: tuple[float, float], page: PageRead) -> bool:
        """The lines of one cell, wrapped ones joined; whether more than one line is left."""
        gaps = [gap for line in lines for gap in (line.box[0] - sides[0], sides[1] - line.box[2])]
        free = width - 2 * min(max(min(gaps), _NARROWEST), _WIDEST)
        several, last = False, None
        for line in lines:
            if last is not None:
                if _no_room(free - (last.box[2] - last.box[0]), line) and not _NEW_LINE.match(line.text):
                    self._put(_joint(self._parts[-1], line.text))
                else:
                    self._put("\n")
                    several = True
            self._boxed(line, page)
            last = line
        return several

    def close_table(self) -> None:
        """The table that was open is whole; running heads and feet of the pages it crossed come behind it."""
        if self._table is not None:
            cells = sorted(self._table.cells, key=lambda cell: (cell.row, cell.column))
            self.tables.append(Table(f"table {len(self.tables) + 1}", tuple(cells)))
            self._table = None
        if self._waiting:
            self.flush()

    def flush(self) -> None:
        """Write running heads and feet that wait."""
        waiting, self._waiting = self._waiting, []
        for page, line in waiting:
            self._break("\n")
            start = self.length
            self._boxed(line, page)
            self.blocks.append(Block(start, self.length, "margin"))

    def aside(self, page: PageRead) -> None:
        """Slanted text, and text that is not seen."""
        for apart in page.apart:
            self._break("\n")
            start = self.length
            self._put(apart.text)
            self.boxes.append(Box(start, self.length, page.number, *(round(side, 2) for side in apart.box)))
            self.blocks.append(Block(start, self.length, "line", bool(apart.reason)))

    def _boxed(self, line: PageLine, page: PageRead) -> None:
        start = self.length
        self._put(line.text)
        self.boxes.append(Box(start, self.length, page.number, *(round(side, 2) for side in line.box)))

    def _break(self, sign: str) -> None:
        if self.length:
            self._put(sign)

    def _put(self, text: str) -> None:
        if text:
            self._parts.append(text)
            self.length += len(text)


def _continues(last: tuple[PageLine, PageRead], line: PageLine, page: PageRead, edges: tuple[float, float]) -> bool:
    """Whether a line is the rest of the one before, which had no room for it."""
    before, page_before = last
    height = before.box[3] - before.box[1]
    if not 0.8 < (line.box[3] - line.box[1]) / max(1.0, height) < 1.25 or _NEW_LINE.match(line.text):
        return False
    if page_before is page:
        if not -0.5 * height < line.box[1] - before.box[3] < 0.95 * height:
            return False
    elif before.box[3] < 0.75 * page_before.height:
        return False
    left, right = edges
    indented = line.box[0] > min(before.box[0], left + 2.6 * height) + 0.6 * height
    return not indented and _no_room(right - before.box[2], line)


def _no_room(left_over: float, line: PageLine) -> bool:
    """Whether the first word of a line would not have fitted into what was left of the line before."""
    height = line.box[3] - line.box[1]
    word = _LATIN.match(line.text)
    return left_over < (0.25 + 0.45 * len(word.group()) if word else 0.85) * height


def _joint(before: str, after: str) -> str:
    """What stands between two lines that are one: a space between Latin words, nothing between Chinese."""
    return " " if _LATIN.match(after[:1]) and _LATIN.match(before[-1:]) and before[-1:] not in "-/" else ""


def _edges(page: PageRead) -> tuple[float, float]:
    """Left and right edge of the running text: the right one is where at least two lines end, else the margins are taken to be alike."""
    boxes = [piece.box for piece in page.pieces if isinstance(piece, PageLine)]
    if not boxes:
        return 0.0, page.width
    left, furthest = min(box[0] for box in boxes), max(box[2] for box in boxes)
    full = sum(box[2] > furthest - 1.2 * (box[3] - box[1]) for box in boxes)
    return left, furthest if full > 1 else max(page.width - left, furthest)


def _same_columns(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return len(one) == len(other) and all(abs(a - b) <= _SAME_COLUMNS for a, b in zip(one, other, strict=True))


def _running_lines(pages: Sequence[PageRead]) -> frozenset[str]:
    """Lines at the edge of at least three pages that differ in numbers only."""
    seen: Counter[str] = Counter()
    for page in pages:
        seen.update({_bare(piece.text) for piece in page.pieces if isinstance(piece, PageLine) and _at_edge(piece, page)})
    return frozenset(text for text, count in seen.items() if count >= _REPEATED)


def _in_margin(piece: PageLine | TableRead, page: PageRead, running: frozenset[str]) -> bool:
    if not isinstance(piece, PageLine) or not _at_edge(piece, page):
        return False
    return _bare(piece.text) in running or _PAGE_NUMBER.fullmatch(piece.text) is not None


def _at_edge(line: PageLine, page: PageRead) -> bool:
    return line.box[3] < _MARGIN * page.height or line.box[1] > (1 - _MARGIN) * page.height


def _bare(text: str) -> str:
    return re.sub(r"\d+", "#", text)
