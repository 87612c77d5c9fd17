"""A list as JSON: one object for each entry of the printed list, with the day of the copy and the number of entries.

Keys: ``list_id``, ``source_file``, ``extracted`` (day of the text), ``count``, and ``entities[]`` with ``name``, ``aliases[]``,
``country``, ``address``, ``status``, ``effective_date``, ``federal_register`` (citations), ``notes``. Which of them a list fills, and what
its ``notes`` and ``status`` mean, the source says.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from enduse.model.document import Document
from enduse.model.errors import SourceChanged
from enduse.model.issue import Issue
from enduse.sources.entry import Entry, Snapshot, country_code
from enduse.sources.passage import Passage
from enduse.sources.source_file import Source
from enduse.sources.troubles import Troubles

HANDLED = frozenset({"name", "aliases", "country", "address", "effective_date", "federal_register", "notes", "status"})
TOP_HANDLED = frozenset({"list_id", "extracted", "count"})

_ENTITY = re.compile(r"/entities/(\d+)/([^/]+)(?:/(\d+))?")
_ADDRESS_BREAK = re.compile(r";\s+and\s+")
_SEE_ALSO = re.compile(r"\s*\(\s*see (?:also|alternate)[^)]*\)?\.?\s*$", re.IGNORECASE)


@dataclass(slots=True)
class _Fields:
    top: dict[str, Passage] = field(default_factory=dict)
    entries: defaultdict[int, dict[str, list[Passage]]] = field(default_factory=lambda: defaultdict(dict))
    unknown: Counter[str] = field(default_factory=Counter)


def is_json_entities(document: Document, list_id: str) -> bool:
    """Whether the document says it is this list in this form."""
    return any(f.locator == "/list_id" and document.text[f.start : f.end] == list_id for f in document.fields)


def read_json_entities(source: Source, document: Document, expected: Sequence[str]) -> Snapshot:
    """The entries of the JSON form; ``expected`` are the fields every entry of this list has, ``name`` among them.

    ``notes`` are the entry's ``provisions`` until the source says otherwise.

    Raises:
        SourceChanged: a field every entry must have is in none, or the file holds fewer entries than it says.
    """
    fields = _gather(document)
    troubles = Troubles(source, document)
    issues = list(_unknown_fields(source, fields, troubles))
    issues += _filled(source, fields, troubles)
    for name in expected:
        if not any(name in entry for entry in fields.entries.values()):
            raise SourceChanged(_missing(source, name, expected, fields))
    entries = []
    for at, entry in sorted(fields.entries.items()):
        missing = [name for name in expected if name not in entry or not entry[name][0].value.strip()]
        if "name" in missing:
            issues.append(troubles.no_name(f"/entities/{at}"))
            continue
        issues += [troubles.missing_field(f"/entities/{at}", name) for name in missing]
        entries.append(_entry(at, fields.top["list_id"], entry, source.empty_fields))
    _check_count(source, fields)
    issues += [troubles.unknown_country(e.place, e.destination.value) for e in entries if e.destination and not e.countries]
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


def _entry(at: int, listed_on: Passage, given: dict[str, list[Passage]], unread: frozenset[str]) -> Entry:
    def one(name: str) -> Passage | None:
        filled = name in given and name not in unread and given[name][0].value.strip()
        return given[name][0].trimmed() if filled else None

    destination = one("country")
    code = country_code(destination.value) if destination else None
    return Entry(
        place=f"/entities/{at}",
        listed_on=listed_on,
        name=given["name"][0],
        aliases=tuple(given.get("aliases", ())),
        addresses=tuple(_addresses(one("address"))),
        destination=destination,
        countries=((code, destination),) if code and destination else (),
        citations=one("federal_register"),
        start=one("effective_date"),
        provisions=one("notes"),
        status=one("status"),
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


def _unknown_fields(source: Source, fields: _Fields, troubles: Troubles) -> list[Issue]:
    counted = Counter(fields.unknown)
    for entry in fields.entries.values():
        counted.update(f"/entities/*/{name}" for name in entry if name not in HANDLED | source.ignore_fields | source.empty_fields)
    counted.update(f"/{name}" for name in fields.top if name not in TOP_HANDLED | source.ignore_fields)
    return [troubles.unknown_field(locator, f"{counted[locator]} values") for locator in sorted(counted)]


def _filled(source: Source, fields: _Fields, troubles: Troubles) -> list[Issue]:
    return [
        troubles.no_longer_empty(f"/entities/{at}/{name}", name)
        for at, entry in sorted(fields.entries.items())
        for name in sorted(set(entry) & source.empty_fields)
        if any(passage.value.strip() for passage in entry[name])
    ]


def _missing(source: Source, lacking: str, expected: Sequence[str], fields: _Fields) -> str:
    names = sorted({name for entry in fields.entries.values() for name in entry})
    return (
        f"{source.name}: no entry has the field {lacking}; expected {', '.join(expected)}, found {', '.join(names) or 'no entries'}."
        f" Nothing of this file is used: the source changed its form, the importer must follow."
    )
