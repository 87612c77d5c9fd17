"""A name in Latin letters taken apart for comparison: distinctive words, trade words, places, numbers and legal forms."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

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
    letters: int
    """How many letters tell the name apart: those of its distinctive words, or of all but the legal form."""

    @property
    def generic(self) -> bool:
        """Whether one word of trade, or a number, is all it says (``Management Company``)."""
        return not self.core and not self.places and len(self.weights) + (1 if self.weights and self.numbers else 0) < 2


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
    weights, joined = reader.weights, "".join(reader.body)
    core = tuple([word for word, weight in weights.items() if weight >= DISTINCTIVE])
    told = [tell(word) for word in core]
    return LatinName(
        weights=weights,
        total=sum(weights.values()),
        core=core,
        joined=joined,
        places=narrowest(reader.places),
        place_words=tuple(sorted(reader.place_words.items())),
        leads=len(reader.places) == 1 and reader.first_place == 0,
        ranks=tuple(sorted(set(reader.ranks))) if reader.ranks else (),
        numbers=tuple(sorted(set(reader.numbers))) if reader.numbers else (),
        forms=tuple(sorted(set(reader.forms))),
        slips=tuple([(word, meant) for word, each in zip(core, told, strict=True) for meant in each.trades]),
        edges=frozenset().union(*[each.edges for each in told], edges_of(joined) if 1 < len(reader.body) < 4 else ()),
        pinyin=all(each.pinyin for each in told),
        acronym=core[0] if len(core) == len(weights) == 1 and 3 <= len(core[0]) <= 6 else "",
        initials="".join([word[0] for word in words if word not in known.fillers]) if len(weights) + len(reader.places) > 2 else "",
        letters=sum(map(len, core)) or len(joined),
    )


class Told(NamedTuple):
    """What a word tells by itself. ``edges``: two letters at each end of short words, three of long ones, and both of words of seven, which
    may be an edit from either; ``pinyin``: whether it may be a Chinese one in Latin letters; ``trades``: the trade words that it may be a
    slip of the pen for, each by the word that stands for its group."""

    edges: frozenset[str]
    pinyin: bool
    trades: tuple[str, ...]


@lru_cache(maxsize=8192)
def tell(word: str) -> Told:
    """What a word tells by itself; words come again, in names as in pairs of them."""
    known = load_words()
    trades = {known.trade[near][0] for near in known.near_trade.near(word)}
    return Told(_edges(word), known.pinyin.fullmatch(word) is not None, tuple(sorted(trades)))


def is_pinyin(word: str) -> bool:
    """Whether a word may be a Chinese one in Latin letters."""
    return tell(word).pinyin


def _edges(word: str) -> frozenset[str]:
    found = set()
    if 3 < len(word) < 8:
        found |= {word[:2], f"-{word[-2:]}"}
    if len(word) > 6:
        found |= {word[:3], f"-{word[-3:]}"}
    return frozenset(found)


@lru_cache(maxsize=8192)
def edges_of(phrase: str) -> frozenset[str]:
    """The ``edges`` of a word, or of several taken for one."""
    return _edges(phrase)


@lru_cache(maxsize=4096)
def long_form_meant(word: str) -> str:
    """The class of the legal form of one long word that a word is a slip of the pen for, or nothing."""
    meant = (form for spelling, form in load_words().long_forms if OSA.distance(word, spelling, score_cutoff=1) <= 1)
    return next(meant, "")


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
            begins = self.here or self.words[at] in self.known.lengths
            at += (self._phrase(at, end) if begins else 0) or self._word(at)
        if not self.weights and not self.places:
            for word in (
                word for word in self.words if not word.isdecimal()
            ):  # a name of nothing but forms and fillers ("Limited Company") is still its words
                self._add(word, 10)

    def _ends(self) -> tuple[int, int]:
        """Take legal forms off both ends, as many as stand there."""
        start, end = 0, len(self.words)
        while start < end and (length := self._form_at_end(start, end)):
            end -= length
        while start < end and (length := self._form_at_start(start)):
            start += length
        return start, end

    def _form_at_end(self, start: int, end: int) -> int:
        forms, last = self.known.forms, self.words[end - 1]
        for length in self.known.form_ends.get(self.formal[end - 1], ()):
            if length <= end - start and (found := forms.get(self.formal[end - length : end])) is not None:
                self.forms.append(found)
                return length
        found = forms.get((last,)) or (long_form_meant(last) if end - start > 1 and len(last) >= LONG_FORM - 1 else "")
        if found:
            self.forms.append(found)
        return 1 if found else 0

    def _form_at_start(self, start: int) -> int:
        for length in self.known.lengths.get(self.formal[start], ()):
            found = self.known.forms.get((self.formal if length > 1 else self.words)[start : start + length])
            if found is not None:
                self.forms.append(found)
                return length
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
