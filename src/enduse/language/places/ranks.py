"""How a place name says its rank: endings in Chinese, last words in English (grammar.yml)."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

from enduse.language.scripts import is_cjk
from enduse.model.yaml_text import read_yaml


@dataclass(frozen=True, slots=True)
class RankedName:
    """A name split into what tells it apart (``base``, folded) and the word for its rank, where it has one."""

    base: str
    rank: str | None


@dataclass(frozen=True, slots=True)
class _Grammar:
    chinese: tuple[tuple[str, str], ...]
    english: tuple[tuple[str, str], ...]
    """Each word with the space before it."""
    peoples_zh: re.Pattern[str]
    peoples_en: frozenset[str]


@cache
def _grammar() -> _Grammar:
    raw = read_yaml(resources.files(__package__).joinpath("grammar.yml").read_text("utf-8"))
    peoples = "|".join(sorted(raw["peoples"]["zh"], key=len, reverse=True))
    return _Grammar(
        chinese=tuple((entry["ending"], entry["rank"]) for entry in raw["chinese"]),
        english=tuple((" " + entry["word"], entry["rank"]) for entry in raw["english"]),
        peoples_zh=re.compile(f"(?:{peoples})+$"),
        peoples_en=frozenset(raw["peoples"]["en"]),
    )


@lru_cache(maxsize=1024)  # the spellings of one place come again and again while a gazetteer is made
def fold_latin(text: str) -> str:
    """A spelling without case, diacritics, apostrophes, hyphens and remarks in brackets, one space between words.

    >>> fold_latin("Ürümqi"), fold_latin("Ku'erle City")
    ('urumqi', 'kuerle city')
    """
    plain = _REMARK.sub(" ", text) if "(" in text else text
    if not plain.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    return " ".join(_SIGNS.sub("", plain.casefold().replace("-", "")).split())


_REMARK = re.compile(r"\([^)]*\)")
_SIGNS = re.compile(r"[^\w\s]")


def read_chinese_rank(name: str) -> RankedName:
    """Split a Chinese place name.

    >>> read_chinese_rank("巴音郭楞蒙古自治州")
    RankedName(base='巴音郭楞', rank='prefecture')
    """
    for ending, rank in _grammar().chinese:
        if name.endswith(ending) and len(name) > len(ending):
            base = name.removesuffix(ending)
            if ending.startswith("自治"):
                base = _grammar().peoples_zh.sub("", base) or base
            return RankedName(base, rank)
    return RankedName(name, None)


@lru_cache(maxsize=1024)
def read_english_rank(name: str) -> RankedName:
    """Split an English place name.

    >>> read_english_rank("Bayingolin Mongolian Autonomous Prefecture")
    RankedName(base='bayingolin', rank='prefecture')
    """
    folded = fold_latin(name).removeprefix("the ")
    for word, rank in _grammar().english:
        if folded.endswith(word):
            words = folded.removesuffix(word).split()
            while len(words) > 1 and words[-1] in _grammar().peoples_en:
                words.pop()
            return RankedName(" ".join(words), rank)
    return RankedName(folded, None)


def rank_words() -> frozenset[str]:
    """Every word for a rank, Chinese endings and English words, to tell a name that has nothing else."""
    grammar = _grammar()
    return frozenset([ending for ending, _ in grammar.chinese] + [part for word, _ in grammar.english for part in word.split()])


def peoples_en() -> frozenset[str]:
    """English words for the peoples that autonomous places are named for."""
    return _grammar().peoples_en


def is_chinese(name: str) -> bool:
    """Whether a name is written with Chinese characters."""
    return not name.isascii() and any(map(is_cjk, name))
