"""Folding of scripts and spaces, with a map back to the text as it stands, and the key by which exact names are compared."""

from __future__ import annotations

import csv
import re
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

import opencc

_LOOK_ALIKES = {"釆": "采"}
"""Characters seen in place of another in real notices (U+91C6 for U+91C7); opencc leaves them alone."""
_KEPT = frozenset("乾")
"""Characters opencc rewrites although they are also simplified characters in names (乾 in 乾县 is not 干)."""
_INVISIBLE = frozenset({"Cf", "Co", "Cc", "Cs", "Cn"})


def _radicals() -> dict[str, str]:
    """Radicals of the CJK Radicals Supplement and the characters they are drawn like; NFKC leaves them alone."""
    stored = resources.files("enduse.language").joinpath("radicals.csv").read_text("utf-8")
    return {row["radical"]: row["character"] for row in csv.DictReader(stored.splitlines())}


_RADICALS = _radicals()
"""PDFs often give the radical for the character, since both are one shape in their fonts."""
_CJK = re.compile(r"[\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_NAME_STOPS = frozenset(".,;:'\"`’‘“”·•・‧《》「」『』。")
_OPENING = dict.fromkeys("[{〔【〈", "(") | dict.fromkeys("]}〕】〉", ")")
_CONVERTER = opencc.OpenCC("t2s")


@dataclass(frozen=True, slots=True)
class Folded:
    """Folded text; ``origin[i]`` is the position in the original of the character ``text[i]`` comes from."""

    text: str
    origin: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The passage of the original that ``text[start:end]`` was made from, without space at its edges.

        Raises:
            ValueError: the passage is empty or lies outside the text.
        """
        if not 0 <= start < end <= len(self.text):
            raise ValueError(f"no passage at {start}:{end} in folded text of {len(self.text)} characters")
        return self.origin[start], self.origin[end - 1] + 1

    def at(self, position: int) -> int:
        """The first folded position that comes from ``position`` of the original or later."""
        return bisect_left(self.origin, position)


def is_cjk(character: str) -> bool:
    """Whether a character is a Chinese character (radicals and compatibility forms included)."""
    return _CJK.match(character) is not None


@lru_cache(maxsize=65536)
def fold_character(character: str) -> str:
    """One character in compatibility form (NFKC), simplified; empty for invisible and private-use characters.

    >>> fold_character("購"), fold_character("：")
    ('购', ':')
    """
    if character in "\n\r":
        return "\n"
    if character.isspace():
        return " "
    if unicodedata.category(character) in _INVISIBLE:
        return ""
    return "".join(_simplify(part) for part in unicodedata.normalize("NFKC", _RADICALS.get(character, character)))


def _simplify(character: str) -> str:
    if not is_cjk(character) or character in _KEPT:
        return character
    known = _LOOK_ALIKES.get(character)
    return known if known is not None else str(_CONVERTER.convert(character))


def fold(text: str) -> Folded:
    """Fold compatibility forms, invisible characters, traditional characters and space.

    Runs of space become one space, and a space inside a letter-spaced word (``项 目 编 号``, ``地　　址``) goes altogether; line ends stay.

    >>> fold("採 購 人：某局").text
    '采购人:某局'
    """
    characters: list[str] = []
    origin: list[int] = []
    for position, character in enumerate(text):
        for part in fold_character(character):
            if part == " " and (not characters or characters[-1] in " \n"):
                continue
            if part == "\n" and characters and characters[-1] == " ":
                characters.pop()
                origin.pop()
            characters.append(part)
            origin.append(position)
    while characters and characters[-1] == " ":
        characters.pop()
        origin.pop()
    kept = [index for index in range(len(characters)) if not _inside_spaced_word(characters, index)]
    return Folded("".join(characters[index] for index in kept), tuple(origin[index] for index in kept))


def _inside_spaced_word(characters: list[str], index: int) -> bool:
    """A space between two characters that each stand alone: the spacing of one word, not of two."""
    if characters[index] != " " or not 0 < index < len(characters) - 1:
        return False
    if not (is_cjk(characters[index - 1]) and is_cjk(characters[index + 1])):
        return False
    left_alone = index < 2 or not is_cjk(characters[index - 2])
    right_alone = index > len(characters) - 3 or not is_cjk(characters[index + 2])
    return left_alone and right_alone


def tidy(text: str) -> str:
    """A value as written, without invisible characters and without the spaces of layout; script and width stay, radicals become characters.

    >>> tidy(" 某某\\u200b（深圳）\\n  有限公司 ")
    '某某（深圳）有限公司'
    >>> tidy("赛默\\u2edc世尔")
    '赛默飞世尔'
    """
    visible = "".join(_unified(character) for character in text if character.isspace() or unicodedata.category(character) not in _INVISIBLE)
    joined = re.sub(r"\s+", " ", visible).strip()
    return re.sub(rf"(?<={_CJK.pattern}|[（）]) (?={_CJK.pattern}|[（）])", "", joined)


def _unified(character: str) -> str:
    """A radical as the character it is drawn like: no name is written with radicals, it is how files store a shape."""
    return unicodedata.normalize("NFKC", character) if "\u2f00" <= character <= "\u2fdf" else _RADICALS.get(character, character)


def fold_name(name: str) -> str:
    """A key under which two spellings of one exact name are equal, and two names are not.

    Width, case, traditional characters, brackets, spaces and punctuation are folded. Bracketed words stay, and so do signs that
    carry meaning (``*`` and other masks, ``&``, ``+``, ``/``, ``、``): a masked name never becomes another's key.

    >>> fold_name("某某（深圳）科技 有限公司") == fold_name("某某(深圳)科技有限公司")
    True
    >>> fold_name("Specimen Co., Ltd.") == fold_name("SPECIMEN CO LTD")
    True
    """
    folded = "".join(fold_character(character) for character in unicodedata.normalize("NFKC", name)).casefold()
    characters = []
    for character in folded:
        if character in _OPENING:
            characters.append(_OPENING[character])
        elif character.isspace() or character in _NAME_STOPS or unicodedata.category(character) == "Pd":
            characters.append(" ")
        else:
            characters.append(character)
    words = " ".join("".join(characters).split())
    words = re.sub(rf" ?([()]) ?|(?<={_CJK.pattern}) | (?={_CJK.pattern})", lambda match: match[1] or "", words)
    return words.strip()
