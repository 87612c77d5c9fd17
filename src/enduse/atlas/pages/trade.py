"""Who sold whose goods to whom: a seller between makers and buyers, drawn; what is only described is named so."""

from __future__ import annotations

from collections import Counter

from markupsafe import Markup

from enduse.atlas.drawings.canvas import Link
from enduse.atlas.drawings.fan import Group, Neighbour, draw_fan
from enduse.atlas.pages.marks import body_link, claimed
from enduse.atlas.press import Press
from enduse.atlas.sheet import Sheet
from enduse.model.statement import Statement


def trade_of(press: Press, sheet: Sheet, party: str, awards: list[str]) -> Markup | None:
    """Makers at the left, buyers at the right, of the sales in which the party stands as seller; None where it sold nothing."""
    library = sheet.library
    own = [award for award in awards if party in library.targets(award, "supplier")]
    makers: Counter[str] = Counter(m for a in own for i in library.pointing(a, "award") for m in library.targets(i, "maker"))
    del makers[party]
    buyers: Counter[str] = Counter(b for award in own for b in library.targets(award, "buyer"))
    if not buyers or not makers:
        return None
    said = press.words["trade"]
    described = [Neighbour(claimed(sheet, s), "diamond") for a in own for s in _described(sheet, a)[:1]]
    left = Group(said["makers"], tuple(_body(sheet, each, n) for each, n in _ranked(sheet, makers)))
    right = Group(said["buyers"], tuple(_body(sheet, each, n) for each, n in _ranked(sheet, buyers)) + tuple(described))
    name = sheet.caption(party)
    return draw_fan(name, [left], [right], said["drawing"].format(name=name), said["desc"])


def _described(sheet: Sheet, award: str) -> list[Statement]:
    facts = sheet.library.facts.get(award, {})
    return [] if facts.get("buyer") else list(facts.get("buyerDescription", []))


def _ranked(sheet: Sheet, counted: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counted.items(), key=lambda item: (-item[1], sheet.caption(item[0]).casefold(), item[0]))


def _body(sheet: Sheet, ident: str, weight: int) -> Neighbour:
    entity = sheet.library.entity(ident)
    shape = "square" if entity and entity.schema == "Company" else "dot"
    link = body_link(sheet, ident)
    return Neighbour(link if link.href else Link(link.text), shape, weight, bool(sheet.library.pointing(ident, "entity")))
