"""How alike a Chinese rendering and a foreign name sound: both as classes of consonants, without vowels (洛克希德马丁, Lockheed Martin)."""

from __future__ import annotations

from functools import cache, lru_cache
from itertools import groupby

from enduse.language.names.sounds import readings
from enduse.language.names.words import table

_LATIN = (
    ("tch", "S"), ("sch", "S"), ("ch", "S"), ("sh", "S"), ("th", "S"), ("ph", "F"), ("ck", "K"), ("qu", "K"), ("wh", "F"), ("gh", ""),
    ("ng", "N"), ("x", "KS"), ("tz", "S"), ("ce", "S"), ("ci", "S"),
)  # fmt: skip
_LETTERS = {"b": "P", "p": "P", "d": "T", "t": "T", "g": "K", "k": "K", "c": "K", "q": "K", "s": "S", "z": "S", "j": "S", "f": "F",
            "v": "F", "w": "F", "l": "L", "r": "L", "m": "M", "n": "N", "h": "H"}  # fmt: skip
_INITIALS = {"zh": "S", "ch": "S", "sh": "S", "b": "P", "p": "P", "d": "T", "t": "T", "g": "K", "k": "K", "q": "S", "x": "S", "j": "S",
             "z": "S", "c": "S", "s": "S", "f": "F", "w": "F", "l": "L", "r": "L", "m": "M", "n": "N", "h": "H"}  # fmt: skip


def likeness(han: str, latin: str) -> float:
    """From 0 to 1: the share of consonant classes that agree in order, neighbours of one sound half.

    0 where either has too few classes, or they begin with another class.

    >>> round(likeness("洛克希德马丁", "lockheedmartin"), 2), round(likeness("通用动力", "lockheedmartin"), 2)
    (0.87, 0.0)
    """
    one, other = han_consonants(han), latin_consonants(latin)
    if len(one) < 3 or len(other) < 3 or not (one[0] == other[0] or (one[0], other[0]) in _NEAR):
        return 0.0
    return 2 * _common(one, other) / (len(one) + len(other))


def spelt_alike(pinyin: str, word: str) -> float:
    """The share of letters of two words that agree in order, 0 where they begin with another letter.

    >>> round(spelt_alike("yongyou", "yonyou"), 2), spelt_alike("yitu", "hitu")
    (0.92, 0.0)
    """
    if pinyin[:1] != word[:1]:
        return 0.0
    before = [0] * (len(word) + 1)
    for left in pinyin:
        row = [0]
        for at, right in enumerate(word, 1):
            row.append(before[at - 1] + 1 if left == right else max(before[at], row[at - 1]))
        before = row
    return 2 * before[-1] / (len(pinyin) + len(word))


_NEAR = {pair for one, other in ("SH", "SK", "FP", "HK", "NM", "TS") for pair in ((one, other), (other, one))}
"""Classes that renderings take for each other."""


def _common(one: str, other: str) -> float:
    """The best total of agreeing classes in order."""
    before = [0.0] * (len(other) + 1)
    for left in one:
        row = [0.0]
        for at, right in enumerate(other, 1):
            match = 1.0 if left == right else 0.5 if (left, right) in _NEAR else 0.0
            row.append(max(before[at], row[at - 1], before[at - 1] + match))
        before = row
    return before[-1]


def is_rendering(han: str) -> bool:
    """Whether a core is made of the signs that write foreign names (renderings.csv), and is long enough to tell.

    >>> is_rendering("洛克希德马丁"), is_rendering("海康威视")
    (True, False)
    """
    return len(han) >= _LEAST_SIGNS and _signs().issuperset(han)


_LEAST_SIGNS = 4


@cache
def _signs() -> frozenset[str]:
    return frozenset(sign for row in table("renderings.csv") for sign in row["signs"])


@lru_cache(maxsize=8192)
def han_consonants(text: str) -> str:
    """The classes of consonants a Chinese text is spoken with: 晶科 and Jinko are both ``SNK``."""
    found = []
    for character in text:
        syllable = readings().get(character, ("",))[0]
        if syllable == "er":
            found.append("L")
            continue
        initial = next((i for i in _INITIALS if syllable.startswith(i)), "")
        found.append(_INITIALS.get(initial, ""))
        if syllable.endswith(("n", "ng")):
            found.append("N")
    return _squeezed("".join(found))


@lru_cache(maxsize=8192)
def latin_consonants(text: str) -> str:
    """The same of a folded Latin word."""
    for letters, meant in _LATIN:
        text = text.replace(letters, meant)
    return _squeezed("".join([_LETTERS.get(letter, letter if letter.isupper() else "") for letter in text]))


def _squeezed(classes: str) -> str:
    return "".join([sign for sign, _ in groupby(classes)])
