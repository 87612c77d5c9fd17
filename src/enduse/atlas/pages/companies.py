"""Companies: the list, and a page for each with names, listings in time, ties, projects, sales and findings."""

from __future__ import annotations

from typing import Any

from enduse.atlas.coverage import unstated
from enduse.atlas.pages.brands import brand_page, brands_of
from enduse.atlas.pages.chronicle import by_country as by_country_drawn
from enduse.atlas.pages.chronicle import chronicle
from enduse.atlas.pages.company_parts import (
    answers_of,
    at_a_glance,
    of_xinjiang,
    replies_of,
    setbacks_of,
    stakes_of,
    tie_row,
    ties_by_section,
)
from enduse.atlas.pages.differences import differences_of
from enduse.atlas.pages.joins import joins_of
from enduse.atlas.pages.life import events
from enduse.atlas.pages.listings import band_of, listings_of
from enduse.atlas.pages.neighbours import circle_of
from enduse.atlas.pages.projects import by_country, project_lines
from enduse.atlas.pages.sales import awards_of, sale_row, things_of
from enduse.atlas.pages.trade import trade_of
from enduse.atlas.press import Press
from enduse.atlas.sheet import Sheet
from enduse.model.entity import Entity

NAMES = ("name", "legalName", "alias", "previousName", "weakAlias", "brand")
FACTS = ("country", "city", "address", "sector", "status", "incorporationDate", "dissolutionDate", "website", "tracked")
IDENTIFIERS = ("uscCode", "leiCode", "registrationNumber", "tickerSymbol", "isinCode")


def write(press: Press) -> None:
    """Write ``companies/``."""
    companies = press.in_order(press.library.parties("companies"))
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
    projects = [e for e in map(library.entity, library.pointing(company.id, "vendor", "localPartner")) if e]
    ties, awards = ties_by_section(sheet, company.id), awards_of(sheet, company.id)
    listings, findings = listings_of(sheet, company.id), library.findings_about([company.id])
    sold = [each.id for each in projects]
    press.publish(
        sheet,
        "company.html",
        title=sheet.title(company.id),
        section="companies",
        specimen=company.specimen,
        kicker=press.words["kinds"].get(company.schema, company.schema),
        name=sheet.name(company.id),
        glance=_glance(press, projects, awards, listings, ties, len(findings)),
        chronicle=chronicle(press, sheet, company.id, awards, sold, [tie for found in ties.values() for tie in found]),
        names=[(press.label(company.schema, p), found) for p in NAMES if (found := _other_names(sheet, company, p))],
        identifiers=[(press.label(company.schema, p), found) for p in IDENTIFIERS if (found := sheet.claims(company.id, p))],
        facts=[(press.label(company.schema, p), found) for p in FACTS if (found := sheet.claims(company.id, p))],
        summary=sheet.claims(company.id, "summary"),
        notes=sheet.claims(company.id, "notes"),
        listings=listings,
        band=band_of(listings, press.words),
        ties={key: [tie_row(sheet, tie) for tie in found] for key, found in ties.items()},
        stakes=stakes_of(sheet, company.id),
        xinjiang_sales=[sale_row(sheet, award) for award in of_xinjiang(sheet, awards)],
        by_country=by_country_drawn(press, sheet, sold),
        projects=project_lines(press, sheet, by_country(press, projects)),
        trade=trade_of(press, sheet, company.id, awards),
        sales=[sale_row(sheet, award) for award in awards],
        brands=[sheet.ref(brand_page(brand), brand) for brand in brands_of(library, company.id)],
        setbacks=setbacks_of(sheet, company.id, projects),
        answers=answers_of(sheet, company.id),
        replies=replies_of(press, sheet, company.id),
        life=events(sheet, library.pointing(company.id, "party")),
        circle=circle_of(press, sheet, company.id),
        joins=joins_of(sheet, company),
        differences=differences_of(press, sheet, things_of(sheet, company.id)),
        findings=[(sheet.ref(library.finding_pages[f.id], press.tongue.said(f.title)), f) for f in findings],
        unstated=unstated(
            press.words, "company", {"listings": listings, "projects": projects, "sales": awards, "ties": any(ties.values())}
        ),
    )


def _glance(
    press: Press, projects: list[Entity], awards: list[str], listings: list[Any], ties: dict[str, list[str]], findings: int
) -> list[dict[str, Any]]:
    countries = {press.library.value(each.id, "country") for each in projects} - {""}
    numbers = [
        ("projects", "projects", len(projects)),
        ("countries", "projects", len(countries)),
        ("sales", "sales", len(awards)),
        ("listings", "listings", len(listings)),
        ("ties", "ties", len(ties["party"])),
        ("xinjiang", "xinjiang", len(ties["xinjiang"])),
        ("found", "found", findings),
    ]
    return at_a_glance(press, numbers)


def _other_names(sheet: Sheet, company: Entity, prop: str) -> list[Any]:
    return [claim for claim in sheet.claims(company.id, prop) if claim.text not in (company.caption, sheet.caption(company.id))]
