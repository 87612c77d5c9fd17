"""The map's data files: where projects are and what they can be filtered by; labels of a language; titles by groups of countries.

``points.js`` holds places and packed columns, so that the first load stays small; titles follow when the list needs them. A country's
titles stand in one file, chosen by a hash of its code: a project that comes or goes changes that file and ``points.js``, nothing else.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from enduse.atlas.geography import Geography
from enduse.atlas.map.columns import numbered, packed
from enduse.atlas.map.projection import drawn_at
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
    """Write what ids are called in the press's language, in the order in which it lists names."""
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
    spelled = press.names.spelled
    ordered = {kind: sorted(names.items(), key=lambda item: (spelled(item[1]), item[0])) for kind, names in called.items()}
    write_call(path, "enduseLabels", {kind: dict(names) for kind, names in ordered.items()})


def _points(projects: Sequence[MapProject], geography: Geography, files: int) -> dict[str, Any]:
    """Places with the number of projects in each, then columns with one entry a project, in the order of the places.

    ``countries``: code, point, file of titles, number of cities, number of projects in no city. ``cities``: names, in the order of the
    countries; ``x``, ``y`` (tenths of a unit) and ``n`` (projects) belong to them. A facet's column holds numbers of its ``sets``.
    """
    ids = {facet: sorted({ident for each in projects for ident in _ids(each, facet)}) for facet in FACETS}
    first = min((each.year for each in projects if each.year), default=0)
    sets, columns = {}, {"year": packed([each.year - first + 1 if each.year else 0 for each in projects])}
    for facet, known in ids.items():
        number = {ident: index for index, ident in enumerate(known)}
        sets[facet], column = numbered([tuple(number[ident] for ident in _ids(each, facet)) for each in projects])
        columns[facet] = packed(column)
    return {**_places(projects, geography, files), "ids": ids, "first": first, "sets": sets, "columns": columns}


def _places(projects: Sequence[MapProject], geography: Geography, files: int) -> dict[str, Any]:
    cities = Counter((each.country, each.city, each.place) for each in projects if each.place is not None)
    if list(cities) != sorted(cities):
        raise ValueError("projects of a map stand by country and city, as map_projects gives them")
    in_country, rest = Counter(code for code, _, _ in cities), Counter(each.country for each in projects if each.place is None)
    at = {shape.id: shape.at for shape in geography.shapes}
    countries = sorted({each.country for each in projects})
    points = [drawn_at(place) for _, _, place in cities if place is not None]
    return {
        "countries": [[code, *at.get(code, (None, None)), _file_of(code, files), in_country[code], rest[code]] for code in countries],
        "cities": [name for _, name, _ in cities],
        "x": packed([round(x * 10) for x, _ in points]),
        "y": packed([round(y * 10) for _, y in points]),
        "n": packed(list(cities.values())),
    }


def _ids(each: MapProject, facet: str) -> tuple[str, ...]:
    status = (each.status,) if each.status else ()
    by = {"vendor": each.vendors, "technology": each.technologies, "status": status, "user": each.users, "finding": each.rules}
    return by[facet]


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
