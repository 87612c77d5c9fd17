"""The profile ``ftm-extended``: schemata of our own that extend the stock ones, so that no property has to become words."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from enduse.atlas.exporters.followthemoney.material import SPECIMEN, Material, Placed, placed_at
from enduse.atlas.exporters.followthemoney.stock import ftm_id, load_stock
from enduse.model.kinds import Kind, Property, load_kinds

_TYPES = {
    "text": "string",
    "name": "name",
    "date": "date",
    "money": "string",
    "number": "number",
    "country": "country",
    "identifier": "identifier",
    "term": "string",
    "url": "url",
}
_FREE = frozenset({"string", "text", "name", "address"})
_OPEN = "Thing"


def schema_name(kind: Kind) -> str:
    """The kind's name; with ``Trade`` in front where a stock schema is called so, whose own properties must stay as they are."""
    return f"Trade{kind.name}" if kind.name in load_stock().names else kind.name


@cache
def property_of(kind_name: str, name: str) -> tuple[str, str, bool]:
    """Name and type of one of our properties in the extended schema, and whether the stock schema has it already."""
    kind = load_kinds()[kind_name]
    ours, stock = kind.properties[name], load_stock().schemata[kind.ftm or _OPEN].properties
    if name == "sameAs":
        return "sameMention", "string", False
    wanted = "entity" if ours.type == "entity" else _TYPES[ours.type]
    if name not in stock:
        return name, wanted, False
    if stock[name].partition(":")[0] == wanted or {stock[name], wanted} <= _FREE:
        return name, stock[name], True
    return f"stated{name[0].upper()}{name[1:]}", wanted, False


def place(material: Material) -> Iterator[Placed]:
    """Every statement, each under a property of its own."""
    for entity, rows in material.facts.items():
        kind = material.kind(entity)
        start = replace(placed_at(rows, entity), schema=schema_name(kind))
        for row in rows:
            yield _row(material, kind, replace(start, mention=ftm_id(row["mention"]), row=row))
        if "name" in _required(kind) and not any(row["property"] == "name" for row in rows):
            yield replace(start, prop="name", value=material.caption(entity))
        if start.specimen:
            yield replace(start, prop="specimen", value=SPECIMEN)


def _row(material: Material, kind: Kind, start: Placed) -> Placed:
    """A statement under its property; in words where its entity's kind has none (mentions of one body may differ in kind)."""
    row = start.row or {}
    if row["property"] not in kind.properties:
        return replace(start, prop=load_stock().schemata[kind.ftm or _OPEN].words, value=material.said(row))
    name, type_, _ = property_of(kind.name, row["property"])
    if type_ != "entity":
        value = str(row["value"])
        return replace(start, prop=name if load_stock().takes(type_, value) else f"{name}Text", value=value)
    party = material.value(row)
    if party in material.facts and ftm_id(party) != start.canonical:
        return replace(start, prop=name, value=ftm_id(party))
    return replace(start, prop=f"{name}Text", value=str(row["value"]))


def _required(kind: Kind) -> tuple[str, ...]:
    return load_stock().schemata[kind.ftm or _OPEN].required


def schema_files() -> dict[str, str]:
    """File name -> text of each schema, in the form of FollowTheMoney's own (JSON, which is YAML)."""
    files = {}
    for kind in load_kinds().values():
        name, parent = schema_name(kind), kind.ftm or _OPEN
        properties: dict[str, dict[str, str]] = {}
        for own in kind.properties.values():
            properties |= _definition(kind, own)
        properties["specimen"] = {"label": "Mark of what is invented", "type": "string"}
        body = {
            "label": kind.label["en"],
            "plural": kind.label["en"],
            "description": f"Kind {kind.name} of Enduse, for the trade in surveillance technology.",
            "extends": [schema_name(load_kinds()[kind.ancestors[1]]) if _extends(kind) else parent],
            "matchable": False,
            "properties": properties,
        }
        files[f"{name}.yaml"] = json.dumps({name: body}, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
    return files


def _extends(kind: Kind) -> bool:
    """Whether the schema extends the one of the kind above: where their stock schemata are one. Else it extends its own stock schema."""
    return len(kind.ancestors) > 1 and load_kinds()[kind.ancestors[1]].ftm == kind.ftm


def _definition(kind: Kind, own: Property) -> dict[str, dict[str, str]]:
    name, type_, stock = property_of(kind.name, own.name)
    found: dict[str, dict[str, str]] = {}
    if not stock:
        found[name] = {"label": own.label, "type": type_}
        if type_ == "entity":
            found[name]["range"] = schema_name(load_kinds()[own.range]) if own.range and not _wide(own.range) else _OPEN
    if type_ not in _FREE:
        found[f"{name}Text"] = {"label": f"{own.label} (as stated; not in a form of the type)", "type": "string"}
    return found


def _wide(range_: str) -> bool:
    """Whether entities of other branches may stand there: parties may be companies, bodies or organisations, of schemata apart."""
    return load_kinds()[range_].is_a("LegalEntity")
