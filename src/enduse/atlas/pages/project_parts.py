"""Parts of a project's dossier: parties with their roles and lists, money as stated, what happened next, and what else stands there."""

from __future__ import annotations

from typing import Any

from enduse.atlas.library import Library
from enduse.atlas.pages.life import Moment
from enduse.atlas.pages.listings import listings_of
from enduse.atlas.sheet import Sheet
from enduse.model.entity import Entity

MOST_NEAR = 12
ROLES = (("vendor", "vendor"), ("partner", "localPartner"), ("customer", "customer"))


def parties_of(sheet: Sheet, project: str) -> list[dict[str, Any]]:
    """Who takes part and as what; of each the lists that name it, with their days."""
    rows = []
    for role, prop in ROLES:
        for claim in sheet.claims(project, prop):
            party = sheet.library.resolved.canonical(claim.statements[0].value)
            listed = [(row["list"], row["startDate"], row["endDate"]) for row in listings_of(sheet, party)]
            rows.append({"role": role, "name": claim, "listings": listed})
    return rows


def money_of(sheet: Sheet, project: str) -> dict[str, Any] | None:
    """Sums as the sources state them. Nothing is converted: a sum in dollars stands only where a source gives one."""
    amounts, dollars = sheet.claims(project, "amount"), sheet.claims(project, "amountUsd")
    financing = sheet.claims(project, "financing")
    if not (amounts or dollars or financing):
        return None
    own = {claim.text for claim in amounts}
    return {"amounts": amounts, "dollars": [claim for claim in dollars if claim.text not in own], "financing": financing}


def parted(sheet: Sheet, project: str, moments: list[Moment]) -> tuple[list[Moment], list[Moment]]:
    """The life up to signature and installation, and what happened next. Without both, everything is its life."""
    days = [sheet.library.value(project, prop) for prop in ("signedDate", "installedDate")]
    last = max((day for day in days if day), default="")
    if not last:
        return moments, []
    until = [m for m in moments if m.kind or (m.order and m.order <= last)]
    return until, [m for m in moments if m not in until]


def also_there(library: Library, project: Entity, same_country: list[Entity]) -> list[Entity]:
    """Other projects of the same city, or, where it belongs to none, of the same country; at most ``MOST_NEAR``."""
    city = library.value(project.id, "city")
    same = [each for each in same_country if each.id != project.id]
    near = [each for each in same if city and library.value(each.id, "city") == city]
    return (near or same)[:MOST_NEAR]
