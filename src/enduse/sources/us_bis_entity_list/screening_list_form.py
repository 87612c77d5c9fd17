"""The list inside trade.gov's Consolidated Screening List: a csv of 29 columns, one row for each party of many lists.

Only rows whose ``source`` is the Entity List are read; rows of other lists are counted, never read as if they were this list.
The form gives the day of the listing in ``start_date``, no heading of destination, and addresses that end in a country code.
"""

from __future__ import annotations

import re
from collections import defaultdict

from enduse.model.document import Document, Table
from enduse.model.errors import SourceChanged
from enduse.model.issue import Issue
from enduse.sources.passage import Passage
from enduse.sources.source_file import Source
from enduse.sources.us_bis_entity_list.entry import Entry, Snapshot, destinations
from enduse.sources.us_bis_entity_list.troubles import no_longer_empty, no_name, unknown_field

LIST = "Entity List (EL) - Bureau of Industry and Security"
EXPECTED = ("source", "name", "alt_names", "addresses", "federal_register_notice", "start_date", "license_requirement", "license_policy")
_COUNTRY = re.compile(r"(?:^|,\s*)([A-Z]{2})$")
_TOKEN = re.compile(r"[^;]+")


def is_screening_list(document: Document) -> bool:
    """Whether the document is a csv with the columns that make the form."""
    return bool(document.tables) and {"source", "federal_register_notice"} <= set(_header(document, document.tables[0]).values())


def read_screening_list(source: Source, document: Document) -> Snapshot:
    """The Entity List rows of the Consolidated Screening List.

    Raises:
        SourceChanged: an expected column is missing.
    """
    table = document.tables[0]
    header = _header(document, table)
    missing = [name for name in EXPECTED if name not in header.values()]
    if missing:
        raise SourceChanged(
            f"{source.name}: the screening list has no column {', '.join(missing)};"
            f" expected {', '.join(EXPECTED)}, found {', '.join(header.values())}. Nothing of this file is used."
        )
    issues = _unknown_columns(source, header, document)
    entries, others = [], 0
    for number, row in sorted(_rows(document, table, header).items()):
        if row["source"].value.strip() != LIST:
            others += 1
        elif not row["name"].value.strip():
            issues.append(no_name(source, document, f"row {number}"))
        else:
            issues += [
                no_longer_empty(source, document, f"row {number} column {name}", name)
                for name in sorted(set(row) & source.empty_fields)
                if row[name].value.strip()
            ]
            entries.append(_entry(number, row))
    return Snapshot(tuple(entries), None, tuple(issues), {"rows-of-other-lists": others})


def _header(document: Document, table: Table) -> dict[int, str]:
    return {c.column: document.text[c.start : c.end].strip().lstrip("\ufeff") for c in table.cells if c.row == 0}


def _rows(document: Document, table: Table, header: dict[int, str]) -> dict[int, dict[str, Passage]]:
    rows: defaultdict[int, dict[str, Passage]] = defaultdict(lambda: {name: Passage("", 0, 0) for name in header.values()})
    text = document.text
    for cell in table.cells:
        if cell.row and cell.column in header:
            rows[cell.row + 1][header[cell.column]] = Passage(text[cell.start : cell.end], cell.start, cell.end)
    return rows


def _entry(number: int, row: dict[str, Passage]) -> Entry:
    def one(name: str) -> Passage | None:
        return row[name].trimmed() if row[name].value.strip() else None

    addresses = tuple(_tokens(row["addresses"]))
    return Entry(
        place=f"row {number}",
        listed_on=row["source"].trimmed(),
        name=row["name"],
        aliases=tuple(_tokens(row["alt_names"])),
        addresses=tuple(address for address in addresses if len(address.value) > 2),
        countries=tuple(_countries(addresses)),
        citations=one("federal_register_notice"),
        start=one("start_date"),
        provisions=one("license_requirement"),
        licence_policy=one("license_policy"),
    )


def _tokens(passage: Passage) -> list[Passage]:
    parts = (passage.part(token.start(), token.end()) for token in _TOKEN.finditer(passage.value))
    return [part for part in parts if part.value]


def _countries(addresses: tuple[Passage, ...]) -> list[tuple[str, Passage]]:
    known = set(destinations().values())
    found: dict[str, Passage] = {}
    for address in addresses:
        match = _COUNTRY.search(address.value)
        if match is not None and match[1].lower() in known:
            found.setdefault(match[1].lower(), address.part(match.start(1), match.end(1)))
    return sorted(found.items())


def _unknown_columns(source: Source, header: dict[int, str], document: Document) -> list[Issue]:
    known = set(EXPECTED) | source.ignore_fields | source.empty_fields
    return [unknown_field(source, document, f"column {name}", "whole column") for name in sorted(set(header.values()) - known)]
