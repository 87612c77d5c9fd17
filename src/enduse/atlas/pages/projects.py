"""Projects: the list, and a page for each with parties, money, technology and life."""

from __future__ import annotations

from typing import Any

from enduse.atlas.claim import Claim
from enduse.atlas.pages.differences import differences_of
from enduse.atlas.pages.life import life_of_project
from enduse.atlas.press import Press
from enduse.atlas.sheet import Sheet
from enduse.model.entity import Entity

FACTS = (
    ("where", ("country", "city")),
    ("vendor", ("vendor",)),
    ("partner", ("localPartner",)),
    ("customer", ("customer",)),
    ("technology", ("technology", "technologyTerm")),
    ("money", ("amount", "amountUsd")),
    ("financing", ("financing",)),
    ("status", ("status",)),
)


def write(press: Press) -> None:
    """Write ``projects/``."""
    projects = press.library.of_kind("Project")
    sheet = press.sheet("projects/index.html")
    rows = [project_row(sheet, project) for project in by_country(press, projects)]
    press.publish(sheet, "projects.html", title=press.words["projects"]["title"], section="projects", rows=rows)
    for project in projects:
        _page(press, project)


def by_country(press: Press, projects: list[Entity]) -> list[Entity]:
    """Projects sorted by the name of their country, specimens last."""
    library, geography = press.library, press.values.geography
    return sorted(projects, key=lambda p: (p.specimen, geography.name(library.value(p.id, "country")), p.caption.casefold(), p.id))


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


def _once(claims: list[Claim]) -> list[Claim]:
    """A source's word and the vocabulary's term for it stand once where they read alike."""
    return list({claim.text.casefold(): claim for claim in reversed(claims)}.values())[::-1]


def _page(press: Press, project: Entity) -> None:
    sheet = press.sheet(press.library.pages[project.id])
    facts = [(key, _once(sheet.claims(project.id, *properties))) for key, properties in FACTS]
    press.publish(
        sheet,
        "project.html",
        title=project.caption,
        section="projects",
        specimen=project.specimen,
        name=sheet.name(project.id),
        summary=sheet.claims(project.id, "summary"),
        facts=[(key, found) for key, found in facts if found],
        precision=press.library.value(project.id, "locationPrecision"),
        basis=sheet.one(project.id, "locationBasis"),
        life=life_of_project(sheet, project.id),
        notes=sheet.claims(project.id, "notes"),
        differences=differences_of(press, sheet, [project.id, *press.library.pointing(project.id, "project")]),
        findings=[(sheet.ref(press.library.finding_pages[f.id], f.title.en), f) for f in press.library.findings_about([project.id])],
    )
