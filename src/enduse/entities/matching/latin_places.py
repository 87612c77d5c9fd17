"""Which places of names in Latin letters lie in which: Chinese ones by the gazetteer, others by latin_places.yml."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from enduse.entities.matching.words import load_words
from enduse.language.names.places import CHINA, same_line
from enduse.language.places import reference


def narrowest(places: Iterable[str]) -> tuple[str, ...]:
    """Places, sorted, without those that only say where another of them lies (``China`` beside ``Shenzhen``)."""
    found = sorted(set(places))
    if len(found) < 2:
        return tuple(found)
    ranked = sorted(found, key=lambda place: (-depth(place), place))
    kept: list[str] = []
    for place in ranked:
        if not any(in_line(place, other) for other in kept):
            kept.append(place)
    return tuple(sorted(kept))


def depth(place: str) -> int:
    """How far down a place lies: cities below countries, counties below prefectures."""
    first = place.split("/")[0]
    if first.isdecimal():
        return 2 + len(first.rstrip("0"))
    return 1 if ":" in first else 0


@lru_cache(maxsize=8192)
def in_line(place: str, other: str) -> bool:
    """Whether one place may be the other or lie in it; ``654002/654021`` is one of the two."""
    within, empty = load_words().within, frozenset[str]()
    if other in within.get(place, empty) or place in within.get(other, empty):
        return True
    return any(same_line(reference(), a, b) for a in place.split("/") for b in other.split("/") if _chinese(a) and _chinese(b))


def _chinese(code: str) -> bool:
    return code == CHINA or code.isdecimal()
