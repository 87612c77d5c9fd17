"""The list as JSON: one object for each entry of the printed list, parsed from the text of the Code of Federal Regulations.

Keys: ``list_id``, ``source_file``, ``extracted`` (day of the text), ``count``, and ``entities[]`` with ``name``, ``aliases[]``,
``country``, ``address``, ``federal_register`` (citations), ``notes`` (licence requirement); ``status`` and ``effective_date`` are empty.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field

from enduse.model.document import Document
from enduse.model.errors import SourceChanged
from enduse.model.issue import Issue
from enduse.sources.passage import Passage
from enduse.sources.source_file import Source
from enduse.sources.us_bis_entity_list.entry import Entry, Snapshot, destinations
from enduse.sources.us_bis_entity_list.troubles import missing_field, no_longer_empty, no_name, unknown_destination, unknown_field

LIST_ID = "bis-entity-list"
EXPECTED = ("name", "country", "federal_register", "notes")
HANDLED = frozenset({*EXPECTED, "aliases", "address"})
TOP_HANDLED = frozenset({"list_id", "extracted", "count"})

_ENTITY = re.compile(r"/entities/(\d+)/([^/]+)(?:/(\d+))?")
_ADDRESS_BREAK = re.compile(r";\s+and\s+")
_SEE_ALSO = re.compile(r"\s*\(\s*see (?:also|alternate)[^)]*\)?\.?\s*$", re.IGNORECASE)


@dataclass(slots=True)
class _Fields:
    top: dict[str, Passage] = field(default_factory=dict)
    entries: defaultdict[int, dict[str, list[Passage]]] = field(default_factory=lambda: defaultdict(dict))
    unknown: Counter[str] = field(default_factory=Counter)


def is_json_form(document: Document) -> bool:
    """Whether the document says it is this list in this form."""
    return any(f.locator == "/list_id" and document.text[f.start : f.end] == LIST_ID for f in document.fields)


def read_json_form(source: Source, document: Document) -> Snapshot:
    """The entries of the JSON form.

    Raises:
        SourceChanged: a field every entry must have is in none, or the file holds fewer entries than it says.
    """
    fields = _gather(document)
    issues = list(_unknown_fields(source, fields, document))
    issues += _filled(source, fields, document)
    for expected in EXPECTED:
        if not any(expected in entry for entry in fields.entries.values()):
            raise SourceChanged(_missing(source, expected, fields))
    listed_on = fields.top["list_id"]
    entries = []
    for at, entry in sorted(fields.entries.items()):
        missing = [name for name in EXPECTED if name not in entry or not entry[name][0].value.strip()]
        if "name" in missing:
            issues.append(no_name(source, document, f"/entities/{at}"))
            continue
        issues += [missing_field(source, document, f"/entities/{at}", name) for name in missing]
        entries.append(_entry(at, listed_on, entry))
    _check_count(source, fields)
    issues += [unknown_destination(source, document, e) for e in entries if e.destination is not None and not e.countries]
    day = fields.top["extracted"].value if "extracted" in fields.top else None
    return Snapshot(tuple(entries), day, tuple(issues), {"entries-without-name": len(fields.entries) - len(entries)})


def _gather(document: Document) -> _Fields:
    found = _Fields()
    text = document.text
    for each in document.fields:
        value = text[each.start : each.end]
        match = _ENTITY.fullmatch(each.locator)
        if match is not None:
            entry = found.entries[int(match[1])]
            entry.setdefault(match[2], []).append(Passage(value, each.start, each.end))
        elif each.locator.count("/") == 1:
            found.top[each.locator[1:]] = Passage(value, each.start, each.end)
        else:
            found.unknown[re.sub(r"\d+", "*", each.locator)] += 1
    return found


def _entry(at: int, listed_on: Passage, given: dict[str, list[Passage]]) -> Entry:
    def one(name: str) -> Passage | None:
        return given[name][0].trimmed() if name in given and given[name][0].value.strip() else None

    destination = one("country")
    code = destinations().get(destination.value) if destination else None
    return Entry(
        place=f"/entities/{at}",
        listed_on=listed_on,
        name=given["name"][0],
        aliases=tuple(given.get("aliases", ())),
        addresses=tuple(_addresses(one("address"))),
        destination=destination,
        countries=((code, destination),) if code and destination else (),
        citations=one("federal_register"),
        provisions=one("notes"),
    )


def _addresses(passage: Passage | None) -> list[Passage]:
    if passage is None:
        return []
    parts, start = [], 0
    for mark in [*_ADDRESS_BREAK.finditer(passage.value), None]:
        end = mark.start() if mark else len(passage.value)
        part = passage.part(start, end)
        remark = _SEE_ALSO.search(part.value)
        parts.append(part.part(0, remark.start()) if remark else part)
        start = mark.end() if mark else end
    return [part for part in parts if part.value]


def _check_count(source: Source, fields: _Fields) -> None:
    declared = fields.top.get("count")
    if declared is not None and declared.value != str(len(fields.entries)):
        raise SourceChanged(
            f"{source.name}: the file says it has {declared.value} entries (/count) and holds {len(fields.entries)};"
            f" it is cut or was edited, and nothing of it is used. Get the file again."
        )


def _unknown_fields(source: Source, fields: _Fields, document: Document) -> list[Issue]:
    counted = Counter(fields.unknown)
    for entry in fields.entries.values():
        counted.update(f"/entities/*/{name}" for name in entry if name not in HANDLED | source.ignore_fields | source.empty_fields)
    counted.update(f"/{name}" for name in fields.top if name not in TOP_HANDLED | source.ignore_fields)
    return [unknown_field(source, document, locator, f"{counted[locator]} values") for locator in sorted(counted)]


def _filled(source: Source, fields: _Fields, document: Document) -> list[Issue]:
    found = []
    for at, entry in sorted(fields.entries.items()):
        for name in sorted(set(entry) & source.empty_fields):
            if any(passage.value.strip() for passage in entry[name]):
                found.append(no_longer_empty(source, document, f"/entities/{at}/{name}", name))
    return found


def _missing(source: Source, expected: str, fields: _Fields) -> str:
    names = sorted({name for entry in fields.entries.values() for name in entry})
    return (
        f"{source.name}: no entry has the field {expected}; expected {', '.join(EXPECTED)}, found {', '.join(names) or 'no entries'}."
        f" Nothing of this file is used: the source changed its form, the importer must follow."
    )
