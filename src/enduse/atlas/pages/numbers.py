"""Numbers: each with unit, inclusion rule and query, beside what others counted."""

from __future__ import annotations

from typing import Any

from enduse.atlas.counts import Breakdown, broken_down, counted
from enduse.atlas.press import Press
from enduse.atlas.sheet import Sheet


def write(press: Press) -> None:
    """Write ``numbers.html``."""
    sheet = press.sheet("numbers.html")
    press.publish(
        sheet,
        "numbers.html",
        title=press.words["numbers"]["title"],
        section="numbers",
        counts=counted(press),
        breakdowns=[(each, _rows(press, sheet, each), max((number for _, number in each.rows), default=1)) for each in broken_down(press)],
        others=[_reported(sheet, each.id, specimen=each.specimen) for each in press.library.of_kind("Statistic")],
    )


def _rows(press: Press, sheet: Sheet, breakdown: Breakdown) -> list[tuple[Any, int]]:
    return [(_label(press, sheet, breakdown.of, key), number) for key, number in breakdown.rows]


def _label(press: Press, sheet: Sheet, of: str, key: str) -> Any:
    if of == "country":
        return sheet.country(key)
    if of == "entity":
        return sheet.name(key)
    return key if of == "year" else press.values.term(of, key)


def _reported(sheet: Sheet, ident: str, *, specimen: bool) -> dict[str, Any]:
    names = ("publisher", "value", "unit", "scope", "date")
    return {name: sheet.claims(ident, name) for name in names} | {"specimen": specimen}
