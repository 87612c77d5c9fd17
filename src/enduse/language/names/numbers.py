"""Numbers in names: institutes, factories, bureaus and divisions that differ by nothing else."""

from __future__ import annotations

import re
from functools import lru_cache

from enduse.language.numerals import read_digits, read_numeral
from enduse.model.errors import AmbiguousValue

_SIGNS = "〇零○一二三四五六七八九十百千"
_HAN = re.compile(
    rf"第([{_SIGNS}]+|\d+)(?:师(?!范))?|([{_SIGNS}]{{2,}}|\d+)(?=研究|设计|所|院|局|厂|师|团|处|医院|中学|小学|部队|号|厂)"
    rf"|([{_SIGNS}])(?=局|师(?!范)|所|厂|冶|研究所|研究院)"
)
_TO_NINETEEN = """first second third fourth fifth sixth seventh eighth ninth tenth
eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"""
_ONES = tuple(_TO_NINETEEN.split())
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_ORDINALS = {word: number for number, word in enumerate(_ONES, 1)} | {word[:-1] + "ieth": number for word, number in _TENS.items()}
_DIVISION = "division"
_BEFORE = frozenset({"no", "number", "nr"})
_NUMBERING = frozenset([*_BEFORE, *_TENS, *_ORDINALS])
"""The words that a number may begin with, beside digits."""


def numbers_in_han(text: str) -> list[tuple[int, int, int]]:
    """(start, end, number) of every number that tells bodies apart; 第 counts as part of it, and so does 师, a division of the corps.

    >>> numbers_in_han("中国电子科技集团公司第五十二研究所")
    [(10, 14, 52)]
    """
    found = []
    for match in _HAN.finditer(text):
        number = _read(match[1] or match[2] or match[3])
        if number is not None:
            found.append((match.start(), match.end(), number))
    return found


def number_in_latin(words: list[str], at: int) -> tuple[int, int] | None:
    """Where a number that begins at word ``at`` ends, and what it is: ``no 2``, ``52``, ``fifty second``, ``first``.

    >>> number_in_latin(["fifty", "second", "institute"], 0)
    (2, 52)
    """
    found = _number(words, at)
    if found is not None and found[0] < len(words) and words[found[0]] == _DIVISION:
        return found[0] + 1, found[1]
    return found


def _number(words: list[str], at: int) -> tuple[int, int] | None:
    word = words[at]
    if word not in _NUMBERING and not word.isdecimal():
        return None
    following = words[at + 1] if at + 1 < len(words) else ""
    if word in _BEFORE and following.isdecimal():
        return at + 2, int(following[:9])
    if word.isdecimal():
        return at + 1, int(word[:9])
    if word in _TENS and 0 < _ORDINALS.get(following, 0) < 10:
        return at + 2, _TENS[word] + _ORDINALS[following]
    return (at + 1, _ORDINALS[word]) if word in _ORDINALS else None


@lru_cache(maxsize=4096)
def _read(signs: str) -> int | None:
    if signs.isdecimal() and signs.isascii():
        return int(signs[:9])
    for reader in (read_numeral, read_digits):
        try:
            return reader(signs)
        except AmbiguousValue:
            continue
    return None
