"""Listings of a party: rows, and the band that shows them in time."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from enduse.atlas.sheet import Sheet
from enduse.atlas.timeband import Bar, draw_band
from enduse.model.dates import PartialDate
from enduse.model.errors import AmbiguousValue


def listings_of(sheet: Sheet, party: str) -> list[dict[str, Any]]:
    """All listings of a party, earliest first."""
    library = sheet.library
    ids = sorted(
        library.pointing(party, "entity"),
        key=lambda ident: (library.value(ident, "startDate") or library.value(ident, "listingDate"), ident),
    )
    return [_row(sheet, ident) for ident in ids]


def band_of(rows: list[dict[str, Any]], words: dict[str, Any]) -> Markup | None:
    """The listings drawn over years; None where no listing has a day."""
    bars = [row["bar"] for row in rows if row["bar"] is not None]
    return draw_band(bars, words["band"]) if bars else None


def _row(sheet: Sheet, ident: str) -> dict[str, Any]:
    library = sheet.library
    entity = library.entity(ident)
    names = (
        "list",
        "authority",
        "listingDate",
        "startDate",
        "endDate",
        "citation",
        "amendment",
        "provisions",
        "licencePolicy",
        "measure",
        "country",
        "reason",
    )
    row: dict[str, Any] = {name: sheet.claims(ident, name) for name in names}
    acts = [library.resolved.canonical(s.value) for s in library.facts.get(ident, {}).get("measure", [])]
    announced = library.value(ident, "listingDate")
    for act in acts if not announced else []:  # an entry without a day of its own was announced with its act
        row["listingDate"], announced = sheet.claims(act, "announcedDate"), library.value(act, "announcedDate")
    start, end = _date(library.value(ident, "startDate") or announced), _date(library.value(ident, "endDate"))
    label = sheet.one(ident, "list")
    bar = Bar(label, start, end, _date(announced)) if start is not None and label is not None else None
    return row | {"specimen": bool(entity and entity.specimen), "bar": bar}


def _date(text: str) -> PartialDate | None:
    try:
        return PartialDate.parse(text)
    except AmbiguousValue:
        return None
