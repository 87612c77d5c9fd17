"""Countries: the list, and a page for each with its projects, companies, public bodies and legal acts."""

from __future__ import annotations

from typing import Any

from enduse.atlas.coverage import unstated
from enduse.atlas.pages.cities import cities_of, city_dossier, city_page, place_parts, vendors_of
from enduse.atlas.pages.company_parts import at_a_glance
from enduse.atlas.pages.projects import project_lines
from enduse.atlas.press import Press
from enduse.atlas.sections import troubled_statuses
from enduse.model.entity import Entity


def write(press: Press) -> None:
    """Write ``countries/``."""
    groups = {kind: _by_country(press, entities) for kind, entities in _kinds(press).items()}
    codes = sorted(press.library.country_codes, key=lambda code: (press.values.geography.name(code), code))
    sheet = press.sheet("countries/index.html")
    rows: list[dict[str, Any]] = [
        {
            "name": sheet.country(code),
            "projects": _real(groups["projects"].get(code, [])),
            "companies": _real(groups["companies"].get(code, [])),
            "buyers": _real(groups["buyers"].get(code, [])),
        }
        for code in codes
    ]
    rows.sort(key=lambda row: -row["projects"])
    press.publish(sheet, "countries.html", title=press.words["countries"]["title"], section="countries", rows=rows)
    for code in codes:
        _page(press, code, {kind: found.get(code, []) for kind, found in groups.items()})


def _real(entities: list[Entity]) -> int:
    return sum(not entity.specimen for entity in entities)


def _kinds(press: Press) -> dict[str, list[Entity]]:
    library = press.library
    return {
        "projects": press.in_order(library.of_kind("Project")),
        "companies": press.in_order(library.parties("companies")),
        "buyers": press.in_order(library.parties("buyers")),
        "measures": press.in_order(library.of_kind("Measure")),
    }


def _by_country(press: Press, entities: list[Entity]) -> dict[str, list[Entity]]:
    found: dict[str, list[Entity]] = {}
    for entity in entities:
        prop = "jurisdiction" if entity.schema == "Measure" else "country"
        for code in sorted({s.value for s in press.library.facts.get(entity.id, {}).get(prop, [])}):
            found.setdefault(code, []).append(entity)
    return found


def _page(press: Press, code: str, groups: dict[str, list[Entity]]) -> None:
    sheet = press.sheet(f"countries/{code}.html")
    geography, projects = press.values.geography, groups["projects"]
    cities = cities_of(press, projects)
    press.publish(
        sheet,
        "country.html",
        title=geography.name(code),
        section="countries",
        other_names=[(tongue, geography.name(code, tongue.code)) for tongue in press.tongues if tongue is not press.tongue],
        glance=at_a_glance(
            press,
            [
                ("projects", "projects", len(projects)),
                ("cities", "cities", len(cities)),
                ("trouble", "setbacks", sum(press.library.value(each.id, "status") in troubled_statuses() for each in projects)),
                ("buyers", "buyers", len(groups["buyers"])),
                ("companies", "companies", len(groups["companies"])),
            ],
        ),
        projects=project_lines(press, sheet, projects),
        cities=[(sheet.ref(city_page(code, city), city), len(found)) for city, found in cities.items()],
        vendors=vendors_of(sheet, projects),
        companies=[(sheet.name(each.id), each.specimen) for each in groups["companies"]],
        buyers=[(sheet.name(each.id), each.specimen) for each in groups["buyers"]],
        measures=[(sheet.one(each.id, "name"), sheet.one(each.id, "effectiveDate"), each.specimen) for each in groups["measures"]],
        unstated=unstated(press.words, "country", {key: groups[key] for key in ("projects", "buyers", "measures")}),
        **place_parts(press, sheet, projects),
    )
    for city, found in cities.items():
        city_dossier(press, code, city, found, [each for each in projects if each not in found])
