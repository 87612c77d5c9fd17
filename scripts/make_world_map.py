"""Make src/enduse/atlas/assets/world.json from Natural Earth shapes (public domain, naturalearthdata.com) in TopoJSON.

    python scripts/make_world_map.py countries-110m.json countries-50m.json [world.json]

The first file gives the outlines; the second only the places of countries too small for the first. Both as published in the package
``world-atlas`` 2.0.2 (ISC). Borders are those of Natural Earth, unchanged. Antarctica is left out.
"""

from __future__ import annotations

import csv
import json
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

from enduse.atlas.map.projection import HEIGHT, WIDTH, project

ASSETS = Path(__file__).parent.parent / "src" / "enduse" / "atlas" / "assets"
LEFT_OUT = {"010"}
WITHOUT_CODE = {"Kosovo": "xk", "N. Cyprus": "", "Somaliland": ""}
Point = tuple[float, float]
Ring = list[Point]


def arcs(topology: dict[str, Any]) -> list[Ring]:
    """The shared lines of the topology in degrees; they are stored as steps on a grid."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    decoded = []
    for arc in topology["arcs"]:
        x = y = 0
        line = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            line.append((x * sx + tx, y * sy + ty))
        decoded.append(line)
    return decoded


def rings(geometry: dict[str, Any], lines: list[Ring]) -> list[Ring]:
    """All rings of a country, joined from the shared lines (a negative number is a line walked backwards)."""
    polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    found = []
    for polygon in polygons:
        for ring in polygon:
            points: Ring = []
            for index in ring:
                line = lines[index] if index >= 0 else lines[~index][::-1]
                points.extend(line[1:] if points else line)
            found.append(points)
    return found


def unwrapped(ring: Ring) -> Ring:
    """The ring with longitudes that run on past 180 instead of jumping to -180."""
    result = [ring[0]]
    for longitude, latitude in ring[1:]:
        before = result[-1][0]
        while longitude - before > 180:
            longitude -= 360
        while longitude - before < -180:
            longitude += 360
        result.append((longitude, latitude))
    return result


def clipped(ring: Ring, limit: float, *, keep_below: bool) -> Ring:
    """The part of a ring on one side of a meridian (Sutherland-Hodgman)."""

    def inside(point: Point) -> bool:
        return point[0] <= limit if keep_below else point[0] >= limit

    result: Ring = []
    for before, point in zip(ring[-1:] + ring[:-1], ring, strict=True):
        if inside(before) != inside(point):
            share = (limit - before[0]) / (point[0] - before[0])
            result.append((limit, before[1] + share * (point[1] - before[1])))
        if inside(point):
            result.append(point)
    return result


def cut_at_antimeridian(ring: Ring) -> list[Ring]:
    """The ring as one or more rings that lie between -180 and 180."""
    whole = unwrapped(ring)
    pieces = []
    for turn in (-360, 0, 360):
        moved = [(longitude + turn, latitude) for longitude, latitude in whole]
        piece = clipped(clipped(moved, -180, keep_below=False), 180, keep_below=True) if moved else []
        if len(piece) >= 3:
            pieces.append(piece)
    return pieces


def area_and_centre(ring: Ring) -> tuple[float, Point]:
    """Area (positive) and centre of gravity of a drawn ring."""
    area = x = y = 0.0
    for (ax, ay), (bx, by) in zip(ring, ring[1:] + ring[:1], strict=True):
        cross = ax * by - bx * ay
        area, x, y = area + cross, x + (ax + bx) * cross, y + (ay + by) * cross
    if abs(area) < 1e-9:
        return 0.0, ring[0]
    return abs(area) / 2, (x / (3 * area), y / (3 * area))


def path_of(drawn: list[Ring]) -> str:
    """SVG path in steps of 0.1, relative to the point before, without points that fall together."""
    parts = []
    for ring in drawn:
        grid = [(round(x * 10), round(y * 10)) for x, y in ring]
        kept = [point for before, point in zip([None, *grid], grid, strict=False) if point != before]
        if len(kept) > 1 and kept[0] == kept[-1]:
            kept.pop()
        if len(kept) < 3:
            continue
        steps = [f"{(bx - ax) / 10:g},{(by - ay) / 10:g}" for (ax, ay), (bx, by) in pairwise(kept)]
        parts.append(f"M{kept[0][0] / 10:g},{kept[0][1] / 10:g}l{' '.join(steps)}z".replace(",-", "-").replace(" -", "-"))
    return "".join(parts)


def drawn_rings(geometry: dict[str, Any], lines: list[Ring]) -> list[Ring]:
    """The rings of a country on the drawn map."""
    return [[project(*point) for point in piece] for ring in rings(geometry, lines) for piece in cut_at_antimeridian(ring)]


def countries(topology: dict[str, Any], codes: dict[str, tuple[str, str]]) -> dict[str, dict[str, Any]]:
    """Country by its Natural Earth name: numeric code, two-letter code, name, path, and the point that stands for it."""
    lines = arcs(topology)
    found = {}
    for geometry in topology["objects"]["countries"]["geometries"]:
        numeric, name = geometry.get("id") or "", geometry["properties"]["name"]
        if numeric in LEFT_OUT or not geometry.get("arcs"):
            continue
        alpha, ours = codes.get(numeric, (WITHOUT_CODE.get(name, ""), name))
        drawn = drawn_rings(geometry, lines)
        centre = max(area_and_centre(ring) for ring in drawn)[1]
        at = [round(centre[0], 1), round(centre[1], 1)]
        found[numeric or name] = {"numeric": numeric, "id": alpha, "name": ours, "path": path_of(drawn), "at": at}
    return found


def main(outlines: str, places: str, out: str = str(ASSETS / "world.json")) -> None:
    """Write the asset."""
    with (ASSETS / "countries.csv").open(encoding="utf-8", newline="") as file:
        codes = {row["numeric"]: (row["alpha2"], row["name_en"]) for row in csv.DictReader(file) if row["numeric"]}
    shapes = countries(json.loads(Path(outlines).read_text("utf-8")), codes)
    for key, small in countries(json.loads(Path(places).read_text("utf-8")), codes).items():
        if key not in shapes and small["id"]:
            shapes[key] = small | {"path": ""}
    world = {
        "source": "Natural Earth 1:110m, public domain; borders as Natural Earth draws them; Equal Earth projection",
        "width": WIDTH,
        "height": HEIGHT,
        "countries": sorted(shapes.values(), key=lambda each: (each["name"], each["numeric"])),
    }
    lines = ",\n".join(json.dumps(each, ensure_ascii=False, separators=(",", ":")) for each in world.pop("countries"))
    head = json.dumps(world, ensure_ascii=False, separators=(",", ":"))[:-1]
    Path(out).write_text(f'{head},"countries":[\n{lines}\n]}}\n', encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:4])
