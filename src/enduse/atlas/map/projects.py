"""What each project contributes to the map: where it stands, how exactly that is known, and by what it can be filtered."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from enduse.atlas.library import Library
from enduse.atlas.plaintext import shown
from enduse.model.entity import Entity
from enduse.vocabulary.load import vocabulary

POINT = "city-centroid"
"""The one precision of a location (vocabulary ``location-precision``) that may become a dot."""
_YEAR = re.compile(r"[12][0-9]{3}")
SAID = "unspecified"
"""The kind of end user where neither a statement nor the name of the customer says one."""


@dataclass(frozen=True, slots=True)
class MapProject:
    """One project on the map. ``place`` is (longitude, latitude) and None where its city is not known: then its country stands for it.

    ``vendors`` and ``rules`` are ids; ``technologies``, ``status`` and ``users`` terms; ``year`` that of signature, else of installation.
    """

    id: str
    title: str
    page: str
    country: str
    city: str
    place: tuple[float, float] | None
    vendors: tuple[str, ...]
    technologies: tuple[str, ...]
    status: str
    users: tuple[str, ...]
    year: int | None
    rules: tuple[str, ...]


def map_projects(library: Library) -> list[MapProject]:
    """All projects with a country, specimens left out: by country and city, what is in no city last, the newest first."""
    found = [_read(library, e) for e in library.of_kind("Project") if not e.specimen and library.value(e.id, "country")]
    return sorted(found, key=lambda each: (each.country, each.place is None, each.city, each.place or (), -(each.year or 0), each.id))


def _read(library: Library, project: Entity) -> MapProject:
    customers = _targets(library, project.id, "customer")
    return MapProject(
        id=project.id,
        title=shown(project.caption),
        page=library.pages[project.id],
        country=library.value(project.id, "country"),
        city=shown(library.value(project.id, "city")),
        place=place_of(library, project.id),
        vendors=_targets(library, project.id, "vendor"),
        technologies=_with_wider("technology", _values(library, project.id, "technologyTerm")),
        status=library.value(project.id, "status"),
        users=tuple(dict.fromkeys(kind for customer in customers for kind in end_user_kinds(library, customer))) or (SAID,),
        year=_year(library, project.id),
        rules=tuple(sorted({finding.rule for finding in library.findings_about([project.id])})),
    )


def place_of(library: Library, ident: str) -> tuple[float, float] | None:
    """The point of a project's city; None where its location is less than a city, or where sources differ about it."""
    facts = library.facts.get(ident, {})
    if {s.value.replace("_", "-") for s in facts.get("locationPrecision", [])} != {POINT}:
        return None
    stated = [{s.value for s in facts.get(name, [])} for name in ("longitude", "latitude")]
    if any(len(values) != 1 for values in stated):
        return None
    longitude, latitude = (float(values.pop()) for values in stated)
    return (longitude, latitude) if -180 <= longitude <= 180 and -90 <= latitude <= 90 else None


def end_user_kinds(library: Library, customer: str) -> tuple[str, ...]:
    """Kinds of end user (vocabulary ``end-user``), wider ones too: as stated of the body, else as its name says by its first such word."""
    stated = _values(library, customer, "endUserType")
    read = vocabulary("end-user").find_words(library.caption(customer))
    return _with_wider("end-user", stated or tuple(term.id for _, _, term in read[:1]))


def _with_wider(name: str, terms: Sequence[str]) -> tuple[str, ...]:
    """Terms and all wider ones: who asks for video surveillance asks for face recognition too. Unknown terms stay."""
    known = vocabulary(name)
    ids = {term.id for term in known.terms}
    wider = {above.id for term in terms if term in ids for above in known.ancestors(term)}
    return tuple(sorted({*terms, *wider}))


def _values(library: Library, ident: str, name: str) -> tuple[str, ...]:
    return tuple(sorted({s.value for s in library.facts.get(ident, {}).get(name, [])}))


def _targets(library: Library, ident: str, name: str) -> tuple[str, ...]:
    return tuple(sorted({library.resolved.canonical(value) for value in _values(library, ident, name)}))


def _year(library: Library, ident: str) -> int | None:
    for name in ("signedDate", "installedDate"):
        match = _YEAR.match(library.value(ident, name))
        if match:
            return int(match[0])
    return None
