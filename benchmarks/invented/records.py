"""The hand-kept rows of the world: places, makers and sellers, listings, what the lists do, ties and projects."""

from __future__ import annotations

from enduse.model.statement import Statement
from invented.page import LAYOUTS, Page
from invented.world import Company, World

SUPPLY_LIST, VENDOR_LIST = "Specimen Control List", "Specimen Vendor List"
SOURCE = "record:SP01"


def records(world: World) -> list[Statement]:
    """All rows as statements of one table."""
    page = Page(LAYOUTS[0])
    for place in world.places:
        row = {"placeCode": place.code, "name": place.name, "level": place.level, "parentCode": place.parent}
        _row(page, f"place:{place.code}", "Place", row)
    for name, direction in ((SUPPLY_LIST, "supply-to"), (VENDOR_LIST, "purchase-from")):
        key = name.split()[1].lower()
        does = {"list": name, "direction": direction, "restricts": "Specimen goods.", "binds": "nobody; invented"}
        _row(page, f"effect:{key}", "RuleEffect", does)
    for body in world.listed_bodies:
        number = body.listed
        _row(page, f"body:b{number}", "PublicBody", {"name": body.name, "place": body.place})
        _row(page, f"listed:SP{number}", "PublicBody", {"name": f"Specimen bureau {number}", "alias": body.name})
        _link(page, f"listed:SP{number}", "PublicBody", "sameAs", f"body:b{number}")
        _listing(page, world, number or 0, SUPPLY_LIST)
    for company in [*world.chosen_sellers, *world.makers, *world.listed_vendors]:
        _company(page, world, company)
    for number in range(projects_of(world)):
        status = "cancelled" if number % 2 else "operational"
        _row(page, f"project:p{number}", "Project", {"name": f"Specimen project {number}", "status": status})
    return page.finish(SOURCE)[2]


def projects_of(world: World) -> int:
    """How many projects the table has; every second is in trouble."""
    return max(4, world.awards // 1000)


def tied(world: World) -> list[Company]:
    """Companies with a recorded organisation of the party: every second chosen seller."""
    return world.chosen_sellers[::2]


def _company(page: Page, world: World, company: Company) -> None:
    said = {"name": company.name, "brand": company.brand, "country": company.country}
    _row(page, f"company:{company.row}", "Company", said)
    if company.listed is not None:
        _row(page, f"listed:SP{company.listed}", "Company", {"name": f"Specimen vendor {company.listed}", "country": company.country})
        _link(page, f"listed:SP{company.listed}", "Company", "sameAs", f"company:{company.row}")
        _listing(page, world, company.listed, VENDOR_LIST)
    if company.row.startswith("s") and int(company.row[1:]) % 2 == 0:
        _row(page, f"tie:{company.row}", "PartyTie", {"tie": "party-organisation", "object": "Specimen committee"})
        _link(page, f"tie:{company.row}", "PartyTie", "subject", f"company:{company.row}")


def _listing(page: Page, world: World, number: int, name: str) -> None:
    start = world.starts[number].isoformat()
    entry = f"listing:SP{number}"
    _link(page, entry, "Sanction", "entity", f"listed:SP{number}")
    _row(page, entry, "Sanction", {"list": name, "startDate": start, "citation": f"Specimen Gazette {number}"})


def _row(page: Page, entity: str, schema: str, said: dict[str, str]) -> None:
    for name, value in said.items():
        if value:
            page.say(page.field(f"{entity} {name}", value), entity, schema, name, value)


def _link(page: Page, entity: str, schema: str, name: str, target: str) -> None:
    page.say(page.field(f"{entity} {name}", target), entity, schema, name, target)
