"""Listings as flat rows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from enduse.atlas.exporters.flat import columns_of, flat_rows
from enduse.atlas.press import Press

DESCRIPTION = "One row is one party on one list by one legal act, with the day it took effect."
KIND = "Sanction"
PROPERTIES = {
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
COLUMNS = columns_of(PROPERTIES, "page in this atlas, where it has one")


def rows(press: Press) -> Iterator[dict[str, Any]]:
    """All listings of parties shown, by id."""
    return flat_rows(press, KIND, PROPERTIES)
