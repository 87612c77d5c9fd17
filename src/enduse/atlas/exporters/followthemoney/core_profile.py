"""The profile ``ftm``: stock schemata and properties only, so that any reader of FollowTheMoney takes it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources

from enduse.atlas.exporters.followthemoney.material import SPECIMEN, Material, Placed, Row, placed_at
from enduse.atlas.exporters.followthemoney.stock import Schema, ftm_id, load_stock
from enduse.model.kinds import Kind, load_kinds
from enduse.model.yaml_text import read_yaml

_MONEY = re.compile(r"([A-Z]{3}) (-?\d+(?:\.\d+)?)")
_FALLBACK = "Note"


@dataclass(frozen=True, slots=True)
class Mapping:
    """``mapping.yml``, with inherited properties laid out for each kind."""

    properties: dict[str, dict[str, str]]
    edges: dict[str, dict[str, dict[str, str]]]
    fold: dict[str, list[str]]
    point: frozenset[str]
    leave: dict[str, str]


@cache
def load_mapping() -> Mapping:
    """The mapping."""
    raw = read_yaml((resources.files(__package__) / "mapping.yml").read_text("utf-8"))
    properties: dict[str, dict[str, str]] = {}
    for name, kind in load_kinds().items():
        properties[name] = {}
        for ancestor in reversed(kind.ancestors):
            properties[name] |= raw["as"].get(ancestor, {})
    return Mapping(properties, raw["edges"], raw["fold"], frozenset(raw["place"]["point"]), raw["leave"])


def place(material: Material) -> Iterator[Placed]:
    """Every statement in its place, entity by entity, and what the stock schemata require beside them."""
    there = {entity for entity in material.facts if material.kind(entity).ftm}
    folded: dict[str, list[tuple[str, Row]]] = {}
    for entity in material.facts.keys() - there:
        target, words, row = _folded(material, entity)
        folded.setdefault(target, []).append((words, row))
    for entity, rows in material.facts.items():
        if entity in there:
            yield from _entity(material, entity, rows, there)
            for words, row in sorted(folded.get(entity, ()), key=lambda each: (each[0], each[1]["id"])):
                schema = _schema(material, entity, rows, there)
                yield replace(placed_at(rows, entity), schema=schema.name, prop=schema.words, value=words, row=row)


def _folded(material: Material, entity: str) -> tuple[str, str, Row]:
    """To which entity one without a stock schema belongs, and all of it in words."""
    kind, rows = material.kind(entity), material.facts[entity]
    through = load_mapping().fold[kind.name]
    found = {row["property"]: material.value(row) for row in rows if row["property"] in through}
    target = next((found[prop] for prop in through if prop in found), "")
    order = list(kind.properties)
    told = sorted((row for row in rows if row["property"] not in through), key=lambda row: (order.index(row["property"]), row["id"]))
    return target, f"{kind.label['en']}. " + "; ".join(dict.fromkeys(material.said(row) for row in told)), rows[0]


def _schema(material: Material, entity: str, rows: list[Row], there: set[str]) -> Schema:
    """The stock schema; a note where a party that the schema requires is not stated, or stands in no file."""
    kind, stock = material.kind(entity), load_stock()
    schema = stock.schemata[kind.ftm or _FALLBACK]
    names = load_mapping().properties[kind.name]
    named = ((row["property"], material.value(row)) for row in rows)
    parties = {names.get(prop) for prop, value in named if value in there and value != entity}
    wanted = {prop for prop in schema.required if schema.properties[prop] == "entity"}
    return schema if wanted <= parties else stock.schemata[_FALLBACK]


def _entity(material: Material, entity: str, rows: list[Row], there: set[str]) -> Iterator[Placed]:
    kind = material.kind(entity)
    schema = _schema(material, entity, rows, there)
    start = replace(placed_at(rows, entity), schema=schema.name)
    filled = set()
    for row in rows:
        if row["property"] in load_mapping().leave:
            continue
        for placed in _row(material, kind, schema, replace(start, mention=ftm_id(row["mention"]), row=row), there):
            filled.add(placed.prop)
            yield placed
        yield from _edge(material, kind, start, row, there)
    for prop in schema.required:
        if prop not in filled and schema.properties[prop] != "entity":
            yield replace(start, prop=prop, value=material.caption(entity))
    if start.specimen:
        yield replace(start, prop=schema.words, value=SPECIMEN)
    if kind.name == "Project":
        yield from _address(material, entity, rows, start)


def _row(material: Material, kind: Kind, schema: Schema, start: Placed, there: set[str]) -> Iterator[Placed]:
    """A statement under its stock property, or in words where there is none, or where its type would refuse the value."""
    row = start.row or {}
    stock, value, property_ = load_stock(), material.value(row), material.property(row)
    name = load_mapping().properties[kind.name].get(row["property"], "")
    type_ = schema.properties.get(name, "")
    if type_ == "entity":
        if property_.type == "entity" and value in there and ftm_id(value) != start.canonical:
            yield replace(start, prop=name, value=ftm_id(value))
            return
    elif property_.type == "money" and type_ == "number" and (money := _MONEY.fullmatch(value)):
        # A number without its currency says something else: the words stand beside it, also where an entity has several amounts.
        yield replace(start, prop=name, value=money[2])
        if "currency" in schema.properties:
            yield replace(start, prop="currency", value=money[1])
    elif type_ and property_.type != "entity" and stock.takes(type_, value):
        yield replace(start, prop=name, value=value)
        return
    yield replace(start, prop=schema.words, value=material.said(row))


def _edge(material: Material, kind: Kind, start: Placed, row: Row, there: set[str]) -> Iterator[Placed]:
    """A party of a project or contract as an edge of its own."""
    says = load_mapping().edges.get(kind.name, {}).get(row["property"])
    party = material.value(row)
    if says is None or party not in there or start.schema == _FALLBACK:
        return
    ident = ftm_id(f"{row['property']}:{start.canonical}:{ftm_id(party)}")
    edge = replace(start, canonical=ident, mention=ident, schema=says["schema"], row=row)
    yield replace(edge, prop=says["party"], value=ftm_id(party))
    yield replace(edge, prop=says["thing"], value=start.canonical)
    yield replace(edge, prop="role", value=material.property(row).label)
    if start.specimen:
        yield replace(edge, prop="description", value=SPECIMEN, row=None)


def _address(material: Material, entity: str, rows: list[Row], start: Placed) -> Iterator[Placed]:
    """Where a project is. Coordinates only where the location is precise enough to be a point."""
    first = {row["property"]: row for row in reversed(rows)}
    if "city" not in first:
        return
    ident = ftm_id(f"place:{entity}")
    address = replace(start, canonical=ident, mention=ident, schema="Address")
    precise = "locationPrecision" in first and first["locationPrecision"]["value"].replace("_", "-") in load_mapping().point
    wanted = {"city": "city", "country": "country", "locationPrecision": "remarks"}
    wanted |= {"latitude": "latitude", "longitude": "longitude"} if precise else {}
    stock = load_stock()
    for prop, name in wanted.items():
        if prop in first and stock.takes(stock.schemata["Address"].properties[name], material.value(first[prop])):
            yield replace(address, prop=name, value=material.value(first[prop]), row=first[prop])
    if start.specimen:
        yield replace(address, prop="notes", value=SPECIMEN)
    yield replace(start, prop="addressEntity", value=ident, row=first["city"])
