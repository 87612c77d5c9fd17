"""Keys of a name: what a reader may type to find it, in any script or in pinyin.

A Latin name gives its words, a Chinese name every two characters that stand side by side (and its last one), and the pinyin from each of
its characters on, without spaces. ``search.js`` folds what is typed in the same ways.
"""

from __future__ import annotations

import re
from functools import cache

from enduse.language.names.folding import fold_han, fold_latin
from enduse.language.names.sounds import spoken
from enduse.language.scripts import CJK, fold_character

LONGEST = 16
"""Characters of a key; what is typed is cut at the same length."""
MOST = 1000
"""Characters of a name that are read; no name is longer, a hostile one may be."""
_RUN = re.compile(f"(?:{CJK})+")
_OTHER = re.compile(r"[^\W\d_a-z\u0600-\u06ff]+")
"""Words in scripts that are neither Latin, Arabic nor Chinese (Cyrillic, Greek …)."""


def keys_of(name: str) -> set[str]:
    """Every key of a name.

    >>> sorted(keys_of("公安局"))
    ['anju', 'gonganju', 'ju', '公安', '安局', '局']
    >>> sorted(keys_of("Xi'an Hik-Vision"))
    ['hik', 'vision', 'xian']
    """
    name = name[:MOST]
    found = {word[:LONGEST] for word in fold_latin(name).split() if word != "*"}
    if name.isascii():
        return found
    for run in _RUN.findall(fold_han(name)):
        found |= _pairs(run) | _sounds(run)
    found.update(word[:LONGEST] for word in _OTHER.findall(_RUN.sub(" ", name.casefold())))
    return found


def _pairs(run: str) -> set[str]:
    return {run[at : at + 2] for at in range(len(run))}


def _sounds(run: str) -> set[str]:
    found: set[str] = set()
    for reading in spoken(run):
        syllables = reading.split()
        found.update("".join(syllables[at : at + 6])[:LONGEST] for at in range(len(syllables)))
    return found


def bucket_of(key: str, buckets: int) -> int:
    """Which file of keys holds a key, and every key that begins as it does; ``buckets`` is a power of two.

    >>> bucket_of("huawei", 16) == bucket_of("hu", 16)
    True
    """
    head = key[:1] if ord(key[0]) >= 0x2E80 else key[:2]
    number = 0
    for sign in head:
        number = (number * 31 + ord(sign)) & 0xFFFF
    return (number ^ number >> 5) % buckets


def variants(signs: set[str]) -> dict[str, str]:
    """Traditional and other forms of these characters: form -> the character it is folded to."""
    return {form: folded for form, folded in _forms().items() if folded in signs}


@cache
def _forms() -> dict[str, str]:
    codes = (*range(0x3400, 0x4DC0), *range(0x4E00, 0xA000), *range(0xF900, 0xFB00))
    folded = ((chr(code), fold_character(chr(code))) for code in codes)
    return {form: simple for form, simple in folded if len(simple) == 1 and simple != form}
