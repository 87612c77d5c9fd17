"""The EU's consolidated list of financial sanctions, from its XML (format 1.1): enterprises; natural persons are counted and left out.

An entry names the regulation it rests on. Where that one amends another, it is not the act of the listing, so its day is not taken for it.
"""

from __future__ import annotations

from collections.abc import Mapping

from enduse.language.dates import read_date
from enduse.model.document import Document
from enduse.model.extraction import Extraction
from enduse.model.issue import Issue
from enduse.sources.entry import Entry, Name, Snapshot, Stated
from enduse.sources.forms.elements import Element, read_tree, unread_paths, unread_spans
from enduse.sources.listed_days import Days, stated_days
from enduse.sources.listing import import_entries
from enduse.sources.passage import Passage
from enduse.sources.source_file import Source
from enduse.sources.troubles import Troubles

METHOD_VERSION = "1"
ROOT, ENTRY = "export", "sanctionEntity"
READ = (
    "@euReferenceNumber",
    "@designationDate",
    "subjectType/@classificationCode",
    *(f"regulation/@{name}" for name in ("regulationType", "publicationDate", "entryIntoForceDate", "numberTitle", "programme")),
    *(f"nameAlias/@{name}" for name in ("wholeName", "nameLanguage", "strong")),
    *(f"address/@{name}" for name in ("street", "city", "countryIso2Code")),
    "identification/@number",
    "identification/@identificationTypeCode",
)
UNKNOWN_COUNTRY = "00"


def import_document(source: Source, document: Document, *, expect: Mapping[str, int] | None = None) -> Extraction:
    """Statements of the enterprises. Counts also ``persons-left-out`` and ``identifiers-left-out``.

    Raises:
        SourceChanged: no XML of this list, or the number of enterprises is not the expected one.
    """
    root = read_tree(source, document, ROOT)
    troubles = Troubles(source, document)
    issues: list[Issue] = []
    enterprises: list[Element] = []
    persons = 0
    for element in root.each(ENTRY):
        code = element.text("subjectType", "@classificationCode")
        if code == "E":
            enterprises.append(element)
        elif code == "P":
            persons += 1
        else:
            issues.append(troubles.unknown_value(element.path, "classificationCode", code, "E, P"))
    issues += unread_paths(source, document, enterprises, READ)
    regulations = {element.path: list(element.each("regulation")) for element in enterprises}
    entries = [entry for element in enterprises if (entry := _entry(element, troubles, issues)) is not None]
    left_out = sum(1 for e in enterprises for i in e.each("identification") if i.text("@identificationTypeCode") != "regnumber")
    counts = {"persons-left-out": persons, "identifiers-left-out": left_out}
    day = read_date(root.text("@generationDate"))
    snapshot = Snapshot(tuple(entries), day, tuple(issues), counts, unread_spans(root, enterprises, READ))

    def days(entry: Entry, copied: str | None) -> Days:
        return _days(entry, regulations[entry.place], copied)

    return import_entries(source, document, snapshot, version=METHOD_VERSION, expect=expect, days=days)


def _entry(element: Element, troubles: Troubles, issues: list[Issue]) -> Entry | None:
    names = [(alias, passage) for alias in element.each("nameAlias") if (passage := alias.one("@wholeName")) is not None]
    names.sort(key=lambda pair: pair[0].text("@strong") == "false")  # the first strong one is the name
    if not names:
        issues.append(troubles.no_name(element.path))
        return None
    number = element.one("@euReferenceNumber")
    countries: dict[str, Passage] = {}
    for country in element.all("address", "@countryIso2Code"):
        if country.value != UNKNOWN_COUNTRY:
            countries.setdefault(country.value.lower(), country)
    registered = [i.one("@number") for i in element.each("identification") if i.text("@identificationTypeCode") == "regnumber"]
    stated = [Stated("registrationNumber", passage.value, passage) for passage in registered if passage]
    stated += [Stated("city", city.value, city) for city in element.all("address", "@city")]
    programme = element.one("regulation", "@programme")
    return Entry(
        place=element.path,
        listed_on=programme or names[0][1],
        name=names[0][1],
        names=tuple(
            Name("weakAlias" if alias.text("@strong") == "false" else "alias", passage, alias.text("@nameLanguage").lower() or None)
            for alias, passage in names[1:]
        ),
        addresses=tuple(element.all("address", "@street")),
        countries=tuple(sorted(countries.items())),
        program=programme,
        start=element.one("@designationDate"),
        number=number,
        stated=tuple(stated),
        key=number.value if number else "",
    )


def _days(entry: Entry, regulations: list[Element], copied: str | None) -> Days:
    """The designation day, or the day in force of the first act that is no amendment; amending acts stand as amendments."""
    stated = stated_days(entry, copied)
    dated = sorted(regulations, key=lambda act: act.text("@publicationDate"))
    listing = next((act for act in dated if act.text("@regulationType") != "amendment"), None)
    amendments = tuple(
        (title.value, title, read_date(act.text("@publicationDate")))
        for act in dated
        if act is not listing and (title := act.one("@numberTitle")) is not None
    )
    if listing is None:
        return Days(stated.start, amendments=amendments, problems=stated.problems)
    title, force, published = (listing.one(f"@{name}") for name in ("numberTitle", "entryIntoForceDate", "publicationDate"))
    in_force = read_date(force.value) if force else None
    announced = read_date(published.value) if published else None
    return Days(
        start=stated.start or ((in_force, force) if in_force and force else None),
        announced=(announced, published) if announced and published else None,
        citation=(title.value, title) if title else None,
        amendments=amendments,
        problems=stated.problems,
    )
