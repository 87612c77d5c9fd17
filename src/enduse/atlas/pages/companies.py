"""Companies: the list, and a page for each with names, listings in time, ties, projects, sales and findings."""

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

NAMES = ("name", "legalName", "alias", "previousName", "weakAlias", "brand")
FACTS = ("country", "city", "address", "sector", "uscCode", "leiCode", "registrationNumber", "tickerSymbol", "tracked")


def write(press: Press) -> None:
    """Write ``companies/``."""
    companies = press.library.parties("companies")
    sheet = press.sheet("companies/index.html")
    main = [_row(sheet, each) for each in companies]
    groups = {
        "described": [row for row in main if row["weight"] or row["known"]],
        "named": [row for row in main if not (row["weight"] or row["known"])],
    }
    press.publish(sheet, "companies.html", title=press.words["companies"]["title"], section="companies", groups=groups)
    for company in companies:
        _page(press, company)


def _row(sheet: Sheet, company: Entity) -> dict[str, Any]:
    library = sheet.library
    projects, ties = library.pointing(company.id, "vendor"), library.pointing(company.id, "subject")
    listings, sales = library.pointing(company.id, "entity"), awards_of(sheet, company.id)
    chinese = [
        s
        for name in ("legalName", "name", "alias")
        for s in library.facts.get(company.id, {}).get(name, [])
        if s.lang == "zh" or _chinese(s.value)
    ]
    return {
        "name": sheet.name(company.id),
        "specimen": company.specimen,
        "chinese": sheet.claim([s for s in chinese if s.value == chinese[0].value])
        if chinese and chinese[0].value not in (company.caption, sheet.caption(company.id))
        else None,
        "country": sheet.brief(company.id, "country"),
        "sector": sheet.brief(company.id, "sector"),
        "projects": len(projects),
        "ties": len(ties),
        "listings": len(listings),
        "sales": len(sales),
        "findings": len(library.findings_about([company.id])),
        "weight": len(projects) + len(ties) + len(listings) + len(sales),
        "known": any(m.startswith("company:") for m in company.mentions),
    }


def _chinese(text: str) -> bool:
    return any("\u3400" <= sign <= "\u9fff" for sign in text)


def _page(press: Press, company: Entity) -> None:
    library, sheet = press.library, press.sheet(press.library.pages[company.id])
    listings = listings_of(sheet, company.id)
    projects = [e for e in map(library.entity, library.pointing(company.id, "vendor", "localPartner")) if e]
    press.publish(
        sheet,
        "company.html",
        title=sheet.title(company.id),
        section="companies",
        specimen=company.specimen,
        kicker=press.words["kinds"].get(company.schema, company.schema),
        name=sheet.name(company.id),
        names=[(press.label(company.schema, p), found) for p in NAMES if (found := _other_names(sheet, company, p))],
        facts=[(press.label(company.schema, p), found) for p in FACTS if (found := sheet.claims(company.id, p))],
        summary=sheet.claims(company.id, "summary"),
        notes=sheet.claims(company.id, "notes"),
        listings=listings,
        band=band_of(listings, press.words),
        ties=ties_of(sheet, company.id),
        projects=[project_row(sheet, each) for each in by_country(press, projects)],
        sales=[sale_row(sheet, award) for award in awards_of(sheet, company.id)],
        life=events(sheet, library.pointing(company.id, "party")),
        joins=joins_of(sheet, company),
        differences=differences_of(press, sheet, things_of(sheet, company.id)),
        findings=[(sheet.ref(library.finding_pages[f.id], press.tongue.said(f.title)), f) for f in library.findings_about([company.id])],
    )


def _other_names(sheet: Sheet, company: Entity, prop: str) -> list[Any]:
    return [claim for claim in sheet.claims(company.id, prop) if claim.text not in (company.caption, sheet.caption(company.id))]


def ties_of(sheet: Sheet, company: str) -> list[dict[str, Any]]:
    """Ties to party, state or Xinjiang, earliest first."""
    library = sheet.library
    ids = sorted(library.pointing(company, "subject"), key=lambda ident: (library.value(ident, "date"), ident))
    names = ("tie", "object", "holder", "executiveRole", "date", "place", "detail", "quotation", "notes")
    return [{name: sheet.claims(ident, name) for name in names} | {"specimen": _specimen(sheet, ident)} for ident in ids]


def _specimen(sheet: Sheet, ident: str) -> bool:
    entity = sheet.library.entity(ident)
    return bool(entity and entity.specimen)
