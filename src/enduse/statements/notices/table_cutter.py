"""The half of cutting a notice that knows tables: real ones, piped, stacked, spaced or run together; and the state both halves share."""

from __future__ import annotations

import itertools
from abc import ABC, abstractmethod
from collections.abc import Sequence

from enduse.language.masking import absence
from enduse.statements.notices.barred_line import rows_of_line
from enduse.statements.notices.dictionary import Head, Label, field_of, find_labels, head_of, section_of
from enduse.statements.notices.fitting import Row, align
from enduse.statements.notices.free_names import free_names
from enduse.statements.notices.glued import read_glued
from enduse.statements.notices.grids import is_head, is_piped, piped_row
from enduse.statements.notices.headings import NUMBER, heading_starts
from enduse.statements.notices.inline import read_inline
from enduse.statements.notices.lines import Line
from enduse.statements.notices.parts import LOT, HeadedTable, Outline, Pair, lot_marker
from enduse.statements.notices.passage import Page, Passage, Span
from enduse.statements.notices.spaced import begins_spaced, heads_of, rows_below
from enduse.statements.notices.stacked import read_stacked

_IN_HEADS = ("序号 ", "名称 ", "数量 ", "报价", "金额")
_LEAST_WORDS = 6
_LONGEST_CELL = 120
"""Characters of the longest line that may be a cell of a table whose cells stand one below the other."""
_WHOLE_PAGE = 160
"""Characters of the shortest line that may be a page put on one line; more than half of the page too, as no row of a table is."""
_SHORTEST_TABLE = 40
"""Characters of the shortest table put on one line."""
LABELS_WITH_ENDS = frozenset(
    {"published", "supplier", "winner", "award-amount", "award-total", "lot", "name", "candidate", "bidder", "intended", "ranked"}
)
"""Fields whose labels are never believed where they are glued to what stands before them."""


class TableCutter(ABC):
    """Walks through lines once, keeping the section and lot it is in; runs of lines may turn out to be tables."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.found = Outline(page)
        self.section = "start"
        self.lot: Span | None = None
        self.top = 0
        self.waiting: Label | None = None
        self.names: frozenset[str] | None = None
        self.numbers: list[str] = []

    @abstractmethod
    def line(self, passage: Passage, *, listed: bool = True) -> None:
        """Read a line that is no row of a table."""

    def enter(self, kind: str) -> None:
        """Enter a section; a lot ends with the section it was named in."""
        self.section, self.lot = kind, None
        self.found.sections.add(kind)

    def walk(self, lines: Sequence[Line]) -> None:
        """Lines in order."""
        at = 0
        half = max(_WHOLE_PAGE, len(self.page.text) // 2)
        while at < len(lines):
            line = lines[at]
            text = line.passage.text
            if "|" in text:
                if len(text) > half:
                    self._page_on_a_line(line.passage)
                    at += 1
                    continue
                rows = at
                while rows < len(lines) and is_piped(lines[rows].passage.text):
                    rows += 1
                if not all(entry.cell for entry in lines[at:rows]):
                    self._pipes([entry.passage for entry in lines[at:rows]])
                    at = rows
                    continue
            taken = self._table_of_cells(lines, at) if len(text) <= _LONGEST_CELL and ":" not in text and "。" not in text else 0
            if not taken:
                taken = 1
                if not line.blank and text.strip("| "):
                    self.line(line.passage)
                    taken += self._spaced(lines, at)
            at += taken

    def _page_on_a_line(self, passage: Passage) -> None:
        """Read a page put on one line with the bars of its tables left in: its headings part it, bars divide cells only between them."""
        cuts = heading_starts(passage.text, self.top)
        for start, end in itertools.pairwise([0, *cuts, len(passage.text)]):
            part = passage.part(start, end)
            if not is_piped(part.text):
                self.line(part)
                continue
            first = part.text.index("|")
            if first:
                self.line(part.part(0, first))
            self.found.lines.append((part, self.section))
            self.grid(rows_of_line(piped_row(part.part(first, len(part.text)))), hidden=part.hidden)

    def _table_of_cells(self, lines: Sequence[Line], at: int) -> int:
        """Read a table that begins on this line, its cells one below the other; the lines it took."""
        table = read_stacked(lines, at)
        if table is None or not table.rows or begins_spaced(lines, at):
            return 0
        taken = lines[at : at + table.taken]
        self.found.lines += [(line.passage, self.section) for line in taken if not line.blank]
        self._add(table.heads, table.rows, hidden=taken[0].passage.hidden)
        self.waiting = None
        return table.taken

    def _spaced(self, lines: Sequence[Line], at: int) -> int:
        """Read a table whose heads this line is or ends in, its rows the lines below, their cells divided by spaces; how many they are."""
        heads = heads_of(lines[at].passage.text)
        rows = rows_below(lines, at + 1, heads) if heads else []
        if rows:
            self.found.lines += [(line.passage, self.section) for line in lines[at + 1 : at + 1 + len(rows)]]
            self._add(heads, rows, hidden=lines[at].passage.hidden)
            self.waiting = None
        return len(rows)

    def _add(self, heads: tuple[str, ...], rows: Sequence[Row], *, hidden: bool, glued: bool = False, lot: Span | None = None) -> None:
        known = tuple(head_of(head) for head in heads)
        lot = lot or self.lot
        table = HeadedTable(heads, known, self.section, lot, hidden, glued=glued)
        table.rows = [(row, lot) for row in rows]
        self.found.tables.append(table)

    def _pipes(self, lines: Sequence[Passage]) -> None:
        self.found.lines += [(line, self.section) for line in lines]
        self.grid([piped_row(line) for line in lines], hidden=lines[0].hidden)

    def grid(self, rows: Sequence[Row], *, hidden: bool) -> None:
        """Rows of cells: heads, rows below them, captions, and labels beside their values."""
        self.waiting = None
        table: HeadedTable | None = None
        lot: Span | None = self.lot
        for row in rows:
            cells = [cell for cell in dict.fromkeys(row) if cell is not None]
            if len(cells) == 1:
                marker = lot_marker(cells[0])
                lot = marker or lot
                if marker is None:
                    self._caption(cells[0])
                    table = None if self.section == "bidders" and table is not None and table.section == "award" else table
                continue
            known = tuple(head_of(cell.text) if cell else Head(None, None) for cell in row)
            if is_head(cells, known):
                table = HeadedTable(tuple(cell.text if cell else "" for cell in row), known, self.section, lot, hidden)
                self.found.tables.append(table)
                continue
            laid = _laid(row, cells, table)
            if table is not None and laid is not None:
                table.rows.append((laid, lot))
            elif self._key_values(cells) or self._labelled_cells(cells, table):
                table = None

    def _labelled_cells(self, cells: Sequence[Span], table: HeadedTable | None) -> bool:
        """Cells that hold label and value both: ``所属地区:某市 | 发布时间:2020/11/5``."""
        both = [cell for cell in cells if find_labels(cell.text) or (" " in cell.text and field_of(cell.text.split(" ", 1)[0]))]
        for cell in both if table is None else ():
            self.line(self.page.passage(cell.start, cell.end, hidden=cell.hidden), listed=False)
            self.waiting = None
        return table is None and bool(both)

    def _caption(self, cell: Span) -> None:
        kind = section_of(NUMBER.sub("", cell.text, count=1)) if len(cell.text) <= 24 else None
        if kind is not None:
            self.enter(kind)
        elif ":" in cell.text:
            self.line(self.page.passage(cell.start, cell.end, hidden=cell.hidden), listed=False)

    def _key_values(self, cells: Sequence[Span]) -> int:
        """Labels in cells beside their values; how many were found."""
        section = "award" if self.section == "award" else "summary"
        count = 0
        for index, (label, value) in enumerate(itertools.pairwise(cells)):
            named = field_of(label.text)
            if named is None or field_of(value.text) is not None:
                continue
            beyond = cells[index + 2] if index + 2 < len(cells) else None
            if beyond is not None and field_of(beyond.text) is None and named in LABELS_WITH_ENDS:
                continue
            count += 1
            if absence(value.text) != "empty":
                self.found.pairs.append(Pair(named, label.text, value, section, self.lot, "cell"))
        return count

    def free_names(self) -> frozenset[str]:
        """Organisations that stand free in the document, looked for when first wanted."""
        if self.names is None:
            self.names = free_names(self.page)
        return self.names

    def glue(self, piece: Passage) -> None:
        """Tables of which only the words are left, inside a piece of a line."""
        text = piece.text
        if len(text) < _SHORTEST_TABLE:
            return
        inline = read_inline(piece) if text.count(" ") >= _LEAST_WORDS and any(word in text for word in _IN_HEADS) else []
        for found in inline:
            self._add(found.heads, found.rows, hidden=piece.hidden)
        if inline or not ("序号" in text or "标段" in text or "标包" in text or "名称" in text or "包号" in text):
            return
        for table in read_glued(piece, self.free_names):
            self._add(table.heads, table.rows, hidden=piece.hidden, glued=True, lot=_lot_before(piece, table.start))
            if any(table.lots):
                added = self.found.tables[-1]
                added.rows = [(row, own or lot) for (row, lot), own in zip(added.rows, table.lots, strict=True)]


def _lot_before(piece: Passage, at: int) -> Span | None:
    """The lot named right before the heads of a table whose words run together: ``标段1供应商名称中标金额…``, ``标段1 序号…``."""
    end = at - (piece.text[at - 1 : at] == " ")
    marked = next((match for match in LOT.finditer(piece.text, max(0, end - 8), end) if match.end() == end), None)
    return piece.cut(*marked.span()) if marked is not None else None


def _laid(row: Row, cells: Sequence[Span], table: HeadedTable | None) -> Row | None:
    """A row under the heads of its table; one with cells left out where only one way of laying it fits."""
    if table is None or len(row) == len(table.heads):
        return row if table is not None else None
    return align(len(cells), table.known, lambda first, last: cells[first] if last == first + 1 else None, joins=False)
