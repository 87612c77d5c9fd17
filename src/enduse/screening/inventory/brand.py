"""Brands: what the brand of a row is, the maker's own name, a name records speak of, or neither."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache

from enduse.language.names import OrganisationName, parse
from enduse.language.names.brands import PREFIX, makers_called
from enduse.screening.inventory.model_grammar import fold_brand
from enduse.screening.inventory.spelling import reads_like
from enduse.screening.inventory.tables import makers


@dataclass(frozen=True, slots=True)
class Brand:
    """A brand as read. ``maker`` is the key of the maker whose own name it is; ``key`` the folded brand to look records up by.

    ``read_like`` is the name it was taken for where it is not spelled so; ``stranger`` the maker whose name stands in the name of
    another firm (a builder called Dahua).
    """

    written: str
    key: str
    maker: str = ""
    read_like: str = ""
    stranger: str = ""


@lru_cache(maxsize=65536)
def read_brand(written: str, known: Collection[str]) -> Brand:
    """Read a brand; ``known`` are the folded brands records speak of (a frozen set)."""
    key = fold_brand(written)
    if not key:
        return Brand(written, "")
    own = _own()
    if key in own:
        return Brand(written, key, maker=own[key])
    if key in known:
        return Brand(written, key)
    name = parse(written)
    core = fold_brand(name.core)
    named = [each.removeprefix(PREFIX) for each in sorted(name.brands)]
    mine = [each for each in named if each in makers().makers]
    if mine:
        return Brand(written, key, maker=mine[0])
    if not name.places and _fits(name):
        if core in own:
            return Brand(written, core, maker=own[core])
        if core in known:
            return Brand(written, core)
    if called := [each for each in sorted(makers_called(name.core)) if each.removeprefix(PREFIX) in makers().makers]:
        return Brand(written, key, stranger=called[0].removeprefix(PREFIX))
    near = reads_like(written, {*own, *known})
    return Brand(written, near or key, maker=own.get(near, ""), read_like=near)


def _fits(name: OrganisationName) -> bool:
    """Whether no trade in the name is that of another business: a builder, a baker."""
    allowed = set(makers().trades_of_makers)
    return all(allowed & {*part.meaning} for part in name.parts if part.kind == "trade")


@lru_cache(maxsize=1)
def _own() -> dict[str, str]:
    """Folded names that are a maker's own brand, by what ``makers.yml`` calls it."""
    return {fold_brand(name): key for key, maker in makers().makers.items() for name in (maker.label, *maker.own)}
