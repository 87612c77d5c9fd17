"""Numbers: each with unit, inclusion rule and query, as charts, beside what others counted, and what is missing."""

from __future__ import annotations

from functools import cache
from importlib import resources
from itertools import groupby
from typing import Any

from markupsafe import Markup

from enduse.atlas.counts import Breakdown, Count, broken_down, counted
from enduse.atlas.drawings.columns import draw_columns
from enduse.atlas.pages.lists import list_page, said_list
from enduse.atlas.press import Press
from enduse.atlas.series import Series, all_series, what_is_missing
from enduse.atlas.sheet import Sheet
from enduse.model.entity import Entity
from enduse.model.yaml_text import read_yaml

SHOWN = 12
"""Rows of a table of bars before the rest folds away."""


def write(press: Press) -> None:
    """Write ``numbers.html``."""
    sheet = press.sheet("numbers.html")
    connection = press.library.resolved.connection
    counts = counted(press)
    others = [_reported(press, sheet, each, counts) for each in press.library.of_kind("Statistic")]
    press.publish(
        sheet,
        "numbers.html",
        title=press.words["numbers"]["title"],
        section="numbers",
        counts=counts,
        breakdowns=[_breakdown(press, sheet, each) for each in broken_down(press)],
        series=[_series(press, sheet, each) for each in press.once("series", lambda: all_series(connection)) if each.rows],
        near=_side_by_side([each for each in others if each["near"]]),
        far=[each for each in others if not each["near"]],
        missing=press.once("missing", lambda: what_is_missing(connection)),
        shown=SHOWN,
    )


def _breakdown(press: Press, sheet: Sheet, each: Breakdown) -> dict[str, Any]:
    rows = [(_label(press, sheet, each.of, key), number) for key, number in each.rows]
    columns = _by_year(each) if each.of == "year" else None
    return {"of": each, "rows": rows, "most": max((number for _, number in each.rows), default=1), "columns": columns}


def _by_year(each: Breakdown) -> Markup | None:
    counts = {int(year): number for year, number in each.rows if year.isdigit()}
    if len(counts) < 2:
        return None
    told = "; ".join(f"{year}: {counts[year]}" for year in sorted(counts))
    return draw_columns(counts, range(min(counts), max(counts) + 1), max(counts.values()), each.label, told, height=190)


def _series(press: Press, sheet: Sheet, each: Series) -> dict[str, Any]:
    charts = []
    for key, counts in each.rows:
        name = sheet.caption(key) if each.of == "entity" else said_list(press, key)
        told = "; ".join(f"{year}: {counts[year]}" for year in sorted(counts))
        chart = draw_columns(counts, each.years, each.most, name, told, height=96, named=True)
        link = sheet.name(key) if each.of == "entity" else sheet.ref(list_page(key), name)
        charts.append({"name": link, "total": sum(counts.values()), "chart": chart})
    return {"of": each, "charts": charts}


def _label(press: Press, sheet: Sheet, of: str, key: str) -> Any:
    if of == "country":
        return sheet.country(key)
    if of == "entity":
        return sheet.name(key)
    return key if of == "year" else press.values.term(of, key)


@cache
def _beside() -> dict[str, str]:
    found: dict[str, str] = read_yaml((resources.files("enduse.atlas") / "beside.yml").read_text("utf-8"))
    return found


def _reported(press: Press, sheet: Sheet, statistic: Entity, counts: list[Count]) -> dict[str, Any]:
    """What another counted, the number of this case nearest to it, and why the two differ."""
    names = ("publisher", "value", "unit", "scope", "rule", "date")
    unit = press.library.value(statistic.id, "unit")
    near = next((count for count in counts if count.id == _beside().get(unit)), None)
    why = press.words["beside"].get(unit.replace(" ", "-")) if near else None
    return {name: sheet.claims(statistic.id, name) for name in names} | {"specimen": statistic.specimen, "near": near, "why": why}


def _side_by_side(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows, each run of neighbours that one number of this case stands beside for one reason told as such: ``span`` rows, then 0."""
    told = []
    for _, same in groupby(rows, key=lambda row: (row["near"].id, row["why"])):
        run = list(same)
        told += [{**row, "span": len(run) if at == 0 else 0} for at, row in enumerate(run)]
    return told
