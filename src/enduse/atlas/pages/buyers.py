"""Buyers and public bodies: the list, and a page for each with what it belongs under, its listings and what it bought."""

from __future__ import annotations

from typing import Any

from enduse.atlas.pages.differences import differences_of
from enduse.atlas.pages.joins import joins_of
from enduse.atlas.pages.life import events
from enduse.atlas.pages.listings import band_of, listings_of
from enduse.atlas.pages.projects import by_country, project_row
from enduse.atlas.pages.sales import awards_of, sale_row, things_of
from enduse.atlas.press import Press
from enduse.atlas.sheet import Sheet
from enduse.model.entity import Entity

NAMES = ("name", "legalName", "alias", "previousName", "weakAlias")
FACTS = ("country", "place", "placeCode", "level", "endUserType", "address", "city")


def write(press: Press) -> None:
    """Write ``buyers/``."""
    buyers = press.library.parties("buyers")
    sheet = press.sheet("buyers/index.html")
    rows = [_row(sheet, buyer) for buyer in buyers]
    press.publish(sheet, "buyers.html", title=press.words["buyers"]["title"], section="buyers", rows=rows)
    children: dict[str, list[str]] = {}
    for ident in press.library.shown:
        for parent in press.library.resolved.parents(ident):
            children.setdefault(parent.parent, []).append(ident)
    for buyer in buyers:
        _page(press, buyer, children.get(buyer.id, []))


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
        found.append({"name": sheet.name(parent.parent), "reason": parent.reason, "ids": " ".join(parent.statements), "passages": shown})
    return found


def _page(press: Press, buyer: Entity, children: list[str]) -> None:
    library, sheet = press.library, press.sheet(press.library.pages[buyer.id])
    listings = listings_of(sheet, buyer.id)
    projects = [e for e in map(library.entity, library.pointing(buyer.id, "customer", "localPartner")) if e and e.schema == "Project"]
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
        names=[(label, found) for label, found in names if found],
        facts=[(press.label(buyer.schema, p), found) for p in FACTS if (found := sheet.claims(buyer.id, p))],
        notes=sheet.claims(buyer.id, "summary", "notes"),
        parents=parents_of(sheet, buyer.id),
        children=[sheet.name(ident) for ident in sorted(children, key=lambda ident: (library.caption(ident), ident))],
        listings=listings,
        band=band_of(listings, press.words),
        projects=[project_row(sheet, each) for each in by_country(press, projects)],
        sales=[sale_row(sheet, award) for award in awards_of(sheet, buyer.id)],
        life=events(sheet, library.pointing(buyer.id, "party")),
        joins=joins_of(sheet, buyer),
        differences=differences_of(press, sheet, things_of(sheet, buyer.id)),
        findings=[(sheet.ref(library.finding_pages[f.id], press.tongue.said(f.title)), f) for f in library.findings_about([buyer.id])],
    )
