"""Sales and awards as rows: maker, goods, seller, buyer, day and sum, each with its passage."""

from __future__ import annotations

from typing import Any

from enduse.atlas.sheet import Sheet


def awards_of(sheet: Sheet, ident: str) -> list[str]:
    """Awards in which a party stands: as seller, as buyer, or as maker of an item."""
    library = sheet.library
    awards = set(library.pointing(ident, "supplier", "buyer"))
    for item in library.pointing(ident, "maker"):
        awards.update(library.resolved.canonical(s.value) for s in library.facts.get(item, {}).get("award", []))
    kinds = {a: library.entity(a) for a in awards}
    return sorted((a for a, e in kinds.items() if e and e.schema == "ContractAward"), key=lambda a: (library.value(a, "date"), a))


def things_of(sheet: Sheet, ident: str) -> list[str]:
    """A party, its sales with their items, its listings and the events it stands in: all whose values its page prints."""
    library = sheet.library
    awards = awards_of(sheet, ident)
    items = [item for award in awards for item in library.pointing(award, "award")]
    return [ident, *awards, *items, *library.pointing(ident, "entity"), *library.pointing(ident, "party")]


def sale_row(sheet: Sheet, award: str) -> dict[str, Any]:
    """An award with its items."""
    entity = sheet.library.entity(award)
    return {
        "specimen": bool(entity and entity.specimen),
        "date": sheet.claims(award, "date"),
        "items": [item_row(sheet, item) for item in sheet.library.pointing(award, "award")],
        "seller": sheet.claims(award, "supplier") or sheet.claims(award, "supplierDescription"),
        "buyer": sheet.claims(award, "buyer") or sheet.claims(award, "buyerDescription"),
        "amount": sheet.claims(award, "amount"),
        "kind": sheet.one(award, "kind"),
        "measure": sheet.one(award, "measure"),
        "notes": sheet.claims(award, "notes"),
    }


def item_row(sheet: Sheet, item: str) -> dict[str, Any]:
    """One item: what it is and who made it."""
    return {
        "name": sheet.one(item, "name"),
        "brand": sheet.one(item, "brand"),
        "model": sheet.one(item, "model"),
        "maker": sheet.claims(item, "maker"),
        "quantity": sheet.claims(item, "quantity"),
        "unit": sheet.one(item, "unit"),
        "total": sheet.claims(item, "lineTotal"),
    }
