"""Latin names, read word by word: the longest phrase wins; words no phrase holds are the core."""

from __future__ import annotations

from functools import cache

from enduse.language.names.numbers import number_in_latin
from enduse.language.names.organisation import Part
from enduse.language.names.places import PlaceWords
from enduse.language.names.sounds import as_pinyin, spoken
from enduse.language.names.words import Word, english, rows

_LEFT_OUT = frozenset({"of", "the", "and", "for", "in", "at", "on", "de", "by", "to", "with", "its"})


def latin_parts(words: list[str], places: PlaceWords) -> tuple[Part, ...]:
    """The parts of a Latin name's folded words, in its order."""
    dictionary, romanised = english(), romanised_words()
    parts: list[Part] = []
    at = 0
    while at < len(words):
        word = words[at]
        number = number_in_latin(words, at)
        if number is not None:
            parts.append(Part("number", " ".join(words[at : number[0]]), (str(number[1]),)))
            at = number[0]
            continue
        place, phrase = _place(words, at, places), dictionary.starting(words, at)
        if place is not None and _elsewhere(parts, place, places) and phrase is None and place[0] == at + 1:
            place = None
        if place is not None and (phrase is None or place[0] >= phrase[0]):
            parts.append(Part("place", " ".join(words[at : place[0]]), place[1]))
            at = place[0]
        elif phrase is not None:
            parts.append(Part(phrase[1].kind, " ".join(words[at : phrase[0]]), phrase[1].concepts, phrase[1].related))
            at = phrase[0]
        else:
            if word not in _LEFT_OUT:
                meant = romanised.get(word)
                parts.append(Part("core", word, meant.concepts if meant is not None else ()))
            at += 1
    return tuple(_with_county(parts, places))


def _with_county(parts: list[Part], places: PlaceWords) -> list[Part]:
    """The name of a county at the head, where another core word follows: ``Jiangyin Jianghua``, but not ``Changan Automobile``."""
    if len(parts) > 1 and parts[0].kind == "core" and parts[0].text in places.heads and any(p.kind == "core" for p in parts[1:3]):
        return [Part("county", parts[0].text, places.heads[parts[0].text]), *parts[1:]]
    return parts


def _place(words: list[str], at: int, places: PlaceWords) -> tuple[int, tuple[str, ...]] | None:
    """The place that begins at word ``at``; a word of one syllable (``xian``, ``jian``) is one only at the head, elsewhere a syllable."""
    found = places.starting(words, at)
    if found is not None and at and found[0] == at + 1 and any(spaced.count(" ") == 2 for spaced in as_pinyin(words[at])):
        return None
    return found


def _elsewhere(parts: list[Part], place: tuple[int, tuple[str, ...]], places: PlaceWords) -> bool:
    """Whether the name's first place lies elsewhere, right before: the Yili of ``Inner Mongolia Yili`` is a brand."""
    return bool(parts) and parts[-1].kind == "place" and not places.same_line(parts[-1].meaning, place[1])


@cache
def romanised_words() -> dict[str, Word]:
    """Trade words as lists write them in pinyin (``keji``, ``dianzi``); they stay core words that may also mean the concept."""
    found: dict[str, set[str]] = {}
    for kind, concept, zh, _ in rows():
        for word in zh:
            if len(word) > 1 and kind in ("trade", "general"):
                found.setdefault(spoken(word)[0].replace(" ", "").replace("v", "u"), set()).add(concept)
    known = english().words
    return {word: Word("trade", tuple(sorted(concepts))) for word, concepts in found.items() if word not in known}
