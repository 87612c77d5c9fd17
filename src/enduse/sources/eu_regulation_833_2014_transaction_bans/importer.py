"""Annexes XLIV, XLV and XLIX to Regulation 833/2014, from the consolidated text of EUR-Lex saved as html: names with the day of each."""

from __future__ import annotations

import re
from collections.abc import Mapping

from enduse.model.document import Document, Table
from enduse.model.errors import SourceChanged
from enduse.model.extraction import Extraction
from enduse.model.issue import Issue
from enduse.sources.entry import Entry, Snapshot
from enduse.sources.forms.eu_regulation import ANNEX, day_of_version, official_days
from enduse.sources.forms.page import is_page, last_before
from enduse.sources.forms.rows import Row, header_of, rows_of
from enduse.sources.listing import import_entries
from enduse.sources.passage import Passage
from enduse.sources.source_file import Source
from enduse.sources.troubles import Troubles

METHOD_VERSION = "1"
NAME, NAME_LISTED, DAY, PLACE = (
    "Name of the legal person, entity or body",
    "Name of listed legal person, entity or body",
    "Entry into force",
    "Place of registration",
)
ANNEXES = {"ANNEX XLIV": ("", NAME, DAY), "ANNEX XLV": (NAME, DAY), "ANNEX XLIX": (NAME_LISTED, PLACE, DAY)}
"""Annex to the columns of its tables; the number in front of Annex XLIV has no heading."""
_PART = re.compile(r"(?m)^\s*(?P<it>Part [A-Z])\b")


def import_document(source: Source, document: Document, *, expect: Mapping[str, int] | None = None) -> Extraction:
    """Statements of the parties of the three annexes; tables of other annexes are not read.

    Raises:
        SourceChanged: no page of the regulation, an annex of the three has no table or one with other columns, or the number of parties is
            not the expected one.
    """
    entries: list[Entry] = []
    issues: list[Issue] = []
    found = set()
    for table in document.tables if is_page(document) else ():
        at = min(cell.start for cell in table.cells)
        annex = last_before(document, at, ANNEX)
        if annex is not None and annex.value in ANNEXES:
            found.add(annex.value)
            _check_columns(source, document, table, annex.value)
            part = last_before(document, at, _PART, since=annex.end)
            for row in rows_of(document, table, named=f"{table.locator} "):
                entries += _entry(Troubles(source, document), row, annex, part, issues)
    missing = [annex for annex in ANNEXES if annex not in found]
    if missing:
        raise SourceChanged(f"{source.name}: no table under {', '.join(missing)}. Nothing of this file is used.")
    snapshot = Snapshot(tuple(entries), day_of_version(document), tuple(issues))
    return import_entries(source, document, snapshot, version=METHOD_VERSION, expect=expect, days=official_days)


def _check_columns(source: Source, document: Document, table: Table, annex: str) -> None:
    columns = tuple(header_of(document, table).values())
    if columns != ANNEXES[annex]:
        expected, read = (" | ".join(each) for each in (ANNEXES[annex], columns))
        raise SourceChanged(
            f"{source.name}: {table.locator} under {annex} is headed {read}; expected {expected}. Nothing of this file is used."
        )


def _entry(troubles: Troubles, row: Row, annex: Passage, part: Passage | None, issues: list[Issue]) -> list[Entry]:
    name = row.one(NAME) or row.one(NAME_LISTED)
    if name is None:
        issues.append(troubles.no_name(row.place))
        return []
    if "\n" in name.value:
        issues.append(troubles.unknown_value(row.place, "a name of several lines", name.value, "names of one line"))
        return []
    day, place, number = row.one(DAY), row.one(PLACE), row.one("")
    return [
        Entry(
            place=row.place,
            listed_on=annex,
            name=name,
            addresses=(place,) if place else (),
            start=day,
            program=part or annex,
            number=number,
            key=f"{annex.value} {part.value if part else ''}",
        )
    ]
