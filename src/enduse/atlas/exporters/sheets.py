"""One workbook of all tables (XLSX): plain texts and numbers, nothing a spreadsheet would compute."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from enduse.atlas.exporters import EXPORTERS
from enduse.atlas.exporters.tables import Row, Tables
from enduse.atlas.exporters.workbook import Cell, write_workbook
from enduse.release.wording import not_an_accusation

FILES = ("tables.xlsx",)
_LEFT_OUT = {"statements": ("prefix", "suffix")}
"""Columns that the workbook leaves to CSV and JSON lines: they serve programs that look for a passage again."""


def write(tables: Tables, folder: Path) -> None:
    """Write ``tables.xlsx``: first a sheet that says what each column holds, then one sheet a table."""
    sheets = {"README": _about(tables)} | {name: _sheet(name, rows) for name, rows in tables.rows.items()}
    write_workbook(folder / FILES[0], sheets)


def _about(tables: Tables) -> Iterator[Sequence[Cell]]:
    context = tables.press.context
    yield context.title, "", ""
    yield not_an_accusation("en"), "", ""
    yield "Licence", context.licence, ""
    for name in tables.rows:
        for column, says in EXPORTERS[name].COLUMNS.items():
            yield name, column, says


def _sheet(name: str, rows: Sequence[Row]) -> Iterator[Sequence[Cell]]:
    columns = [column for column in EXPORTERS[name].COLUMNS if column not in _LEFT_OUT.get(name, ())]
    yield columns
    for row in rows:
        yield [_cell(row[column]) for column in columns]


def _cell(value: Any) -> Cell:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return value
    return "; ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
