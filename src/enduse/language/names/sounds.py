"""How Chinese characters sound in pinyin, and which Latin words can be pinyin (pinyin.csv)."""

from __future__ import annotations

from functools import cache, lru_cache
from itertools import product
from math import log2

from enduse.language.names.words import table

MOST_SPLITS = 3
_SPELLINGS = {"lyu": "lv", "nyu": "nv", "lue": "lve", "nue": "nve", "lvu": "lv"}
"""How ü is written where the letter is missing; ``lu`` and ``nu`` are readings of their own."""


@cache
def readings() -> dict[str, tuple[str, ...]]:
    """The readings of each character, the first one first; those with ü also as travellers write them (``lu``)."""
    found: dict[str, list[str]] = {}
    rows = table("pinyin.csv")
    for column in ("characters", "also"):
        for row in rows:
            for character in row[column]:
                found.setdefault(character, []).append(row["syllable"])
    for several in found.values():
        several += [syllable.replace("v", "u") for syllable in several if "v" in syllable]
    return {character: tuple(dict.fromkeys(several)) for character, several in found.items()}


@cache
def syllables() -> frozenset[str]:
    """Every syllable of pinyin, without tone."""
    return frozenset(row["syllable"] for row in table("pinyin.csv")) - {"n", "o", "ei"}


@cache
def rarities() -> dict[str, float]:
    """How much each syllable tells, in bits: the binary logarithm of one in how many syllables of company names it is."""
    found = {row["syllable"]: log2(1000 / float(row["per_mille"])) for row in table("pinyin.csv")}
    return found | {syllable.replace("v", "u"): bits for syllable, bits in found.items() if "v" in syllable and syllable[0] not in "ln"}


def spoken(text: str) -> tuple[str, ...]:
    """Pinyin of a folded Chinese text, a space around every syllable, one string for each reading; Latin letters stay as they are.

    >>> spoken("天秦")
    (' tian qin ',)
    """
    table_ = readings()
    choices: list[tuple[str, ...]] = []
    letters = ""
    for character in text:
        known = table_.get(character)
        if known is not None:
            if letters:
                choices.append((letters,))
                letters = ""
            choices.append(known)
        elif character.isascii() and character.isalnum():
            letters += character
    if letters:
        choices.append((letters,))
    if not choices:
        return ()
    plain = f" {' '.join(choice[0] for choice in choices)} "
    several = [position for position, choice in enumerate(choices) if len(choice) > 1]
    if not several:
        return (plain,)
    found = [plain]
    for picked in product(*(choices[position] for position in several[:3])):
        changed = [choice[0] for choice in choices]
        for position, reading in zip(several[:3], picked, strict=False):
            changed[position] = reading
        found.append(f" {' '.join(changed)} ")
    return tuple(dict.fromkeys(found))[:8]


def first_sound(sign: str) -> str:
    """The first reading of a sign of a folded text, a Latin letter as it stands; nothing where it is not spoken."""
    known = readings().get(sign)
    return known[0] if known is not None else sign if sign.isascii() and sign.isalnum() else ""


@lru_cache(maxsize=8192)
def as_pinyin(word: str) -> tuple[str, ...]:
    """The ways a Latin word divides into syllables of pinyin, spaced as ``spoken`` gives them; nothing where it does not.

    >>> as_pinyin("tianqin"), as_pinyin("xian"), as_pinyin("hikvision")
    ((' tian qin ', ' ti an qin '), (' xian ', ' xi an '), ())
    """
    found: list[str] = []
    _divide(word, "", found)
    if not found:
        spelt = word
        for written, meant in _SPELLINGS.items():
            spelt = spelt.replace(written, meant)
        if spelt != word:
            _divide(spelt, "", found)
    return tuple(sorted(found, key=lambda spaced: (spaced.count(" "), spaced)))[:MOST_SPLITS]


def _divide(rest: str, before: str, found: list[str]) -> None:
    if not rest:
        found.append(before + " ")
        return
    if len(found) >= MOST_SPLITS * 2:
        return
    known = syllables()
    for length in range(min(6, len(rest)), 0, -1):
        if rest[:length] in known and (length > 1 or rest[0] in "aeo"):
            _divide(rest[length:], f"{before} {rest[:length]}", found)
