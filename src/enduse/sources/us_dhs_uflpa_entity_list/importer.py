"""The UFLPA Entity List, from the page of the Department of Homeland Security or from JSON made of it.

The page has one table for each sub-list of the act; a party may stand in several, with a day in each. Those are listings of their own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from enduse.language.dates import read_date
from enduse.model.document import Document, Table
from enduse.model.errors import SourceChanged
from enduse.model.extraction import Extraction
from enduse.sources.entry import Entry, Snapshot, Stated
from enduse.sources.forms.json_entities import is_json_entities, read_json_entities
from enduse.sources.forms.page import heading, is_page, last_before, tables_headed
from enduse.sources.forms.rows import header_of, rows_of
from enduse.sources.listing import import_entries
from enduse.sources.names import ReadNames, plain_names
from enduse.sources.several_parties import without_entourage
from enduse.sources.source_file import Source
from enduse.sources.troubles import Troubles
from enduse.sources.us_dhs_uflpa_entity_list.names import page_names

METHOD_VERSION = "1"
HEADINGS = (("Name of Entity", "Effective Date"), ("Entity Name", "Effective Date"))
_SECTION = re.compile(r"Section 2\(d\)\(2\)\(B\)\([ivx]+\)")
_REASON = re.compile(r"(?m)^A list of .+$")
_UPDATED = re.compile(r"Last Updated: (?P<it>\d{2}/\d{2}/\d{4})")


def import_document(source: Source, document: Document, *, expect: Mapping[str, int] | None = None) -> Extraction:
    """Statements of one file of the list.

    Raises:
        SourceChanged: neither form, the page was rebuilt, or the number of entries is not the expected one.
    """
    if is_json_entities(document, "dhs-uflpa"):
        snapshot = read_json_entities(source, document, ("name", "country", "effective_date", "notes"))
        snapshot = replace(snapshot, entries=tuple(map(_accompanied, snapshot.entries)))
        return import_entries(source, document, snapshot, version=METHOD_VERSION, expect=expect, names=_json_names)
    if is_page(document):
        return import_entries(source, document, _read_page(source, document), version=METHOD_VERSION, expect=expect, names=page_names)
    raise SourceChanged(f"{source.name}: this is neither the page dhs.gov/uflpa-entity-list nor JSON with list_id 'dhs-uflpa'.")


def _accompanied(entry: Entry) -> Entry:
    _, others = without_entourage(entry.name)
    return replace(entry, stated=(Stated("notes", others.value, others),)) if others else entry


def _json_names(entry: Entry) -> ReadNames:
    return replace(plain_names(entry), own=without_entourage(entry.name)[0])


def _read_page(source: Source, document: Document) -> Snapshot:
    listed_on = heading(source, document, "UFLPA Entity List")
    tables, others = tables_headed(document, HEADINGS)
    if not tables:
        raise SourceChanged(f"{source.name}: the page has no table headed {' or '.join(' | '.join(h) for h in HEADINGS)}.")
    troubles = Troubles(source, document)
    issues = [troubles.unknown_field(table.locator, " | ".join(header_of(document, table).values())) for table in others]
    entries: list[Entry] = []
    since = listed_on.end
    for table in tables:
        start = min(cell.start for cell in table.cells)
        section = last_before(document, start, _SECTION, since)
        if section is None:
            raise SourceChanged(f"{source.name}: {table.locator} stands under no section of the act; the page was rebuilt.")
        reason = last_before(document, section.start, _REASON, since)
        entries += [replace(entry, provisions=section, reason=reason, key=section.value) for entry in _rows(document, table)]
        since = max(cell.end for cell in table.cells)
    updated = last_before(document, len(document.text), _UPDATED, since)
    entries = [_accompanied(replace(entry, listed_on=listed_on)) for entry in entries]
    return Snapshot(tuple(entries), _american(updated.value) if updated else None, tuple(issues))


def _rows(document: Document, table: Table) -> list[Entry]:
    name_column = next(iter(header_of(document, table).values()))
    return [
        Entry(place=row.place, listed_on=row[name_column], name=row[name_column], start=row.one("Effective Date"))
        for row in rows_of(document, table, named=f"{table.locator} ")
        if row[name_column].value.strip()
    ]


def _american(day: str) -> str | None:
    """``01/14/2025``, month first, as pages of the department write it."""
    month, day_of_month, year = day.split("/")
    return read_date(f"{year}-{month}-{day_of_month}")
