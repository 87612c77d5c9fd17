"""What a person's name looks like in a Chinese paper: family names, names written out from other languages, words that are no names."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files
from typing import Any

from enduse.model.yaml_text import read_yaml


@lru_cache(maxsize=1)
def private_words() -> dict[str, Any]:
    """The words of private.yml."""
    data: dict[str, Any] = read_yaml(files("enduse.language").joinpath("private.yml").read_text(encoding="utf-8"))
    return data


def any_of(words: list[str]) -> str:
    """A pattern of any of these words, the longest first; by first signs, so that only those are tried that can begin at a place."""
    rest: dict[str, list[str]] = {}
    for word in sorted({str(word).replace(" ", "") for word in words}, key=lambda word: (-len(word), word)):
        rest.setdefault(word[0], []).append(re.escape(word[1:]))
    return "|".join(f"{re.escape(first)}(?:{'|'.join(ends)})" for first, ends in sorted(rest.items()))


@lru_cache(maxsize=1)
def _not_a_person() -> re.Pattern[str]:
    return re.compile(private_words()["not-a-person"])


@lru_cache(maxsize=4096)
def says_no_person(word: str) -> bool:
    """Whether something in a word says that it is no person's name."""
    if _not_a_person().search(word):
        return True
    return re.search(private_words()["not-at-end"], word) is not None and (len(word) > 3 or personal().fullmatch(word) is None)


@lru_cache(maxsize=1)
def _transliterated() -> frozenset[str]:
    return frozenset(private_words()["transliterated"])


def is_transliterated(word: str) -> bool:
    """Whether a word of three signs or more is made of the signs with which names of other languages are written out.

    >>> is_transliterated("祖丽胡玛尔"), is_transliterated("国有资产")
    (True, False)
    """
    return 3 <= len(word) <= 10 and _transliterated().issuperset(word)


@lru_cache(maxsize=1)
def called() -> re.Pattern[str]:
    """A name with a title behind a label: ``资老师``."""
    return re.compile(rf"([\u4e00-\u9fff]{{1,4}}?){private_words()['titles']}(?![\u4e00-\u9fff])")


@lru_cache(maxsize=1)
def surname() -> str:
    """A pattern of a family name."""
    words = private_words()
    return rf"(?:{any_of(words['double-surnames'])}|[{words['surnames']}])"


@lru_cache(maxsize=1)
def personal() -> re.Pattern[str]:
    """A family name and one or two signs more."""
    return re.compile(rf"{surname()}[\u4e00-\u9fff]{{1,2}}")
