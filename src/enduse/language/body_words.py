"""The words of bodies.yml, loaded once and made into patterns."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from enduse.language.places.ranks import rank_words
from enduse.model.errors import InvalidTaxonomy
from enduse.model.yaml_text import read_yaml

_KEYS = frozenset({"function", "zh", "en", "levels", "sources"})


@dataclass(frozen=True, slots=True)
class Word:
    """One word for a body: its Chinese or English form, what the body does, and the levels of place that have one."""

    function: str
    zh: str
    en: str
    levels: frozenset[str]
    sources: tuple[str, ...]

    @property
    def text(self) -> str:
        """The word as written."""
        return self.zh or self.en


@dataclass(frozen=True, slots=True)
class BodyWords:
    """The grammar of body names; patterns are made from the words, longest first."""

    national: tuple[Word, ...]
    words_zh: tuple[Word, ...]
    words_en: tuple[Word, ...]
    branches: tuple[str, ...]
    units_zh: tuple[str, ...]
    units_en: tuple[str, ...]
    left_out_zh: tuple[str, ...]
    left_out_en: tuple[str, ...]
    national_en: re.Pattern[str]
    patterns_en: tuple[re.Pattern[str], ...]
    generic_zh: re.Pattern[str]
    generic_en: frozenset[str]

    def chinese_at(self, text: str) -> Word | None:
        """The longest word the text begins with."""
        return next((word for word in self.words_zh if text.startswith(word.zh)), None)

    def english(self, text: str) -> Word:
        """The English word of that spelling."""
        return next(word for word in self.words_en if word.en == text.casefold())


@cache
def body_words() -> BodyWords:
    """Load bodies.yml.

    Raises:
        InvalidTaxonomy: an entry has an unknown key or cites a source the file does not describe.
    """
    raw: dict[str, Any] = read_yaml(resources.files(__package__).joinpath("bodies.yml").read_text("utf-8"))
    words = [_word(entry, raw["sources"]) for entry in raw["words"]]
    national = tuple(_word(entry, raw["sources"]) for entry in raw["national"])
    words_zh = tuple(sorted((w for w in words if w.zh), key=lambda w: -len(w.zh)))
    words_en = tuple(sorted((w for w in words if w.en), key=lambda w: -len(w.en)))
    units_zh, units_en = _longest(raw["units"]["zh"]), _longest(raw["units"]["en"])
    branches = (*_longest(raw["branch"]["zh"]), *_longest(raw["branch"]["en"]))
    return BodyWords(
        national=national,
        words_zh=words_zh,
        words_en=words_en,
        branches=branches,
        units_zh=units_zh,
        units_en=units_en,
        left_out_zh=tuple(raw["left_out"]["zh"]),
        left_out_en=tuple(raw["left_out"]["en"]),
        national_en=re.compile(rf"(?:(?P<unit>.+) of )?(?:the )?{re.escape(national[0].en)}(?: of china)?", re.IGNORECASE),
        patterns_en=_patterns([w.en for w in words_en], (*units_en, *_longest(raw["branch"]["en"]))),
        generic_zh=_generic_zh([w.zh for w in words_zh], (*units_zh, *raw["branch"]["zh"]), raw["left_out"]["zh"]),
        generic_en=_generic_en([w.en for w in words_en], units_en),
    )


def _word(entry: dict[str, Any], sources: dict[str, Any]) -> Word:
    unknown = sorted(set(entry) - _KEYS)
    missing = sorted(set(entry.get("sources", [])) - set(sources))
    if unknown or missing or not entry.get("sources"):
        raise InvalidTaxonomy(f"bodies.yml: {entry}: unknown key {unknown} or source not described {missing}; every word cites a source")
    levels = frozenset(entry.get("levels", []))
    return Word(entry["function"], entry.get("zh", ""), entry.get("en", ""), levels, tuple(entry["sources"]))


def _longest(words: list[str]) -> tuple[str, ...]:
    return tuple(sorted(words, key=lambda word: (-len(word), word)))


def _patterns(words: list[str], units: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    """``PLACE WORD``, ``WORD of PLACE``, and both with a unit before (``UNIT of the …``) or after (``…, UNIT``)."""
    word = "(?P<word>" + "|".join(map(re.escape, words)) + ")"
    unit = "(?P<unit>[^,]*?(?:" + "|".join(map(re.escape, units)) + "))"
    plain = (rf"(?P<place>.+?) {word}", rf"{word} of (?:the )?(?P<place>.+)")
    forms = [*plain, *(rf"{unit} of (?:the )?{form}" for form in plain), rf"(?P<place>.+?) {word},? {unit}"]
    return tuple(re.compile(form, re.IGNORECASE) for form in (forms[2], forms[3], forms[4], forms[0], forms[1]))


def _generic_zh(words: list[str], units: tuple[str, ...], left_out: list[str]) -> re.Pattern[str]:
    ranks = "|".join(sorted({word for word in rank_words() if not word.isascii()} | {"州", "本", "我", "该"}, key=lambda w: (-len(w), w)))
    own = "|".join(map(re.escape, [*left_out, "各", "级", "有关"]))
    body, part = "|".join(map(re.escape, words)), "|".join(map(re.escape, units))
    return re.compile(rf"(?:{ranks}|{own})*(?:{body})(?:.{{0,8}}(?:{part}))?")


def _generic_en(words: list[str], units: tuple[str, ...]) -> frozenset[str]:
    own = {"the", "of", "local", "regional", "chinese", "china", "branch", "subbureau", "authorities", "agency", "agencies", "forces"}
    return frozenset(
        {part.replace("-", "") for word in (*words, *units) for part in word.split()} | {w for w in rank_words() if w.isascii()} | own
    )
