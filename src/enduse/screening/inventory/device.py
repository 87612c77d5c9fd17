"""Devices: the rows of an inventory as they are asked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from enduse.language.dates import read_date
from enduse.model.dates import PartialDate
from enduse.model.errors import AmbiguousValue
from enduse.screening.columns import Unsettled, choose_columns
from enduse.screening.inventory.owners import country_of
from enduse.screening.table_files import TableFile

ROLES = ("brand", "model", "mac", "firmware", "serial", "bought", "place", "owner", "ownerCountry", "money", "internet", "text")
"""What a column may hold (``columns.yml`` of screening). ``bought`` is the day of purchase, ``money`` who paid."""
_NOT_HEX = re.compile(r"[^0-9A-F]")


@dataclass(frozen=True, slots=True)
class Device:
    """One row. ``bought`` is as written; ``day`` the date it means, empty where none or unreadable; ``mac`` its hexadecimal digits."""

    row: int
    brand: str = ""
    model: str = ""
    mac: str = ""
    firmware: str = ""
    serial: str = ""
    bought: str = ""
    day: str = ""
    place: str = ""
    owner: str = ""
    country: str = ""
    money: str = ""
    internet: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """How an inventory is asked: the column of each role, and what holds for rows that bring no owner or country."""

    columns: Mapping[str, str]
    owner: str
    country: str


def plan_of(table: TableFile, given: Mapping[str, str], owner: str, country: str) -> Plan:
    """Decide the columns.

    Raises:
        Unsettled: a column given is not there, or no column tells one device from another.
    """
    chosen = choose_columns(table.columns, given, ROLES)
    if not {"brand", "model", "mac", "text"} & set(chosen):
        there = ", ".join(map(repr, table.columns))
        raise Unsettled("brand", f"{table.path.name}: no column of {there} looks like a brand, a model or a MAC address; say which")
    return Plan(chosen, owner, country)


def devices(table: TableFile, plan: Plan) -> Iterator[Device]:
    """The rows of the table as they are asked."""
    for number, cells in table.rows():
        found = {role: cells.get(column, "") for role, column in plan.columns.items()}
        yield Device(
            row=number,
            brand=found.get("brand", ""),
            model=found.get("model", ""),
            mac=_NOT_HEX.sub("", found.get("mac", "").upper()),
            firmware=found.get("firmware", ""),
            serial=found.get("serial", ""),
            bought=found.get("bought", ""),
            day=read_day(found.get("bought", "")),
            place=found.get("place", ""),
            owner=found.get("owner") or plan.owner,
            country=country_of(found["ownerCountry"]) if found.get("ownerCountry") else plan.country,
            money=found.get("money", ""),
            internet=found.get("internet", ""),
            text=found.get("text", ""),
        )


def read_day(text: str) -> str:
    """The date a cell means, as ``PartialDate`` writes it; empty where it is none.

    >>> read_day("2019-10"), read_day("soon")
    ('2019-10', '')
    """
    for each in (read_date(text) if text else None, text):
        try:
            return PartialDate.parse(each).text if each else ""
        except AmbiguousValue:
            continue
    return ""
