"""Projects: the list, and a page for each with parties, money, technology and life."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Any

from markupsafe import Markup

from enduse.atlas.claim import Claim
from enduse.atlas.coverage import unstated
from enduse.atlas.pages.chronicle import project_life
from enduse.atlas.pages.differences import differences_of
from enduse.atlas.pages.life import life_of_project
from enduse.atlas.pages.project_parts import also_there, money_of, parted, parties_of, rates_of
from enduse.atlas.press import Press
from enduse.atlas.sheet import Sheet
from enduse.findings.city_systems import CityProject, city_projects
from enduse.model.entity import Entity
from enduse.model.finding import Finding

FACTS = (
    ("where", ("country", "city")),
    ("technology", ("technology", "technologyTerm")),
    ("status", ("status",)),
)


def write(press: Press) -> None:
    """Write ``projects/``."""
    projects = press.in_order(press.library.of_kind("Project"))
    cities = {city.id: city for city in city_projects(press.library.resolved.connection)}
    sheet = press.sheet("projects/index.html")
    rows = project_lines(press, sheet, by_country(press, projects))
    press.publish(sheet, "projects.html", title=press.words["projects"]["title"], section="projects", rows=rows)
    groups: dict[str, list[Entity]] = {}
    for project in projects:
        groups.setdefault(press.library.value(project.id, "country"), []).append(project)
    for project in projects:
        _page(press, project, cities.get(project.id), groups[press.library.value(project.id, "country")])


def by_country(press: Press, projects: list[Entity]) -> list[Entity]:
    """Projects sorted by the name of their country, specimens last."""
    library, geography = press.library, press.values.geography
    return sorted(projects, key=lambda p: (p.specimen, geography.name(library.value(p.id, "country")), press.names.order(p.id), p.id))


def project_row(sheet: Sheet, project: Entity) -> dict[str, Any]:
    """A project as a row of a list."""
    return {
        "name": sheet.name(project.id),
        "specimen": project.specimen,
        "country": sheet.brief(project.id, "country", "countryName"),
        "city": sheet.brief(project.id, "city"),
        "vendors": sheet.claims(project.id, "vendor"),
        "technology": sheet.brief(project.id, "technology", "technologyTerm"),
        "signed": sheet.brief(project.id, "signedDate"),
        "installed": sheet.brief(project.id, "installedDate"),
        "status": sheet.brief(project.id, "status"),
        "status_id": sheet.library.value(project.id, "status"),
    }


def project_lines(press: Press, sheet: Sheet, projects: Iterable[Entity]) -> list[Markup]:
    """Projects as printed rows of a table."""
    return [press.piece(sheet, "project_line", each.id, partial(project_row, sheet, each)) for each in projects]


def _once(claims: list[Claim]) -> list[Claim]:
    """A source's word and the vocabulary's term for it stand once where they read alike."""
    return list({claim.text.casefold(): claim for claim in reversed(claims)}.values())[::-1]


def _risks(press: Press, sheet: Sheet, project: CityProject) -> list[tuple[str, str, Markup | None]]:
    """The risks of a city system in order: name of the rule, assessment, and the finding where one is shown.

    What a finding says that is held back is ``held``; an assessment that no rule of the case has turned into a finding is left out.
    """
    held = press.once("findings made, by subject", lambda: _by_subject(press.context.findings))
    told = press.once("findings shown, by subject", lambda: _by_subject(press.library.findings))
    rows: list[tuple[str, str, Markup | None]] = []
    for risk in project.passages:
        assessment = project.assessment(risk)
        found, shown = held.get((risk, project.id)), told.get((risk, project.id))
        if assessment == "not-stated":
            rows.append((risk, assessment, None))
        elif shown:
            rows.append((risk, assessment, sheet.ref(press.library.finding_pages[shown[0].id], press.tongue.said(shown[0].title))))
        elif found:
            rows.append((risk, "held", None))
    return rows


def _by_subject(findings: Iterable[Finding]) -> dict[tuple[str, str], list[Finding]]:
    """Rule and subject -> findings, in their order."""
    found: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        for subject in dict.fromkeys(finding.subjects):
            found.setdefault((finding.rule, subject), []).append(finding)
    return found


def _page(press: Press, project: Entity, city: CityProject | None, same_country: list[Entity]) -> None:
    sheet = press.sheet(press.library.pages[project.id])
    life, after = parted(sheet, project.id, life_of_project(sheet, project.id))
    parties, money = parties_of(sheet, project.id), money_of(sheet, project.id, press.once("rates", lambda: rates_of(press.library)))
    facts = [(key, _once(sheet.claims(project.id, *properties))) for key, properties in FACTS]
    press.publish(
        sheet,
        "project.html",
        title=sheet.title(project.id),
        section="projects",
        specimen=project.specimen,
        name=sheet.name(project.id),
        summary=sheet.claims(project.id, "summary"),
        facts=[(key, found) for key, found in facts if found],
        precision=press.library.value(project.id, "locationPrecision"),
        basis=sheet.one(project.id, "locationBasis"),
        drawing=project_life(press, sheet, project.id),
        life=life,
        after=after,
        parties=parties,
        money=money,
        near=project_lines(press, sheet, also_there(press.library, project, same_country)),
        unstated=unstated(press.words, "project", _stated(press, project.id) | {"money": money and money["amounts"], "what_next": after}),
        risks=_risks(press, sheet, city) if city else [],
        notes=sheet.claims(project.id, "notes"),
        differences=differences_of(press, sheet, [project.id, *press.library.pointing(project.id, "project")]),
        findings=[
            (sheet.ref(press.library.finding_pages[f.id], press.tongue.said(f.title)), f)
            for f in press.library.findings_about([project.id])
        ],
    )


def _stated(press: Press, project: str) -> dict[str, object]:
    properties = {"signed": "signedDate", "vendor": "vendor", "customer": "customer", "financing": "financing", "status": "status"}
    return {key: press.library.first(project, prop) for key, prop in properties.items()}
