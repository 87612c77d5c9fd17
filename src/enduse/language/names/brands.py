"""Brands and makers by any of their names (brands.csv): an id that is equal in both scripts."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass
from functools import cache

from enduse.language.names.sounds import spoken
from enduse.language.names.words import table

PREFIX = "brand:"


@dataclass(frozen=True, slots=True)
class Brand:
    """One alias of a maker: its id and, for an alias that others use too, the places and trades of the maker."""

    id: str
    places: frozenset[str]
    trades: frozenset[str]
    short: bool


@cache
def _aliases() -> dict[str, tuple[Brand, ...]]:
    found: dict[str, list[Brand]] = {}
    for row in table("brands.csv"):
        brand = Brand(
            row["brand"],
            frozenset(filter(None, row["places"].split(";"))),
            frozenset(filter(None, row["trades"].split(";"))),
            row["short"] == "yes",
        )
        found.setdefault(row["folded"], []).append(brand)
    return {alias: tuple(brands) for alias, brands in found.items()}


def brands_of(folded: str, core: str, places: Sequence[str], concepts: Set[str]) -> frozenset[str]:
    """The brands that a name's core, or the name without its legal form (``folded``), is an alias of.

    A short alias (大华) counts only where the name's own place and trade do not speak against the maker's: 新疆大华建设 is another firm.
    """
    aliases = _aliases()
    if core not in aliases and folded not in aliases:
        return _NONE
    called = (brand for key in {core, folded} for brand in aliases.get(key, ()))
    return frozenset([PREFIX + brand.id for brand in called if not brand.short or _fits(brand, places, concepts)])


def makers_called(core: str) -> frozenset[str]:
    """The brands of all makers a core is a name of, whether or not a name with that core fits them."""
    brands = _aliases().get(core)
    return _NONE if brands is None else frozenset(PREFIX + brand.id for brand in brands)


@cache
def sounds_like(brand: str, core: str) -> bool:
    """Whether a Chinese core is spoken as a Chinese name of the brand is, and none of them stands in it."""
    known = brand.removeprefix(PREFIX)
    names = [alias for alias, brands in _aliases().items() if not alias.isascii() and any(each.id == known for each in brands)]
    return not any(name in core for name in names) and any(not set(spoken(name)).isdisjoint(spoken(core)) for name in names)


_NONE: frozenset[str] = frozenset()


@cache
def trades_of(brand: str) -> frozenset[str]:
    """Concept ids of the trades that the maker's own names say; ``brand`` with or without the prefix of keys."""
    known = brand.removeprefix(PREFIX)
    return frozenset(trade for brands in _aliases().values() for each in brands if each.id == known for trade in each.trades)


def _fits(brand: Brand, places: Sequence[str], concepts: Set[str]) -> bool:
    if brand.places and places and not any(code[:2] == place[:2] for code in places for place in brand.places):
        return False
    return not (brand.trades and concepts and brand.trades.isdisjoint(concepts))
