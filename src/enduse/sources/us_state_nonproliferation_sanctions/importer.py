"""Nonproliferation sanctions, from the Consolidated Screening List: party, statute, notice and day."""

from __future__ import annotations

from collections.abc import Mapping

from enduse.model.document import Document
from enduse.model.extraction import Extraction
from enduse.sources.entry import Entry, Name
from enduse.sources.forms.screening_list import read_screening_list
from enduse.sources.listing import import_entries
from enduse.sources.names import ReadNames
from enduse.sources.source_file import Source

METHOD_VERSION = "1"


def import_document(source: Source, document: Document, *, expect: Mapping[str, int] | None = None) -> Extraction:
    """Statements of the rows of this list.

    Raises:
        SourceChanged: another file, a column is missing, or the number of entries is not the expected one.
    """
    snapshot = read_screening_list(source, document)
    return import_entries(source, document, snapshot, version=METHOD_VERSION, expect=expect, names=_names)


def _names(entry: Entry) -> ReadNames:
    """Other names stand in one cell with commas, which also stand inside names: only a cell without any is one name."""
    aliases = [alias.trimmed() for alias in entry.aliases]
    several = [alias for alias in aliases if "," in alias.value]
    problems = [("unread-alias", "its other names stand in one cell with commas, which also stand inside names; they are not stated")]
    return ReadNames(
        entry.name.trimmed(),
        tuple(Name("alias", alias) for alias in aliases if alias.value and alias not in several),
        tuple(problems if several else ()),
    )
