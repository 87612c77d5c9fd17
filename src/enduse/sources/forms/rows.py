"""Rows of a table under its header: cells by the name of their column, with strict columns."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from enduse.model.document import Document, Table
from enduse.model.errors import SourceChanged
from enduse.model.issue import Issue
from enduse.sources.passage import Passage
from enduse.sources.source_file import Source
from enduse.sources.troubles import Troubles

NOTHING = Passage("", 0, 0)


@dataclass(frozen=True, slots=True)
class Row:
    """One row: ``number`` counts from 1 with the header as row 1, as a spreadsheet shows it."""

    number: int
    cells: dict[str, Passage]
    place: str

    def __getitem__(self, column: str) -> Passage:
        """The cell as written; empty where the row has none."""
        return self.cells.get(column, NOTHING)

    def one(self, column: str) -> Passage | None:
        """The trimmed cell, or None where it is empty."""
        passage = self[column]
        return passage.trimmed() if passage.value.strip() else None


def header_of(document: Document, table: Table, row: int = 0) -> dict[int, str]:
    """Column number to name, without a byte order mark and with single blanks."""
    cells = (cell for cell in table.cells if cell.row == row)
    return {cell.column: " ".join(document.text[cell.start : cell.end].lstrip("\ufeff").split()) for cell in cells}


def rows_of(document: Document, table: Table, *, header: int = 0, named: str = "") -> list[Row]:
    """The rows below the header that have any text; ``named`` stands before ``row 3`` in their places."""
    names = header_of(document, table, header)
    text = document.text
    found: dict[int, dict[str, Passage]] = {}
    for cell in table.cells:
        if cell.row > header and cell.column in names:
            found.setdefault(cell.row, {})[names[cell.column]] = Passage(text[cell.start : cell.end], cell.start, cell.end)
    return [
        Row(number + 1, cells, f"{named}row {number + 1}")
        for number, cells in sorted(found.items())
        if any(passage.value.strip() for passage in cells.values())
    ]


def check_columns(source: Source, what: str, columns: Collection[str], expected: Sequence[str]) -> None:
    """Refuse a table that lacks a column the importer reads, or names one twice.

    Raises:
        SourceChanged: which, what was expected and what was found.
    """
    missing = [name for name in expected if name not in columns]
    if missing:
        raise SourceChanged(
            f"{source.name}: {what} has no column {', '.join(missing)};"
            f" expected {', '.join(expected)}, found {', '.join(columns)}. Nothing of this file is used."
        )
    twice = sorted(name for name, times in Counter(columns).items() if times > 1 and name in expected)
    if twice:
        raise SourceChanged(f"{source.name}: {what} has the column {', '.join(twice)} more than once. Nothing of this file is used.")


def check_last_row(source: Source, document: Document, table: Table) -> None:
    """Refuse a csv whose last row stops before its last column: the file was cut there.

    Raises:
        SourceChanged: it does; the row, and how many cells it has.
    """
    last = max((cell.row for cell in table.cells), default=0)
    columns, cells = len(header_of(document, table)), sum(cell.row == last for cell in table.cells)
    if last > 0 and cells < columns:
        raise SourceChanged(
            f"{source.name}: the last row (row {last + 1}) has {cells} cells of {columns}: the file is cut. Nothing of it is used."
        )


def unknown_columns(source: Source, document: Document, columns: Collection[str], read: Collection[str]) -> list[Issue]:
    """Issues for columns neither read, nor ignored by name, nor always empty.

    In a known name ``*`` stands for any number (``Name.*``), and one that ends in a dot for all columns that begin so.
    """
    known = {*read, *source.ignore_fields, *source.empty_fields}
    groups = tuple(name for name in known if name.endswith("."))
    troubles = Troubles(source, document)
    starred = {name: re.sub(r"\d+", "*", name) for name in columns}
    odd = {name for name, any_number in starred.items() if not {name, any_number} & known and not any_number.startswith(groups)}
    return [troubles.unknown_field(f"column {name}", "whole column") for name in sorted(odd)]


def unread_cells(rows: Collection[Row], kept: Collection[Row], read: Collection[str]) -> tuple[tuple[int, int], ...]:
    """Where the cells stand that nobody reads: those of rows not ``kept``, and of columns not in ``read``."""
    numbers, columns = {row.number for row in kept}, set(read)

    def is_read(row: Row, name: str) -> bool:
        return row.number in numbers and (name in columns or re.sub(r"\d+", "*", name) in columns)

    cells = ((row, name, passage) for row in rows for name, passage in row.cells.items() if passage.start < passage.end)
    return tuple(sorted((passage.start, passage.end) for row, name, passage in cells if not is_read(row, name)))


def filled_columns(source: Source, document: Document, row: Row) -> list[Issue]:
    """Issues for cells of a row in columns the source always left empty."""
    troubles = Troubles(source, document)
    names = sorted(name for name in row.cells if name in source.empty_fields or re.sub(r"\d+", "*", name) in source.empty_fields)
    return [troubles.no_longer_empty(f"{row.place} column {name}", name) for name in names if row[name].value.strip()]
