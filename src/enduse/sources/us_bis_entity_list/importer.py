"""The Entity List, from the JSON of its printed text or from the Consolidated Screening List.

The day of a listing is the day printed beside the *first* citation of the entry: the day of the Federal Register.
Some rules took effect a few days before they were printed there; a table of legal acts (``measures``) holds those days.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from enduse.model.dates import PartialDate
from enduse.model.document import Document
from enduse.model.errors import AmbiguousValue, SourceChanged
from enduse.model.extraction import Extraction
from enduse.sources.citation import Citation, year_of_volume
from enduse.sources.entry import Entry, Snapshot
from enduse.sources.forms.json_entities import is_json_entities, read_json_entities
from enduse.sources.forms.screening_list import is_screening_list, read_screening_list
from enduse.sources.listed_days import Dated, Days, acts, cited_in
from enduse.sources.listing import import_entries
from enduse.sources.source_file import Source
from enduse.sources.us_bis_entity_list.names import listed_names

METHOD_VERSION = "1"


def import_document(source: Source, document: Document, *, expect: Mapping[str, int] | None = None) -> Extraction:
    """Statements of one file of the list, in the order of its entries.

    Raises:
        SourceChanged: neither of the two forms, an expected field is missing, or the number of entries is not the expected one.
    """
    read = _read(source, document)
    # Later citations are left out of an entry's identity, so that an amendment does not make a new party of an old one.
    snapshot = replace(read, entries=tuple(replace(entry, key=_first_cited(entry)) for entry in read.entries))
    return import_entries(source, document, snapshot, version=METHOD_VERSION, expect=expect, names=listed_names, days=_days)


def _read(source: Source, document: Document) -> Snapshot:
    if is_json_entities(document, "bis-entity-list"):
        return read_json_entities(source, document, ("name", "country", "federal_register", "notes"))
    if is_screening_list(document):
        return read_screening_list(source, document)
    raise SourceChanged(
        f"{source.name}: this file has neither form the importer reads: JSON with list_id 'bis-entity-list', or the csv of the Consolidated"
        f" Screening List with the columns source and federal_register_notice. Nothing of it is used."
    )


def _first_cited(entry: Entry) -> str:
    cited = cited_in(entry)
    written = entry.citations.value if entry.citations else ""
    return cited.found[0].number if cited.starts_with_one else written


def _days(entry: Entry, copied: str | None) -> Days:
    """The day of the first citation; the later citations are never taken for it."""
    cited = cited_in(entry)
    first = cited.found[0] if cited.starts_with_one else None
    problems: list[tuple[str, str]] = []
    start = _start(entry, first, copied, problems)
    if entry.citations is None:
        return Days(start, problems=tuple(problems))
    citation, amendments = acts(cited, entry.citations, problems)
    return Days(start, citation=citation, amendments=amendments, problems=tuple(problems))


def _start(entry: Entry, first: Citation | None, copied: str | None, problems: list[tuple[str, str]]) -> Dated | None:
    problem = "carries no day"
    if entry.start is not None:
        problem = _problem_of_start(entry.start.value, first)
        if not problem:
            return entry.start.value, entry.start
    elif first is not None and first.day is not None and entry.citations is not None:
        if copied is None or first.day <= copied:
            return first.day, entry.citations.part(first.day_start, first.day_end)
        problem = f"has the day {first.day}, which is after the day of this text ({copied})"
    elif first is not None and first.problem:
        problem = f"cannot stand: {first.problem}"
    written = entry.citations.value if entry.citations else ""
    problem = f"the first citation {problem}; citations as written: {written!r}; no listing day is stated"
    problems.append(("unread-citation", problem))
    return None


def _problem_of_start(start: str, first: Citation | None) -> str:
    try:
        given = PartialDate.parse(start)
    except AmbiguousValue as error:
        return f"has a start_date that cannot be read ({error})"
    volume = re.match(r"\d+", first.number) if first else None
    if volume is not None and year_of_volume(int(volume[0])) != given.year:
        return f"{first.number if first else ''} is of the year {year_of_volume(int(volume[0]))}, but start_date says {start}"
    return ""
