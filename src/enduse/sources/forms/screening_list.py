"""The Consolidated Screening List of trade.gov: a csv of 29 columns, one row for each party of many lists.

Each source reads the rows of its own list and counts the others. A row of a list nobody knows is an issue. The form gives the day
of a listing in ``start_date`` (some lists give their days in ``ids``), no heading of destination, and addresses that end in a country code.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection
from functools import cache
from importlib import resources

from enduse.model.document import Document
from enduse.model.errors import SourceChanged
from enduse.model.issue import Issue
from enduse.model.yaml_text import read_yaml
from enduse.sources.entry import Entry, Snapshot, country_codes
from enduse.sources.forms.rows import Row, check_columns, check_last_row, filled_columns, header_of, rows_of, unknown_columns, unread_cells
from enduse.sources.passage import Passage
from enduse.sources.source_file import Source
from enduse.sources.troubles import Troubles

EXPECTED = ("source", "name", "alt_names", "addresses", "federal_register_notice", "start_date", "license_requirement", "license_policy")
_READ = (*EXPECTED, "programs", "end_date")
_COUNTRY = re.compile(r"(?:^|,\s*)([A-Z]{2})$")
_LISTED = re.compile(r"Listing Date \([A-Z-]+\), (\d{4}-\d{2}-\d{2})")
_ISO = re.compile(r"(?:19|20)\d{2}-\d{2}-\d{2}")
_TOKEN = re.compile(r"[^;]+")


@cache
def known_lists() -> dict[str, str]:
    """Abbreviation in brackets (``EL``) to the name of our source, empty for a list of persons that has none."""
    raw = read_yaml((resources.files(__package__) / "screening_lists.yml").read_text("utf-8"))
    return {str(sign): str(name or "") for sign, name in raw.items()}


def is_screening_list(document: Document) -> bool:
    """Whether the document is a csv with the columns that make the form."""
    return bool(document.tables) and {"source", "federal_register_notice"} <= set(header_of(document, document.tables[0]).values())


Refines = Callable[[Row, Entry], Entry]
"""What a source reads from a row beyond the columns that mean the same for all lists."""


def read_screening_list(source: Source, document: Document, *, refine: Refines | None = None, also_read: tuple[str, ...] = ()) -> Snapshot:
    """The rows of one list; ``refine`` reads the columns ``also_read`` as the list fills them.

    Raises:
        SourceChanged: this is another file, or an expected column is missing.
    """
    if not is_screening_list(document):
        raise SourceChanged(
            f"{source.name}: this is not the csv of the Consolidated Screening List, which has the columns source and"
            f" federal_register_notice. Nothing of it is used."
        )
    columns = list(header_of(document, document.tables[0]).values())
    check_columns(source, "the screening list", columns, EXPECTED)
    check_last_row(source, document, document.tables[0])
    issues = unknown_columns(source, document, columns, (*_READ, *also_read))
    troubles = Troubles(source, document)
    entries: list[Entry] = []
    others: Counter[str] = Counter()
    rows, kept = rows_of(document, document.tables[0]), []
    for row in rows:
        sign = _sign(row["source"].value)
        if known_lists().get(sign) != source.name:
            others[sign] += 1
        elif not row["name"].value.strip():
            issues.append(troubles.no_name(row.place))
        else:
            issues += filled_columns(source, document, row)
            kept.append(row)
            entry = _entry(row, source.empty_fields)
            entries.append(refine(row, entry) if refine else entry)
    issues += [_unknown_list(troubles, sign, times) for sign, times in sorted(others.items()) if sign not in known_lists()]
    unread = unread_cells(rows, kept, (*_READ, *also_read))
    return Snapshot(tuple(entries), _newest_day(rows), tuple(issues), {"rows-of-other-lists": others.total()}, unread)


def labelled_ids(cell: Passage) -> list[tuple[str, Passage]]:
    """Labels and values of the column ``ids``: ``Listing Date (CMIC), 2021-06-03; ISIN, XS0000000009``."""
    found = []
    for token in _tokens(cell):
        label, comma, _ = token.value.partition(", ")
        found.append((label, token.part(len(label) + len(comma), len(token.value))))
    return found


def _newest_day(rows: Collection[Row]) -> str | None:
    """The newest day of a listing in the file, which does not say when it was made: of later days it can say nothing."""
    days = [row["start_date"].value.strip() for row in rows]
    days += [day for row in rows for day in _LISTED.findall(row["ids"].value)]
    return max((day for day in days if _ISO.fullmatch(day)), default=None)


def _sign(written: str) -> str:
    brackets = re.search(r"\(([A-Z0-9-]{2,8})\)", written)
    return brackets[1] if brackets else written.strip()


def _unknown_list(troubles: Troubles, sign: str, times: int) -> Issue:
    message = f"{times} rows are of a list {sign!r} that no source reads."
    return troubles.issue("unknown-list", message, "Enter the list in sources/forms/screening_lists.yml.", "column source")


def _entry(row: Row, unread: frozenset[str]) -> Entry:
    def one(column: str) -> Passage | None:
        return None if column in unread else row.one(column)

    addresses = tuple(_tokens(row["addresses"]))
    return Entry(
        place=row.place,
        listed_on=row["source"].trimmed(),
        name=row["name"],
        aliases=tuple(_tokens(row["alt_names"])),
        addresses=tuple(address for address in addresses if len(address.value) > 2),
        countries=tuple(_countries(addresses)),
        citations=one("federal_register_notice"),
        start=one("start_date"),
        end=one("end_date"),
        provisions=one("license_requirement"),
        licence_policy=one("license_policy"),
        program=one("programs"),
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
