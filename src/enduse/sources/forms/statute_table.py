"""A statute that names parties, as a table of our own: one row for each name, with what the words of the law cover.

Columns: ``name``, ``also_known_as`` (separated by semicolons), ``with_it`` (the law's words on subsidiaries and affiliates), ``covers``,
``citation``, ``enacted``, ``effective``, ``end``, ``country``. Beside each such source lies its table, ``statute.csv``; a case copies it.
"""

from __future__ import annotations

import re

from enduse.model.document import Document
from enduse.model.errors import SourceChanged
from enduse.sources.entry import Entry, Name, Snapshot, Stated, country_code
from enduse.sources.forms.rows import Row, check_columns, check_last_row, header_of, rows_of, unknown_columns
from enduse.sources.source_file import Source

COLUMNS = ("name", "also_known_as", "with_it", "covers", "citation", "enacted", "effective", "end", "country")


def read_statute(source: Source, document: Document) -> Snapshot:
    """The parties the statute names.

    Raises:
        SourceChanged: no table, or a column is missing.
    """
    if not document.tables:
        raise SourceChanged(f"{source.name}: this file holds no table; expected the columns {', '.join(COLUMNS)}.")
    header = list(header_of(document, document.tables[0]).values())
    check_columns(source, "the table", header, COLUMNS)
    check_last_row(source, document, document.tables[0])
    rows = [row for row in rows_of(document, document.tables[0]) if row["name"].value.strip()]
    return Snapshot(tuple(map(_entry, rows)), None, tuple(unknown_columns(source, document, header, COLUMNS)))


def _entry(row: Row) -> Entry:
    others, country, citation = row["also_known_as"], row.one("country"), row.one("citation")
    code = country_code(country.value) if country else None
    together = row.one("with_it")
    parts = [others.part(match.start(), match.end()) for match in re.finditer(r"[^;]+", others.value)]
    return Entry(
        place=row.place,
        listed_on=citation or row["name"].trimmed(),
        name=row["name"],
        names=tuple(Name("alias", part) for part in parts if part.value),
        countries=((code, country),) if code and country else (),
        citations=citation,
        announced=row.one("enacted"),
        start=row.one("effective"),
        end=row.one("end"),
        provisions=row.one("covers"),
        stated=(Stated("notes", together.value, together),) if together else (),
        key=citation.value if citation else "",
    )
