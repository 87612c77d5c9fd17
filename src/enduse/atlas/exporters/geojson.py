"""GeoJSON (RFC 7946): projects where their city is known, and countries with what is known of the country only.

A location that stands for several cities or for a country has no geometry (``null``, as RFC 7946 section 3.2 has for features without a
location): a fact about a country is never a point in a city.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

from enduse.atlas.exporters.files import line_of
from enduse.atlas.exporters.tables import Row, Tables
from enduse.atlas.map.projects import POINT
from enduse.atlas.press import Press
from enduse.release.wording import not_an_accusation

FILES = ("projects.geojson", "countries.geojson")


def write(tables: Tables, folder: Path) -> None:
    """Write ``projects.geojson`` (one feature a project) and ``countries.geojson`` (one a country, with numbers)."""
    projects = tables.rows["projects"]
    _write(folder / FILES[0], [_project(row) for row in projects], tables.press)
    _write(folder / FILES[1], _countries(projects, tables.press), tables.press)


def _project(row: Row) -> dict[str, Any]:
    properties = {name: value for name, value in row.items() if name not in ("latitude", "longitude")}
    return {"type": "Feature", "id": row["id"], "geometry": point_of(row), "properties": properties}


def point_of(row: Row) -> dict[str, Any] | None:
    """The point of a project, or None where its location is less than a city, or where sources differ about it."""
    precision, place = row["location_precision"], (row["longitude"], row["latitude"])
    if not isinstance(precision, str) or precision.replace("_", "-") != POINT:
        return None
    numbers = [float(value) for value in place if isinstance(value, str) and value]
    if len(numbers) < 2 or not (-180 <= numbers[0] <= 180 and -90 <= numbers[1] <= 90):
        return None
    return {"type": "Point", "coordinates": numbers}


def _countries(projects: list[Row], press: Press) -> list[dict[str, Any]]:
    """Specimens are not counted."""
    located: Counter[str] = Counter()
    all_of: Counter[str] = Counter()
    for row in projects:
        country = row["country"]
        if isinstance(country, str) and not row["specimen"]:
            all_of[country] += 1
            located[country] += point_of(row) is not None
    geography = press.values.geography
    return [
        {
            "type": "Feature",
            "id": code,
            "geometry": None,
            "properties": {
                "country": code,
                "name": geography.name(code),
                "name_zh": geography.name(code, "zh"),
                "location_precision": "country",
                "projects": number,
                "projects_at_a_city": located[code],
                "projects_known_by_country_only": number - located[code],
                "page": f"countries/{code}.html" if code in press.library.country_codes else None,
            },
        }
        for code, number in sorted(all_of.items())
    ]


def _write(path: Path, features: list[dict[str, Any]], press: Press) -> None:
    head = {"title": press.context.title, "licence": press.context.licence, "note": not_an_accusation("en")}
    body = ",\n".join(line_of(feature).rstrip("\n") for feature in features)
    opening = json.dumps({"type": "FeatureCollection", "metadata": head}, ensure_ascii=True)[:-1]
    path.write_text(f'{opening}, "features": [\n{body}\n]}}\n', encoding="utf-8", newline="\n")
