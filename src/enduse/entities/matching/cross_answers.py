"""How parts of a Chinese name are answered by a Latin one: by identity, by sound, by meaning."""

from __future__ import annotations

from enduse.entities.matching.cross_pair import CORE, Pair, character_at, core_characters, open_core, take_core
from enduse.entities.matching.cross_weights import by_letters
from enduse.language.names import Part
from enduse.language.names.brands import trades_of
from enduse.language.names.likeness import likeness, spelt_alike
from enduse.language.names.places import abbreviations, same_line
from enduse.language.names.sounds import rarities, spoken
from enduse.language.names.words import characters
from enduse.language.places import Gazetteer

_NEVER = frozenset({"place", "county", "number", "legal", "filler"})
"""Kinds whose meaning is no concept."""


def find_brands(pair: Pair) -> None:
    """A maker that both names are names of, or two makers."""
    if pair.han.brands and pair.latin.brands:
        _compare_brands(pair, pair.han.brands, pair.latin.brands)


def _compare_brands(pair: Pair, one: frozenset[str], other: frozenset[str]) -> None:
    if one.isdisjoint(other):
        pair.add("other-brand", "/".join(sorted(one)), "/".join(sorted(other)), pair.w.differ["brand"])
        return
    pair.branded = frozenset({"maker-known"}).union(*(trades_of(brand) for brand in one & other))
    pair.add("brand", pair.han.core, pair.latin.core, pair.w.agree["brand"] + by_letters(pair.han.folded, pair.latin.folded))
    pair.core_syllables = 4
    at = 0
    for part in pair.han.parts:
        size = len(part.text) if part.kind != "legal" else 0
        if part.kind in CORE:
            pair.taken |= ((1 << size) - 1) << at
        at += size
    for index, part in enumerate(pair.latin.parts):
        if part.kind in CORE:
            pair.used |= 1 << index


def find_sounds(pair: Pair) -> None:
    """Runs of Latin words found as pinyin in the Chinese name, the longest first; one syllable alone says nothing."""
    heard = pair.han.sounds
    if not pair.latin.sounds:
        return
    for spaced, (first, last) in zip(pair.latin.sounds, pair.latin.spans, strict=True):
        syllables = spaced.count(" ") - 1
        if syllables < 2:
            break
        mask = ((1 << (last - first)) - 1) << first
        if pair.used & mask:
            continue
        for reading in heard:
            at = reading.find(spaced)
            if at >= 0 and _take(pair, reading.count(" ", 0, at + 1) - 1, spaced, mask, first, last):
                break


def find_letters(pair: Pair) -> None:
    """Latin letters inside a Chinese name are the same letters in the Latin one: TCL科技."""
    if pair.han.script != "mixed" or not pair.han.sounds:
        return
    reading = pair.han.sounds[0]
    for index, part in enumerate(pair.latin.parts):
        at = reading.find(f" {part.text} ") if part.kind == "core" and len(part.text) > 1 else -1
        if at < 0 or pair.used >> index & 1:
            continue
        start = character_at(pair.han, reading.count(" ", 0, at + 1) - 1)
        pair.taken |= ((1 << len(part.text)) - 1) << start
        pair.used |= 1 << index
        pair.core_syllables += 2
        pair.add("letters", part.text, part.text, pair.w.agree["letters"])


def _take(pair: Pair, start: int, spaced: str, mask: int, first: int, last: int) -> bool:
    """Mark a run found by its sound; what it adds depends on what its characters are, and on how rare their syllables."""
    heard = spaced.split()
    syllables = len(heard)
    if pair.han.script == "mixed":
        start = character_at(pair.han, start)
    bits = ((1 << syllables) - 1) << start
    if pair.taken & bits:
        return False
    parts = pair.latin.parts
    core = min(core_characters(pair.han, start, start + syllables), syllables)
    pair.taken |= bits
    pair.used |= mask
    pair.core_syllables += core
    known, w = rarities(), pair.w.agree
    told = sum(min(w["syllable-most"], w["bit"] * known.get(syllable, 8.0)) for syllable in heard)
    weight = told * core / syllables + (syllables - core) * w["other-syllable"]
    text = "".join(part.text for part in pair.han.parts if part.kind != "legal")[start : start + syllables]
    if core == len(pair.han.core):
        weight += w["core-whole"]
    pair.add("sound", text, " ".join(part.text for part in parts[first:last]), weight)
    return True


def find_meanings(pair: Pair) -> None:
    """Parts of the Latin name whose concept a part of the Chinese name has: first those that mean the same, then those that come near."""
    known = pair.han.concepts
    if known.isdisjoint(pair.latin.concepts):
        return
    open_ = [
        (index, part)
        for index, part in enumerate(pair.latin.parts)
        if part.meaning
        and part.kind not in _NEVER
        and not pair.used >> index & 1
        and not (known.isdisjoint(part.meaning) and known.isdisjoint(part.related))
    ]
    for near in (False, True):
        for index, part in open_:
            if not pair.used >> index & 1:
                _meaning(pair, index, part, near=near)


def _meaning(pair: Pair, index: int, latin: Part, *, near: bool) -> None:
    at = 0
    again = False
    for part in pair.han.parts:
        if part.kind == "legal":
            continue
        size = len(part.text)
        bits = ((1 << size) - 1) << at
        at += size
        if not part.meaning or part.kind in _NEVER or not (_near(part, latin) if near else _same(part, latin)):
            continue
        if pair.taken & bits:
            again = True
            continue
        pair.taken |= bits
        pair.used |= 1 << index
        _meant(pair, part, latin, pair.w.agree["near"] if near else 1.0)
        return
    # One word answered by two (science and technology, 科技): the second is not left over.
    if again and latin.kind in ("general", "trade"):
        pair.used |= 1 << index


def _same(han: Part, latin: Part) -> bool:
    return han.meaning == latin.meaning or not set(han.meaning).isdisjoint(latin.meaning)


def _near(han: Part, latin: Part) -> bool:
    if not (han.related or latin.related):
        return False
    return not (set(han.meaning).isdisjoint(latin.related) and set(han.related).isdisjoint(latin.meaning))


def _meant(pair: Pair, han: Part, latin: Part, share: float) -> None:
    weight = pair.w.agree.get(han.kind, pair.w.agree["trade"]) * share
    if han.kind in ("plain", "direction"):
        pair.core_syllables += 1
    elif han.kind == "maker":
        pair.core_syllables += 2
    elif share == 1.0:
        pair.beside += weight
    pair.add("meaning" if share == 1.0 else "near-meaning", han.text, latin.text, weight)


def find_characters(pair: Pair) -> None:
    """Characters of a shortened name that stand for a whole word: 纸 for paper."""
    open_latin = [i for i, part in enumerate(pair.latin.parts) if part.meaning and not pair.used >> i & 1 and part.kind not in _NEVER]
    if not open_latin:
        return
    known = characters()
    at = 0
    for part in pair.han.parts:
        if part.kind == "legal":
            continue
        if part.kind == "core":
            for offset, character in enumerate(part.text):
                word = known.get(character)
                if word is None or pair.taken >> (at + offset) & 1:
                    continue
                index = next(
                    (i for i in open_latin if not pair.used >> i & 1 and not set(word.concepts).isdisjoint(pair.latin.parts[i].meaning)),
                    None,
                )
                if index is not None:
                    pair.taken |= 1 << (at + offset)
                    pair.used |= 1 << index
                    pair.beside += pair.w.agree["character"]
                    pair.add("meaning", character, pair.latin.parts[index].text, pair.w.agree["character"])
        at += len(part.text)


def find_abbreviation(pair: Pair, gazetteer: Gazetteer) -> None:
    """The first character of a shortened name that stands for the Latin name's place: 粤 for Guangdong."""
    if not pair.han.parts or pair.han.parts[0].kind != "core" or pair.taken & 1:
        return
    sign = pair.han.parts[0].text[0]
    code = abbreviations().get(sign)
    if code is not None and any(same_line(gazetteer, code, other) for other in pair.latin.places):
        pair.taken |= 1
        pair.beside += pair.w.agree["place-line"]
        pair.add("place", sign, "/".join(pair.latin.places), pair.w.agree["place-line"])


def find_likeness(pair: Pair) -> None:
    """A foreign name written by its sound: signs of renderings against words that nothing else answers."""
    if pair.core_syllables or not pair.han.rendering:
        return
    text = open_core(pair)
    words = [i for i, part in enumerate(pair.latin.parts) if part.kind == "core" and not pair.used >> i & 1]
    letters = "".join(pair.latin.parts[i].text for i in words)
    if len(letters) < 5:
        return
    alike = likeness(text, letters)
    if alike < pair.w.least_likeness:
        return
    share = (alike - pair.w.least_likeness) / (1 - pair.w.least_likeness)
    pair.add("likeness", text, letters, pair.w.agree["likeness"] * (0.5 + share / 2))
    pair.core_syllables += 2
    for i in words:
        pair.used |= 1 << i
    take_core(pair)


def find_spelling(pair: Pair) -> None:
    """A core of two characters against one word that is no pinyin but nearly so, where place or trade agree as well."""
    if pair.core_syllables or not pair.beside:
        return
    text = open_core(pair)
    if len(text) != 2:
        return
    words = [i for i, part in enumerate(pair.latin.parts) if part.kind == "core" and not pair.used >> i & 1]
    if len(words) != 1 or words[0] in pair.pinyin:
        return
    word = pair.latin.parts[words[0]].text
    alike = max((spelt_alike(heard.replace(" ", ""), word) for heard in spoken(text)), default=0.0)
    if alike >= pair.w.least_spelling:
        pair.add("spelling", text, word, pair.w.agree["spelling"] * alike)
        pair.core_syllables += 2
        pair.used |= 1 << words[0]
        take_core(pair)
