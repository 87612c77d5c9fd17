"""The Section 1286 list, from JSON made of its public release: institutions (table 1); talent programmes (table 2) are no parties."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from enduse.model.document import Document
from enduse.model.errors import SourceChanged
from enduse.model.extraction import Extraction
from enduse.sources.forms.json_entities import is_json_entities, read_json_entities
from enduse.sources.listing import import_entries
from enduse.sources.source_file import Source

METHOD_VERSION = "1"
PROGRAMMES = "foreign talent recruitment programs"


def import_document(source: Source, document: Document, *, expect: Mapping[str, int] | None = None) -> Extraction:
    """Statements of the institutions. Counts also ``entries-of-programmes``, which are left out.

    Raises:
        SourceChanged: another file, a field is missing, or the number of entries is not the expected one.
    """
    if not is_json_entities(document, "dow-1286"):
        raise SourceChanged(f"{source.name}: this file is not the JSON with list_id 'dow-1286'. Nothing of it is used.")
    read = read_json_entities(source, document, ("name", "notes"))
    institutions = [entry for entry in read.entries if entry.provisions is None or PROGRAMMES not in entry.provisions.value]
    entries = tuple(replace(entry, program=entry.provisions, provisions=None) for entry in institutions)
    counts = {**read.counts, "entries-of-programmes": len(read.entries) - len(entries)}
    return import_entries(source, document, replace(read, entries=entries, counts=counts), version=METHOD_VERSION, expect=expect)
