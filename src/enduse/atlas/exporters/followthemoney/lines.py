"""The lines of both profiles: entities, and statements in FollowTheMoney's form with our evidence beside them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from typing import Any

from enduse.atlas.exporters.followthemoney.material import Material, Placed, Row


def entity_lines(placed: Iterable[Placed], material: Material) -> Iterator[dict[str, Any]]:
    """One line an entity, by id: ``id, schema, caption, properties, datasets, referents``."""
    found: dict[str, list[Placed]] = {}
    for each in placed:
        found.setdefault(each.canonical, []).append(each)
    for ident, of in sorted(found.items()):
        properties: dict[str, list[str]] = {}
        for each in of:
            properties.setdefault(each.prop, []).append(each.value)
        unique = {prop: sorted(set(values)) for prop, values in sorted(properties.items())}
        yield {
            "id": ident,
            "schema": of[-1].schema,
            "caption": next((unique[prop][0] for prop in ("name", "title") if prop in unique), of[-1].schema),
            "properties": unique,
            "referents": sorted({each.mention for each in of} - {ident}),
            "datasets": [_dataset(of[-1], material)],
        }


def statement_lines(placed: Iterable[Placed], material: Material, *, evidence: bool) -> Iterator[dict[str, Any]]:
    """One line a value: the fields of FollowTheMoney 4.11's ``Statement.to_dict`` in their order, ``canonical_id`` first.

    With ``evidence`` a further key holds every field of our statement that the others do not; readers of FollowTheMoney pass over it.
    Two sources of one value are two lines with one ``id``, because that model's id knows no source.
    """
    for each in sorted(placed, key=lambda p: (p.canonical, p.mention, p.prop, p.value, p.row["id"] if p.row else "")):
        line = _line(each, _dataset(each, material))
        if evidence and each.row is not None:
            base = _read(line)
            line["evidence"] = {name: value for name, value in each.row.items() if base.get(name) != value}
        yield line


def read_back(lines: Iterable[Row]) -> Iterator[dict[str, Any]]:
    """Our statements from lines of ``ftm-extended``, as rows of the table ``statements``."""
    for line in lines:
        if "evidence" in line:
            yield _read(line) | line["evidence"]


def _read(line: Row) -> dict[str, Any]:
    return {
        "value": line["value"],
        "original": line["original_value"],
        "lang": line["lang"],
        "first_seen": line["first_seen"],
        "property": line["prop"],
        "schema": line["schema"],
    }


def _line(each: Placed, dataset: str) -> dict[str, Any]:
    row: Row = each.row or {}
    original = row.get("original")
    return {
        "canonical_id": each.canonical,
        "entity_id": each.mention,
        "prop": each.prop,
        "schema": each.schema,
        "value": each.value,
        "dataset": dataset,
        "lang": None,
        "original_value": original if original != each.value else None,
        "first_seen": row.get("first_seen"),
        "last_seen": row.get("first_seen"),
        "external": False,
        "origin": f"{row['method']}:{row['method_version']}" if row else "enduse:export",
        "id": _key(dataset, each),
    }


def _key(dataset: str, each: Placed) -> str:
    """The id as followthemoney 4.11.2 makes it (``Statement.make_key``): SHA-1 of data set, entity, property and value."""
    text = f"{dataset}.{each.mention}.{each.prop}.{each.value}"
    return hashlib.sha1(text.encode("utf-8", "replace"), usedforsecurity=False).hexdigest()


def _dataset(each: Placed, material: Material) -> str:
    return f"{material.dataset}_specimen" if each.specimen else material.dataset
