"""A name in Latin letters taken apart for comparison: distinctive words, trade words, places, numbers and legal forms."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from msgspec import Struct
from rapidfuzz.distance import OSA

from enduse.entities.matching.latin_places import narrowest
from enduse.entities.matching.latin_text import latin_words
from enduse.entities.matching.words import LONG_FORM, Spelling, Words, load_words

DISTINCTIVE = 100
"""The weight of a word that is no trade word, place, number or form; whole numbers, so that no sum depends on an order."""


class LatinName(Struct, frozen=True, array_like=True, gc=False):
    """A name as it is compared.

    ``weights`` is each word that counts and how much, ``core`` the distinctive ones in order, ``joined`` the name but
    for the legal forms at its ends; ``places`` codes; ``ranks`` the rank of a place by the word it belongs to (``yining``, ``county``);
    ``numbers`` as digits or as written (``ahl1``); ``forms`` classes of legal forms. What has no order is sorted.
    """

    weights: dict[str, int]
    total: int
    core: tuple[str, ...]
    joined: str
    places: tuple[str, ...]
    place_words: tuple[tuple[str, str], ...]
    leads: bool
    """Whether the name begins with its only place, as names of Chinese companies do."""
    ranks: tuple[tuple[str, str], ...]
    numbers: tuple[str, ...]
    forms: tuple[str, ...]
    slips: tuple[tuple[str, str], ...]
    """Words that may be trade words misspelt (``departmet``), each with the word it would stand for."""
    edges: frozenset[str]
    """How its distinctive words begin and end; words an edit apart share one of the two."""
    pinyin: bool
    """Whether all its distinctive words may be Chinese ones in Latin letters."""
    acronym: str
    """Its only word, where that may be initials."""
    initials: str
    """Initials of all words but fillers, where there are enough to be abbreviated."""

    @property
    def generic(self) -> bool:
        """Whether one word of trade, or a number, is all it says (``Management Company``)."""
        return not self.core and not self.places and len(self.weights) + (1 if self.weights and self.numbers else 0) < 2

    @property
    def letters(self) -> int:
        """How many letters tell the name apart: those of its distinctive words, or of all but the legal form."""
        return sum(map(len, self.core)) or len(self.joined)


_RANKS = {
    "county": "county",
    "city": "city",
    "municipal": "city",
    "municipality": "city",
    "prefecture": "prefecture",
    "prefectural": "prefecture",
    "district": "district",
}


def read_latin(name: str, places: Mapping[str, str] | None = None) -> LatinName:
    """Take a name apart; see ``LatinName``.

    ``places``: words of this name that are a place -> its code, beside the places of other countries.
    """
    known = load_words()
    words = tuple(latin_words(name))
    reader = _Reader(known, words, {tuple(phrase.split()): code for phrase, code in (places or {}).items()})
    reader.read()
    core = tuple(word for word in reader.order if reader.weights[word] >= DISTINCTIVE)
    return LatinName(
        weights=reader.weights,
        total=sum(reader.weights.values()),
        core=core,
        joined="".join(reader.body),
        places=narrowest(reader.places),
        place_words=tuple(sorted(reader.place_words.items())),
        leads=len(reader.places) == 1 and reader.first_place == 0,
        ranks=tuple(sorted(set(reader.ranks))),
        numbers=tuple(sorted(set(reader.numbers))),
        forms=tuple(sorted(set(reader.forms))),
        slips=tuple((word, meant) for word in core for meant in trade_meant(word)),
        edges=frozenset[str]().union(*map(edges_of, [*core, *(["".join(reader.body)] if 1 < len(reader.body) < 4 else [])])),
        pinyin=all(map(is_pinyin, core)),
        acronym=core[0] if len(core) == len(reader.weights) == 1 and 3 <= len(core[0]) <= 6 else "",
        initials="".join(word[0] for word in words if word not in known.fillers) if len(reader.weights) + len(reader.places) > 2 else "",
    )


@lru_cache(maxsize=8192)
def edges_of(word: str) -> frozenset[str]:
    """Two letters at each end of short words, three of long ones, and both of words of seven, which may be an edit from either."""
    found = set()
    if 3 < len(word) < 8:
        found |= {word[:2], f"-{word[-2:]}"}
    if len(word) > 6:
        found |= {word[:3], f"-{word[-3:]}"}
    return frozenset(found)


@lru_cache(maxsize=8192)
def is_pinyin(word: str) -> bool:
    """Whether a word may be a Chinese one in Latin letters."""
    return load_words().pinyin.fullmatch(word) is not None


@lru_cache(maxsize=8192)
def trade_meant(word: str) -> tuple[str, ...]:
    """The trade words that a word may be a slip of the pen for, each by the word that stands for its group."""
    known = load_words()
    return tuple(sorted({known.trade[near][0] for near in known.near_trade.near(word)}))


@lru_cache(maxsize=8192)
def form_meant(word: str) -> str:
    """The word of a legal form that a word is a slip of the pen for, or the word itself."""
    known = load_words()
    near = known.near_form.near(word) if word not in known.trade and word not in known.fillers else []
    return near[0] if near else word


class _Reader:
    """One walk over the words, longest phrase first."""

    def __init__(self, known: Words, words: tuple[str, ...], places: Mapping[Spelling, str]) -> None:
        self.known = known
        self.here = places
        self.words = words
        self.formal = tuple(map(form_meant, words))
        self.body = words
        self.weights: dict[str, int] = {}
        self.order: list[str] = []
        self.places: list[str] = []
        self.place_words: dict[str, str] = {}
        self.first_place = -1
        self.ranks: list[tuple[str, str]] = []
        self.numbers: list[str] = []
        self.forms: list[str] = []

    def read(self) -> None:
        start, end = self._ends()
        self.body = self.words[start:end]
        at = start
        while at < end:
            at += self._phrase(at, end) or self._word(at)
        if not self.weights and not self.places:
            for word in (
                word for word in self.words if not word.isdecimal()
            ):  # a name of nothing but forms and fillers ("Limited Company") is still its words
                self._add(word, 10)

    def _ends(self) -> tuple[int, int]:
        """Take legal forms off both ends, as many as stand there."""
        start, end = 0, len(self.words)
        while start < end and (length := self._form(start, end, at_end=True)):
            end -= length
        while start < end and (length := self._form(start, end, at_end=False)):
            start += length
        return start, end

    def _form(self, start: int, end: int, *, at_end: bool) -> int:
        for length in range(min(self.known.longest, end - start), 0, -1) if at_end else self.known.lengths.get(self.formal[start], ()):
            spelt = self.formal if length > 1 else self.words
            spelling = spelt[end - length : end] if at_end else spelt[start : start + length]
            found = self.known.forms.get(spelling)
            if found is not None:
                if found not in self.forms:
                    self.forms.append(found)
                return length
        if at_end and end - start > 1 and len(self.words[end - 1]) >= LONG_FORM - 1:
            return self._misspelt(self.words[end - 1])
        return 0

    def _misspelt(self, word: str) -> int:
        for spelling, found in self.known.long_forms:
            if OSA.distance(word, spelling, score_cutoff=1) <= 1:
                if found not in self.forms:
                    self.forms.append(found)
                return 1
        return 0

    def _phrase(self, at: int, end: int) -> int:
        here = [(len(s), c) for s, c in self.here.items() if self.words[at : at + len(s)] == s] if self.here else []
        for length, code in sorted(here, reverse=True):
            self._place(code, at)
            self.place_words[" ".join(self.words[at : at + length])] = code
            return length
        for length in self.known.lengths.get(self.words[at], ()):
            spelling = self.words[at : at + length]
            if at + length > end:
                continue
            if (found := self.known.forms.get(spelling)) is not None and spelling not in self.known.edge:
                self.forms.append(found)
                return length
            if (body := self.known.bodies.get(spelling)) is not None:
                self._add(body[0], DISTINCTIVE)
                self._place(body[1], at)
                return length
            if (place := self.known.places.get(spelling)) is not None:
                self._place(place, at)
                self.place_words[" ".join(spelling)] = place
                return length
            if (phrase := self.known.phrases.get(spelling)) is not None:
                self._add(*phrase)
                return length
        return 0

    def _place(self, code: str, at: int) -> None:
        if code not in self.places:
            self.places.append(code)
            self.first_place = at if self.first_place < 0 else self.first_place

    def _word(self, at: int) -> int:
        word, known = self.words[at], self.known
        if word in known.numbers_before and at + 1 < len(self.words) and self.words[at + 1].isdecimal():
            return 1
        if not word.isalpha() and (word.isdecimal() or (any(c.isdecimal() for c in word) and sum(c.isalpha() for c in word) < 4)):
            self.numbers.append(word)
            return 1
        if word in known.numbers:
            return self._number_words(at)
        if at and word in _RANKS:
            self.ranks.append((self.words[at - 1], _RANKS[word]))
        if word not in known.fillers:
            self._add(*known.trade.get(word, (word, DISTINCTIVE)))
        return 1

    def _number_words(self, at: int) -> int:
        """``forty-four``, ``forty 4``, ``first``: tens and units add up."""
        value = self.known.numbers[self.words[at]]
        following = self.words[at + 1] if at + 1 < len(self.words) else ""
        unit = self.known.numbers.get(following, int(following) if following.isdecimal() and len(following) == 1 else 0)
        both = value >= 20 and 0 < unit < 10
        self.numbers.append(str(value + unit if both else value))
        return 2 if both else 1

    def _add(self, word: str, weight: int) -> None:
        if word not in self.weights:
            self.weights[word] = weight
            self.order.append(word)
