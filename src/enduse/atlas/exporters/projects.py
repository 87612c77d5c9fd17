"""Projects as flat rows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from enduse.atlas.exporters.flat import columns_of, flat_rows
from enduse.atlas.press import Press

DESCRIPTION = "One row is one project."
KIND = "Project"
PROPERTIES = {
    "title": "name",
    "country": "country",
    "city": "city",
    "latitude": "latitude",
    "longitude": "longitude",
    "location_precision": "locationPrecision",
    "vendor": "vendor",
    "customer": "customer",
    "technology": "technology",
    "signed": "signedDate",
    "installed": "installedDate",
    "amount": "amount",
    "amount_usd": "amountUsd",
    "financing": "financing",
    "status": "status",
    "status_date": "statusDate",
}
COLUMNS = columns_of(PROPERTIES)


def rows(press: Press) -> Iterator[dict[str, Any]]:
    """All projects, by id."""
    return flat_rows(press, KIND, PROPERTIES)
