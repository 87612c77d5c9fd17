"""The folder of downloads: each table in plain forms, and all of them in the forms of other tools."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from enduse.atlas.exporters import EXPORTERS, addresses, citations, geojson, graph_files, package, parquet, sheets
from enduse.atlas.exporters.files import write_csv, write_lines, write_readme
from enduse.atlas.exporters.followthemoney import writing as ftm
from enduse.atlas.exporters.ocds import packages as ocds
from enduse.atlas.exporters.tables import Tables, tables_of
from enduse.atlas.press import Press


@dataclass(frozen=True, slots=True)
class Form:
    """A form of the downloads: its files, all in one folder, and what writes them."""

    files: tuple[str, ...]
    write: Callable[[Tables, Path], None]


FORMS = {
    "xlsx": Form(sheets.FILES, sheets.write),
    "parquet": Form(parquet.FILES, parquet.write),
    "geojson": Form(geojson.FILES, geojson.write),
    "graph": Form(graph_files.FILES, graph_files.write),
    "ftm": Form(ftm.FILES, ftm.write),
    "ocds": Form(ocds.FILES, ocds.write),
    "package": Form(package.FILES, package.write),
    "citations": Form(citations.FILES, citations.write),
}
"""By the key of the words on the page (``downloads.forms``)."""


def write_downloads(press: Press) -> Tables:
    """Write ``downloads/``, and ``data/`` from the same rows, which are returned."""
    folder = press.out / "downloads"
    folder.mkdir()
    tables = tables_of(press)
    for name, rows in tables.rows.items():
        write_csv(folder / f"{name}.csv", EXPORTERS[name].COLUMNS, rows)
        write_lines(folder / f"{name}.jsonl", rows)
    for form in FORMS.values():
        form.write(tables, folder)
    described = {name: (exporter.DESCRIPTION, exporter.COLUMNS) for name, exporter in EXPORTERS.items()}
    addresses.write(tables, press.out)
    write_readme(folder / "README.txt", press.context.title, press.context.licence, described)
    return tables
