"""Keys for names whose core neither sounds alike letter for letter nor is translated as a whole, equal in both scripts.

Four bridges, each of which a person can follow: the consonants of a core (晶科, Jinko), the first letters of its syllables (比亚迪,
BYD), what its single signs or the halves of a Latin word mean (the 微 of 中微, micro; ShanghaiTech), and the whole of what a name without
a core says (中国银行, Bank of China).
A sound or a sign says little alone, so most stand beside a trade, a place or what the body is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import islice, pairwise, product

from enduse.entities.matching.latin_name import LatinName
from enduse.language.names import OrganisationName, Part
from enduse.language.names.likeness import han_consonants, latin_consonants
from enduse.language.names.places import place_words
from enduse.language.names.sounds import first_sound, spoken
from enduse.language.names.words import also, characters, english

FRAME, INITIALS, WHOLE = "K", "A", "F"
_SHORT, _LONG = 2, 3
"""Consonants of a core that count beside something else, and alone."""
_LEAST_INITIALS, _MOST_INITIALS = 3, 4
_VOWELS = frozenset("aeiou")
_HALF, _HALVES = 3, 7
"""Letters of half a word, and of a word that may have two."""
_UNSAID = frozenset({"general", "legal", "filler", "place", "county"})
"""Kinds of parts that translations add and leave out; places are taken from the name as a whole."""
_MOST_WHOLE = 8


def frames(parsed: OrganisationName, latin: LatinName | None, beside: Callable[[], Sequence[str]]) -> Iterator[str]:
    """The consonants of the core: alone where there are enough, else beside a trade, a place or a function (``beside``)."""
    if latin is None:
        found = {han_consonants(parsed.core), han_consonants(parsed.core[:2])} if len(parsed.core) > 1 else set()
    else:
        found = {latin_consonants(word) for word in latin.core[:2] if word.isalpha()}
    long_enough = [frame for frame in found if len(frame) >= _SHORT]
    others = beside() if long_enough else ()
    for frame in long_enough:
        if len(frame) >= _LONG:
            yield FRAME + frame
        for other in others:
            yield f"{FRAME}{frame} {other}"


def initials(parsed: OrganisationName, latin: LatinName | None) -> Iterator[str]:
    """The first letters of the syllables of a core, and Latin words without a vowel."""
    if latin is None:
        if len(parsed.core) < _LEAST_INITIALS:  # no more syllables than signs
            return
        letters = "".join([syllable[0] for syllable in next(iter(spoken(parsed.core)), "").split()])
        if _LEAST_INITIALS <= len(letters) <= _MOST_INITIALS:
            yield INITIALS + letters
    else:
        for word in latin.core[:2]:
            if _LEAST_INITIALS <= len(word) <= _MOST_INITIALS and _VOWELS.isdisjoint(word) and word.isalpha():
                yield INITIALS + word


def first_signs(parsed: OrganisationName) -> Iterator[str]:
    """How a Chinese name is shortened, by the first sign of each of its first words: 西安电子科技大学 is 西电, Xidian."""
    first = [first_sound(part.text[0]) for part in parsed.parts[:3] if part.kind != "legal"]
    for one, other in pairwise(first):
        if one and other:
            yield f"{one} {other}"


def signs(parsed: OrganisationName, latin: LatinName | None) -> list[str]:
    """What the signs of a Chinese core mean one by one, or the halves of Latin words that no dictionary has as a whole; places too."""
    if latin is None:
        known = characters()
        own = [known[sign] for part in parsed.parts if part.kind == "core" for sign in part.text if sign in known]
        return list(dict.fromkeys([concept for word in own for concept in word.concepts]))
    return list(dict.fromkeys(concept for word in latin.core[:2] if len(word) >= _HALVES for concept in halves(word)))


@lru_cache(maxsize=8192)
def halves(word: str) -> tuple[str, ...]:
    """Concepts of the two words, or the place and the word, that a word is written together of; nothing where it is not.

    >>> halves("shanghaitech")
    ('310000', 'technology')
    """
    known = _simple_words()
    for at in range(len(word) - _HALF, _HALF - 1, -1):
        one, other = known.get(word[:at]), known.get(word[at:])
        if one is not None and other is not None:
            return (*one, *other)
    return ()


@cache
def _simple_words() -> dict[str, tuple[str, ...]]:
    """Single English words and places of one word, with what they mean."""
    found = {word: meant.concepts for word, meant in english().words.items() if " " not in word and meant.kind != "legal"}
    return found | {word: codes for word, codes in place_words().latin.items() if len(codes) == 1 and " " not in word}


def whole(parsed: OrganisationName) -> Iterator[str]:
    """All that a name without a core says, in the order of concepts: its places, trades and functions."""
    if any(part.kind in ("core", "branch") for part in parsed.parts):
        return
    said = [part for part in parsed.parts if part.kind not in _UNSAID]
    if len(said) + len(parsed.places[:1]) < 2:
        return
    places = parsed.places[:2] or ("",)
    for chosen in islice(product(places, *map(_meanings, said)), _MOST_WHOLE):
        yield WHOLE + "|".join(sorted(set(chosen)))


def _meanings(part: Part) -> tuple[str, ...]:
    """What a part means, and of a special kind of school the other kinds its words stand for."""
    near = [kind for kind in part.related if also().get(kind)] if part.kind == "school" else []
    return (*part.meaning[:3], *near[:2]) or ("",)
