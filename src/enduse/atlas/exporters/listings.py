"""Listings as flat rows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from enduse.atlas.exporters.flat import flat_rows
from enduse.atlas.press import Press

DESCRIPTION = "One row is one party on one list by one legal act, with the day it took effect."
_PROPERTIES = {
    "party": "entity",
    "list": "list",
    "announced": "listingDate",
    "effective": "startDate",
    "ended": "endDate",
    "citation": "citation",
    "amendments": "amendment",
    "provisions": "provisions",
    "measure": "measure",
}
COLUMNS = {
    "id": "canonical id",
    **{column: f"property {prop} of statements" for column, prop in _PROPERTIES.items()},
    "conflict": "columns in which sources state values that cannot all be true; the column then holds all of them",
    "statements": "ids of the statements behind the row",
    "specimen": "true for invented examples",
    "page": "page in this atlas, where it has one",
}


def rows(press: Press) -> Iterator[dict[str, Any]]:
    """All listings of parties shown, by id."""
    return flat_rows(press, "Sanction", _PROPERTIES)
