"""What the room's rules hold in common: control lists with their direction, thresholds, and the words of steps and gaps."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib import resources

import msgspec
import yaml

from enduse.model.errors import InvalidTaxonomy


class ControlList(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A list as its sources call it. ``directions`` are terms of the vocabulary ``direction``; ``source`` is the legal basis."""

    title: str
    names: tuple[str, ...]
    directions: tuple[str, ...]
    source: str


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The content of ``settings.yml``."""

    supply_direction: str
    buying_directions: tuple[str, ...]
    sale_notice_types: tuple[str, ...]
    publication_lag_days: int
    publication_lag_source: str
    lists: dict[str, ControlList]
    steps: dict[str, str]
    gaps: dict[str, str]
    rule_says: dict[str, str]


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
        return msgspec.convert(yaml.safe_load(text), Settings)
    except msgspec.ValidationError as error:
        raise InvalidTaxonomy(f"findings/settings.yml: {error}; see the class Settings for the keys it holds") from error


def fold(name: str) -> str:
    """A list's name as compared: compatibility forms, case and blanks folded."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


@cache
def _by_name() -> dict[str, KnownList]:
    known = {}
    for key, each in settings().lists.items():
        for name in (each.title, *each.names):
            known[fold(name)] = KnownList(key, each.title, frozenset(each.directions))
    return known


def known_list(name: str) -> KnownList:
    """The list of that name; a list nobody described has its own name as key and no direction."""
    folded = fold(name)
    return _by_name().get(folded, KnownList(folded, name, frozenset()))
