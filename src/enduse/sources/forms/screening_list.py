"""The Consolidated Screening List of trade.gov: a csv of 29 columns, one row for each party of many lists.

Each source reads the rows of its own list and counts the others. A row of a list nobody knows is an issue. The form gives the day
of a listing in ``start_date`` (some lists give their days in ``ids``), no heading of destination, and addresses that end in a country code.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from importlib import resources

import yaml

from enduse.model.document import Document
from enduse.model.issue import Issue
from enduse.sources.entry import Entry, Snapshot, country_codes
from enduse.sources.forms.rows import Row, check_columns, filled_columns, header_of, rows_of, unknown_columns
from enduse.sources.passage import Passage
from enduse.sources.source_file import Source
from enduse.sources.troubles import Troubles

EXPECTED = ("source", "name", "alt_names", "addresses", "federal_register_notice", "start_date", "license_requirement", "license_policy")
_READ = (*EXPECTED, "programs")
_COUNTRY = re.compile(r"(?:^|,\s*)([A-Z]{2})$")
_TOKEN = re.compile(r"[^;]+")


@cache
def known_lists() -> dict[str, str]:
    """Abbreviation in brackets (``EL``) to the name of our source, empty for a list of persons that has none."""
    raw = yaml.safe_load((resources.files(__package__) / "screening_lists.yml").read_text("utf-8"))
    return {str(sign): str(name or "") for sign, name in raw.items()}


def is_screening_list(document: Document) -> bool:
    """Whether the document is a csv with the columns that make the form."""
    return bool(document.tables) and {"source", "federal_register_notice"} <= set(header_of(document, document.tables[0]).values())


def read_screening_list(source: Source, document: Document) -> Snapshot:
    """The rows of one list.

    Raises:
        SourceChanged: an expected column is missing.
    """
    columns = list(header_of(document, document.tables[0]).values())
    check_columns(source, "the screening list", columns, EXPECTED)
    issues = unknown_columns(source, document, columns, _READ)
    troubles = Troubles(source, document)
    entries: list[Entry] = []
    others: Counter[str] = Counter()
    for row in rows_of(document, document.tables[0]):
        sign = _sign(row["source"].value)
        if known_lists().get(sign) != source.name:
            others[sign] += 1
        elif not row["name"].value.strip():
            issues.append(troubles.no_name(row.place))
        else:
            issues += filled_columns(source, document, row)
            entries.append(_entry(row))
    issues += [_unknown_list(troubles, sign, times) for sign, times in sorted(others.items()) if sign not in known_lists()]
    return Snapshot(tuple(entries), None, tuple(issues), {"rows-of-other-lists": others.total()})


def part_of_ids(row_ids: Passage, label: str) -> list[Passage]:
    """The values of one label in the column ``ids``: ``Listing Date (CMIC), 2021-06-03; ISIN, US…``."""
    parts = []
    for token in _tokens(row_ids):
        if token.value.startswith(f"{label}, "):
            parts.append(token.part(len(label) + 2, len(token.value)))
    return parts


def labels_of_ids(row_ids: Passage) -> list[str]:
    """The labels in the column ``ids``, each once."""
    return sorted({token.value.partition(", ")[0] for token in _tokens(row_ids)})


def _sign(written: str) -> str:
    brackets = re.search(r"\(([A-Z0-9-]{2,8})\)", written)
    return brackets[1] if brackets else written.strip()


def _unknown_list(troubles: Troubles, sign: str, times: int) -> Issue:
    message = f"{times} rows are of a list {sign!r} that no source reads."
    return troubles.issue("unknown-list", message, "Enter the list in sources/forms/screening_lists.yml.", "column source")


def _entry(row: Row) -> Entry:
    addresses = tuple(_tokens(row["addresses"]))
    return Entry(
        place=row.place,
        listed_on=row["source"].trimmed(),
        name=row["name"],
        aliases=tuple(_tokens(row["alt_names"])),
        addresses=tuple(address for address in addresses if len(address.value) > 2),
        countries=tuple(_countries(addresses)),
        citations=row.one("federal_register_notice"),
        start=row.one("start_date"),
        provisions=row.one("license_requirement"),
        licence_policy=row.one("license_policy"),
        program=row.one("programs"),
    )


def _tokens(passage: Passage) -> list[Passage]:
    parts = (passage.part(token.start(), token.end()) for token in _TOKEN.finditer(passage.value))
    return [part for part in parts if part.value]


def _countries(addresses: tuple[Passage, ...]) -> list[tuple[str, Passage]]:
    known = set(country_codes().values())
    found: dict[str, Passage] = {}
    for address in addresses:
        match = _COUNTRY.search(address.value)
        if match is not None and match[1].lower() in known:
            found.setdefault(match[1].lower(), address.part(match.start(1), match.end(1)))
    return sorted(found.items())
