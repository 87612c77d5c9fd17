"""What the room's rules hold in common: terms, thresholds, and the control lists with their directions.

Which lists there are, what they are called and in which direction they work, their sources say.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib import resources

import msgspec

from enduse.model.errors import InvalidTaxonomy
from enduse.model.yaml_text import read_yaml
from enduse.sources.registry import list_sources


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The content of ``settings.yml``."""

    supply_direction: str
    buying_directions: tuple[str, ...]
    sale_notice_types: tuple[str, ...]
    publication_lag_days: int
    publication_lag_source: str


@dataclass(frozen=True, slots=True)
class KnownList:
    """The list a name stands for: ``key`` is the same for all names of one list."""

    key: str
    title: str
    directions: frozenset[str]


@cache
def settings() -> Settings:
    """The settings shipped with this version.

    Raises:
        InvalidTaxonomy: ``settings.yml`` lacks a key or has an unknown one.
    """
    text = resources.files(__package__).joinpath("settings.yml").read_text("utf-8")
    try:
        return msgspec.convert(read_yaml(text), Settings)
    except msgspec.ValidationError as error:
        raise InvalidTaxonomy(f"findings/settings.yml: {error}; see the class Settings for the keys it holds") from error


def fold(name: str) -> str:
    """A list's name as compared: compatibility forms, case and blanks folded."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


@cache
def _by_name() -> dict[str, KnownList]:
    known = {}
    for source in list_sources():
        if source.kind == "control-list":
            for name in (source.name, source.title, source.short_title, *source.also_called):
                known[fold(name)] = KnownList(source.name, source.short_title, source.directions)
    return known


def known_list(name: str) -> KnownList:
    """The list of that name; a list nobody described has its own name as key and no direction."""
    folded = fold(name)
    return _by_name().get(folded, KnownList(folded, name, frozenset()))
