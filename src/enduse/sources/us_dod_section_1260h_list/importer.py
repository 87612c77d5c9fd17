"""The Section 1260H list, from JSON made of the notice in the Federal Register.

Subsidiaries printed with a company are listed by name as well. They stand in one sentence; they are cut apart where legal forms show how,
each a listing of its own, and what cannot be cut for certain goes to a person.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from enduse.model.document import Document
from enduse.model.errors import SourceChanged
from enduse.model.extraction import Extraction
from enduse.model.issue import Issue
from enduse.sources.entry import Entry
from enduse.sources.forms.json_entities import is_json_entities, read_json_entities
from enduse.sources.listed_days import federal_register_days
from enduse.sources.listing import import_entries
from enduse.sources.names import bracketed_names
from enduse.sources.passage import Passage
from enduse.sources.several_parties import split_parties
from enduse.sources.source_file import Source
from enduse.sources.troubles import Troubles

METHOD_VERSION = "1"
_TOGETHER = re.compile(r"Listed together with subsidiaries: (?P<names>[^|]*?)\s*(?:\||$)")
_CUT = re.compile(r"(?:\.\.\.|…)\s*$")


def import_document(source: Source, document: Document, *, expect: Mapping[str, int] | None = None) -> Extraction:
    """Statements of the list. Counts also ``entries-of-subsidiaries``, ``subsidiaries-unread`` and ``reasons-cut``.

    Raises:
        SourceChanged: another file, a field is missing, or the number of entries is not the expected one.
    """
    if not is_json_entities(document, "dow-1260h"):
        raise SourceChanged(f"{source.name}: this file is not the JSON with list_id 'dow-1260h'. Nothing of it is used.")
    snapshot = read_json_entities(source, document, ("name", "country", "effective_date", "federal_register", "notes"))
    troubles = Troubles(source, document)
    issues: list[Issue] = []
    entries: list[Entry] = []
    for company in snapshot.entries:
        entries += _family(company, troubles, issues)
    counts = {
        **snapshot.counts,
        "entries-of-subsidiaries": len(entries) - len(snapshot.entries),
        "subsidiaries-unread": len(issues),
        "reasons-cut": sum(1 for entry in snapshot.entries if entry.provisions and _CUT.search(entry.provisions.value)),
    }
    snapshot = replace(snapshot, entries=tuple(entries), issues=(*snapshot.issues, *issues), counts=counts)
    return import_entries(
        source, document, snapshot, version=METHOD_VERSION, expect=expect, names=bracketed_names, days=federal_register_days
    )


def _family(company: Entry, troubles: Troubles, issues: list[Issue]) -> Iterator[Entry]:
    """The company, and each subsidiary printed with it."""
    notes = company.provisions
    together = _TOGETHER.match(notes.value) if notes else None
    if notes is None or together is None:
        yield replace(company, provisions=None, reason=notes)
        return
    reason = notes.part(together.end(), len(notes.value))
    yield replace(company, provisions=None, reason=reason if reason.value else None)
    sentence = notes.part(*together.span("names"))
    cut = _CUT.search(sentence.value)
    names, unread = split_parties(sentence.part(0, cut.start()) if cut else sentence)
    if cut and names:
        unread.append(names.pop())  # the last name before the cut may be half a name
    for at, name in enumerate(names, start=1):
        yield _subsidiary(company, name, at)
    action = "Enter the names in tables/listings.csv from the notice."
    for part in unread:
        message = f"{part.value!r}, printed among the subsidiaries at {company.place}, may be more than one name, or cut; it is not stated."
        issues.append(troubles.issue("unread-name", message, action, company.place, owner="reviewer"))


def _subsidiary(company: Entry, name: Passage, at: int) -> Entry:
    return replace(
        company, place=f"{company.place}/subsidiary {at}", name=name, aliases=(), provisions=None, reason=None, key=company.name.value
    )
