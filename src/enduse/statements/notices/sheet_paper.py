"""A notice kept in a spreadsheet, seen as a paper: rows with one filled cell are lines, runs of fuller rows are tables."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import structs

from enduse.model.document import Cell, Document, Table


def as_paper(document: Document) -> Document:
    """The same document with its sheets cut into the tables they hold; the text and every place in it stay."""
    tables = tuple(part for table in document.tables for part in _parts(table))
    return structs.replace(document, tables=tables)


def _parts(table: Table) -> Iterator[Table]:
    rows: dict[int, list[Cell]] = {}
    for cell in table.cells:
        rows.setdefault(cell.row, []).append(cell)
    run: list[list[Cell]] = []
    for row in [*(rows[number] for number in sorted(rows)), []]:
        if sum(cell.end > cell.start for cell in row) > 1:
            run.append(row)
            continue
        if run:
            yield structs.replace(table, cells=tuple(_trimmed(run)))
        run = []


def _trimmed(run: list[list[Cell]]) -> Iterator[Cell]:
    """The cells of a run of rows, without the columns that are empty throughout at its sides, rows and columns counted anew."""
    filled = [cell for row in run for cell in row if cell.end > cell.start]
    first, last = min(cell.column for cell in filled), max(cell.column for cell in filled)
    for number, row in enumerate(run):
        for cell in row:
            if first <= cell.column <= last:
                span = min(cell.rowspan, len(run) - number)
                yield structs.replace(cell, row=number, column=cell.column - first, rowspan=span)
