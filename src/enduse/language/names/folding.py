"""How names are folded before they are read: one width, simplified characters, lower case, Latin letters without marks."""

from __future__ import annotations

import re
import unicodedata

from enduse.language.scripts import fold_character, is_cjk

_APART = re.compile(r"[^a-z0-9\u0600-\u06ff*]+")
_ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th)\b")
_POSSESSIVE = re.compile(r"['’]s\b(?!eng)")
_ASCII = str.maketrans({chr(code): " " for code in range(128) if not chr(code).isalnum() and chr(code) != "*"} | {"'": None, "`": None})
"""What stands for the signs of plain names; most names of lists are plain, and patterns cost three times as much."""
_HAN_NOISE = re.compile(r"[\s·•・‧.,，、'\"“”‘’《》\-–—_/]+")


def fold_han(name: str) -> str:
    """Chinese name: simplified, common width, lower case; brackets stay as ``()``, spaces and points go.

    >>> fold_han("海康威視（新疆） 有限公司")
    '海康威视(新疆)有限公司'
    """
    folded = "".join(map(fold_character, name)).casefold()
    for sign in "[{【〔":
        folded = folded.replace(sign, "(")
    for sign in "]}】〕":
        folded = folded.replace(sign, ")")
    return _HAN_NOISE.sub("", folded)


def fold_latin(name: str) -> str:
    """Latin name: lower case, no marks, apostrophes gone, ``&`` as ``and``, every other sign a space; ordinals as bare numbers.

    >>> fold_latin("Xi'an HIK-Vision (Ürümqi) Co.,Ltd."), fold_latin("The 52nd Research Institute")
    ('xian hik vision urumqi co ltd', 'the 52 research institute')
    """
    plain = name.isascii()
    text = name if plain else unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", name))
    text = text.casefold()
    if not plain:
        text = "".join(character for character in text if not unicodedata.combining(character))
    text = _POSSESSIVE.sub("", text) if "'" in text or "’" in text else text
    text = text.replace("&", " and ") if "&" in text else text
    if plain:
        words = " ".join(text.translate(_ASCII).split())
    else:
        words = _APART.sub(" ", text.replace("'", "").replace("’", "").replace("ʻ", "").replace("`", "")).strip()
    return words if words.replace(" ", "").isalpha() else _ORDINAL.sub(r"\1", words)


def latin_words(name: str) -> list[str]:
    """The folded words of a Latin name."""
    return fold_latin(name).split()


def script_of(name: str) -> str:
    """``han``, ``latin``, ``mixed`` (Chinese characters and a Latin word) or ``other``.

    >>> script_of("海康威视"), script_of("Hikvision"), script_of("TCL科技"), script_of("Дахуа")
    ('han', 'latin', 'mixed', 'other')
    """
    if name.isascii():
        return "latin" if any(map(str.isalpha, name)) else "other"
    han = any(map(is_cjk, name))
    latin = any("a" <= character <= "z" for character in fold_latin(name))
    if han:
        return "mixed" if latin else "han"
    return "latin" if latin else "other"
