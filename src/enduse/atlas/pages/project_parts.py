"""Parts of a project's dossier: parties with their roles and lists, money, what happened next, and what else stands there."""

from __future__ import annotations

import itertools
from typing import Any

from enduse.atlas.exchange import Rate, in_dollars, rate_for
from enduse.atlas.library import Library
from enduse.atlas.pages.life import Moment
from enduse.atlas.pages.listings import listings_of
from enduse.atlas.sheet import Sheet
from enduse.model.dates import PartialDate
from enduse.model.entity import Entity
from enduse.model.money import Money

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


def rates_of(library: Library) -> tuple[Rate, ...]:
    """The exchange rates the case gives; one of whose price or days sources state two is none."""
    stated = (
        (each.id, *(_only(library, each.id, prop) for prop in ("perUsd", "startDate", "endDate")))
        for each in library.of_kind("ExchangeRate")
    )
    return tuple(rate for rate in itertools.starmap(Rate.stated, stated) if rate)


def money_of(sheet: Sheet, project: str, rates: tuple[Rate, ...]) -> dict[str, Any] | None:
    """Sums as the sources state them; in dollars as a source states it, else by the case's rate for the day of signature."""
    amounts, dollars = sheet.claims(project, "amount"), sheet.claims(project, "amountUsd")
    financing = sheet.claims(project, "financing")
    if not (amounts or dollars or financing):
        return None
    own = {claim.text for claim in amounts}
    converted = [] if dollars else _converted(sheet, project, rates)
    return {
        "amounts": amounts,
        "dollars": [claim for claim in dollars if claim.text not in own],
        "converted": converted,
        "financing": financing,
    }


def _converted(sheet: Sheet, project: str, rates: tuple[Rate, ...]) -> list[dict[str, Any]]:
    """Of each sum the dollars it came to, with the claims of the rate; nothing without one day of signature that a rate covers."""
    signed = _only(sheet.library, project, "signedDate")
    if not signed:
        return []
    found = []
    for value in sorted({statement.value for statement in sheet.library.facts.get(project, {}).get("amount", ())}):
        stated = Money.parse(value)
        rate = rate_for(rates, stated.currency, PartialDate.parse(signed))
        if rate:
            said = {prop: sheet.one(rate.ident, prop) for prop in ("perUsd", "startDate", "endDate", "publisher", "summary")}
            found.append({"sum": sheet.values.figures.sum(str(in_dollars(stated, rate))), **said})
    return found


def _only(library: Library, ident: str, prop: str) -> str:
    """The one value sources state of a property; empty where they state none or several."""
    values = {statement.value for statement in library.facts.get(ident, {}).get(prop, ())}
    return values.pop() if len(values) == 1 else ""


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
