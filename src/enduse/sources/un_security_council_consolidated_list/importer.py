"""The consolidated list of the UN Security Council, from its XML: entities; natural persons, a part of their own, are counted."""

from __future__ import annotations

from collections.abc import Mapping

from enduse.language.dates import read_date
from enduse.model.document import Document
from enduse.model.extraction import Extraction
from enduse.model.issue import Issue
from enduse.sources.entry import Entry, Name, Snapshot, Stated, country_code
from enduse.sources.forms.elements import Element, read_tree, unread_paths, unread_spans
from enduse.sources.listing import import_entries
from enduse.sources.passage import Passage
from enduse.sources.source_file import Source
from enduse.sources.troubles import Troubles

METHOD_VERSION = "1"
ROOT = "CONSOLIDATED_LIST"
QUALITIES = {"a.k.a.": "alias", "f.k.a.": "previousName", "Good": "alias", "Low": "weakAlias", "": "alias"}
"""Quality of another name to our property."""
READ = (
    "FIRST_NAME",
    "NAME_ORIGINAL_SCRIPT",
    "UN_LIST_TYPE",
    "REFERENCE_NUMBER",
    "LISTED_ON",
    "DELISTED_ON",
    "LAST_DAY_UPDATED/VALUE",
    "ENTITY_ALIAS/QUALITY",
    "ENTITY_ALIAS/ALIAS_NAME",
    "ENTITY_ADDRESS/STREET",
    "ENTITY_ADDRESS/CITY",
    "ENTITY_ADDRESS/COUNTRY",
)


def import_document(source: Source, document: Document, *, expect: Mapping[str, int] | None = None) -> Extraction:
    """Statements of the entities. Counts also ``persons-left-out``.

    Raises:
        SourceChanged: no XML of this list, or the number of entities is not the expected one.
    """
    root = read_tree(source, document, ROOT)
    elements = list(root.each("ENTITIES", "ENTITY"))
    troubles = Troubles(source, document)
    issues = unread_paths(source, document, elements, READ)
    entries = [entry for element in elements if (entry := _entry(element, troubles, issues)) is not None]
    counts = {"persons-left-out": len(list(root.each("INDIVIDUALS", "INDIVIDUAL")))}
    day = read_date(root.text("@dateGenerated"))
    snapshot = Snapshot(tuple(entries), day, tuple(issues), counts, unread_spans(root, elements, READ))
    return import_entries(source, document, snapshot, version=METHOD_VERSION, expect=expect)


def _entry(element: Element, troubles: Troubles, issues: list[Issue]) -> Entry | None:
    name, number = element.one("FIRST_NAME"), element.one("REFERENCE_NUMBER")
    if name is None:
        issues.append(troubles.no_name(element.path))
        return None
    amended = element.all("LAST_DAY_UPDATED", "VALUE")
    cities = element.all("ENTITY_ADDRESS", "CITY")
    countries: dict[str, Passage] = {}
    for country in element.all("ENTITY_ADDRESS", "COUNTRY"):
        code = country_code(country.value)
        if code is None:
            issues.append(troubles.unknown_country(element.path, country.value))
        else:
            countries.setdefault(code, country)
    return Entry(
        place=element.path,
        listed_on=element.one("UN_LIST_TYPE") or name,
        name=name,
        names=tuple(_names(element, troubles, issues)),
        addresses=tuple(element.all("ENTITY_ADDRESS", "STREET")),
        countries=tuple(sorted(countries.items())),
        program=element.one("UN_LIST_TYPE"),
        start=element.one("LISTED_ON"),
        end=element.one("DELISTED_ON"),
        amended=max(amended, key=lambda passage: passage.value, default=None),
        number=number,
        stated=tuple(Stated("city", city.value, city) for city in cities),
        key=number.value if number else "",
    )


def _names(element: Element, troubles: Troubles, issues: list[Issue]) -> list[Name]:
    names = [Name("alias", passage, None) for passage in element.all("NAME_ORIGINAL_SCRIPT")]
    for alias in element.each("ENTITY_ALIAS"):
        written, quality = alias.one("ALIAS_NAME"), alias.text("QUALITY")
        if written is None:
            continue
        if quality not in QUALITIES:
            issues.append(troubles.unknown_value(alias.path, "QUALITY", quality, ", ".join(filter(None, QUALITIES))))
            continue
        names.append(Name(QUALITIES[quality], written))
    return names
