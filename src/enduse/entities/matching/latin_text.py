"""The words of a name in Latin (or Cyrillic) letters: folded, initials joined, signs gone."""

from __future__ import annotations

import re
import unicodedata
from itertools import zip_longest

_CYRILLIC = dict(
    zip(
        "абвгдезийклмнопрстуфыэіѓќ",
        "abvgdeziiklmnoprstufyeigk",
        strict=True,
    )
) | {
    "ж": "zh",
    "х": "kh",
    "ц": "ts",
    "ч": "ch",
    "ш": "sh",
    "щ": "shch",
    "ъ": "",
    "ь": "",
    "ю": "yu",
    "я": "ya",
    "ё": "e",
    "ї": "i",
    "є": "e",
    "ґ": "g",
}
"""Romanisation of the BGN/PCGN kind, as US lists write Russian names."""
_LETTERS = str.maketrans(_CYRILLIC | {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ə": "a"})
_INITIALS = re.compile(r"\b(?:[^\W\d_]\.){2,}(?:[^\W\d_]\b)?|\b[^\W\d_]/[^\W\d_]\b|\b[^\W\d_]\.[^\W\d_]\b(?!\.)")
_APOSTROPHES = re.compile(r"(?<=\w)['’‘`´ʼ]s\b|['’‘`´ʼ]")
_GLUED_FORM = re.compile(
    r"(?<=[a-zа-я])(?=(?:AG|GmbH|LLC|Ltd|LTD|Limited|Inc|INC|Co|Company|Corporation|JSC|PLC|Plc|OAO|OOO|ООО|АО)\b)"
    r"|(?:(?<=\bCompany)|(?<=\bLimited)|(?<=\bOtvetstvennostyu))(?=[A-Z])"
)
_MAY_BE_INITIALS, _MAY_BE_GLUED = re.compile(r"[./][^\W\d_]"), re.compile("[a-zа-я][A-ZАО]")
"""What initials and glued forms hold; most names have neither, and this is told five times as fast."""
_WORD = re.compile(r"[^\W_]+")
_ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th)")
_ROMAN = {"II": 2, "III": 3, "IV": 4, "VI": 6, "VII": 7, "VIII": 8, "IX": 9, "XI": 11, "XII": 12, "XIII": 13, "XIV": 14, "XV": 15, "XX": 20}
_ROMAN_ALONE = {"I": 1, "V": 5, "X": 10}
_NUMERALS = frozenset([*_ROMAN, *_ROMAN_ALONE])


def latin_words(name: str) -> list[str]:
    """The words as compared: no case, no diacritics, initials joined (``L.L.C.``, ``A B C``), ordinals and Roman numerals as digits.

    >>> latin_words("J.P. Morgan & Co. L.L.C."), latin_words("Fund XII, 52nd")
    (['jp', 'morgan', 'co', 'llc'], ['fund', '12', '52'])
    """
    text = name
    if not name.isascii() or "'" in name or "`" in name:
        text = _APOSTROPHES.sub("", unicodedata.normalize("NFKC", name))
    if _MAY_BE_INITIALS.search(text):
        text = _INITIALS.sub(lambda match: re.sub(r"[./]", "", match[0]) + " ", text)
    if _MAY_BE_GLUED.search(text):
        text = _GLUED_FORM.sub(" ", text)
    written = _WORD.findall(text)
    shouted = text.isupper() or not any(map(str.islower, text))
    words = []
    for position, word in enumerate(written):
        number = _number(word, position, written, shouted=shouted) if word in _NUMERALS or not word.isalpha() else None
        words.append(number or (word.lower() if word.isascii() else _fold(word)))
    return _join_initials(words)


def _number(word: str, position: int, written: list[str], *, shouted: bool) -> str | None:
    """Digits of an ordinal or a Roman numeral; a single letter only behind a word near the end, where no initials stand."""
    ordinal = _ORDINAL.fullmatch(word.casefold())
    if ordinal:
        return str(int(ordinal[1]))
    if word.isdecimal():
        return str(int(word))
    if word in _ROMAN and position and not (shouted and word in ("XI", "VI")):
        return str(_ROMAN[word])
    before, after = written[position - 1] if position else "", written[position + 1 :]
    if word in _ROMAN_ALONE and len(before) > 2 and len(after) <= 2 and all(len(each) < 4 or each.istitle() for each in after):
        return str(_ROMAN_ALONE[word])
    return None


def _fold(word: str) -> str:
    lower = word.casefold().translate(_LETTERS)
    return (
        lower
        if lower.isascii()
        else "".join(c for c in unicodedata.normalize("NFKD", lower).translate(_LETTERS) if not unicodedata.combining(c))
    )


def _join_initials(words: list[str]) -> list[str]:
    """Single letters that stand together become one word (``C G``, ``L & H``, ``H and M``); digits stay apart."""
    words = [word for word in words if word]
    if 1 not in map(len, words):
        return words
    joined: list[str] = []
    run = ""
    for word, following in zip_longest(words, words[1:], fillvalue=""):
        if len(word) == 1 and word.isalpha():
            run += word
        elif not (run and word == "and" and len(following) == 1):
            joined += [run, word] if run else [word]
            run = ""
    return [*joined, run] if run else joined
