"""Rows of a user's table as counterparties: which column is which, and which day is asked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from enduse.language.dates import read_date
from enduse.screening.answer import Counterparty
from enduse.screening.columns import DAY, IDENTIFIERS, Unsettled, choose_columns
from enduse.screening.table_files import TableFile

_SEVERAL = re.compile(r"\s*[;|,/]\s*")


@dataclass(frozen=True, slots=True)
class Plan:
    """How a table is asked: the column of each role, and the day for rows that bring none (``day_from`` says where it comes from)."""

    columns: Mapping[str, str]
    day: str
    day_from: str


def plan_of(table: TableFile, given: Mapping[str, str], on: str | None, newest_copy: str) -> Plan:
    """Decide columns and day.

    Raises:
        Unsettled: a column given is not there, none is one of names, or there is no day to ask about.
    """
    chosen = choose_columns(table.columns, given)
    if "name" not in chosen:
        there = ", ".join(map(repr, table.columns))
        raise Unsettled("name", f"{table.path.name}: no column of {there} looks like one of names; say which it is")
    if on is not None and "date" not in given:
        chosen.pop("date", None)  # a day for all rows was asked for; a guessed column does not override it
    if "date" in chosen:
        return Plan(chosen, on or newest_copy, "column")
    if on is None and not newest_copy:
        raise Unsettled(DAY, "This case holds no dated copy of a list, and no day was given; say which day is asked")
    return Plan(chosen, on or newest_copy, "given" if on is not None else "day-of-copy")


def counterparties(table: TableFile, plan: Plan) -> Iterator[Counterparty]:
    """The rows of the table as they are asked; a row whose own day is empty gets that of the run."""
    columns = plan.columns
    for number, cells in table.rows():
        written = cells.get(columns["date"], "") if "date" in columns else ""
        country = cells.get(columns["country"], "") if "country" in columns else ""
        yield Counterparty(
            row=number,
            name=cells.get(columns["name"], ""),
            day=(read_date(written) or written) if written else plan.day,
            countries=tuple(each for each in _SEVERAL.split(country) if each),
            identifiers=tuple((role, cells[columns[role]]) for role in IDENTIFIERS if role in columns and cells.get(columns[role])),
        )
