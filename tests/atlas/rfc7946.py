"""A reader of GeoJSON that refuses what RFC 7946 does, by section; independent of what writes it."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator, Sequence
from typing import Any, NoReturn

_OWN = {  # 7.1: members that give an object its meaning, and that no object of another kind may have
    "FeatureCollection": {"features"},
    "Feature": {"geometry", "properties"},
    "GeometryCollection": {"geometries"},
}
_DEPTH = {"Point": 0, "MultiPoint": 1, "LineString": 1, "MultiLineString": 2, "Polygon": 2, "MultiPolygon": 3}
"""How deep in arrays the positions of a geometry stand (3.1.1 to 3.1.7)."""


def read_geojson(data: bytes) -> tuple[Any, list[str]]:
    """The text, and what is wrong with it."""
    doubles: list[str] = []

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        names = [name for name, _ in pairs]
        doubles.extend(f"11: member {name!r} twice" for name in sorted(set(names)) if names.count(name) > 1)
        return dict(pairs)

    value = json.loads(data.decode("utf-8"), object_pairs_hook=once, parse_constant=_no_number)
    return value, [*doubles, *_object(value)]


def _no_number(text: str) -> NoReturn:
    raise ValueError(f"{text} is no number of JSON")


def _object(value: Any) -> Iterator[str]:
    if not isinstance(value, dict) or not isinstance(value.get("type"), str):
        yield "3: no object with a type"
        return
    kind = value["type"]
    if "crs" in value:
        yield "4: a crs member"
    for other, members in _OWN.items():
        if other != kind:
            yield from (f"7.1: {kind} has {name}" for name in sorted(members & value.keys()))
    if "coordinates" in value and kind not in _DEPTH:
        yield f"7.1: {kind} has coordinates"
    if "bbox" in value:
        yield from _box(value["bbox"])
    if kind == "FeatureCollection":
        yield from _collection(value)
    elif kind == "Feature":
        yield from _feature(value)
    elif kind == "GeometryCollection":
        for each in value.get("geometries", [None]):
            yield from _object(each)
    elif kind in _DEPTH:
        yield from _geometry(kind, value.get("coordinates"))
    else:
        yield f"1.4: {kind!r} is no type"


def _collection(value: dict[str, Any]) -> Iterator[str]:
    features = value.get("features")
    if not isinstance(features, list):
        yield "3.3: features is no array"
        return
    ids = [json.dumps(each.get("id")) for each in features if isinstance(each, dict) and "id" in each]
    yield from (f"3.2: id {ident} twice" for ident in sorted(set(ids)) if ids.count(ident) > 1)
    for each in features:
        if not isinstance(each, dict) or each.get("type") != "Feature":
            yield "3.3: an element that is no Feature"
        else:
            yield from _object(each)


def _feature(value: dict[str, Any]) -> Iterator[str]:
    if not {"geometry", "properties"} <= value.keys():
        yield "3.2: a Feature without geometry or properties"
    if not isinstance(value.get("properties"), dict | None):
        yield "3.2: properties is no object"
    ident = value.get("id", "")
    if not isinstance(ident, str | int | float) or isinstance(ident, bool):
        yield f"3.2: id {ident!r}"
    geometry = value.get("geometry")
    if geometry is not None:
        if not isinstance(geometry, dict) or geometry.get("type") not in {*_DEPTH, "GeometryCollection"}:
            yield "3.2: geometry is none"
        else:
            yield from _object(geometry)


def _geometry(kind: str, coordinates: Any) -> Iterator[str]:
    positions = list(_positions(coordinates, _DEPTH[kind]))
    for position in positions:
        yield from _position(position)
    if any(True for position in positions for _ in _position(position)):
        return
    lines = [coordinates] if kind == "LineString" else coordinates if kind == "MultiLineString" else []
    yield from ("3.1.4: a line of less than two positions" for line in lines if len(line) < 2)
    for polygon in [coordinates] if kind == "Polygon" else coordinates if kind == "MultiPolygon" else []:
        for number, ring in enumerate(polygon):
            yield from _ring(ring, exterior=number == 0)


def _positions(value: Any, depth: int) -> Iterator[Any]:
    if depth == 0:
        yield value
    elif isinstance(value, list):
        for each in value:
            yield from _positions(each, depth - 1)
    else:
        yield None


def _position(value: Any) -> Iterator[str]:
    if not isinstance(value, list) or not 2 <= len(value) <= 3 or not all(type(n) in (int, float) for n in value):
        yield f"3.1.1: {value!r} is no position"
    elif not (-180 <= value[0] <= 180 and -90 <= value[1] <= 90):
        yield f"4: {value!r} is not longitude and latitude in degrees"


def _ring(ring: Sequence[Any], *, exterior: bool) -> Iterator[str]:
    if len(ring) < 4 or ring[0] != ring[-1]:
        yield "3.1.6: a ring that is not closed, or of less than four positions"
        return
    area = sum(a[0] * b[1] - b[0] * a[1] for a, b in itertools.pairwise(ring))
    if (area > 0) != exterior:
        yield "3.1.6: a ring against the right-hand rule"


def _box(box: Any) -> Iterator[str]:
    if not isinstance(box, list) or len(box) not in (4, 6) or not all(type(n) in (int, float) for n in box):
        yield f"5: bbox {box!r}"
    elif box[1] > box[len(box) // 2 + 1]:
        yield "5: the south of a bbox is north of its north"
