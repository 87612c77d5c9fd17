"""Folding of scripts and spaces, with a map back to the text as it stands, and the key by which exact names are compared."""

from __future__ import annotations

import csv
import re
import unicodedata
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from importlib import resources

import opencc
from msgspec import Struct

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
CJK = "[\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]"
"""A Chinese character (radicals and compatibility forms included), as a regular expression of characters, for any engine."""
_CJK = re.compile(CJK)
_NAME_STOPS = frozenset(".,;:'\"`’‘“”·•・‧《》「」『』。")
_OPENING = dict.fromkeys("[{〔【〈", "(") | dict.fromkeys("]}〕】〉", ")")
_ASCII_NAME = str.maketrans(
    {sign: " " for sign in _NAME_STOPS | {"-"} if sign.isascii()} | {sign: meant for sign, meant in _OPENING.items() if sign.isascii()}
)
"""What ``fold_name`` makes of the signs of plain names; most names of lists are plain, and the long way costs ten times as much."""
_BRACKET = re.compile(r" ?([()]) ?")
_CONVERTER = opencc.OpenCC("t2s")


class Folded(Struct, frozen=True):
    """Folded text; ``origin[i]`` is the position in the original of the character ``text[i]`` comes from."""

    text: str
    origin: Sequence[int]

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
        return first_from(self.origin, position)


def first_from(origin: Sequence[int], position: int) -> int:
    """Where in ``origin`` the first place stands that is not before ``position``; a text folded sign for sign need not be searched."""
    return min(position, len(origin)) if type(origin) is range else bisect_left(origin, position)


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
    """Fold compatibility forms, invisible characters, traditional characters and space; see ``_fold``. Short texts come again and are kept,
    and so are the last two others: a paper is folded to be searched for private data, and again to be extracted.

    >>> fold("採 購 人：某局").text, fold("公務(wù)用車").text
    ('采购人:某局', '公务用车')
    """
    return _fold_short(text) if len(text) <= _SHORT else _fold_long(text)


_SHORT = 48


@lru_cache(maxsize=8192)
def _fold_short(text: str) -> Folded:
    return _fold(text)


@lru_cache(maxsize=2)
def _fold_long(text: str) -> Folded:
    return _fold(text)


def _fold(text: str) -> Folded:
    """Fold compatibility forms, invisible characters, traditional characters and space, and take out pinyin put into words.

    Runs of space become one space, and a space inside a letter-spaced word (``项 目 编 号``, ``地　　址``) goes altogether; line ends stay.
    A reading in brackets after a character (``務(wù)``, put there by machines that write out the sound) goes; the character stays.
    """
    if _TORN in text:
        text = text.replace(_TORN, _GONE * len(_TORN))
    one = _one_for_one(text)
    pieces: list[str] = []
    origin: list[int] = []
    kept = 0
    for match in _UNEVEN.finditer(one):
        start, end = match.span()
        instead = _instead(text, one, start, end)
        pieces += (one[kept:start], instead)
        origin += range(kept, start)
        origin += [max(start, one.find(" ", start, end))] * len(instead)
        kept = end
    if not kept:
        return _without_insertions(one, range(len(one)))
    pieces.append(one[kept:])
    origin += range(kept, len(one))
    return _without_insertions("".join(pieces), origin)


def _one_for_one(text: str) -> str:
    """Each character in its folded form, or the mark for none or several; only those that do not stay as they are are looked up."""
    for sign, folded in _OFTEN:
        text = text.replace(sign, folded)
    return _not_plain().sub(_fold_met, text)


def _fold_met(match: re.Match[str]) -> str:
    return _ONE[ord(match[0])]


@lru_cache(maxsize=1)
def _not_plain() -> re.Pattern[str]:
    """A character that may fold to another: all but ASCII and the Chinese characters and signs that stay as they are."""
    han = [chr(code) for code in range(0x4E00, 0xA000) if chr(code) not in _LOOK_ALIKES]
    plain = [one for one, simple in zip(han, str(_CONVERTER.convert("\n".join(han))).split("\n"), strict=True) if one == simple]
    signs = [sign for code in (*range(0x2010, 0x2070), *range(0x3001, 0x3020)) if fold_character(sign := chr(code)) == sign]
    return re.compile(rf"[^\n -~{''.join(plain)}{''.join(map(re.escape, signs))}]")


def _instead(text: str, one: str, start: int, end: int) -> str:
    """What stands for a run of space and dropped characters, or for a character that folds into several."""
    if one[start] == _MANY:
        return fold_character(text[start]).replace(" ", "")
    before, after = one[start - 1] if start else "\n", one[end] if end < len(one) else "\n"
    return " " if " " in one[start:end] and before != "\n" and after != "\n" else ""


def _without_insertions(text: str, origin: Sequence[int]) -> Folded:
    """Take out the spaces of letter-spaced words and bracketed pinyin."""
    drops = [match.span() for match in _SPACED.finditer(text)]
    if "(" in text:
        drops += [match.span() for match in _PINYIN.finditer(text)]
    if not drops:
        return Folded(text, origin)
    drops.sort()
    pieces: list[str] = []
    places: list[int] = []
    kept = 0
    for start, end in [*drops, (len(text), len(text))]:
        pieces.append(text[kept:start])
        places += origin[kept:start]
        kept = end
    return Folded("".join(pieces), places)


class _OneForOne(dict[int, str]):
    """Each character's folded form where that is one character; marks for none and for several. Filled as characters are met."""

    def __missing__(self, code: int) -> str:
        folded = fold_character(chr(code))
        self[code] = one = folded if len(folded) == 1 else _MANY if folded else _GONE
        return one


_GONE, _MANY = "\x00", "\x01"
"""Both fold to nothing when met in a text, so no folded text holds them."""
_ONE = _OneForOne()
_OFTEN = tuple((sign, _ONE[ord(sign)]) for sign in "：，（）；\u3000\xa0\t")
"""The signs of nearly every paper that fold to others, replaced all at once before the rest is met one by one."""
_TORN = "\uf88002"
"""A private-use glyph with the two digits a converter left of it, seen inside words and numbers of one portal (2015)."""
_UNEVEN = re.compile(r" (?:[ \x00]+|(?![^\n])|(?<![^\n] ))|\x00[ \x00]*|\x01")
"""Space that does not stay as it is (runs, and what stands at the edge of a line), and characters that fold to none or to several."""
_SPACED = re.compile(rf" (?<={_CJK.pattern} )(?<!{_CJK.pattern}{{2}} )(?={_CJK.pattern}(?!{_CJK.pattern}))")
_PINYIN = re.compile(rf"\((?<={_CJK.pattern}\()[a-zü]{{0,4}}[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹ][a-z]{{0,4}}\)")


_TIDY = re.compile(r"[!-~\u4e00-\u9fff（）：，。、；《》“”—·【】￥〔〕]*")
"""Texts of nothing but these signs are tidy already."""
_TIDY_BUT_SPACED = re.compile(_TIDY.pattern.replace("[!", "[ \n\t!"))
_SPACE_INSIDE = re.compile(rf" (?<={_CJK.pattern} |[（）] )(?={_CJK.pattern}|[（）])")


def tidy(text: str) -> str:
    """A value as written, without invisible characters and without the spaces of layout; script and width stay, radicals become characters.

    >>> tidy(" 某某\\u200b（深圳）\\n  有限公司 ")
    '某某（深圳）有限公司'
    >>> tidy("赛默\\u2edc世尔")
    '赛默飞世尔'
    """
    if _TIDY.fullmatch(text):
        return text
    if _TIDY_BUT_SPACED.fullmatch(text) is None:
        text = "".join(
            _unified(character) for character in text if character.isspace() or unicodedata.category(character) not in _INVISIBLE
        )
    return _SPACE_INSIDE.sub("", " ".join(text.split()))


def _unified(character: str) -> str:
    """A radical as the character it is drawn like: no name is written with radicals, it is how files store a shape."""
    return unicodedata.normalize("NFKC", character) if "\u2f00" <= character <= "\u2fdf" else _RADICALS.get(character, character)


@lru_cache(maxsize=8192)
def fold_name(name: str) -> str:
    """A key under which two spellings of one exact name are equal, and two names are not.

    Width, case, traditional characters, brackets, spaces and punctuation are folded. Bracketed words stay, and so do signs that
    carry meaning (``*`` and other masks, ``&``, ``+``, ``/``, ``、``): a masked name never becomes another's key.

    >>> fold_name("某某（深圳）科技 有限公司") == fold_name("某某(深圳)科技有限公司")
    True
    >>> fold_name("Specimen Co., Ltd.") == fold_name("SPECIMEN CO LTD")
    True
    """
    if name.isascii() and name.isprintable():
        words = " ".join(name.casefold().translate(_ASCII_NAME).split())
        return _BRACKET.sub(r"\1", words) if "(" in words or ")" in words else words
    folded = "".join(fold_character(character) for character in unicodedata.normalize("NFKC", name)).casefold().replace("i\u0307", "i")
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
