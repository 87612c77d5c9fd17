"""The words of names in Latin letters (latin.yml, latin_places.yml), loaded once and indexed by spelling."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any

from enduse.entities.matching.latin_text import latin_words
from enduse.entities.matching.near_words import NearWords
from enduse.model.errors import InvalidTaxonomy
from enduse.model.yaml_text import read_yaml

Spelling = tuple[str, ...]
"""The words of a phrase, folded."""


LONG_FORM = 7
"""Letters from which a misspelt legal form is still read as one."""


@dataclass(slots=True)
class Words:
    """What each spelling means.

    ``forms``: phrase -> class of legal form, of which those in ``edge`` count only at the ends of a name; ``places``: phrase -> code;
    ``bodies``: name or short name -> (the short name, the country); ``trade`` and ``phrases``: word -> (the word it stands for, its weight
    in hundredths); ``within``: place -> the places it lies in.
    """

    forms: dict[Spelling, str] = field(default_factory=dict)
    long_forms: tuple[tuple[str, str], ...] = ()
    edge: set[Spelling] = field(default_factory=set)
    apart: set[frozenset[str]] = field(default_factory=set)
    fillers: frozenset[str] = frozenset()
    trade: dict[str, tuple[str, int]] = field(default_factory=dict)
    phrases: dict[Spelling, tuple[str, int]] = field(default_factory=dict)
    bodies: dict[Spelling, tuple[str, str]] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)
    numbers_before: frozenset[str] = frozenset()
    series: frozenset[str] = frozenset()
    """The words and classes of forms of what is set up in numbered series."""
    places: dict[Spelling, str] = field(default_factory=dict)
    within: dict[str, frozenset[str]] = field(default_factory=dict)
    wide: frozenset[str] = frozenset()
    near_trade: NearWords = field(default_factory=lambda: NearWords(()))
    near_form: NearWords = field(default_factory=lambda: NearWords(()))
    """Trade words, and the words that legal forms of several words are made of, for those misspelt."""
    lengths: dict[str, tuple[int, ...]] = field(default_factory=dict)
    """How many words the phrases have that begin with a word, longest first."""
    form_ends: dict[str, tuple[int, ...]] = field(default_factory=dict)
    """How many words the legal forms of several words have that end with a word, longest first."""
    pinyin: re.Pattern[str] = re.compile("")


@cache
def load_words() -> Words:
    """Load the two files.

    Raises:
        InvalidTaxonomy: one spelling stands for two things.
    """
    raw = _read("latin.yml")
    words = Words(fillers=frozenset(raw["fillers"]), numbers=raw["numbers"], numbers_before=frozenset(raw["numbers_before"]))
    for entry in raw["legal_forms"]:
        for phrase in [*entry["edge"], *entry["anywhere"]]:
            _put(words.forms, _spelling(phrase), entry["class"])
        words.edge.update(_spelling(phrase) for phrase in entry["edge"])
    words.long_forms = tuple((s[0], form) for s, form in words.forms.items() if len(s) == 1 and len(s[0]) >= LONG_FORM)
    words.series = frozenset([*raw["series"]["words"], *raw["series"]["forms"]])
    words.apart = {frozenset(pair) for pair in raw["apart"]}
    for weight, groups in raw["words"].items():
        _load_trade(words, round(100 * float(weight)), groups)
    for body in raw["bodies"]:
        for name in body["names"]:
            _put(words.bodies, _spelling(name), (_spelling(body["names"][-1])[0], body["in"]))
    _load_places(words, _read("latin_places.yml"))
    syllables = sorted((head + tail for head, tails in raw["pinyin"].items() for tail in tails), key=len, reverse=True)
    words.pinyin = re.compile(f"(?:{'|'.join(syllables)})+")
    words.near_trade = NearWords(words.trade)
    words.near_form = NearWords(word for spelling in words.forms if len(spelling) > 1 for word in spelling)
    words.lengths = _lengths((spelling[0], len(spelling)) for spelling in [*words.forms, *words.places, *words.phrases, *words.bodies])
    words.form_ends = _lengths((spelling[-1], len(spelling)) for spelling in words.forms if len(spelling) > 1)
    return words


def _lengths(spellings: Iterable[tuple[str, int]]) -> dict[str, tuple[int, ...]]:
    """By word, how long the spellings are that it leads to, longest first."""
    lengths: dict[str, set[int]] = {}
    for word, length in spellings:
        lengths.setdefault(word, set()).add(length)
    return {word: tuple(sorted(found, reverse=True)) for word, found in lengths.items()}


def _load_trade(words: Words, weight: int, groups: Iterable[list[str]]) -> None:
    for group in groups:
        for phrase in group:
            spelling = _spelling(phrase)
            if len(spelling) == 1:
                words.trade.setdefault(spelling[0], (group[0], weight))
            else:
                _put(words.phrases, spelling, (group[0], weight))


def _load_places(words: Words, raw: dict[str, Any]) -> None:
    words.wide = frozenset(raw["wide"])
    for section in ("wide", "countries"):
        for code, names in raw[section].items():
            for name in names:
                _put(words.places, _spelling(name), code)
    for code, names in raw["cities"].items():
        for name in names:
            place = f"{code}:{name}"
            _put(words.places, _spelling(name), place)
            words.within[place] = frozenset([code])


def _put(table: dict[Spelling, Any], spelling: Spelling, meaning: Any) -> None:
    if table.setdefault(spelling, meaning) != meaning:
        raise InvalidTaxonomy(f"words of Latin names: {' '.join(spelling)!r} stands for {table[spelling]!r} and for {meaning!r}; keep one")


def _spelling(phrase: str) -> Spelling:
    return tuple(latin_words(str(phrase)))


def _read(name: str) -> dict[str, Any]:
    read: dict[str, Any] = read_yaml(resources.files(__package__).joinpath(name).read_text("utf-8"))
    return read
