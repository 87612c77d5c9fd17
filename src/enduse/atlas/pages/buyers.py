"""Buyers and public bodies: the list, and a page for each with what it belongs under, its listings and what it bought."""

from __future__ import annotations

from typing import Any

from enduse.atlas.coverage import unstated
from enduse.atlas.pages.chronicle import chronicle
from enduse.atlas.pages.company_parts import answers_of, at_a_glance, replies_of, setbacks_of
from enduse.atlas.pages.differences import differences_of
from enduse.atlas.pages.joins import joins_of
from enduse.atlas.pages.life import events
from enduse.atlas.pages.listings import band_of, listings_of
from enduse.atlas.pages.neighbours import circle_of
from enduse.atlas.pages.projects import by_country, project_lines
from enduse.atlas.pages.sales import awards_of, sale_row, things_of
from enduse.atlas.press import Press
from enduse.atlas.sheet import Sheet
from enduse.entities.sentences import retold
from enduse.model.entity import Entity

NAMES = ("name", "legalName", "alias", "previousName", "weakAlias")
MOST_LEVELS = 8
FACTS = ("country", "place", "placeCode", "level", "endUserType", "address", "city")


def write(press: Press) -> None:
    """Write ``buyers/``."""
    buyers = press.in_order(press.library.parties("buyers"))
    sheet = press.sheet("buyers/index.html")
    rows = [_row(sheet, buyer) for buyer in buyers]
    press.publish(sheet, "buyers.html", title=press.words["buyers"]["title"], section="buyers", rows=rows)
    for buyer in buyers:
        _page(press, buyer, press.library.children.get(buyer.id, []))


def _row(sheet: Sheet, buyer: Entity) -> dict[str, Any]:
    library = sheet.library
    return {
        "name": sheet.name(buyer.id),
        "specimen": buyer.specimen,
        "country": sheet.brief(buyer.id, "country"),
        "place": sheet.brief(buyer.id, "place", "city"),
        "parents": parents_of(sheet, buyer.id),
        "listings": listings_of(sheet, buyer.id),
        "bought": sum(1 for e in map(library.entity, library.pointing(buyer.id, "buyer", "customer")) if e and e.schema != "Notice"),
        "findings": len(library.findings_about([buyer.id])),
    }


def parents_of(sheet: Sheet, ident: str) -> list[dict[str, Any]]:
    """The bodies directly above, each with the passages that show it."""
    found = []
    for parent in sheet.library.resolved.parents(ident):
        shown = [sheet.claim([s]) for s in sheet.by_id(parent.statements)]
        reason = retold(parent.reason, sheet.tongue.spoken) or parent.reason
        found.append({"name": sheet.name(parent.parent), "reason": reason, "ids": " ".join(parent.statements), "passages": shown})
    return found


def _page(press: Press, buyer: Entity, children: list[str]) -> None:
    library, sheet = press.library, press.sheet(press.library.pages[buyer.id])
    listings, chain = listings_of(sheet, buyer.id), library.resolved.parents(buyer.id)
    projects = [e for e in map(library.entity, library.pointing(buyer.id, "customer", "localPartner")) if e and e.schema == "Project"]
    awards = awards_of(sheet, buyer.id)
    names = [
        (press.label(buyer.schema, p), [c for c in sheet.claims(buyer.id, p) if c.text not in (buyer.caption, sheet.caption(buyer.id))])
        for p in NAMES
    ]
    press.publish(
        sheet,
        "buyer.html",
        title=sheet.title(buyer.id),
        section="buyers",
        specimen=buyer.specimen,
        kicker=press.words["kinds"].get(buyer.schema, buyer.schema),
        name=sheet.name(buyer.id),
        glance=at_a_glance(press, _numbers(press, buyer, projects, awards, len(listings))),
        chronicle=chronicle(press, sheet, buyer.id, awards, [each.id for each in projects], []),
        chain=chain_of(sheet, buyer.id),
        names=[(label, found) for label, found in names if found],
        facts=[(press.label(buyer.schema, p), found) for p in FACTS if (found := sheet.claims(buyer.id, p))],
        notes=sheet.claims(buyer.id, "summary", "notes"),
        parents=parents_of(sheet, buyer.id),
        children=[sheet.name(ident) for ident in sorted(children, key=lambda ident: (press.names.order(ident), ident))],
        listings=listings,
        band=band_of(listings, press.words),
        projects=project_lines(press, sheet, by_country(press, projects)),
        sales=[sale_row(sheet, award) for award in awards],
        setbacks=setbacks_of(sheet, buyer.id, projects),
        answers=answers_of(sheet, buyer.id),
        replies=replies_of(press, sheet, buyer.id),
        circle=circle_of(press, sheet, buyer.id),
        unstated=unstated(press.words, "buyer", {"listings": listings, "parents": chain, "sales": awards, "projects": projects}),
        life=events(sheet, library.pointing(buyer.id, "party")),
        joins=joins_of(sheet, buyer),
        differences=differences_of(press, sheet, things_of(sheet, buyer.id)),
        findings=[(sheet.ref(library.finding_pages[f.id], press.tongue.said(f.title)), f) for f in library.findings_about([buyer.id])],
    )


def _numbers(press: Press, buyer: Entity, projects: list[Entity], awards: list[str], listings: int) -> list[tuple[str, str, int]]:
    found = len(press.library.findings_about([buyer.id]))
    return [
        ("projects", "projects", len(projects)),
        ("sales", "sales", len(awards)),
        ("listings", "listings", listings),
        ("found", "found", found),
    ]


def chain_of(sheet: Sheet, ident: str) -> list[dict[str, Any]]:
    """The bodies above, the highest first, down to this one: level, kind of end user, and the lists that name each."""
    library, chain, seen = sheet.library, [ident], {ident}
    while (above := [p.parent for p in library.resolved.parents(chain[-1]) if p.parent not in seen]) and len(chain) < MOST_LEVELS:
        chain.append(above[0])
        seen.add(above[0])
    if len(chain) < 2:
        return []
    return [
        {
            "name": sheet.name(each),
            "own": each == ident,
            "level": sheet.one(each, "level"),
            "kind": sheet.one(each, "endUserType"),
            "place": sheet.one(each, "place"),
            "listings": [(row["list"], row["startDate"], row["endDate"]) for row in listings_of(sheet, each)],
        }
        for each in reversed(chain)
    ]
