"""The companies that section 889 names, from the table kept beside this file."""

from __future__ import annotations

from collections.abc import Mapping

from enduse.model.document import Document
from enduse.model.extraction import Extraction
from enduse.sources.forms.statute_table import read_statute
from enduse.sources.listing import import_entries
from enduse.sources.source_file import Source

METHOD_VERSION = "1"


def import_document(source: Source, document: Document, *, expect: Mapping[str, int] | None = None) -> Extraction:
    """Statements of the companies the statute names.

    Raises:
        SourceChanged: a column is missing, or the number of names is not the expected one.
    """
    return import_entries(source, document, read_statute(source, document), version=METHOD_VERSION, expect=expect)
