"""The Military End-User List, from the JSON of its printed text or from the Consolidated Screening List."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from enduse.model.document import Document
from enduse.model.extraction import Extraction
from enduse.sources.entry import Entry, Snapshot, Stated
from enduse.sources.forms.json_entities import is_json_entities, read_json_entities
from enduse.sources.forms.screening_list import read_screening_list
from enduse.sources.listed_days import federal_register_days
from enduse.sources.listing import import_entries
from enduse.sources.names import bracketed_names
from enduse.sources.source_file import Source

METHOD_VERSION = "1"


def import_document(source: Source, document: Document, *, expect: Mapping[str, int] | None = None) -> Extraction:
    """Statements of one file of the list.

    Raises:
        SourceChanged: neither form, a field is missing, or the number of entries is not the expected one.
    """
    return import_entries(
        source,
        document,
        _read(source, document),
        version=METHOD_VERSION,
        expect=expect,
        names=bracketed_names,
        days=federal_register_days,
    )


def _read(source: Source, document: Document) -> Snapshot:
    if not is_json_entities(document, "bis-meu"):
        return read_screening_list(source, document)
    snapshot = read_json_entities(source, document, ("name", "country", "federal_register"))
    return replace(snapshot, entries=tuple(map(_noted, snapshot.entries)))


def _noted(entry: Entry) -> Entry:
    """The printed list's notes say to whom a party is subordinate, not what the entry restricts."""
    note = entry.provisions
    return replace(entry, provisions=None, stated=(Stated("notes", note.value, note),)) if note else entry
