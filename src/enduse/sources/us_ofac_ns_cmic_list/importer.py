"""The NS-CMIC List, from JSON of the Treasury's list or from the Consolidated Screening List.

The ban on a company starts sixty days after it is listed, so the day of listing and the day of effect are kept apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from importlib import resources

from enduse.language.identifiers import examine_lei, examine_usc, is_isin
from enduse.model.document import Document
from enduse.model.extraction import Extraction
from enduse.model.issue import Issue
from enduse.model.yaml_text import read_yaml
from enduse.sources.entry import Entry, Stated
from enduse.sources.forms.json_entities import is_json_entities, read_json_entities
from enduse.sources.forms.rows import Row
from enduse.sources.forms.screening_list import labelled_ids, read_screening_list
from enduse.sources.listing import import_entries
from enduse.sources.passage import Passage
from enduse.sources.source_file import Source
from enduse.sources.troubles import Troubles

METHOD_VERSION = "1"
_NOTE = re.compile(r"\s*([^:;]+):\s*([^;]*?)\s*(?:;|$)")
_LAND = re.compile(r"(?:, [A-Z]{2}| \([^)]*\))$")
"""The country behind a number: ``…, CN`` in the screening list, ``… (China)`` in the JSON."""


def import_document(source: Source, document: Document, *, expect: Mapping[str, int] | None = None) -> Extraction:
    """Statements of one file of the list.

    Raises:
        SourceChanged: neither form, a field is missing, or the number of entries is not the expected one.
    """
    reader = _Labels(Troubles(source, document))
    if is_json_entities(document, "ofac-nscmic"):
        snapshot = read_json_entities(source, document, ("name", "country", "effective_date", "notes"))
        snapshot = replace(snapshot, entries=tuple(map(reader.noted, snapshot.entries)))
    else:
        snapshot = read_screening_list(source, document, refine=reader.refined, also_read=("ids", "type", "entity_number"))
    snapshot = replace(snapshot, issues=(*snapshot.issues, *reader.issues))
    return import_entries(source, document, snapshot, version=METHOD_VERSION, expect=expect)


@cache
def _labels() -> dict[str, str]:
    raw = read_yaml((resources.files(__package__) / "labels.yml").read_text("utf-8"))
    return {str(label): str(meaning or "") for label, meaning in raw.items()}


@dataclass(slots=True)
class _Labels:
    """Reads labelled values into entries and collects what it does not know."""

    troubles: Troubles
    issues: list[Issue] = field(default_factory=list)

    def refined(self, row: Row, entry: Entry) -> Entry:
        """An entry with what its row's ``ids`` say, and its number in the Treasury's lists."""
        if row["type"].value.strip() not in ("Entity", ""):
            self.issues.append(self.troubles.unknown_value(row.place, "type", row["type"].value, "Entity"))
        return self.with_labels(replace(entry, number=row.one("entity_number")), labelled_ids(row["ids"]))

    def noted(self, entry: Entry) -> Entry:
        """An entry with what its notes say; they say nothing of what it restricts."""
        notes = entry.provisions
        if notes is None:
            return entry
        parts = [(match[1], notes.part(match.start(2), match.end(2))) for match in _NOTE.finditer(notes.value)]
        return self.with_labels(replace(entry, provisions=None), parts)

    def with_labels(self, entry: Entry, parts: Iterable[tuple[str, Passage]]) -> Entry:
        days: dict[str, Passage] = {}
        stated = []
        for label, passage in parts:
            meaning = _labels().get(label)
            if meaning is None:
                self.issues.append(self.troubles.unknown_field(f"{entry.place} label {label}", "one value"))
            elif meaning in ("announced", "start"):
                days.setdefault(meaning, passage)
            elif meaning:
                stated += self.identifier(entry, meaning, passage)
        return replace(
            entry, announced=days.get("announced"), start=entry.start or days.get("start"), stated=tuple(stated), schema="Company"
        )

    def identifier(self, entry: Entry, property_: str, passage: Passage) -> list[Stated]:
        """An identifier where its check holds; otherwise an issue and nothing."""
        land = _LAND.search(passage.value)
        bare = passage.part(0, land.start()) if land else passage
        value: str | None = bare.value
        if property_ == "uscCode":
            value = examine_usc(bare.value)[0]
        elif property_ == "isinCode":
            value = bare.value if is_isin(bare.value) else None
        elif property_ == "leiCode":
            value = examine_lei(bare.value)[0]
        if value is None:
            message = f"{entry.place}: its {property_} {bare.value!r} has a wrong check sign or form; it is not stated."
            self.issues.append(
                self.troubles.issue("invalid-code", message, "Compare with the Treasury's list.", entry.place, owner="reviewer")
            )
            return []
        return [Stated(property_, value, bare)]
