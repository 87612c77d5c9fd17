"""Exposure: what a row itself says of reach from the internet, of a place that matters, and of its firmware. Nothing is inferred."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from enduse.screening.inventory.device import Device
from enduse.screening.inventory.owners import holds
from enduse.screening.inventory.tables import exposures


@lru_cache(maxsize=65536)
def place_kinds(place: str) -> tuple[str, ...]:
    """The kinds of place of ``exposure.yml`` that the words of a place mean.

    >>> place_kinds("Specimen Police Station, dispatch"), place_kinds("tennis club")
    (('public safety',), ())
    """
    return tuple(kind for kind, words in exposures().places.items() if any(holds(place, word) for word in words))


def exposure(device: Device) -> tuple[int, tuple[str, ...]]:
    """How exposed a device is by its row: the sum of the weights that apply, and the reasons in words."""
    found = list(_found(device))
    weights = exposures().weights
    return sum(weights[kind] for kind, _ in found), tuple(said for _, said in found)


def _found(device: Device) -> Iterator[tuple[str, str]]:
    known = exposures()
    internet = device.internet.strip().casefold()
    if internet in known.internet["yes"]:
        yield "internet", known.said["internet"]
    if kinds := place_kinds(device.place):
        yield "place", known.said["place"].format(kind=" and ".join(kinds), place=device.place)
    if device.firmware.strip().casefold() in known.firmware_unknown:
        yield "firmware", known.said["firmware"]
