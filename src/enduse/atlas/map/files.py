"""The map's data files: where projects are and what they can be filtered by; labels of a language; titles by groups of countries.

``points.js`` holds numbers and ids in columns, so that the first load stays small; titles follow when the list needs them. A country's
titles stand in one file, chosen by a hash of its code: a project that comes or goes changes that file and ``points.js``, nothing else.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from enduse.atlas.geography import Geography
from enduse.atlas.map.projection import project
from enduse.atlas.map.projects import MapProject
from enduse.atlas.plaintext import shown
from enduse.atlas.press import Press
from enduse.atlas.script_files import write_call

FOLDER = "assets/map"
FULL = 256
"""Projects to a file of titles, about."""
FACETS = ("vendor", "technology", "status", "user", "finding")


def write_map(press: Press, projects: Sequence[MapProject]) -> None:
    """Write ``points.js`` and the files of titles, which serve every language."""
    folder = press.out / FOLDER
    files = power_of_two(len(projects), FULL)
    write_call(folder / "points.js", "enduseMap", _points(projects, press.values.geography, files))
    titles: list[dict[str, list[list[str]]]] = [{} for _ in range(files)]
    for each in projects:
        titles[_file_of(each.country, files)].setdefault(each.country, []).append([each.title, each.page])
    for number, held in enumerate(titles):
        write_call(folder / f"titles-{number}.js", "enduseTitles", number, held)


def write_labels(press: Press, projects: Sequence[MapProject], path: Path) -> None:
    """Write what ids are called in the press's language."""
    named: dict[str, set[str]] = {facet: {ident for each in projects for ident in _ids(each, facet)} for facet in FACETS}
    rules: dict[str, str] = press.words["rules_named"]
    values = press.values
    called: dict[str, dict[str, str]] = {
        "vendor": {ident: shown(press.library.caption(ident)) for ident in sorted(named["vendor"])},
        "technology": {ident: values.term("technology", ident) for ident in sorted(named["technology"])},
        "status": {ident: values.term("project-status", ident) for ident in sorted(named["status"]) if ident},
        "user": {ident: values.term("end-user", ident) for ident in sorted(named["user"])},
        "finding": {ident: rules.get(ident, ident.replace("-", " ").capitalize()) for ident in sorted(named["finding"])},
        "country": {code: values.geography.name(code) for code in sorted({each.country for each in projects})},
    }
    write_call(path, "enduseLabels", called)


def _points(projects: Sequence[MapProject], geography: Geography, files: int) -> dict[str, Any]:
    """Columns, one entry a project; ids stand as numbers of the lists in ``ids``, -1 for none."""
    countries = sorted({each.country for each in projects})
    at = {shape.id: shape.at for shape in geography.shapes}
    cities = sorted({(each.country, each.city, each.place) for each in projects if each.place is not None})
    ids = {facet: sorted({ident for each in projects for ident in _ids(each, facet)}) for facet in FACETS}
    number = {facet: {ident: index for index, ident in enumerate(known)} for facet, known in ids.items()}
    number_of_city: dict[tuple[str, str, tuple[float, float] | None], int] = {city: index for index, city in enumerate(cities)}
    return {
        "countries": [[code, *at.get(code, (None, None)), _file_of(code, files)] for code in countries],
        "cities": [[name, countries.index(code), *_drawn(place)] for code, name, place in cities],
        "ids": ids,
        "country": [countries.index(each.country) for each in projects],
        "city": [number_of_city.get((each.country, each.city, each.place), -1) for each in projects],
        "year": [each.year or 0 for each in projects],
        **{facet: [[number[facet][ident] for ident in _ids(each, facet)] for each in projects] for facet in FACETS},
    }


def _ids(each: MapProject, facet: str) -> tuple[str, ...]:
    status = (each.status,) if each.status else ()
    by = {"vendor": each.vendors, "technology": each.technologies, "status": status, "user": each.users, "finding": each.rules}
    return by[facet]


def _drawn(place: tuple[float, float]) -> tuple[float, float]:
    x, y = project(*place)
    return round(x, 1), round(y, 1)


def power_of_two(things: int, full: int) -> int:
    """How many files hold so many things, about ``full`` to a file: a power of two, so that it seldom changes.

    >>> power_of_two(67, 256), power_of_two(257, 256), power_of_two(10_000, 256)
    (1, 2, 64)
    """
    files = 1
    while files * full < things:
        files *= 2
    return files


def _file_of(country: str, files: int) -> int:
    return int(hashlib.sha256(country.encode()).hexdigest()[:8], 16) % files
