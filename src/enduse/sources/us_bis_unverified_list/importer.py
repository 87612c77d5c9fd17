"""The Unverified List, from the Consolidated Screening List, which gives names and addresses and no day."""

from __future__ import annotations

from collections.abc import Mapping

from enduse.model.document import Document
from enduse.model.extraction import Extraction
from enduse.sources.forms.screening_list import read_screening_list
from enduse.sources.listing import import_entries
from enduse.sources.source_file import Source

METHOD_VERSION = "1"


def import_document(source: Source, document: Document, *, expect: Mapping[str, int] | None = None) -> Extraction:
    """Statements of the rows of the Unverified List. No listing has a day; the Federal Register has them.

    Raises:
        SourceChanged: another file, a column is missing, or the number of entries is not the expected one.
    """
    return import_entries(source, document, read_screening_list(source, document), version=METHOD_VERSION, expect=expect)
