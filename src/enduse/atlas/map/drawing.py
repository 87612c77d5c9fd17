"""The world map, drawn on the server: tints for numbers of projects, dots for cities, rings for what is known of a country only."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from markupsafe import Markup

from enduse.atlas.geography import Geography, Shape
from enduse.atlas.map.projection import drawn_at
from enduse.atlas.map.projects import MapProject

STEPS = (1, 2, 4, 8)
"""Least number of projects of each tint."""
MOST_DOTS = 600
"""Dots of the drawing. Of more cities those that stand close share one, so that the page stays small however many there are."""
CLOSE = 14.0
"""How close, in units of the drawing, where there are not too many; else half as far again, until there are no more than that."""


@dataclass(frozen=True, slots=True)
class Locations:
    """Where projects are: ``dots`` are cities as drawn, ``rings`` countries with projects that no city can stand for."""

    projects: Mapping[str, int]
    dots: Mapping[tuple[float, float], tuple[str, int]] = field(default_factory=dict)
    """Place (longitude, latitude) -> country, number of projects."""
    rings: Mapping[str, int] = field(default_factory=dict)

    def points(self) -> Counter[str]:
        """For each country the number of its cities that have a dot."""
        return Counter(code for code, _ in self.dots.values())

    def table(self) -> list[tuple[str, int]]:
        """Countries with their number of projects, most first."""
        return sorted(self.projects.items(), key=lambda item: (-item[1], item[0]))


def locations(found: Sequence[MapProject]) -> Locations:
    """The places of all projects. Only a location said to be a city's becomes a dot; every other counts for its country alone."""
    dots: dict[tuple[float, float], tuple[str, int]] = {}
    for each in found:
        if each.place is not None:
            dots[each.place] = (each.country, dots.get(each.place, (each.country, 0))[1] + 1)
    rings = Counter(each.country for each in found if each.place is None)
    return Locations(Counter(each.country for each in found), dict(sorted(dots.items())), dict(sorted(rings.items())))


def step_of(number: int) -> int:
    """The tint of a number of projects, 0 for none.

    >>> [step_of(n) for n in (0, 1, 3, 40)]
    [0, 1, 2, 4]
    """
    return sum(number >= least for least in STEPS)


def draw_map(places: Locations, geography: Geography, root: str, linked: set[str], words: Mapping[str, str]) -> Markup:
    """The map as SVG. Every country with projects is a link to its page and says its number to a screen reader."""
    head = Markup(
        '<svg class="world" viewBox="0 0 {:g} {:g}" role="group" aria-labelledby="map-title" aria-describedby="map-desc">'
        '<title id="map-title">{}</title><desc id="map-desc">{}</desc>'
    ).format(geography.width, geography.height, words["title"], words["desc"])
    quiet = [shape for shape in geography.shapes if not places.projects.get(shape.id)]
    loud = [shape for shape in geography.shapes if places.projects.get(shape.id)]
    land = [Markup('<path class="land" d="{}"/>').format("".join(shape.path for shape in quiet))]
    land.extend(_country(shape, places.projects[shape.id], geography, root, linked, words) for shape in loud)
    marks = [_ring(shape, places.rings[shape.id], geography, words) for shape in loud if shape.id in places.rings]
    marks.extend(_dot(x, y, code, number, geography, words) for x, y, code, number in _dots(places))
    return head + Markup('{}<g class="marks">{}</g></svg>').format(Markup("").join(land), Markup("").join(marks))


def _country(shape: Shape, number: int, geography: Geography, root: str, linked: set[str], words: Mapping[str, str]) -> Markup:
    called = f"{geography.name(shape.id)}: {number} {words['project'] if number == 1 else words['projects']}"
    title = Markup("<title>{}</title>").format(called)
    if shape.path:
        drawn = Markup('<path class="land t{}" data-country="{}" d="{}">{}</path>').format(step_of(number), shape.id, shape.path, title)
    else:
        drawn = Markup('<circle class="land small t{}" data-country="{}" cx="{}" cy="{}" r="3.4">{}</circle>').format(
            step_of(number), shape.id, *shape.at, title
        )
    if shape.id not in linked:
        return drawn
    return Markup('<a class="ref" href="{}countries/{}.html" tabindex="-1" aria-label="{}">{}</a>').format(root, shape.id, called, drawn)


def _ring(shape: Shape, number: int, geography: Geography, words: Mapping[str, str]) -> Markup:
    return Markup('<circle class="ring" cx="{}" cy="{}" r="{}"><title>{}: {} {}</title></circle>').format(
        *shape.at, radius(number) + 2, geography.name(shape.id), number, words["ring"]
    )


def _dots(places: Locations) -> list[tuple[float, float, str, int]]:
    """Dots as drawn: x, y, country, number of projects. A dot of several countries names none."""
    drawn = [(*drawn_at(place), code, number) for place, (code, number) in places.dots.items()]
    if len(drawn) <= MOST_DOTS:
        return drawn
    shared = _shared(drawn, CLOSE, apart=True)
    close = CLOSE
    while len(shared) > MOST_DOTS:
        shared = _shared(drawn, close, apart=False)
        close *= 1.5
    return shared


def _shared(drawn: Sequence[tuple[float, float, str, int]], close: float, *, apart: bool) -> list[tuple[float, float, str, int]]:
    """One dot for all in a square; ``apart``: one for each country in it."""
    cells: dict[tuple[str, int, int], list[tuple[float, float, str, int]]] = {}
    for x, y, code, number in drawn:
        cells.setdefault((code if apart else "", int(x // close), int(y // close)), []).append((x, y, code, number))
    return [(*_middle(held), _one_country(held), sum(n for *_, n in held)) for _, held in sorted(cells.items())]


def _one_country(held: Sequence[tuple[float, float, str, int]]) -> str:
    codes = {code for _, _, code, _ in held}
    return codes.pop() if len(codes) == 1 else ""


def _middle(held: Sequence[tuple[float, float, str, int]]) -> tuple[float, float]:
    total = sum(number for *_, number in held)
    return round(sum(x * n for x, _, _, n in held) / total, 1), round(sum(y * n for _, y, _, n in held) / total, 1)


def _dot(x: float, y: float, code: str, number: int, geography: Geography, words: Mapping[str, str]) -> Markup:
    named = f"{geography.name(code)}: " if code else ""
    label = words["project"] if number == 1 else words["projects"]
    return Markup('<circle class="dot" cx="{}" cy="{}" r="{}"><title>{}{} {}</title></circle>').format(
        x, y, radius(number), named, number, label
    )


def radius(number: int) -> float:
    """How large a dot is, in units of the drawing: its area grows with the number, up to a limit.

    >>> radius(1), radius(4), radius(10_000)
    (2.1, 3.4, 12.0)
    """
    return min(12.0, round(2.1 + 1.26 * (math.sqrt(number) - 1), 1))
