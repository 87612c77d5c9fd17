"""Procurement notices as flat rows: what each is about beside who buys, each from its own words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from enduse.atlas.exporters.flat import columns_of, flat_rows
from enduse.atlas.press import Press

DESCRIPTION = "One row is one procurement notice. What it is about and who buys are read apart; `buyer` is an id of the table entities."
KIND = "Notice"
PROPERTIES = {
    "title": "title",
    "type": "noticeType",
    "project": "projectName",
    "number": "projectNumber",
    "published": "publishedDate",
    "subjects": "subject",
    "buyer": "buyer",
    "end_user": "endUser",
    "agency": "agency",
    "region_code": "regionCode",
    "budget": "budget",
}
COLUMNS = columns_of(PROPERTIES)


def rows(press: Press) -> Iterator[dict[str, Any]]:
    """All notices, by id."""
    return flat_rows(press, KIND, PROPERTIES)
