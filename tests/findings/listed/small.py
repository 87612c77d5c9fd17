"""Small invented cases for questions about listings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from enduse.model.entity import Entity, Parent, Resolution

from ..builder import Row

ENTITY_LIST = "us-bis-entity-list"
Part = tuple[Entity, list[Row]]
"""An entity and the rows that speak of it."""


def body(id_: str, name: str, schema: str = "Company", **other: Any) -> Part:
    """An organisation of one name; ``alias``, ``weakAlias`` and ``previousName`` as further names."""
    names = [("name", name), *((key, other.pop(key)) for key in ("alias", "weakAlias", "previousName") if key in other)]
    rows = [{"entity": id_, "schema": schema, "property": key, "value": value} for key, value in names]
    return Entity(id=id_, schema=schema, caption=name, mentions=(id_,), **other), rows


def entry(id_: str, party: str, *, source: str = "record:S1", seen: str | None = None, on: str = ENTITY_LIST, **said: str) -> Part:
    """A listing; ``said`` are its other properties, several values parted by ``|``."""
    values = [("entity", party), ("list", on), *((key, one) for key, value in said.items() for one in value.split("|"))]
    extra = {"first_seen": seen} if seen else {}
    rows = [{"entity": id_, "schema": "Sanction", "property": key, "value": value, "source": source, **extra} for key, value in values]
    return Entity(id=id_, schema="Sanction", caption="", mentions=(id_,)), rows


def stake(id_: str, owner: str, asset: str, **said: str) -> Part:
    """A share of one body in another."""
    values = {"owner": owner, "asset": asset, **said}
    rows = [{"entity": id_, "schema": "Ownership", "property": key, "value": value} for key, value in values.items()]
    return Entity(id=id_, schema="Ownership", caption="", mentions=(id_,)), rows


def together(parts: Sequence[Part], parents: Sequence[Parent] = ()) -> tuple[list[Row], Resolution]:
    """Rows and resolution of all parts."""
    rows = [row for _, each in parts for row in each]
    return rows, Resolution(entities=tuple(sorted((e for e, _ in parts), key=lambda e: e.id)), parents=tuple(parents))
