"""Withhold-release orders and findings, from JSON made of the agency's table: producer, goods, day, status.

An order holds one kind of goods of one producer, so the goods stay with the listing. Rows that name a region, goods of a country or a
vessel are counted, not listed as parties; rows that name several producers are cut apart only where legal forms show how.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from importlib import resources

from enduse.model.document import Document
from enduse.model.errors import SourceChanged
from enduse.model.extraction import Extraction
from enduse.model.issue import Issue
from enduse.model.yaml_text import read_yaml
from enduse.sources.entry import Entry, Snapshot, Stated
from enduse.sources.forms.json_entities import is_json_entities, read_json_entities
from enduse.sources.listing import import_entries
from enduse.sources.several_parties import has_loose_comma, names_a_party, split_parties, without_entourage
from enduse.sources.source_file import Source
from enduse.sources.troubles import Troubles

METHOD_VERSION = "1"
STATUS = ("Active", "Partially Modified", "Inactive-Pending Litigation", "Inactive", "Revoked")
_NOTES = re.compile(
    r"(?P<kind>WRO|Finding)(?:; Industry: (?P<industry>[^;]*))?; Merchandise: (?P<goods>.*?)(?:; Remarks: (?P<remarks>.*))?", re.DOTALL
)


def import_document(source: Source, document: Document, *, expect: Mapping[str, int] | None = None) -> Extraction:
    """Statements of the orders on named producers. Counts also ``entries-of-goods-regions-vessels`` and ``names-unread``.

    Raises:
        SourceChanged: another file, a field is missing, or the number of entries is not the expected one.
    """
    if not is_json_entities(document, "cbp-wro"):
        raise SourceChanged(f"{source.name}: this file is not the JSON with list_id 'cbp-wro'. Nothing of it is used.")
    read = read_json_entities(source, document, ("name", "country", "effective_date", "status", "notes"))
    troubles = Troubles(source, document)
    issues: list[Issue] = []
    named = [entry for entry in read.entries if not entry.name.value.startswith(_not_parties())]
    entries = tuple(each for entry in named for each in _orders(entry, troubles, issues))
    others = {entry.place for entry in read.entries} - {entry.place for entry in named}
    kept = [issue for issue in read.issues if issue.place.removesuffix("/country") not in others]
    counts = {
        **read.counts,
        "entries-of-goods-regions-vessels": len(others),
        "names-unread": sum(issue.code == "unread-name" for issue in issues),
    }
    snapshot = Snapshot(entries, read.day, (*kept, *issues), counts)
    return import_entries(source, document, snapshot, version=METHOD_VERSION, expect=expect)


@cache
def _whole_names() -> frozenset[str]:
    raw = read_yaml((resources.files(__package__) / "whole_names.yml").read_text("utf-8"))
    return frozenset(str(name) for name in raw)


@cache
def _not_parties() -> tuple[str, ...]:
    raw = read_yaml((resources.files(__package__) / "not_parties.yml").read_text("utf-8"))
    return tuple(str(each["begins"]) for each in raw)


def _orders(entry: Entry, troubles: Troubles, issues: list[Issue]) -> Iterator[Entry]:
    """The order on each producer an entry names."""
    order = _with_notes(entry, troubles, issues)
    own, others = without_entourage(entry.name)
    names, unread = ([own], []) if own.value in _whole_names() else split_parties(own, commas=False)
    loose = [name for name in names if has_loose_comma(name.value) and name.value not in _whole_names()]
    for name in names:
        if name not in loose:
            stated = (Stated("notes", others.value, others),) if others else ()
            yield replace(order, name=name, stated=stated, aliases=entry.aliases if len(names) == 1 else ())
    if others and names_a_party(others.value):
        unread.append(others)
    for part in (*unread, *loose):
        message = f"{entry.place} has {part.value!r}, in which single producers cannot be told apart; they are not listed."
        action = "Enter the producers in tables/listings.csv, or the name in whole_names.yml if it is one."
        issues.append(troubles.issue("unread-name", message, action, entry.place, owner="reviewer"))


def _with_notes(entry: Entry, troubles: Troubles, issues: list[Issue]) -> Entry:
    notes, status = entry.provisions, entry.status
    if status is not None and status.value not in STATUS:
        issues.append(troubles.unknown_value(entry.place, "status", status.value, ", ".join(STATUS)))
    match = _NOTES.fullmatch(notes.value) if notes else None
    if notes is None or match is None:
        issues.append(troubles.unknown_field(f"{entry.place}/notes", "its parts could not be read"))
        return replace(entry, provisions=None)
    remarks = notes.part(*match.span("remarks")) if match["remarks"] else None
    day = entry.start.value if entry.start else ""
    return replace(
        entry,
        program=notes.part(*match.span("kind")),
        provisions=notes.part(*match.span("goods")),
        summary=remarks,
        key=f"{match['kind']} {day}",
    )
