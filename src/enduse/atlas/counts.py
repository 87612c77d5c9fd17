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
def queries() -> dict[str, list[dict[str, Any]]]:
    """All queries, by block of the file."""
    found: dict[str, list[dict[str, Any]]] = read_yaml((resources.files(__package__) / "counts.yml").read_text("utf-8"))
    return found


def asked() -> list[dict[str, Any]]:
    """What ``counts.yml`` asks: single numbers, then numbers by key."""
    return [*queries()["counts"], *queries()["breakdowns"]]


def counted(press: Press) -> list[Count]:
    """All single numbers, asked of the case."""
    connection = press.library.resolved.connection
    numbers = press.once("counts", lambda: {each["id"]: _one(connection.execute(each["sql"]).fetchone()) for each in queries()["counts"]})
    fields = ("id", "label", "unit", "rule", "page", "sql")
    return [Count(**{k: _said(press, each)[k] for k in fields}, number=numbers[each["id"]]) for each in queries()["counts"]]


def broken_down(press: Press) -> list[Breakdown]:
    """All numbers by key."""
    connection = press.library.resolved.connection
    rows = press.once(
        "breakdowns", lambda: {each["id"]: _rows(connection.execute(each["sql"]).fetchall()) for each in queries()["breakdowns"]}
    )
    fields = ("id", "label", "unit", "rule", "of", "sql")
    return [Breakdown(**{k: _said(press, each)[k] for k in fields}, rows=rows[each["id"]]) for each in queries()["breakdowns"]]


def _said(press: Press, asked: dict[str, Any]) -> dict[str, Any]:
    """What is asked, with the words of the language for it where it has them."""
    return {**asked, **press.words["counts"].get(asked["id"], {})}


def _rows(found: list[tuple[Any, ...]]) -> tuple[tuple[str, int], ...]:
    return tuple((str(key), int(number)) for key, number in found if key is not None)


def _one(row: tuple[Any, ...] | None) -> int:
    return int(row[0]) if row else 0
