"""The start page: in ten seconds what this is, what is new, where to look."""

from __future__ import annotations

from enduse.atlas.counts import counted
from enduse.atlas.map.drawing import draw_map, locations
from enduse.atlas.map.files import write_labels, write_map
from enduse.atlas.map.projects import map_projects
from enduse.atlas.pages.findings import finding_card
from enduse.atlas.pages.search import countries_file
from enduse.atlas.press import MAP, Press
from enduse.model.finding import Finding

NEWEST = 3
ON_FRONT = ("projects", "project-countries", "companies", "listings", "sales", "findings")


def write(press: Press) -> None:
    """Write ``index.html``."""
    sheet = press.sheet("index.html")
    projects = press.once("map", lambda: map_projects(press.library))
    places = locations(projects)
    points = places.points()
    labels = f"map/labels-{press.tongue.code}.js"
    if press.first:
        write_map(press, projects)
    write_labels(press, projects, press.out / "assets" / labels)
    counts = {count.id: count for count in counted(press)}
    real = [f for f in press.library.findings if not f.specimen]
    specimens = [f for f in press.library.findings if f.specimen]
    press.publish(
        sheet,
        "index.html",
        title="",
        section="home",
        scripts=("parts.js", "search.js", countries_file(press), *MAP, labels, "map/points.js"),
        summary=press.summary,
        map=draw_map(places, press.values.geography, sheet.root, press.library.country_codes, press.words["map"]),
        country_rows=[(sheet.country(code), number, points[code], places.rings.get(code, 0)) for code, number in places.table()],
        borders=press.values.geography.source,
        counts=[counts[ident] for ident in ON_FRONT if ident in counts],
        cards=[finding_card(press, sheet, f) for f in (_newest(real) or specimens[:1])],
        specimen_cards=[finding_card(press, sheet, f) for f in specimens[:1]] if real else [],
        claims=len(press.context.claims),
    )


def _newest(findings: list[Finding]) -> list[Finding]:
    """The newest of each rule, the latest first, so that one rule with many findings does not hide the others."""
    newest: dict[str, Finding] = {}
    for finding in findings:
        newest.setdefault(finding.rule, finding)
    return list(newest.values())[:NEWEST]
