"""Sheets of any spreadsheet format, written as one text: a table for each sheet, its hidden parts in a table of their own.

Rows and columns of a table are those of the sheet, counted from 0, so that ``row 4, column 1`` is cell B5. Every row of a sheet has a cell
for each column the sheet uses, empty ones included, unless the sheet is so large that only filled cells are kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from enduse.documents.flow_text import FlowText
from enduse.documents.notes import Notes
from enduse.documents.reader import Stored
from enduse.model.document import Document
from enduse.model.errors import UnreadableDocument

MOST_CELLS = 1_000_000
_EVERY_CELL = 200_000
_NAMED = 12


@dataclass(slots=True)
class Sheet:
    """One sheet. ``values`` are texts by (row, column); ``merges`` are (row, column, rows, columns)."""

    name: str
    state: str = "visible"
    """``visible``, ``hidden`` or ``veryHidden`` (which no menu of the program shows)."""
    values: dict[tuple[int, int], str] = field(default_factory=dict)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    """First and last column of each hidden stretch."""
    formulas: list[tuple[int, int]] = field(default_factory=list)
    empty_formulas: list[tuple[int, int]] = field(default_factory=list)

    def put(self, row: int, column: int, text: str) -> None:
        """Keep a value.

        Raises:
            UnreadableDocument: ``limit:cells``.
        """
        if text:
            self.values[row, column] = text
            if len(self.values) > MOST_CELLS:
                raise UnreadableDocument("limit:cells", f"the sheet {self.name!r} has more than {MOST_CELLS:,} filled cells")

    def is_hidden(self, row: int, column: int) -> bool:
        """Whether the row or the column of a cell is hidden."""
        return row in self.hidden_rows or any(first <= column <= last for first, last in self.hidden_columns)


def place(row: int, column: int) -> str:
    """The name of a cell.

    >>> place(4, 27)
    'AB5'
    """
    letters, column = "", column + 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row + 1}"


def book(stored: Stored, sheets: Sequence[Sheet], notes: Notes) -> Document:
    """The document that holds these sheets, and what must be said of them."""
    flow = FlowText()
    for sheet in sheets:
        _write(flow, sheet, notes)
        _note_formulas(sheet, notes)
    notes.controls(flow.dropped)
    return Document(
        sha256=stored.sha256,
        media_type=stored.media_type,
        text=flow.text,
        blocks=tuple(flow.blocks),
        tables=tuple(flow.tables),
    )


def _write(flow: FlowText, sheet: Sheet, notes: Notes) -> None:
    locator = f"sheet {sheet.name}"
    if sheet.state != "visible":
        if sheet.values:
            _note_hidden(notes, f"the sheet {sheet.name!r} is {sheet.state} ({len(sheet.values)} cells)", locator)
        _table(flow, sheet, sorted(sheet.values), locator, hidden=True)
        return
    unseen = sorted(at for at in sheet.values if sheet.is_hidden(*at)) if sheet.hidden_rows or sheet.hidden_columns else []
    seen = sorted(set(sheet.values) - set(unseen))
    _table(flow, sheet, seen, locator, hidden=False)
    if unseen:
        _note_hidden(notes, f"the sheet {sheet.name!r} has {len(unseen)} cells in hidden rows or columns", f"{locator} {place(*unseen[0])}")
        _table(flow, sheet, unseen, f"{locator} (hidden rows and columns)", hidden=True)


def _table(flow: FlowText, sheet: Sheet, filled: Sequence[tuple[int, int]], locator: str, *, hidden: bool) -> None:
    if not filled:
        return
    spans = {(row, column): (down, across) for row, column, down, across in sheet.merges}
    width = max(column for _, column in filled) + 1
    rows: dict[int, list[int]] = {}
    for row, column in filled:
        rows.setdefault(row, []).append(column)
    every = not hidden and width * len(rows) <= _EVERY_CELL
    covered = _covered(sheet.merges, rows) if every else set()
    flow.begin_table(locator, hidden=hidden)
    for row, columns in rows.items():
        flow.begin_row(row)
        at = 0
        for column in range(width) if every else columns:
            if (row, column) in covered:
                continue
            flow.skip(column - at)
            down, across = spans.get((row, column), (1, 1))
            flow.begin_cell()
            flow.paragraph(sheet.values.get((row, column), ""), hidden=hidden)
            flow.end_cell(rowspan=down, colspan=across)
            at = column + across
    flow.end_table()


def _covered(merges: Iterable[tuple[int, int, int, int]], rows: dict[int, list[int]]) -> set[tuple[int, int]]:
    """Places inside of a merged cell other than its first, in rows that are written."""
    found: set[tuple[int, int]] = set()
    for row, column, down, across in merges:
        for r in range(row, row + down):
            if r in rows and len(found) < _EVERY_CELL:
                found.update((r, c) for c in range(column, column + min(across, 2000)) if (r, c) != (row, column))
    return found - {(r, c) for r, columns in rows.items() for c in columns}


def _note_hidden(notes: Notes, words: str, where: str) -> None:
    notes.add(
        "hidden-text",
        f"{words}: a reader of the file does not see them; they stand in a table marked as hidden",
        "show the hidden parts in a spreadsheet program and compare; what is stated from them has half the confidence",
        where,
    )


def _note_formulas(sheet: Sheet, notes: Notes) -> None:
    if sheet.formulas:
        notes.add(
            "formula-values",
            f"{len(sheet.formulas)} cells of the sheet {sheet.name!r} are computed ({_places(sheet.formulas)}); the value stored with each "
            "was read, and nothing was computed",
            "compute the file again in a spreadsheet program and compare",
            f"sheet {sheet.name} {place(*sheet.formulas[0])}",
        )
    if sheet.empty_formulas:
        notes.add(
            "formula-without-value",
            f"{len(sheet.empty_formulas)} cells of the sheet {sheet.name!r} have a formula and no stored value "
            f"({_places(sheet.empty_formulas)}); "
            "they were read as empty",
            "open the file in a spreadsheet program, save it and add it again",
            f"sheet {sheet.name} {place(*sheet.empty_formulas[0])}",
        )


def _places(places: Sequence[tuple[int, int]]) -> str:
    return ", ".join(place(*at) for at in places[:_NAMED]) + (" …" if len(places) > _NAMED else "")
