"""The world map, drawn on the server: tints for numbers of projects, dots for cities, rings for what is known of a country only."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from markupsafe import Markup

from enduse.atlas.geography import Geography, Shape
from enduse.atlas.library import Library
from enduse.atlas.projection import project

STEPS = (1, 2, 4, 8)
"""Least number of projects of each tint."""
POINT = "city-centroid"
"""The one precision of a location (vocabulary ``location-precision``) that may become a dot."""


@dataclass(frozen=True, slots=True)
class Locations:
    """Where projects are, specimens left out.

    ``dots`` are cities (longitude, latitude); ``rings`` countries with projects that no city can stand for.
    """

    projects: Mapping[str, int]
    dots: Mapping[tuple[float, float], tuple[str, int]] = field(default_factory=dict)
    """Place -> country, number of projects."""
    rings: Mapping[str, int] = field(default_factory=dict)

    def points(self, country: str) -> list[tuple[float, float]]:
        """The cities of a country that have a dot."""
        return [place for place, (code, _) in self.dots.items() if code == country]

    def table(self) -> list[tuple[str, int]]:
        """Countries with their number of projects, most first."""
        return sorted(self.projects.items(), key=lambda item: (-item[1], item[0]))


def locations(library: Library) -> Locations:
    """The places of all projects. Only a location said to be a city's becomes a dot; every other counts for its country alone."""
    projects: Counter[str] = Counter()
    rings: Counter[str] = Counter()
    dots: dict[tuple[float, float], tuple[str, int]] = {}
    for entity in library.of_kind("Project"):
        country = library.value(entity.id, "country")
        if entity.specimen or not country:
            continue
        projects[country] += 1
        place = _place(library, entity.id)
        if place is None:
            rings[country] += 1
        else:
            dots[place] = (country, dots.get(place, (country, 0))[1] + 1)
    return Locations(dict(sorted(projects.items())), dict(sorted(dots.items())), dict(sorted(rings.items())))


def _place(library: Library, id: str) -> tuple[float, float] | None:
    precision = library.value(id, "locationPrecision").replace("_", "-")
    longitude, latitude = library.value(id, "longitude"), library.value(id, "latitude")
    if precision != POINT or not longitude or not latitude:
        return None
    return float(longitude), float(latitude)


def step_of(number: int) -> int:
    """The tint of a number of projects, 0 for none.

    >>> [step_of(n) for n in (0, 1, 3, 40)]
    [0, 1, 2, 4]
    """
    return sum(number >= least for least in STEPS)


def draw_map(places: Locations, geography: Geography, root: str, linked: set[str], words: Mapping[str, str]) -> Markup:
    """The map as SVG. Every country with projects is a link to its page and says its number to a screen reader."""
    head = Markup(
        '<svg class="world" viewBox="0 0 {:g} {:g}" role="img" aria-labelledby="map-title map-desc">'
        '<title id="map-title">{}</title><desc id="map-desc">{}</desc>'
    ).format(geography.width, geography.height, words["title"], words["desc"])
    quiet = [shape for shape in geography.shapes if not places.projects.get(shape.id)]
    loud = [shape for shape in geography.shapes if places.projects.get(shape.id)]
    parts = [Markup('<path class="land" d="{}"/>').format("".join(shape.path for shape in quiet))]
    parts.extend(_country(shape, places.projects[shape.id], root, linked, words) for shape in loud)
    parts.extend(_ring(shape, places.rings[shape.id], words) for shape in loud if shape.id in places.rings)
    parts.extend(_dot(place, code, number, geography, words) for place, (code, number) in places.dots.items())
    return head + Markup("").join(parts) + Markup("</svg>")


def _country(shape: Shape, number: int, root: str, linked: set[str], words: Mapping[str, str]) -> Markup:
    title = Markup("<title>{}: {} {}</title>").format(shape.name, number, words["project"] if number == 1 else words["projects"])
    if shape.path:
        drawn = Markup('<path class="land t{}" d="{}">{}</path>').format(step_of(number), shape.path, title)
    else:
        drawn = Markup('<circle class="land small t{}" cx="{}" cy="{}" r="3.4">{}</circle>').format(step_of(number), *shape.at, title)
    if shape.id not in linked:
        return drawn
    return Markup('<a class="ref" href="{}countries/{}.html" tabindex="-1">{}</a>').format(root, shape.id, drawn)


def _ring(shape: Shape, number: int, words: Mapping[str, str]) -> Markup:
    return Markup('<circle class="ring" cx="{}" cy="{}" r="{}"><title>{}: {} {}</title></circle>').format(
        *shape.at, _radius(number) + 2, shape.name, number, words["ring"]
    )


def _dot(place: tuple[float, float], code: str, number: int, geography: Geography, words: Mapping[str, str]) -> Markup:
    x, y = project(*place)
    label = words["project"] if number == 1 else words["projects"]
    return Markup('<circle class="dot" cx="{}" cy="{}" r="{}"><title>{}: {} {}</title></circle>').format(
        round(x, 1), round(y, 1), _radius(number), geography.name(code), number, label
    )


def _radius(number: int) -> float:
    return round(2.1 + 1.26 * (math.sqrt(number) - 1), 1)
