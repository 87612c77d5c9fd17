"""Equal Earth, the projection of every map here: areas are true, so a tint never exaggerates a northern country.

Formula: B. Šavrič, T. Patterson, B. Jenny, "The Equal Earth map projection", International Journal of Geographical
Information Science 33 (2019), https://doi.org/10.1080/13658816.2018.1504949
"""

from __future__ import annotations

import math

_A1, _A2, _A3, _A4 = 1.340264, -0.081106, 0.000893, 0.003796
_M = math.sqrt(3) / 2

WIDTH = 1000.0
"""Width of the drawn world in units of the map's viewBox."""

NORTH, SOUTH = 83.7, -56.5
"""Latitudes where the drawn map ends; Antarctica is left out."""


def _raw(longitude: float, latitude: float) -> tuple[float, float]:
    theta = math.asin(_M * math.sin(math.radians(latitude)))
    square = theta * theta
    sixth = square**3
    x = math.radians(longitude) * math.cos(theta) / (_M * (_A1 + 3 * _A2 * square + sixth * (7 * _A3 + 9 * _A4 * square)))
    y = theta * (_A1 + _A2 * square + sixth * (_A3 + _A4 * square))
    return x, y


_SCALE = WIDTH / (2 * _raw(180, 0)[0])
_TOP = _raw(0, NORTH)[1]
HEIGHT = round((_TOP - _raw(0, SOUTH)[1]) * _SCALE, 1)
"""Height of the drawn world in the same units."""


def project(longitude: float, latitude: float) -> tuple[float, float]:
    """Where a place lies on the drawn map, in units of its viewBox, from the upper left corner.

    Args:
        longitude: degrees east of Greenwich, -180 to 180.
        latitude: degrees north of the equator, -90 to 90.

    >>> [round(value, 1) for value in project(0, 0)]
    [500.0, 241.2]
    """
    x, y = _raw(longitude, latitude)
    return WIDTH / 2 + x * _SCALE, (_TOP - y) * _SCALE


def drawn_at(place: tuple[float, float]) -> tuple[float, float]:
    """Where a city (longitude, latitude) has its dot: to a tenth of a unit, and never outside the drawing.

    >>> drawn_at((74.34, 31.56)), drawn_at((0.0, 90.0))
    ((691.8, 126.3), (500.0, 0.0))
    """
    x, y = project(*place)
    return max(0, round(x * 10)) / 10, max(0, round(y * 10)) / 10
