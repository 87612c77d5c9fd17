"""Lists: one page for each list or rule, with what it does and does not restrict, its acts in time, and whom it names here."""

from __future__ import annotations

from collections import Counter
from typing import Any

from markupsafe import Markup

from enduse.atlas.drawings.canvas import Link
from enduse.atlas.drawings.columns import draw_columns
from enduse.atlas.drawings.lanes import Lane, draw_lanes
from enduse.atlas.pages.marks import day_mark
from enduse.atlas.pages.rules import ACT, EFFECT
from enduse.atlas.plaintext import slug
from enduse.atlas.press import Press
from enduse.atlas.sheet import Sheet


def list_page(name: str) -> str:
    """The page of a list by its name."""
    return f"lists/{slug(name, 'list:' + name)}.html"


def said_list(press: Press, name: str) -> str:
    """The list's name in the language of the page, where it has one there."""
    return str(press.words["lists"].get(name, name))


def lists_of(press: Press) -> dict[str, dict[str, list[str]]]:
    """List -> its effects, acts and listings, by kind; sorted by name."""
    library = press.library
    found: dict[str, dict[str, list[str]]] = {}
    for kind in ("RuleEffect", "Measure", "Sanction"):
        for entity in library.of_kind(kind):
            for name in {s.value for s in library.facts.get(entity.id, {}).get("list", [])}:
                found.setdefault(name, {}).setdefault(kind, []).append(entity.id)
    return dict(sorted(found.items()))


def write(press: Press) -> None:
    """Write ``lists/``."""
    lists = lists_of(press)
    sheet = press.sheet("lists/index.html")
    rows: list[dict[str, Any]] = [
        {
            "name": sheet.ref(list_page(name), said_list(press, name)),
            "specimen": _specimen(press, parts),
            "direction": next((c for e in parts.get("RuleEffect", []) if (c := sheet.brief(e, "direction"))), None),
            "authority": next((c for k in parts for e in parts[k] if (c := sheet.brief(e, "authority"))), None),
            "acts": len(parts.get("Measure", [])),
            "listings": len(parts.get("Sanction", [])),
        }
        for name, parts in lists.items()
    ]
    rows.sort(key=lambda row: (row["specimen"], -row["listings"]))
    press.publish(sheet, "lists.html", title=press.words["list_pages"]["title"], section="rules", rows=rows)
    for name, parts in lists.items():
        _page(press, name, parts)


def _specimen(press: Press, parts: dict[str, list[str]]) -> bool:
    entities = [press.library.entity(ident) for ids in parts.values() for ident in ids]
    return all(entity is not None and entity.specimen for entity in entities)


def _page(press: Press, name: str, parts: dict[str, list[str]]) -> None:
    library, sheet = press.library, press.sheet(list_page(name))
    acts = sorted(parts.get("Measure", []), key=lambda ident: (library.value(ident, "effectiveDate"), ident))
    listings = sorted(parts.get("Sanction", []), key=lambda ident: (library.value(ident, "startDate"), ident))
    press.publish(
        sheet,
        "list.html",
        title=said_list(press, name),
        section="rules",
        specimen=_specimen(press, parts),
        name=_named(sheet, name, parts),
        effects=[_facts(press, sheet, e, "RuleEffect", EFFECT) for e in parts.get("RuleEffect", [])],
        columns=_columns(press, listings, name),
        band=_acts(press, sheet, acts, name),
        acts=[
            {"name": sheet.claims(a, "name"), "day": sheet.claims(a, "effectiveDate"), "facts": _facts(press, sheet, a, "Measure", ACT[1:])}
            for a in acts
        ],
        parties=_parties(sheet, listings),
    )


def _named(sheet: Sheet, name: str, parts: dict[str, list[str]]) -> Any:
    said = [s for ids in parts.values() for i in ids for s in sheet.library.facts.get(i, {}).get("list", []) if s.value == name]
    return sheet.claim(said[:1])


def _facts(press: Press, sheet: Sheet, ident: str, schema: str, names: tuple[str, ...]) -> list[tuple[str, Any]]:
    return [(press.label(schema, p), found) for p in names if p != "list" and (found := sheet.claims(ident, p))]


def _columns(press: Press, listings: list[str], name: str) -> Markup | None:
    """Listings by the year they took effect; None where all fall into one year."""
    years = Counter(int(day[:4]) for ident in listings if (day := press.library.value(ident, "startDate"))[:4].isdigit())
    if len(years) < 2:
        return None
    said = press.words["list_pages"]
    told = "; ".join(f"{year}: {years[year]}" for year in sorted(years))
    return draw_columns(years, range(min(years), max(years) + 1), max(years.values()), said["by_year"], f"{name}. {told}", height=140)


def _acts(press: Press, sheet: Sheet, acts: list[str], name: str) -> Markup | None:
    marks = tuple(mark for act in acts if (mark := day_mark(sheet, act, ("effectiveDate", "announcedDate"), "square")) is not None)
    if len(marks) < 2:
        return None
    return draw_lanes([Lane(Link(name), marks)], press.words["list_pages"]["acts"], press.words["chronicle"]["desc"])


def _parties(sheet: Sheet, listings: list[str]) -> list[dict[str, Any]]:
    rows = []
    for ident in listings:
        entity = sheet.library.entity(ident)
        for party in sheet.library.targets(ident, "entity"):
            rows.append(
                {
                    "name": sheet.name(party),
                    "specimen": bool(entity and entity.specimen),
                    "start": sheet.claims(ident, "startDate"),
                    "end": sheet.claims(ident, "endDate"),
                    "citation": sheet.claims(ident, "citation"),
                    "act": sheet.claims(ident, "measure"),
                }
            )
    return rows
