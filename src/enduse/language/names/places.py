"""Place words of names, looked up in one step: Chinese by their last character, Latin by their first word.

Names of provinces and prefectures count wherever they stand, with or without the word for their rank. Names of counties and districts
count with that word; without it they are as often a brand (新华, 长安, 平安) and are read as places only in names of public bodies.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from weakref import WeakKeyDictionary

from enduse.language.names.folding import fold_han, fold_latin
from enduse.language.names.sounds import as_pinyin
from enduse.language.names.words import table
from enduse.language.places import Gazetteer, Place, reference, with_spellings
from enduse.language.places.ranks import is_chinese, peoples_en, read_chinese_rank, read_english_rank

CHINA = "cn"
_CHINA_ZH = ("中国", "中华人民共和国", "中华")
_CHINA_EN = ("china", "peoples republic of china", "prc", "p r c", "p r china", "chinese", "cn", "p r of china")
_UPPER = frozenset({"province", "region", "prefecture", "corps"})
_NOT_PLACES = frozenset({"pacific", "orient", "oriental", "south", "north", "east", "west", "central", "bozhou shi"})


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """The place words of one gazetteer: ``han`` and ``latin`` from a folded word to codes, ``lengths`` as in Dictionary."""

    gazetteer: Gazetteer
    han: dict[str, tuple[str, ...]]
    han_lengths: dict[str, tuple[int, ...]]
    latin: dict[str, tuple[str, ...]]
    latin_lengths: dict[str, tuple[int, ...]]
    heads: dict[str, tuple[str, ...]]
    """Names of counties and districts without the word for their rank, in Latin: places at the head of a name that has a core behind."""

    def ending(self, text: str, end: int) -> tuple[int, tuple[str, ...]] | None:
        """The longest Chinese place word that ends at ``end``: where it starts, and its codes."""
        for length in self.han_lengths.get(text[end - 1], ()):
            if length <= end and (codes := self.han.get(text[end - length : end])) is not None:
                return end - length, codes
        return None

    def starting(self, words: list[str], start: int) -> tuple[int, tuple[str, ...]] | None:
        """The longest Latin place phrase that begins at word ``start``: where it ends, and its codes."""
        for length in self.latin_lengths.get(words[start], ()):
            if start + length <= len(words) and (codes := self.latin.get(" ".join(words[start : start + length]))) is not None:
                return start + length, codes
        return None

    def same_line(self, left: Iterable[str], right: Iterable[str]) -> bool:
        """Whether some place of the left lies in, holds, or is one of the right."""
        others = tuple(right)
        return any(same_line(self.gazetteer, a, b) for a in left for b in others)


def same_line(gazetteer: Gazetteer, left: str, right: str) -> bool:
    """Whether one of two codes is the other or lies within it; all lie in China."""
    return left == right or CHINA in (left, right) or gazetteer.is_within(left, right) or gazetteer.is_within(right, left)


def place_words(gazetteer: Gazetteer | None = None) -> PlaceWords:
    """The place words of a gazetteer, made once; of the reference table where none is given."""
    if gazetteer is None:
        return _reference_words()
    if gazetteer not in _MADE:
        _MADE[gazetteer] = _make(gazetteer)
    return _MADE[gazetteer]


_MADE: WeakKeyDictionary[Gazetteer, PlaceWords] = WeakKeyDictionary()


@cache
def _reference_words() -> PlaceWords:
    return _make(reference())


@cache
def abbreviations() -> dict[str, str]:
    """Single characters that stand for a province or city at the head of a shortened name."""
    return {row["zh"]: row["code"] for row in table("abbreviations.csv")}


def _make(gazetteer: Gazetteer) -> PlaceWords:
    gazetteer = with_spellings(gazetteer)
    han: dict[str, set[str]] = {word: {CHINA} for word in _CHINA_ZH}
    latin: dict[str, set[str]] = {phrase: {CHINA} for phrase in _CHINA_EN}
    heads: dict[str, set[str]] = {}
    for place in gazetteer:
        rank = next((ranked.rank for name in place.names if is_chinese(name) and (ranked := read_chinese_rank(name)).rank), None)
        for name in place.names:
            if is_chinese(name):
                _add_chinese(place, fold_han(name), han)
            else:
                _add_latin(place, name, rank, latin, heads)
    han_codes = {word: _present(gazetteer, codes) for word, codes in han.items()}
    latin_codes = {word: _present(gazetteer, codes) for word, codes in latin.items() if word and word not in _NOT_PLACES}
    return PlaceWords(
        gazetteer,
        han_codes,
        _lengths((word[-1], len(word)) for word in han_codes),
        latin_codes,
        _lengths((word.split(" ")[0], word.count(" ") + 1) for word in latin_codes),
        {word: tuple(sorted(codes)) for word, codes in heads.items() if word not in latin_codes},
    )


def _add_chinese(place: Place, name: str, han: dict[str, set[str]]) -> None:
    ranked = read_chinese_rank(name)
    han.setdefault(name, set()).add(place.code)
    if name.endswith("自治州") and len(ranked.base) > 1:
        han.setdefault(ranked.base + "州", set()).add(place.code)
    if place.level in _UPPER and place.current:
        # 内蒙古自治区 has both: the people's name is part of the short form, unlike in 新疆维吾尔自治区.
        for base in {ranked.base, name.removesuffix("自治区").removesuffix("自治州")}:
            if len(base) > 1:
                han.setdefault(base, set()).add(place.code)


def _add_latin(place: Place, name: str, rank: str | None, latin: dict[str, set[str]], heads: dict[str, set[str]]) -> None:
    ranked = read_english_rank(name)
    folded, base = fold_latin(name), fold_latin(ranked.base)
    if place.level in _UPPER:
        latin.setdefault(folded, set()).add(place.code)
        if len(base) > 3 and place.current:
            latin.setdefault(base, set()).add(place.code)
            latin.update((spaced.strip(), {place.code}) for spaced in as_pinyin(base) if spaced.count(" ") > 2)
    elif place.current and " " not in base:
        heads.setdefault(base, set()).add(place.code)
    for word in _rank_words(ranked.rank or rank):
        for people in ("", *_peoples_of(place)):
            latin.setdefault(f"{base} {people}{word}", set()).add(place.code)


def _peoples_of(place: Place) -> tuple[str, ...]:
    """The words for peoples that may stand before the rank of an autonomous place, each with a space."""
    autonomous = any(name.endswith(("自治区", "自治州", "自治县", "自治旗")) for name in place.names)
    return tuple(f"{people} " for people in sorted(peoples_en())) if autonomous else ()


def _rank_words(rank: str | None) -> tuple[str, ...]:
    return {
        "province": ("province", "provincial"),
        "region": ("autonomous region", "region"),
        "prefecture": ("prefecture", "autonomous prefecture", "district", "region", "area", "league"),
        "city": ("city", "municipality", "municipal", "shi", "prefecture level city", "county level city"),
        "county": ("county", "xian", "autonomous county", "banner"),
        "district": ("district", "qu"),
    }.get(rank or "", ())


def _present(gazetteer: Gazetteer, codes: set[str]) -> tuple[str, ...]:
    current = {code for code in codes if (place := gazetteer.place(code)) is None or place.current}
    return tuple(sorted(current or codes))


def _lengths(found: Iterable[tuple[str, int]]) -> dict[str, tuple[int, ...]]:
    gathered: dict[str, set[int]] = {}
    for key, length in found:
        gathered.setdefault(key, set()).add(length)
    return {key: tuple(sorted(lengths, reverse=True)) for key, lengths in gathered.items()}
