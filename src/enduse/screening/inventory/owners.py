"""Owners: what kind of body owns a device, and whether national award money paid for it, by the words of the file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache

import msgspec

from enduse.model.errors import UsageError
from enduse.screening.inventory.tables import load
from enduse.sources.entry import country_code

AWARD, OWN = "national-award", "own"


class Kind(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A kind of owner: how it is called, and the words that mean it."""

    label: str
    words: tuple[str, ...]


class Owners(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The content of ``owners.yml``."""

    kinds: dict[str, Kind]
    money: dict[str, tuple[str, ...]]
    countries: dict[str, tuple[str, ...]]


@cache
def owners() -> Owners:
    """The kinds of owners."""
    return load("owners.yml", Owners)


@lru_cache(maxsize=65536)
def kind_of(text: str) -> str:
    """The kind a cell means; empty where it means none, or two alike.

    >>> kind_of("City of Specimen"), kind_of("federal contractor"), kind_of("a friend")
    ('state-or-local', 'contractor', '')
    """
    known = owners().kinds
    return text.strip() if text.strip() in known else _one(text, {kind: each.words for kind, each in known.items()})


@lru_cache(maxsize=65536)
def money_of(text: str) -> str:
    """Who paid, ``national-award`` or ``own``; empty where the cell does not say."""
    return _one(text, owners().money)


@lru_cache(maxsize=4096)
def country_of(text: str) -> str:
    """The code of a country as written; empty for what is none.

    >>> country_of("USA"), country_of("FR"), country_of("Atlantis")
    ('us', 'fr', '')
    """
    written = text.strip()
    known = [code for code, names in owners().countries.items() if written.casefold() in names]
    return known[0] if known else country_code(written) or ""


def check_country(text: str) -> str:
    """The code of a country a user gave.

    Raises:
        UsageError: it is no country.
    """
    if text and not country_of(text):
        raise UsageError(f"--country {text!r} is no country; give its code of two letters, such as us or gb")
    return country_of(text)


def check_kind(text: str) -> str:
    """The kind a user asked for.

    Raises:
        UsageError: it is no kind.
    """
    found = kind_of(text)
    if text and not found:
        raise UsageError(f"--owner {text!r} is no kind of owner; known: {', '.join(owners().kinds)}")
    return found


def _one(text: str, words: Mapping[str, tuple[str, ...]]) -> str:
    """The one key of whose words the text holds some; a word that is part of a longer one found does not count; none for several keys."""
    found = {word: key for key, each in words.items() for word in each if holds(text, word)}
    return next(iter(keys)) if len(keys := {key for word, key in found.items() if not _inside(word, found)}) == 1 else ""


def _inside(word: str, found: Iterable[str]) -> bool:
    return any(word != other and holds(other, word) for other in found)


def holds(text: str, word: str) -> bool:
    """Whether a text holds a word whole; Chinese words need no blanks around them."""
    pattern = re.escape(word.casefold())
    return re.search(pattern if not word.isascii() else rf"(?<![a-z0-9]){pattern}(?![a-z0-9])", text.casefold()) is not None
