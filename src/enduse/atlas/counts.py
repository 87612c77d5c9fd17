"""Numbers about the case: each with its unit, its rule and the query that gives it (``counts.yml``)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from enduse.model.yaml_text import read_yaml

if TYPE_CHECKING:
    from enduse.atlas.press import Press


@dataclass(frozen=True, slots=True)
class Count:
    """One number."""

    id: str
    label: str
    unit: str
    rule: str
    page: str
    sql: str
    number: int


@dataclass(frozen=True, slots=True)
class Breakdown:
    """One number for each of several keys; ``of`` says what the keys are (``country``, ``entity``, ``year`` or a vocabulary)."""

    id: str
    label: str
    unit: str
    rule: str
    of: str
    sql: str
    rows: tuple[tuple[str, int], ...]


@cache
def _asked() -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = read_yaml((resources.files(__package__) / "counts.yml").read_text("utf-8"))
    return found


def counted(press: Press) -> list[Count]:
    """All single numbers, asked of the case."""
    connection = press.library.resolved.connection
    return [
        Count(
            **{k: each[k] for k in ("id", "label", "unit", "rule", "page", "sql")}, number=_one(connection.execute(each["sql"]).fetchone())
        )
        for each in _asked()["counts"]
    ]


def broken_down(press: Press) -> list[Breakdown]:
    """All numbers by key."""
    connection = press.library.resolved.connection
    found = []
    for each in _asked()["breakdowns"]:
        rows = tuple((str(key), int(number)) for key, number in connection.execute(each["sql"]).fetchall() if key is not None)
        found.append(Breakdown(**{k: each[k] for k in ("id", "label", "unit", "rule", "of", "sql")}, rows=rows))
    return found


def _one(row: tuple[Any, ...] | None) -> int:
    return int(row[0]) if row else 0
