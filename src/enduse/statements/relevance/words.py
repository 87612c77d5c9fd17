"""The shipped vocabulary, and every place of a folded text where one of its words stands: one pass, the longest word first.

Brands are looked for only where they may count: in item rows and beside words, for their names are words of every paper.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from msgspec import Struct

from enduse.model.errors import InvalidTaxonomy
from enduse.vocabulary.load import vocabulary

STRENGTHS = frozenset({"strong", "named", "weak", "support"})
_NOTHING, _BRAND = "look-alike", "brand"


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a word stands for: a term of the taxonomy of technologies, and how much the word is worth for it."""

    term: str
    family: str
    """The widest term above ``term``."""
    strength: str
    """``strong``, ``named``, ``weak``, ``support`` or ``brand``."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word of the vocabulary; ``meanings`` is empty for a look-alike, whose only use is to be found instead of a word inside it."""

    text: str
    meanings: tuple[Meaning, ...]
    lead: bool = False
    """Whether a cell that holds this brand and no more is a lead by itself."""


class Hit(Struct, frozen=True):
    """A word at ``text[start:end]`` of a folded text."""

    start: int
    end: int
    word: Word


def find_words(text: str, regions: Iterable[tuple[int, int]] | None = None) -> list[Hit]:
    """Every word of a folded text that is no brand, in order, without overlaps; look-alikes are left out, and so is what they hide.

    ``regions`` are stretches ``(start, end)``, sorted and apart; without them the whole text is read.
    """
    low = _low(text)
    starts, by_start = _index("words")
    return [hit for first, last in ([(0, len(text))] if regions is None else regions) for hit in _find(low, first, last, starts, by_start)]


def find_brands(text: str, regions: Iterable[tuple[int, int]]) -> list[Hit]:
    """Every brand that stands whole in one of these regions ``(start, end)`` of a folded text, each place once, in order."""
    places = list(regions)
    if not places:
        return []
    low = _low(text)
    starts, by_start = _index("brands")
    found = {hit.start: hit for first, last in places for hit in _find(low, first, last, starts, by_start)}
    return [found[start] for start in sorted(found)]


def _low(text: str) -> str:
    """In small letters; as it is where a capital has a small form of two signs, for then no place would be right."""
    low = text.lower()
    return low if len(low) == len(text) else text


def _find(low: str, first: int, last: int, starts: re.Pattern[str], by_start: dict[str, tuple[Word, ...]]) -> list[Hit]:
    found: list[Hit] = []
    free = first
    for match in starts.finditer(low, first, last):
        start = match.start()
        words = by_start.get(low[start : start + 2])
        if words is None or start < free:
            continue
        for word in words:
            end = start + len(word.text)
            if end <= last and low.startswith(word.text, start) and _stands_alone(low, start, end):
                free = end
                if word.meanings:
                    found.append(Hit(start, end, word))
                break
    return found


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether no Latin letter or digit runs into a word that begins or ends in one."""
    before = start > 0 and text[start].isascii() and text[start - 1].isascii() and text[start - 1].isalnum()
    after = end < len(text) and text[end - 1].isascii() and text[end].isascii() and text[end].isalnum()
    return not before and not after


def family_of(term: str) -> str:
    """The widest term above a term of the taxonomy of technologies."""
    above = list(vocabulary("technology").ancestors(term))
    return above[-1].id if above else term


@lru_cache(maxsize=1)
def near() -> dict[str, tuple[tuple[str, bool], ...]]:
    """For each family the phrases that say, close by, that a word means something else; and whether they cancel strong words too."""
    found: dict[str, list[tuple[str, bool]]] = {}
    for row in _rows("near"):
        found.setdefault(row["family"], []).append((row["phrase"], row["cancels_strong"] == "yes"))
    return {family: tuple(phrases) for family, phrases in found.items()}


@lru_cache(maxsize=2)
def _index(kind: str) -> tuple[re.Pattern[str], dict[str, tuple[Word, ...]]]:
    """Where words may begin, as a pattern on two signs that never fits inside a Latin word; and the words by these two, the longest first.

    Of the places where some word's first and some word's second sign meet, few begin a word: a second look by groups of first signs
    rules most of them out before Python sees them.
    """
    by_start: dict[str, list[Word]] = {}
    for word in load_brands() if kind == "brands" else load_words():
        by_start.setdefault(word.text[:2], []).append(word)
    ordered = {pair: tuple(sorted(words, key=lambda word: (-len(word.text), word.text))) for pair, words in by_start.items()}
    firsts = sorted({pair[0] for pair in by_start})
    size = -(-len(firsts) // _GROUPS)
    groups = [firsts[at : at + size] for at in range(0, len(firsts), size)]
    looks = "|".join(f"(?<={_signs(group)})(?={_signs({pair[1] for pair in by_start if pair[0] in group})})" for group in groups)
    return re.compile(f"{_signs(firsts)}(?={_signs({pair[1] for pair in by_start})})(?<![a-z0-9][a-z0-9])(?:{looks})"), ordered


_GROUPS = 4
"""Measured: fewer let more false starts through, more cost more to look at."""


def _signs(signs: Iterable[str]) -> str:
    return "[" + "".join(map(re.escape, sorted(signs))) + "]"


@lru_cache(maxsize=1)
def load_words() -> tuple[Word, ...]:
    """The vocabulary without brands.

    Raises:
        InvalidTaxonomy: a row has an unknown strength, or a word of one sign.
    """
    meanings: dict[str, list[Meaning]] = {}
    for row in _rows("words"):
        if row["strength"] not in STRENGTHS | {_NOTHING} or len(row["word"]) < 2:
            raise InvalidTaxonomy(f"words.csv: {row['word']!r} has strength {row['strength']!r}; expected one of {sorted(STRENGTHS)}")
        known = meanings.setdefault(row["word"], [])
        if row["strength"] != _NOTHING:
            known.append(Meaning(row["term"], family_of(row["term"]), row["strength"]))
    return tuple(Word(text, tuple(found)) for text, found in sorted(meanings.items()))


@lru_cache(maxsize=1)
def load_brands() -> tuple[Word, ...]:
    """The brands, and the look-alikes that may hide one; the first meaning of a brand is what its maker is known for."""
    meanings: dict[str, list[Meaning]] = {word.text: [] for word in load_words() if not word.meanings}
    leads: set[str] = set()
    for row in _rows("brands"):
        meanings.setdefault(row["brand"], []).extend(Meaning(term, family_of(term), _BRAND) for term in row["terms"].split(";"))
        if row["lead"]:
            leads.add(row["brand"])
    return tuple(Word(text, tuple(found), text in leads) for text, found in sorted(meanings.items()))


def _rows(name: str) -> Iterator[dict[str, str]]:
    text = files("enduse.statements.relevance").joinpath(f"{name}.csv").read_text("utf-8")
    return csv.DictReader(text.splitlines())
