"""Chinese names, read backwards: legal form, trade words, what is left as the core, places before it.

Read from the end since Chinese names say the kind last; the longest word wins. Characters no word holds are the core, and so are plain
words (东方, 长城) beside it. Nothing is guessed: a word that may be a brand as well stays in the parts, for comparison to weigh.
"""

from __future__ import annotations

import re

from enduse.language.names.numbers import numbers_in_han
from enduse.language.names.organisation import Part
from enduse.language.names.places import PlaceWords
from enduse.language.names.words import Dictionary, chinese

_MARKS = re.compile(r"^(?:s?\*?st|sst|xd|xr|dr|n(?=[\u4e00-\u9fff]))(?=.)|(?<=[\u4e00-\u9fff])-?(?:[ab]股?|[uw]|hk)$")
"""Marks of stock exchanges around a short name: under special treatment (ST), A and B shares."""
_JOINING = frozenset({"与", "及", "和", "之", "的"})
"""Single characters left between words: and, of."""
_PIECES = re.compile(r"[()]+")


def without_marks(folded: str) -> str:
    """A listed company's short name without the exchange's marks.

    >>> without_marks("*st猛狮"), without_marks("万科a")
    ('猛狮', '万科')
    """
    return _MARKS.sub("", folded) if any("a" <= sign <= "z" for sign in folded) else folded


def han_parts(folded: str, places: PlaceWords) -> tuple[Part, ...]:
    """The parts of a folded Chinese name, in its order."""
    parts: list[Part] = []
    for piece in _PIECES.split(folded) if "(" in folded or ")" in folded else (folded,):
        if piece:
            parts += _piece(piece, places)
    return tuple(parts)


def _piece(text: str, places: PlaceWords) -> list[Part]:
    words = chinese()
    numbers = {end: (start, number) for start, end, number in numbers_in_han(text)}
    found: list[Part] = []
    unread = end = len(text)
    while end > 0:
        start, part = _ending(text, end, places, words, numbers)
        if part is None:
            end -= 1
            continue
        if unread > end:
            found.append(_core(text[end:unread]))
        found.append(part)
        unread = end = start
    if unread > 0:
        found.append(_core(text[:unread]))
    found.reverse()
    return [part for part in found if part.text not in _JOINING or part.kind != "core"]


def _ending(text: str, end: int, places: PlaceWords, words: Dictionary, numbers: dict[int, tuple[int, int]]) -> tuple[int, Part | None]:
    numbered = numbers.get(end)
    if numbered is not None:
        return numbered[0], Part("number", text[numbered[0] : end], (str(numbered[1]),))
    word = words.ending(text, end)
    place = places.ending(text, end)
    if place is not None and (word is None or place[0] <= word[0]):
        return place[0], Part("place", text[place[0] : end], place[1])
    if word is not None:
        return word[0], Part(word[1].kind, text[word[0] : end], word[1].concepts, word[1].related)
    return end, None


def _core(text: str) -> Part:
    return Part("core", text)
