"""The annex of Executive Order 14032, from JSON: names, the day of effect and the citation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from enduse.model.document import Document
from enduse.model.errors import SourceChanged
from enduse.model.extraction import Extraction
from enduse.sources.forms.json_entities import is_json_entities, read_json_entities
from enduse.sources.listed_days import federal_register_days
from enduse.sources.listing import import_entries
from enduse.sources.source_file import Source

METHOD_VERSION = "1"


def import_document(source: Source, document: Document, *, expect: Mapping[str, int] | None = None) -> Extraction:
    """Statements of the annex.

    Raises:
        SourceChanged: another file, a field is missing, or the number of entries is not the expected one.
    """
    if not is_json_entities(document, "ofac-eo14032"):
        raise SourceChanged(f"{source.name}: this file is not the JSON with list_id 'ofac-eo14032'. Nothing of it is used.")
    snapshot = read_json_entities(source, document, ("name", "country", "effective_date", "federal_register", "notes"))
    snapshot = replace(snapshot, entries=tuple(replace(entry, reason=entry.provisions, provisions=None) for entry in snapshot.entries))
    return import_entries(source, document, snapshot, version=METHOD_VERSION, expect=expect, days=federal_register_days)
