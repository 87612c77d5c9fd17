"""Tables of values (csv, tsv): every cell with its exact passage, every odd row named by its line.

The document's text is the stored text, with ``""`` inside a quoted cell written as the one ``"`` it means, so that a cell's passage is its
value. A quoted cell's passage leaves out the outer quotes. Rows keep the cells they have: nothing is shifted or filled up.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from enduse.documents.cells import RawCell, Row, rows
from enduse.documents.delimiter import best_delimiter
from enduse.documents.notes import Notes
from enduse.documents.reader import Stored, register
from enduse.documents.textmap import CONTROLS, TextMap
from enduse.model.document import Cell, Document, Table

_NAMED = 50
"""Odd rows named one by one; what comes after is counted."""

_LINE_END = re.compile("\r\n|\r|\n")


@register("text/csv", title="a table of values (csv)", extensions=(".csv", ".tsv", ".tab"))
def read_table(stored: Stored, notes: Notes) -> Document:
    """One table, ``table 1``; its first row is the header, and rows count from 0."""
    text, start = stored.text, stored.body_start
    preferred = "\t" if stored.extension in (".tsv", ".tab") else None
    delimiter = best_delimiter(text, preferred) or preferred or ","
    records = list(rows(text, delimiter, start))
    _note_rows(records, text, delimiter, notes)
    page = TextMap(text)
    cells = _cells(records, page, start)
    notes.controls(page.dropped)
    return Document(
        sha256=stored.sha256,
        media_type="text/tab-separated-values" if delimiter == "\t" else stored.media_type,
        text=page.text(),
        encoding=stored.decoded.encoding if stored.decoded else None,
        decoded_by=stored.decoded.decided_by if stored.decoded else "",
        tables=(Table("table 1", tuple(cells)),),
        segments=page.segments(),
    )


def _cells(records: Sequence[Row], page: TextMap, start: int) -> list[Cell]:
    """Write the text and place every cell in it."""
    text = page.stored
    if '""' not in text and CONTROLS.search(text) is None:  # the usual file: positions are the stored ones
        page.copy(start, len(text))
        return [
            Cell(number, column, cell.start - start, cell.end - start, number == 0)
            for number, row in enumerate(records)
            for column, cell in enumerate(row.cells)
        ]
    cells: list[Cell] = []
    written = start
    for number, row in enumerate(records):
        for column, cell in enumerate(row.cells):
            page.copy_clean(written, cell.start)
            begin = page.length
            _write_cell(page, cell)
            written = cell.end
            cells.append(Cell(number, column, begin, page.length, number == 0))
    page.copy_clean(written, len(text))
    return cells


def _write_cell(page: TextMap, cell: RawCell) -> None:
    at = cell.start
    while cell.quoted:
        doubled = page.stored.find('""', at, cell.end)
        if doubled < 0:
            break
        page.copy_clean(at, doubled)
        page.decode('"', doubled, doubled + 2)
        at = doubled + 2
    page.copy_clean(at, cell.end)


def _note_rows(records: Sequence[Row], text: str, delimiter: str, notes: Notes) -> None:
    """Name rows with another number of cells than the header, quotes that close nowhere, and control characters, by line."""
    width = len(records[0].cells) if records else 0
    ragged = [row for row in records if len(row.cells) != width]
    for row in ragged[:_NAMED]:
        count = len(row.cells)
        notes.add(
            "ragged-row",
            f"line {row.line} has {count} {'cell' if count == 1 else 'cells'} where the header has {width} (separated by {delimiter!r})",
            "correct the row in the table; its cells were read where they stand",
            f"line {row.line}",
        )
    if len(ragged) > _NAMED:
        last = ragged[-1].line
        notes.add(
            "ragged-row",
            f"{len(ragged) - _NAMED} more rows, up to line {last}, differ from the header",
            "check the separator",
            f"line {last}",
        )
    unclosed = [line for row in records for line in row.unclosed]
    for line in unclosed[:_NAMED]:
        notes.add(
            "unclosed-quote",
            f"a quote in line {line} is not closed before a separator; it was read as a character of its cell",
            "close the quote in the table, or double quotes that stand inside a cell",
            f"line {line}",
        )
    if len(unclosed) > _NAMED:
        notes.add("unclosed-quote", f"{len(unclosed) - _NAMED} more quotes are not closed, up to line {unclosed[-1]}", "check the quoting")
    _note_controls(text, notes)


def _note_controls(text: str, notes: Notes) -> None:
    lines: list[int] = []
    line, position = 1, 0
    for match in CONTROLS.finditer(text):
        line += sum(1 for _ in _LINE_END.finditer(text, position, match.start()))
        position = match.start()
        if not lines or lines[-1] != line:
            lines.append(line)
        if len(lines) > _NAMED:
            break
    if lines:
        named = ", ".join(str(number) for number in lines[:_NAMED])
        notes.add("control-in-cell", f"cells with NUL or other control characters in line {named}", "correct the cells", f"line {lines[0]}")
