"""Annex IV to Regulation 833/2014, from the consolidated text of EUR-Lex saved as html: a table of number, name, identification, day."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from enduse.model.document import Document
from enduse.model.errors import SourceChanged
from enduse.model.extraction import Extraction
from enduse.model.issue import Issue
from enduse.sources.entry import Entry, Name, Snapshot, Stated
from enduse.sources.forms.eu_regulation import ANNEX, day_of_version, official_days
from enduse.sources.forms.page import is_page, last_before, tables_headed
from enduse.sources.forms.rows import Row, rows_of
from enduse.sources.listing import import_entries
from enduse.sources.passage import Passage
from enduse.sources.source_file import Source
from enduse.sources.troubles import Troubles

METHOD_VERSION = "1"
NUMBER, NAME, INFORMATION, DAY = HEADING = ("Number", "Name", "Identifying Information", "Date of listing")
OTHER_NAMES = ("Local name", "Local names", "A.k.a", "A.k.a.", "Aka", "Alias", "Aliases", "Chinese company name")
PROPERTIES = {
    "Address": "address",
    "Addresses": "address",
    "Address(es)": "address",
    "Registration number": "registrationNumber",
    "Website": "website",
    "Websites": "website",
}
_LABEL = re.compile(r"(?P<label>[A-Z][A-Za-z .()-]{1,24}?)\s*:\s*(?P<it>\S.*)", re.DOTALL)


def import_document(source: Source, document: Document, *, expect: Mapping[str, int] | None = None) -> Extraction:
    """Statements of the parties of Annex IV; tables of other annexes are not read.

    Raises:
        SourceChanged: no page of the regulation, no table of this form under ``ANNEX IV``, or not the expected number of parties.
    """
    tables = tables_headed(document, (HEADING,))[0] if is_page(document) else []
    troubles = Troubles(source, document)
    issues: list[Issue] = []
    entries: list[Entry] = []
    for table in tables:
        annex = last_before(document, min(cell.start for cell in table.cells), ANNEX)
        if annex is not None and annex.value == "ANNEX IV":
            for row in rows_of(document, table, named=f"{table.locator} "):
                entries += _entry(source, row, annex, troubles, issues)
    if not entries:
        raise SourceChanged(f"{source.name}: no table headed {' | '.join(HEADING)} under ANNEX IV. Nothing of this file is used.")
    snapshot = Snapshot(tuple(entries), day_of_version(document), tuple(issues))
    return import_entries(source, document, snapshot, version=METHOD_VERSION, expect=expect, days=official_days)


def _entry(source: Source, row: Row, annex: Passage, troubles: Troubles, issues: list[Issue]) -> Iterator[Entry]:
    lines = list(_lines(row[NAME]))
    if not lines:
        issues.append(troubles.no_name(row.place))
        return
    number = row.one(NUMBER)
    names = []
    for line in lines[1:]:
        label = _LABEL.fullmatch(line.value)
        if label is not None and label["label"].capitalize() in {each.capitalize() for each in OTHER_NAMES}:
            names.append(Name("alias", line.part(*label.span("it")), None))
        else:
            issues.append(troubles.unknown_value(row.place, "a line of the name", line.value, ", ".join(OTHER_NAMES)))
    stated, addresses = _information(source, row, troubles, issues)
    yield Entry(
        place=row.place,
        listed_on=annex,
        name=lines[0],
        names=tuple(names),
        addresses=tuple(addresses),
        start=row.one(DAY),
        number=number,
        stated=tuple(stated),
        key=number.value if number else "",
    )


def _information(source: Source, row: Row, troubles: Troubles, issues: list[Issue]) -> tuple[list[Stated], list[Passage]]:
    stated: list[Stated] = []
    addresses: list[Passage] = []
    for line in _lines(row[INFORMATION]):
        label = _LABEL.fullmatch(line.value)
        name = label["label"] if label else ""
        if label is None or (name.capitalize() not in PROPERTIES and name not in source.ignore_fields):
            issues.append(troubles.unknown_value(row.place, "a line of information", line.value, ", ".join(PROPERTIES)))
            continue
        property_ = PROPERTIES.get(name.capitalize())
        passage = line.part(*label.span("it"))
        if property_ == "address":
            addresses.append(passage)
        elif property_:
            stated.append(Stated(property_, passage.value, passage))
    return stated, addresses


def _lines(cell: Passage) -> Iterator[Passage]:
    for match in re.finditer(r"[^\n]+", cell.value):
        line = cell.part(match.start(), match.end())
        if line.value:
            yield line
