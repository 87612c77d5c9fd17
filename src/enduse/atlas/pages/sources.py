"""Sources: the list, and a page for each with whether it was read, whether a copy is held, and what rests on it."""

from __future__ import annotations

import re
from typing import Any

from enduse.atlas.press import Press
from enduse.atlas.sheet import Sheet
from enduse.model.entity import Entity

FACTS = ("publisher", "date", "url", "readStatus", "copyHeld", "notes")


def write(press: Press) -> None:
    """Write ``sources/``."""
    sources = press.in_order(press.library.of_kind("Source"))
    resting = _resting(press)
    press.library.fetch(statement for found in resting.values() for statement in found)
    sheet = press.sheet("sources/index.html")
    rows = [_row(sheet, source, len(resting.get(source.id, []))) for source in sources]
    press.publish(sheet, "sources.html", title=press.words["sources"]["title"], section="sources", rows=rows)
    for source in sources:
        _page(press, source, resting.get(source.id, []))


def _row(sheet: Sheet, source: Entity, resting: int) -> dict[str, Any]:
    return source_row(sheet, source.id) | {"resting": resting}


def source_row(sheet: Sheet, ident: str) -> dict[str, Any]:
    """A source as a row of a list."""
    names = ("publisher", "date", "url", "readStatus", "copyHeld")
    entity = sheet.library.entity(ident)
    return {"name": sheet.name(ident), "specimen": bool(entity and entity.specimen)} | {name: sheet.one(ident, name) for name in names}


def _resting(press: Press) -> dict[str, list[str]]:
    """Source -> ids of one statement for each entity that rests on it."""
    library = press.library
    query = (
        "SELECT source, canonical, min(id) FROM statements WHERE starts_with(source, 'record:') AND schema <> 'Source'"
        " GROUP BY 1, 2 ORDER BY 1, 2"
    )
    found: dict[str, list[str]] = {}
    for source, _, statement in library.resolved.connection.execute(query).fetchall():
        entity = library.resolved.canonical("source:" + source.partition(":")[2])
        found.setdefault(entity, []).append(statement)
    return found


def _page(press: Press, source: Entity, resting: list[str]) -> None:
    sheet = press.sheet(press.library.pages[source.id])
    entries: dict[str, dict[str, Any]] = {}
    for statement in sheet.by_id(resting):
        entity = press.library.resolved.canonical(statement.entity)
        if press.library.pages.get(entity):
            entries[entity] = {"name": sheet.name(entity), "kind": statement.schema}
        else:
            page = press.shelf.page(statement)
            entries[page] = {"name": sheet.ref(page, press.shelf.name(statement)), "kind": statement.schema}
    rows = sorted(entries.values(), key=lambda row: (row["kind"], str(row["name"])))
    press.publish(
        sheet,
        "source.html",
        title=sheet.title(source.id),
        section="sources",
        specimen=source.specimen,
        name=sheet.name(source.id),
        outside=_address(press, source.id),
        facts=[(press.label("Source", p), found) for p in FACTS if (found := sheet.claims(source.id, p))],
        rows=[(press.words["kinds"].get(row["kind"], row["kind"]), row["name"]) for row in rows],
    )


def _address(press: Press, source: str) -> str | None:
    """The source's own address, where it is one a reader can open; any other is only printed."""
    address = press.library.value(source, "url")
    return address if re.fullmatch(r"https?://[^\s\\@]+", address) and not press.library.resolved.entity(source).specimen else None
