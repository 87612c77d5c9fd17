"""Resellers: who sold goods that another made, to whom; and sellers that a source describes and does not name."""

from __future__ import annotations

from typing import Any

from enduse.atlas.pages.sales import sale_row
from enduse.atlas.press import Press
from enduse.atlas.sheet import Sheet


def write(press: Press) -> None:
    """Write ``resellers.html``."""
    library, sheet = press.library, press.sheet("resellers.html")
    sold: dict[str, list[str]] = {}
    unnamed = []
    for award in library.of_kind("ContractAward"):
        sellers = library.targets(award.id, "supplier")
        makers = _makers(sheet, award.id)
        for seller in sellers:
            if makers - {seller}:
                sold.setdefault(seller, []).append(award.id)
        if not sellers and makers and library.facts.get(award.id, {}).get("supplierDescription"):
            unnamed.append(award.id)
    rows = [_row(sheet, seller, awards) for seller, awards in sold.items()]
    rows.sort(key=lambda row: (row["specimen"], -row["number"], row["caption"]))
    press.publish(
        sheet,
        "resellers.html",
        title=press.words["resellers"]["title"],
        section="companies",
        rows=rows,
        unnamed=[sale_row(sheet, award) for award in sorted(unnamed, key=lambda a: (library.value(a, "date"), a))],
    )


def _makers(sheet: Sheet, award: str) -> set[str]:
    return {maker for item in sheet.library.pointing(award, "award") for maker in sheet.library.targets(item, "maker")}


def _row(sheet: Sheet, seller: str, awards: list[str]) -> dict[str, Any]:
    library = sheet.library
    entity = library.entity(seller)
    makers = sorted(set().union(*(_makers(sheet, award) for award in awards)) - {seller}, key=lambda m: (library.caption(m), m))
    buyers = sorted({b for award in awards for b in library.targets(award, "buyer")}, key=lambda b: (library.caption(b), b))
    return {
        "name": sheet.name(seller),
        "caption": library.caption(seller).casefold(),
        "specimen": bool(entity and entity.specimen),
        "makers": [sheet.name(each) for each in makers],
        "buyers": [sheet.name(each) for each in buyers],
        "number": len(awards),
        "listed": sum(bool(library.pointing(buyer, "entity")) for buyer in buyers),
    }
