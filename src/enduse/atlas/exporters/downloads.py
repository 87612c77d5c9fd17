"""The folder of downloads: each table in plain forms, and all of them in the forms of other tools."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from enduse.atlas.exporters import EXPORTERS, geojson, graph_files, parquet, sheets
from enduse.atlas.exporters.files import write_csv, write_lines, write_readme
from enduse.atlas.exporters.followthemoney import writing as ftm
from enduse.atlas.exporters.tables import Tables, tables_of
from enduse.atlas.press import Press

FORMS: dict[str, tuple[tuple[str, ...], Callable[[Tables, Path], None]]] = {
    "xlsx": (sheets.FILES, sheets.write),
    "parquet": (parquet.FILES, parquet.write),
    "geojson": (geojson.FILES, geojson.write),
    "graph": (graph_files.FILES, graph_files.write),
    "ftm": (ftm.FILES, ftm.write),
}
"""Key of the words on the page (``downloads.forms``) -> files, and what writes them."""


def write_downloads(press: Press) -> None:
    """Write ``downloads/``."""
    folder = press.out / "downloads"
    folder.mkdir()
    tables = tables_of(press)
    for name, rows in tables.rows.items():
        write_csv(folder / f"{name}.csv", EXPORTERS[name].COLUMNS, rows)
        write_lines(folder / f"{name}.jsonl", rows)
    for _, write in FORMS.values():
        write(tables, folder)
    described = {name: (exporter.DESCRIPTION, exporter.COLUMNS) for name, exporter in EXPORTERS.items()}
    write_readme(folder / "README.txt", press.context.title, press.context.licence, described)
