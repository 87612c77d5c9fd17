"""The UK Sanctions List, from its XML: entities; natural persons and ships are counted and left out. Days are written day first."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

from enduse.language.scripts import is_cjk
from enduse.model.document import Document
from enduse.model.extraction import Extraction
from enduse.model.issue import Issue
from enduse.sources.entry import Entry, Name, Snapshot, Stated, country_code
from enduse.sources.forms.elements import Element, read_tree, unread_paths, unread_spans
from enduse.sources.listed_days import Dated, Days
from enduse.sources.listing import import_entries
from enduse.sources.passage import Passage
from enduse.sources.source_file import Source
from enduse.sources.troubles import Troubles

METHOD_VERSION = "1"
ROOT = "Designations"
LEFT_OUT = {"Individual": "persons-left-out", "Ship": "ships-left-out"}
NAME_TYPES = {"primary name": "name", "primary name variation": "alias", "alias": "alias"}
READ = (
    "UniqueID",
    "LastUpdated",
    "DateDesignated",
    "RegimeName",
    "IndividualEntityShip",
    "SanctionsImposed",
    "Names/Name/Name6",
    "Names/Name/NameType",
    "NonLatinNames/NonLatinName/NameNonLatinScript",
    "NonLatinNames/NonLatinName/NonLatinScriptLanguage",
    "Addresses/Address/AddressLine1",
    "Addresses/Address/AddressCountry",
    "EntityDetails/Entity/BusinessRegistrationNumbers/BusinessRegistrationNumber",
)
_DAY_FIRST = re.compile(r"(\d{2})/(\d{2})/(\d{4})")


def import_document(source: Source, document: Document, *, expect: Mapping[str, int] | None = None) -> Extraction:
    """Statements of the entities. Counts also ``persons-left-out`` and ``ships-left-out``.

    Raises:
        SourceChanged: no XML of this list, or the number of entities is not the expected one.
    """
    root = read_tree(source, document, ROOT)
    troubles = Troubles(source, document)
    issues: list[Issue] = []
    counts: Counter[str] = Counter(dict.fromkeys(LEFT_OUT.values(), 0))
    entities: list[Element] = []
    for element in root.each("Designation"):
        kind = element.text("IndividualEntityShip")
        if kind == "Entity":
            entities.append(element)
        elif kind in LEFT_OUT:
            counts[LEFT_OUT[kind]] += 1
        else:
            issues.append(troubles.unknown_value(element.path, "IndividualEntityShip", kind, "Entity, Individual, Ship"))
    issues += unread_paths(source, document, entities, READ)
    entries = [entry for element in entities if (entry := _entry(element, troubles, issues)) is not None]
    snapshot = Snapshot(tuple(entries), _iso(root.text("DateGenerated")), tuple(issues), counts, unread_spans(root, entities, READ))
    return import_entries(source, document, snapshot, version=METHOD_VERSION, expect=expect, days=_days)


def _entry(element: Element, troubles: Troubles, issues: list[Issue]) -> Entry | None:
    names = _names(element, troubles, issues)
    own = next((name.passage for name in names if name.property == "name"), None)
    if own is None:
        issues.append(troubles.no_name(element.path))
        return None
    number = element.one("UniqueID")
    countries: dict[str, Passage] = {}
    for country in element.all("Addresses", "Address", "AddressCountry"):
        code = country_code(country.value)
        if code is None:
            issues.append(troubles.unknown_country(element.path, country.value))
        else:
            countries.setdefault(code, country)
    numbers = element.all("EntityDetails", "Entity", "BusinessRegistrationNumbers", "BusinessRegistrationNumber")
    return Entry(
        place=element.path,
        listed_on=element.one("RegimeName") or own,
        name=own,
        names=tuple(name for name in names if name.passage is not own),
        addresses=tuple(element.all("Addresses", "Address", "AddressLine1")),
        countries=tuple(sorted(countries.items())),
        program=element.one("RegimeName"),
        provisions=element.one("SanctionsImposed"),
        start=element.one("DateDesignated"),
        amended=element.one("LastUpdated"),
        number=number,
        stated=tuple(Stated("registrationNumber", passage.value, passage) for passage in numbers),
        key=number.value if number else "",
    )


def _names(element: Element, troubles: Troubles, issues: list[Issue]) -> list[Name]:
    found: list[Name] = []
    for each in element.each("Names", "Name"):
        written, kind = each.one("Name6"), each.text("NameType")
        if written is None:
            continue
        if kind.lower() not in NAME_TYPES:
            issues.append(troubles.unknown_value(each.path, "NameType", kind, ", ".join(sorted(NAME_TYPES))))
            continue
        property_ = NAME_TYPES[kind.lower()]
        taken = property_ == "name" and any(name.property == "name" for name in found)
        found.append(Name("alias" if taken else property_, written))
    for each in element.each("NonLatinNames", "NonLatinName"):
        written, language = each.one("NameNonLatinScript"), each.text("NonLatinScriptLanguage")
        if written is not None:
            chinese = language.startswith(("Chinese", "Mandarin")) and any(is_cjk(sign) for sign in written.value)
            found.append(Name("alias", written, "zh" if chinese else None))
    return found


def _days(entry: Entry, _copied: str | None) -> Days:
    problems: list[tuple[str, str]] = []
    return Days(start=_dated(entry.start, problems), amended=_dated(entry.amended, problems), problems=tuple(problems))


def _dated(passage: Passage | None, problems: list[tuple[str, str]]) -> Dated | None:
    if passage is None:
        return None
    day = _iso(passage.value)
    if day is None:
        problems.append(("unread-day", f"the day {passage.value!r} is not written as 31/12/2020; none is stated"))
        return None
    return day, passage


def _iso(written: str) -> str | None:
    match = _DAY_FIRST.fullmatch(written)
    if match is None or not (1 <= int(match[2]) <= 12 and 1 <= int(match[1]) <= 31):
        return None
    return f"{match[3]}-{match[2]}-{match[1]}"
