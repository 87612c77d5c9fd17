"""Equipment: the list of brands by maker, and a page for each brand with its makers in time, every record beside it."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from enduse.atlas.drawings.lanes import Lane, Mark, draw_lanes
from enduse.atlas.pages.brands import brand_page, records_by_brand
from enduse.atlas.pages.listings import listings_of
from enduse.atlas.pages.marks import claimed, parsed
from enduse.atlas.pages.sales import sale_row
from enduse.atlas.press import Press
from enduse.atlas.sections import sections
from enduse.atlas.sheet import Sheet
from enduse.model.statement import Statement

FACTS = ("brandCompany", "brandCountry")
COLUMNS = ("maker", "relation", "scope", "model", "startDate", "endDate", "certainty", "quotation", "summary")


def write(press: Press) -> None:
    """Write ``equipment/`` where the case holds records on brands."""
    brands = records_by_brand(press.library)
    sold = _sold(press)
    sheet = press.sheet("equipment/index.html")
    press.publish(
        sheet, "equipment.html", title=press.words["equipment"]["title"], section="equipment", makers=_by_maker(press, sheet, brands)
    )
    for brand, records in brands.items():
        _page(press, brand, records, sold.get(brand.casefold(), []))


def _by_maker(press: Press, sheet: Sheet, brands: dict[str, list[str]]) -> list[dict[str, Any]]:
    """Makers, those of most brands first, each with the brands it is recorded to make."""
    library, said = press.library, sections().maker_relations
    made: dict[str, set[str]] = {}
    for brand, records in brands.items():
        for record in records:
            for maker in library.targets(record, "maker") if library.value(record, "relation") in said else ():
                made.setdefault(maker, set()).add(brand)
    order = sorted(made, key=lambda each: (-len(made[each]), sheet.caption(each).casefold(), each))
    return [
        {"maker": sheet.name(each), "brands": [sheet.ref(brand_page(b), b) for b in sorted(made[each], key=str.casefold)]} for each in order
    ]


def _sold(press: Press) -> dict[str, list[str]]:
    """Brand -> awards with an item of it."""
    found: dict[str, list[str]] = {}
    for item in press.library.of_kind("ContractItem"):
        for statement in press.library.facts.get(item.id, {}).get("brand", []):
            found.setdefault(statement.value.casefold(), []).extend(press.library.targets(item.id, "award"))
    return {brand: list(dict.fromkeys(awards)) for brand, awards in found.items()}


def _page(press: Press, brand: str, records: list[str], sold: list[str]) -> None:
    library, sheet = press.library, press.sheet(brand_page(brand))
    made = sections().maker_relations
    order = sorted(records, key=lambda r: (library.value(r, "relation") not in made, library.value(r, "startDate") or "9", r))
    makers = sorted({m for r in order for m in library.targets(r, "maker")}, key=lambda m: (sheet.caption(m).casefold(), m))
    spelled = [s for r in order for s in library.facts[r]["brand"] if s.value.casefold() == brand.casefold()]
    press.publish(
        sheet,
        "brand.html",
        title=brand,
        section="equipment",
        specimen=all(e is not None and e.specimen for e in map(library.entity, records)),
        name=sheet.claim(_each_source(spelled), brand),
        drawing=_drawn(press, sheet, order, brand),
        facts=[(press.label("OemRelation", p), found) for p in FACTS if (found := _together(sheet, order, p))],
        records=[{name: sheet.claims(r, name) for name in COLUMNS} for r in order],
        lists=[(sheet.name(maker), rows) for maker in makers if (rows := listings_of(sheet, maker))],
        sales=[sale_row(sheet, award) for award in sold],
    )


def _each_source(statements: list[Statement]) -> list[Statement]:
    """One statement of the name for each source that has it."""
    return list({s.source: s for s in reversed(statements)}.values())[::-1]


def _together(sheet: Sheet, records: list[str], prop: str) -> list[Any]:
    found: dict[str, Any] = {}
    for record in records:
        for claim in sheet.claims(record, prop):
            found.setdefault(claim.text.casefold(), claim)
    return list(found.values())


def _drawn(press: Press, sheet: Sheet, records: list[str], brand: str) -> Markup | None:
    """Makers as bars over time; None where no record gives a day."""
    library, said = press.library, press.words["equipment"]
    lanes: dict[str, Lane] = {}
    for record in records:
        relation = library.first(record, "relation")
        start, end = (parsed(library.value(record, prop)) for prop in ("startDate", "endDate"))
        for statement in library.facts.get(record, {}).get("maker", []):
            maker = library.resolved.canonical(statement.value)
            text = f"{sheet.caption(maker)}: {sheet.text_of(relation)}" if relation else sheet.caption(maker)
            mark = Mark(claimed(sheet, statement), start, end, span=True)
            key = f"{text} {mark.start} {mark.end}"
            if key not in lanes:
                lanes[key] = Lane(type(mark.link)(text, mark.link.href, mark.link.statement), (mark,))
    if not any(mark.start or mark.end for lane in lanes.values() for mark in lane.marks):
        return None
    return draw_lanes(list(lanes.values()), said["drawing"].format(name=brand), said["drawing_desc"])
