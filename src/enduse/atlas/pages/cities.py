"""Cities: a page for each city that a project stands in, never for what is known of a country only; and what countries share with them."""

from __future__ import annotations

from collections import Counter
from typing import Any

from markupsafe import Markup

from enduse.atlas.claim import Claim
from enduse.atlas.pages.chronicle import lives, project_life
from enduse.atlas.pages.company_parts import at_a_glance
from enduse.atlas.pages.life import Moment, events, in_order, life_of_project
from enduse.atlas.pages.projects import project_lines, project_row
from enduse.atlas.plaintext import slug
from enduse.atlas.press import Press
from enduse.atlas.sections import setback_events, troubled_statuses
from enduse.atlas.sheet import Sheet
from enduse.model.entity import Entity

OF_A_CITY = "city-centroid"
MOST_DRAWN = 40
MOST_OTHER = 12


def city_page(code: str, city: str) -> str:
    """The page of a city."""
    return f"cities/{slug(city, f'city:{code}/{city.casefold()}')}.html"


def cities_of(press: Press, projects: list[Entity]) -> dict[str, list[Entity]]:
    """City, in one spelling -> its projects, sorted by name; a project that is national or of several cities belongs to none."""
    found: dict[str, list[Entity]] = {}
    spelled: dict[str, str] = {}
    for project in projects:
        city = press.library.value(project.id, "city")
        precision = press.library.value(project.id, "locationPrecision").replace("_", "-")
        if city and precision == OF_A_CITY:
            found.setdefault(city.casefold(), []).append(project)
            spelled[city.casefold()] = min(spelled.get(city.casefold(), city), city)
    return {spelled[key]: found[key] for key in sorted(found)}


def place_parts(press: Press, sheet: Sheet, projects: list[Entity]) -> dict[str, Any]:
    """What a country and a city both show: lives side by side, and what hurt them."""
    drawn = sorted(
        projects, key=lambda p: (press.library.value(p.id, "signedDate") or press.library.value(p.id, "installedDate") or "9", p.id)
    )
    troubled = [each for each in projects if press.library.value(each.id, "status") in troubled_statuses()]
    hurting = sorted(
        {e for each in projects for e in press.library.pointing(each.id, "project") if press.library.value(e, "kind") in setback_events()}
    )
    drawing: Markup | None = lives(press, sheet, [each.id for each in drawn[:MOST_DRAWN]])
    if len(projects) == 1:
        drawing = project_life(press, sheet, projects[0].id)
    return {"lives": drawing, "setbacks": {"projects": [project_row(sheet, each) for each in troubled], "events": events(sheet, hurting)}}


def vendors_of(sheet: Sheet, projects: list[Entity]) -> list[tuple[Claim | Markup, int]]:
    """Vendors of these projects with how many name them, most first."""
    counted = Counter(vendor for each in projects for vendor in sheet.library.targets(each.id, "vendor"))
    ranked = sorted(counted.items(), key=lambda item: (-item[1], sheet.caption(item[0]).casefold(), item[0]))
    return [(sheet.name(vendor), number) for vendor, number in ranked]


def city_dossier(press: Press, code: str, city: str, projects: list[Entity], others: list[Entity]) -> None:
    """Write the page of a city: its projects, their lives as one line of events, who took part."""
    sheet = press.sheet(city_page(code, city))
    named = [s for each in projects for s in press.library.facts[each.id]["city"] if s.value.casefold() == city.casefold()]
    customers = dict.fromkeys(c for each in projects for c in press.library.targets(each.id, "customer"))
    moments: list[tuple[Claim | Markup, Moment]] = [(sheet.name(each.id), m) for each in projects for m in life_of_project(sheet, each.id)]
    order = {id(moment): place for place, moment in enumerate(in_order([moment for _, moment in moments]))}
    press.publish(
        sheet,
        "city.html",
        title=city,
        section="countries",
        specimen=all(each.specimen for each in projects),
        name=sheet.claim(named[:1], city),
        country=sheet.country(code),
        glance=at_a_glance(press, [("projects", "projects", len(projects))]),
        projects=project_lines(press, sheet, projects),
        moments=sorted(moments, key=lambda each: order[id(each[1])]),
        vendors=vendors_of(sheet, projects),
        customers=[sheet.name(each) for each in customers],
        others=project_lines(press, sheet, others[:MOST_OTHER]),
        findings=[
            (sheet.ref(press.library.finding_pages[f.id], press.tongue.said(f.title)), f)
            for f in press.library.findings_about([p.id for p in projects])
        ],
        **place_parts(press, sheet, projects),
    )
