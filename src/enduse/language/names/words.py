"""The dictionaries of the name grammar: words for trades, legal forms, public functions and branches, Chinese beside English.

Own compilation from the vocabulary of listed companies and of control lists; one row is one concept with its words in both languages.
Looked up longest first, by the last character (Chinese, read backwards) or the first word (English): no pattern of thousands of words.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources

from enduse.language.names.folding import latin_words
from enduse.model.errors import InvalidTaxonomy

KINDS = ("branch", "maker", "organ", "school", "unit", "legal", "trade", "general", "direction", "plain", "filler")
"""What a word is, the kind that decides first: ``light`` is a trade (lighting) and a plain word, and counts as the trade."""


@dataclass(frozen=True, slots=True)
class Word:
    """What a word or phrase may mean: ``kind`` is the first of KINDS among its concepts; ``related`` what these also stand for."""

    kind: str
    concepts: tuple[str, ...]
    related: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Dictionary:
    """Words of one language; ``lengths`` by last character (Chinese) or first word (English), longest first."""

    words: dict[str, Word]
    lengths: dict[str, tuple[int, ...]]

    def ending(self, text: str, end: int) -> tuple[int, Word] | None:
        """The longest word of two characters or more that ends at ``end``: where it starts, and what it means."""
        for length in self.lengths.get(text[end - 1], ()):
            if length <= end and (word := self.words.get(text[end - length : end])) is not None:
                return end - length, word
        return None

    def starting(self, words: list[str], start: int) -> tuple[int, Word] | None:
        """The longest phrase that begins at word ``start``: where it ends, and what it means."""
        for length in self.lengths.get(words[start], ()):
            if start + length <= len(words):
                word = self.words.get(" ".join(words[start : start + length]) if length > 1 else words[start])
                if word is not None:
                    return start + length, word
        return None


@cache
def chinese() -> Dictionary:
    """Chinese words of two characters or more."""
    words = _merged((zh, kind, concept) for kind, concept, forms, _ in rows() for zh in forms if len(zh) > 1)
    lengths: dict[str, set[int]] = {}
    for word in words:
        lengths.setdefault(word[-1], set()).add(len(word))
    return Dictionary(words, {end: tuple(sorted(found, reverse=True)) for end, found in lengths.items()})


@cache
def characters() -> dict[str, Word]:
    """What single characters mean inside a shortened name (``纸`` paper, ``微`` micro)."""
    return _merged((zh, kind, concept) for kind, concept, forms, _ in rows() for zh in forms if len(zh) == 1)


@cache
def english() -> Dictionary:
    """English words and phrases, folded as names are."""
    words = _merged((" ".join(latin_words(en)), kind, concept) for kind, concept, _, forms in rows() for en in forms)
    lengths: dict[str, set[int]] = {}
    for phrase in words:
        lengths.setdefault(phrase.split(" ")[0], set()).add(phrase.count(" ") + 1)
    return Dictionary(words, {first: tuple(sorted(found, reverse=True)) for first, found in lengths.items()})


@cache
def kind_of(concept: str) -> str:
    """The kind of a concept, as its row says.

    Raises:
        KeyError: no row has the concept.
    """
    return _kinds()[concept]


@cache
def _kinds() -> dict[str, str]:
    return {concept: kind for kind, concept, _, _ in rows()}


@cache
def rows() -> tuple[tuple[str, str, tuple[str, ...], tuple[str, ...]], ...]:
    """(kind, concept, Chinese words, English words) of every row of the five tables.

    Raises:
        InvalidTaxonomy: a row has an unknown kind, no words, or a concept that another row has.
    """
    found = [*_read("words.csv"), *_read("legal.csv", "legal"), *_read("functions.csv"), *_read("branches.csv", "branch")]
    found += _read("groups.csv", "maker")
    seen: set[str] = set()
    for kind, concept, zh, en in found:
        if kind not in KINDS or not concept or concept in seen or not (zh or en):
            raise InvalidTaxonomy(
                f"names: {concept!r}: kind {kind!r} is none of {', '.join(KINDS)}, the concept stands twice, or it has no words"
            )
        seen.add(concept)
    return tuple(found)


def table(name: str) -> list[dict[str, str]]:
    """The rows of one of this folder's tables."""
    return list(csv.DictReader(resources.files(__package__).joinpath(name).read_text("utf-8").splitlines()))


def _read(name: str, kind: str = "") -> Iterator[tuple[str, str, tuple[str, ...], tuple[str, ...]]]:
    for row in table(name):
        yield kind or row["kind"], row["concept"], _cell(row["zh"]), _cell(row["en"])


def _cell(text: str) -> tuple[str, ...]:
    return tuple(filter(None, text.split(";")))


def _merged(entries: Iterable[tuple[str, str, str]]) -> dict[str, Word]:
    found: dict[str, set[tuple[int, str]]] = {}
    for text, kind, concept in entries:
        found.setdefault(text, set()).add((KINDS.index(kind), concept))
    return {text: _word(sorted(meanings)) for text, meanings in found.items()}


def _word(meanings: list[tuple[int, str]]) -> Word:
    """The concepts of all rows that hold the word, and beside them those that their rows say they also stand for."""
    own = tuple(concept for _, concept in meanings)
    beside = dict.fromkeys(other for concept in own for other in also().get(concept, ()) if other not in own)
    return Word(KINDS[meanings[0][0]], own, tuple(beside))


@cache
def also() -> dict[str, tuple[str, ...]]:
    """What a concept stands for beside itself: bioengineering for biology and for engineering."""
    return {row["concept"]: _cell(row["also"]) for name in ("words.csv", "functions.csv", "groups.csv") for row in table(name)}
