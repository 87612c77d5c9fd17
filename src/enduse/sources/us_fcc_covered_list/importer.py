"""The FCC Covered List, from its page or from JSON made of it.

The list names equipment and services, not companies: a producer is read from the sentence that describes what is covered, and that
sentence stays with the listing, for it often covers some uses only. Entries that describe a category name nobody.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from enduse.language.dates import read_date
from enduse.model.document import Document
from enduse.model.errors import SourceChanged
from enduse.model.extraction import Extraction
from enduse.model.issue import Issue
from enduse.sources.entry import Entry, Snapshot
from enduse.sources.forms.json_entities import is_json_entities, read_json_entities
from enduse.sources.forms.page import heading, is_page, last_before, tables_headed
from enduse.sources.forms.rows import Row, header_of, rows_of
from enduse.sources.listing import import_entries
from enduse.sources.passage import Passage
from enduse.sources.source_file import Source
from enduse.sources.troubles import Troubles

METHOD_VERSION = "1"
COVERED, DAY = "Covered Equipment or Services*", "Date of Inclusion on Covered List"
_PRODUCER = re.compile(
    r"(?:produced|provided|supplied, directly or indirectly,) by (?P<it>(?:AO )?[A-Z].+?)"
    r"(?=, including|, to the extent|,? subject to| or any of| and its wholly-owned|\.?$)"
)
_SUBSIDIARY = re.compile(r"wholly-owned subsidiary (?P<it>[A-Z].+?)(?=,? subject to|,? including|\.?$)")
_CATEGORY = re.compile(r"produced in a foreign country|Category listing \(not a named company\)")
_ISSUED = re.compile(r"Covered List\s*\((?P<it>[A-Z][a-z]+ \d{1,2}, \d{4})\)")
_DAY = re.compile(r"[A-Z][a-z]+ \d{1,2}, \d{4}")


def import_document(source: Source, document: Document, *, expect: Mapping[str, int] | None = None) -> Extraction:
    """Statements of the producers and providers the list names. Counts also ``entries-of-categories``.

    Raises:
        SourceChanged: neither form, the page was rebuilt, or the number of entries is not the expected one.
    """
    if is_json_entities(document, "fcc-covered"):
        read = read_json_entities(source, document, ("name", "effective_date", "notes"))
        named = tuple(entry for entry in read.entries if entry.provisions is None or not _CATEGORY.search(entry.provisions.value))
        snapshot = replace(read, entries=named, counts={**read.counts, "entries-of-categories": len(read.entries) - len(named)})
    elif is_page(document):
        snapshot = _read_page(source, document)
    else:
        raise SourceChanged(f"{source.name}: this is neither the page fcc.gov/supplychain/coveredlist nor JSON with list_id 'fcc-covered'.")
    return import_entries(source, document, snapshot, version=METHOD_VERSION, expect=expect)


def _read_page(source: Source, document: Document) -> Snapshot:
    listed_on = heading(source, document, "Covered List")
    tables, others = tables_headed(document, ((COVERED, DAY),))
    if len(tables) != 1:
        raise SourceChanged(
            f"{source.name}: the page has {len(tables)} tables headed {COVERED} | {DAY}, expected one. Nothing of it is used."
        )
    troubles = Troubles(source, document)
    issues: list[Issue] = []
    for table in others:
        columns = list(header_of(document, table).values())
        if not columns or columns[0] not in source.ignore_fields:
            issues.append(troubles.unknown_field(table.locator, " | ".join(columns)))
    entries: list[Entry] = []
    categories = 0
    for row in rows_of(document, tables[0], named=f"{tables[0].locator} "):
        found = _entries(row, listed_on)
        entries += found
        if not found and _CATEGORY.search(row[COVERED].value):
            categories += 1
        elif not found:
            action = "Read who is meant and enter it in tables/listings.csv."
            issues.append(
                troubles.issue("unread-entry", f"{row.place} names no producer that can be read.", action, row.place, owner="reviewer")
            )
    issued = last_before(document, min(cell.start for cell in tables[0].cells), _ISSUED)
    day = read_date(issued.value) if issued else None
    return Snapshot(tuple(entries), day, tuple(issues), {"entries-of-categories": categories})


def _entries(row: Row, listed_on: Passage) -> list[Entry]:
    """One entry for each producer a row names; the whole sentence is what the listing covers."""
    covered, days = row[COVERED].trimmed(), row[DAY]
    written = [days.part(match.start(), match.end()) for match in _DAY.finditer(days.value)]
    names = [
        covered.part(match.start("it"), match.end("it"))
        for pattern in (_PRODUCER, _SUBSIDIARY)
        for match in pattern.finditer(covered.value)
    ]
    return [
        Entry(
            place=row.place,
            listed_on=listed_on,
            name=name,
            start=written[0] if written else row.one(DAY),
            amended=written[-1] if len(written) > 1 else None,
            provisions=covered,
        )
        for name in names
    ]
