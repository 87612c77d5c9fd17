"""The Australian Consolidated List, from its workbook: one row for each name, grouped by number (``101``, ``101a``).

Natural persons and vessels are counted and left out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

from enduse.language.dates import read_date
from enduse.model.document import Document
from enduse.model.errors import SourceChanged
from enduse.model.extraction import Extraction
from enduse.model.issue import Issue
from enduse.sources.entry import Entry, Name, Snapshot
from enduse.sources.forms.rows import Row, check_columns, header_of, rows_of, unknown_columns, unread_cells
from enduse.sources.listing import import_entries
from enduse.sources.passage import Passage
from enduse.sources.source_file import Source
from enduse.sources.troubles import Troubles

METHOD_VERSION = "1"
NAME = "Name of Individual or Entity"
EXPECTED = ("Reference", NAME, "Type", "Name Type", "Address", "Committees", "Control Date")
MEASURES = ("Targeted Financial Sanction", "Travel Ban", "Arms Embargo", "Maritime Restriction")
_READ = (*EXPECTED, *MEASURES, "Alias Strength", "Listing Information", "Instrument of Designation")
YES, NO = ("true", "yes", "1", "x"), ("false", "no", "0")
LEFT_OUT = {"Individual": "persons-left-out", "Vessel": "vessels-left-out"}
NAME_TYPES = {"Primary Name": "name", "Original Script": "alias", "Aka": "alias", "Fka": "previousName", "Alias": "alias"}
_NUMBER = re.compile(r"(\d+)\s*[a-z]*", re.IGNORECASE)


def import_document(source: Source, document: Document, *, expect: Mapping[str, int] | None = None) -> Extraction:
    """Statements of the entities. Counts also ``persons-left-out`` and ``vessels-left-out`` (by number, not by row).

    Raises:
        SourceChanged: no workbook of this form, a column is missing, or the number of entities is not the expected one.
    """
    if not document.tables:
        raise SourceChanged(f"{source.name}: this file holds no sheet; expected the workbook with the columns {', '.join(EXPECTED)}.")
    table = document.tables[0]
    columns = list(header_of(document, table).values())
    check_columns(source, "the sheet", columns, EXPECTED)
    troubles = Troubles(source, document)
    issues = unknown_columns(source, document, columns, _READ)
    all_rows = rows_of(document, table)
    groups = _groups(all_rows, troubles, issues)
    counts: Counter[str] = Counter(dict.fromkeys(LEFT_OUT.values(), 0))
    entries: list[Entry] = []
    kept: list[Row] = []
    for rows in groups:
        kinds = sorted({row["Type"].value.strip() for row in rows})
        if kinds == ["Entity"]:
            kept += rows
            entries += _entry(rows, troubles, issues)
        elif len(kinds) == 1 and kinds[0] in LEFT_OUT:
            counts[LEFT_OUT[kinds[0]]] += 1
        else:
            issues.append(troubles.unknown_value(rows[0].place, "Type", " / ".join(kinds), "Entity, Individual, Vessel, one for a number"))
    days = [day for entry in entries if entry.start and (day := read_date(entry.start.value))]
    newest = max(days, default=None)  # the workbook does not say when it was made: of later days it can say nothing
    snapshot = Snapshot(tuple(entries), newest, tuple(issues), counts, unread_cells(all_rows, kept, _READ))
    return import_entries(source, document, snapshot, version=METHOD_VERSION, expect=expect)


def _groups(rows: list[Row], troubles: Troubles, issues: list[Issue]) -> list[list[Row]]:
    """The rows of each number. Numbers have been used twice: rows that do not follow one another are two entries and an issue."""
    groups: list[list[Row]] = []
    seen: set[str] = set()
    before = ""
    for row in rows:
        match = _NUMBER.fullmatch(row["Reference"].value.strip())
        if match is None:
            issues.append(troubles.unknown_value(row.place, "Reference", row["Reference"].value, "a number with or without a letter"))
            continue
        number = match[1]
        if number == before:
            groups[-1].append(row)
            continue
        if number in seen:
            message, action = f"{row.place}: the number {number} came before, with other rows between.", "Look whether both are one party."
            issues.append(troubles.issue("number-used-twice", message, action, row.place, owner="reviewer"))
        groups.append([row])
        seen.add(number)
        before = number
    return groups


def _entry(rows: list[Row], troubles: Troubles, issues: list[Issue]) -> list[Entry]:
    names = _names(rows, troubles, issues)
    own = next((name.passage for name in names if name.property == "name"), None)
    if own is None:
        issues.append(troubles.no_name(rows[0].place))
        return []
    first = next((row for row in rows if row[NAME].start <= own.start < row[NAME].end), rows[0])
    reference = first.one("Reference")
    return [
        Entry(
            place=first.place,
            listed_on=first.one("Committees") or own,
            name=own,
            names=tuple(name for name in names if name.passage is not own),
            addresses=_addresses(rows),
            program=first.one("Committees"),
            provisions=_measures(first, troubles, issues),
            citations=first.one("Instrument of Designation") or first.one("Listing Information"),
            start=first.one("Control Date"),
            number=reference,
            key=reference.value if reference else "",
        )
    ]


def _names(rows: list[Row], troubles: Troubles, issues: list[Issue]) -> list[Name]:
    found = []
    for row in rows:
        name, kind = row.one(NAME), row["Name Type"].value.strip()
        if name is None:
            continue
        if kind not in NAME_TYPES:
            issues.append(troubles.unknown_value(row.place, "Name Type", kind, ", ".join(NAME_TYPES)))
            continue
        weak = row["Alias Strength"].value.strip() == "Weak"
        found.append(Name("weakAlias" if weak else NAME_TYPES[kind], name, None if kind == "Original Script" else "en"))
    return found


def _measures(row: Row, troubles: Troubles, issues: list[Issue]) -> Passage | None:
    """The measures whose columns say yes, by the names of the columns; they stand at the first such cell."""
    found = []
    for name in MEASURES:
        written = row.one(name)
        if written is None or written.value.casefold() in NO:
            continue
        if written.value.casefold() not in YES:
            issues.append(troubles.unknown_value(row.place, name, written.value, ", ".join((*YES, *NO))))
            continue
        found.append((name, written))
    if not found:
        return None
    first = found[0][1]
    return Passage("; ".join(name for name, _ in found), first.start, first.end, first.value)


def _addresses(rows: list[Row]) -> tuple[Passage, ...]:
    found: dict[str, Passage] = {}
    for row in rows:
        address = row.one("Address")
        if address is not None:
            found.setdefault(address.value, address)
    return tuple(found.values())
