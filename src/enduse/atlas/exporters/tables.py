"""The rows of every table of the downloads, made once and used by each form they are written in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from enduse.atlas.exporters import EXPORTERS
from enduse.atlas.press import Press

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Tables:
    """All rows, by name of the table: released, masked, as the pages show them. ``press`` knows pages and words."""

    press: Press
    rows: dict[str, list[Row]]


def tables_of(press: Press) -> Tables:
    """Read every table. Call it when the pages are written: by then every citation is known."""
    return Tables(press, {name: list(exporter.rows(press)) for name, exporter in EXPORTERS.items()})
