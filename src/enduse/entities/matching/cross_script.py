"""A Chinese name against a Latin one: which parts of each are answered by the other, and what that adds to the score.

Three bridges carry from one script to the other: sound (pinyin, and for foreign names likeness), meaning (concepts of the dictionaries)
and identity (a brand, a place, a number, a public body). What no bridge reaches counts against, by its kind; what must not differ
(the place and level of a public body, the number of an institute, the branch) decides alone. The weights are in cross_script.yml.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import NamedTuple

import yaml

from enduse.language.names import OrganisationName, Part
from enduse.language.names.brands import trades_of
from enduse.language.names.likeness import likeness, spelt_alike
from enduse.language.names.parsing import main_function
from enduse.language.names.places import CHINA, abbreviations, same_line
from enduse.language.names.sounds import rarities, spoken
from enduse.language.names.words import characters
from enduse.language.places import Gazetteer, reference
from enduse.model.comparison import Feature

_FUNCTIONS = frozenset({"organ", "school", "unit"})
_PLAIN = frozenset({"plain", "direction", "maker"})
_NAMED = frozenset({"sound", "brand", "likeness", "letters", "spelling"})
"""Features that find the core."""
_NEVER = frozenset({"place", "county", "number", "legal", "filler"})
"""Kinds whose meaning is no concept."""
_CORE = frozenset({"core", "plain", "direction", "maker"})
_UNCOUNTED = _FUNCTIONS | {"place", "county", "number", "legal", "branch", "filler"}
"""Kinds with rules of their own; what is left of them counts nowhere else."""


class Weights(NamedTuple):
    """cross_script.yml."""

    start: float
    agree: dict[str, float]
    differ: dict[str, float]
    left: dict[str, float]
    least_likeness: float
    cap_short: float
    weak: frozenset[str]
    least_spelling: float
    kin: frozenset[str]


@cache
def weights() -> Weights:
    """The weights, read once."""
    raw = yaml.safe_load(resources.files(__package__).joinpath("cross_script.yml").read_text("utf-8"))
    return Weights(**{**raw, "weak": frozenset(raw["weak"]), "kin": frozenset(raw["kin"])})


class Found(NamedTuple):
    """One feature before it is put into words."""

    kind: str
    left: str
    right: str
    weight: float


@dataclass(slots=True)
class _Pair:
    """One comparison under way; ``taken`` marks characters of the Chinese name, ``used`` parts of the Latin one, bit by bit."""

    han: OrganisationName
    latin: OrganisationName
    w: Weights
    taken: int = 0
    used: int = 0
    core_syllables: int = 0
    beside: float = 0.0
    branded: frozenset[str] = frozenset()
    """The trades of the maker, where both names are the maker's."""
    found: list[Found] = field(default_factory=list)

    def add(self, kind: str, left: str, right: str, weight: float) -> None:
        self.found.append(Found(kind, left, right, weight))


def cross_script(han: OrganisationName, latin: OrganisationName, gazetteer: Gazetteer | None = None) -> tuple[Feature, ...]:
    """The features of a Chinese and a Latin name, the strongest first; ``score_of`` makes the score of them."""
    found = weigh_cross(han, latin, gazetteer or reference())
    features = [Feature(f.kind, f.left, f.right, round(f.weight, 4), _WHY.get(f.kind, f.kind)) for f in found]
    return tuple(sorted(features, key=lambda f: (-abs(f.weight), f.name, f.left, f.right)))


def score_of(features: Iterable[Feature | Found]) -> float:
    """The score from 0 to 1 of all features together; 0 where there are none."""
    total, some = weights().start, False
    for each in features:
        total += each.weight
        some = True
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total)))) if some else 0.0


def score_cross(han: OrganisationName, latin: OrganisationName, gazetteer: Gazetteer | None = None) -> float:
    """The score alone, for tables of many pairs."""
    return score_of(weigh_cross(han, latin, gazetteer or reference()))


def weigh_cross(han: OrganisationName, latin: OrganisationName, gazetteer: Gazetteer) -> list[Found]:
    """What agrees, differs and is left over; nothing where a name is masked or generic."""
    if not (han.comparable and latin.comparable):
        return []
    pair = _Pair(han, latin, weights())
    if han.body is not None and latin.body is not None:
        return _bodies(pair)
    _brands(pair)
    _sounds(pair)
    _letters(pair)
    _meanings(pair)
    if not pair.found and not (pair.han.places and pair.latin.places and not pair.han.concepts):
        return []
    _places(pair, gazetteer)
    _numbers(pair)
    _functions(pair)
    _single_characters(pair)
    _likeness(pair)
    _spelling(pair)
    open_words = _left_in_han(pair) + _left_in_latin(pair)
    _complete(pair, open_words)
    _cap(pair)
    return pair.found


def _bodies(pair: _Pair) -> list[Found]:
    one, other = pair.han.body, pair.latin.body
    if one is None or other is None:
        raise ValueError("both names are those of public bodies here")
    same = (one.place_code, one.function) == (other.place_code, other.function) and (one.unit is None) == (other.unit is None)
    kind = "same-body" if same else "other-body"
    shown = [f"{b.function} {b.place_code} {b.level}{' ' + b.unit if b.unit else ''}" for b in (one, other)]
    pair.add(kind, shown[0], shown[1], pair.w.agree["body"] if same else pair.w.differ["body"])
    return pair.found


def _brands(pair: _Pair) -> None:
    one = {key for key in pair.han.core_keys if key.startswith("brand:")}
    other = {key for key in pair.latin.core_keys if key.startswith("brand:")} if one else set()
    if not one or not other:
        return
    if one.isdisjoint(other):
        pair.add("other-brand", "/".join(sorted(one)), "/".join(sorted(other)), pair.w.differ["brand"])
        return
    pair.branded = frozenset({"maker-known"}).union(*(trades_of(brand) for brand in one & other))
    pair.add("brand", pair.han.core, pair.latin.core, pair.w.agree["brand"])
    pair.core_syllables = 4
    at = 0
    for part in pair.han.parts:
        size = len(part.text) if part.kind != "legal" else 0
        if part.kind in _CORE:
            pair.taken |= ((1 << size) - 1) << at
        at += size
    for index, part in enumerate(pair.latin.parts):
        if part.kind in _CORE:
            pair.used |= 1 << index


def _sounds(pair: _Pair) -> None:
    """Runs of Latin words found as pinyin in the Chinese name, the longest first; one syllable alone says nothing."""
    heard = pair.han.sounds
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


def _letters(pair: _Pair) -> None:
    """Latin letters inside a Chinese name are the same letters in the Latin one: TCL科技."""
    if pair.han.script != "mixed" or not pair.han.sounds:
        return
    reading = pair.han.sounds[0]
    for index, part in enumerate(pair.latin.parts):
        at = reading.find(f" {part.text} ") if part.kind == "core" and len(part.text) > 1 else -1
        if at < 0 or pair.used >> index & 1:
            continue
        start = _character_at(pair.han, reading.count(" ", 0, at + 1) - 1)
        pair.taken |= ((1 << len(part.text)) - 1) << start
        pair.used |= 1 << index
        pair.core_syllables += 2
        pair.add("letters", part.text, part.text, pair.w.agree["letters"])


def _take(pair: _Pair, start: int, spaced: str, mask: int, first: int, last: int) -> bool:
    """Mark a run found by its sound; what it adds depends on what its characters are, and on how rare their syllables."""
    heard = spaced.split()
    syllables = len(heard)
    if pair.han.script == "mixed":
        start = _character_at(pair.han, start)
    bits = ((1 << syllables) - 1) << start
    if pair.taken & bits:
        return False
    parts = pair.latin.parts
    core = min(_core_characters(pair.han, start, start + syllables), syllables)
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


def _character_at(han: OrganisationName, syllable: int) -> int:
    """The position of a syllable's character in a name with Latin letters, whose runs are one syllable each."""
    at, count, inside = 0, 0, False
    for character in "".join(part.text for part in han.parts if part.kind != "legal"):
        letter = character.isascii()
        if not (letter and inside):
            if count == syllable:
                return at
            count += 1
        inside = letter
        at += 1
    return at


def _core_characters(han: OrganisationName, start: int, end: int) -> int:
    at = core = 0
    for part in han.parts:
        if part.kind == "legal":
            continue
        size = len(part.text)
        if part.kind in _CORE and at < end and at + size > start:
            core += min(end, at + size) - max(start, at)
        at += size
    return core


def _meanings(pair: _Pair) -> None:
    """Parts of the Latin name whose concept a part of the Chinese name has: first those that mean the same, then those that come near."""
    known = pair.han.concepts
    open_ = [
        (index, part)
        for index, part in enumerate(pair.latin.parts)
        if part.kind not in _NEVER
        and not pair.used >> index & 1
        and not (known.isdisjoint(part.meaning) and known.isdisjoint(part.related))
    ]
    for near in (False, True):
        for index, part in open_:
            if not pair.used >> index & 1:
                _meaning(pair, index, part, near=near)


def _meaning(pair: _Pair, index: int, latin: Part, *, near: bool) -> None:
    at = 0
    again = False
    for part in pair.han.parts:
        if part.kind == "legal":
            continue
        size = len(part.text)
        bits = ((1 << size) - 1) << at
        at += size
        if part.kind in _NEVER or not (_near(part, latin) if near else not set(part.meaning).isdisjoint(latin.meaning)):
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


def _near(han: Part, latin: Part) -> bool:
    return not (set(han.meaning).isdisjoint(latin.related) and set(han.related).isdisjoint(latin.meaning))


def _meant(pair: _Pair, han: Part, latin: Part, share: float) -> None:
    weight = pair.w.agree.get(han.kind, pair.w.agree["trade"]) * share
    if han.kind in ("plain", "direction"):
        pair.core_syllables += 1
    elif han.kind == "maker":
        pair.core_syllables += 2
    elif share == 1.0:
        pair.beside += weight
    pair.add("meaning" if share == 1.0 else "near-meaning", han.text, latin.text, weight)


def _single_characters(pair: _Pair) -> None:
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


def _places(pair: _Pair, gazetteer: Gazetteer) -> None:
    one, other = pair.han.places, pair.latin.places
    if not one and other:
        _abbreviated(pair, gazetteer)
    if not one or not other:
        if not pair.core_syllables and one + other not in ((), (CHINA,)):
            pair.add("other-place", "/".join(one), "/".join(other), pair.w.differ["place-one-side"])
        return
    shown = "/".join(one), "/".join(other)
    if CHINA in one or CHINA in other:
        if one == other:
            pair.add("place", *shown, pair.w.agree["china"])
        elif any(part.kind == "organ" for part in pair.han.parts):
            pair.add("other-place", *shown, pair.w.differ["place-of-body"])
        elif not pair.core_syllables:
            pair.add("other-place", *shown, pair.w.differ["place-one-side"])
        return
    if not set(one).isdisjoint(other):
        organ = any(part.kind == "organ" for part in pair.han.parts)
        weight = pair.w.agree["place-open" if organ and _open_within(one, other, gazetteer) else "place-same"]
        pair.beside += weight
        pair.add("place", *shown, weight)
    elif any(same_line(gazetteer, a, b) for a in one for b in other):
        organ = any(part.kind == "organ" for part in (*pair.han.parts, *pair.latin.parts))
        pair.add("other-place" if organ else "place", *shown, pair.w.differ["place-of-body"] if organ else pair.w.agree["place-line"])
        pair.beside += 0.0 if organ else pair.w.agree["place-line"]
    else:
        public = any(part.kind in ("organ", "school") for part in pair.han.parts)
        pair.add("other-place", *shown, pair.w.differ["place-of-body" if public else "place"])


def _open_within(one: Sequence[str], other: Sequence[str], gazetteer: Gazetteer) -> bool:
    """Whether one name leaves open which of several places within each other is meant (Aksu: prefecture or city)."""
    return any(len(codes) > 1 and any(gazetteer.is_within(a, b) for a in codes for b in codes if a != b) for codes in (one, other))


def _abbreviated(pair: _Pair, gazetteer: Gazetteer) -> None:
    """The first character of a shortened name that stands for the Latin name's place: 粤 for Guangdong."""
    if not pair.han.parts or pair.han.parts[0].kind != "core" or pair.taken & 1:
        return
    sign = pair.han.parts[0].text[0]
    code = abbreviations().get(sign)
    if code is not None and any(same_line(gazetteer, code, other) for other in pair.latin.places):
        pair.taken |= 1
        pair.beside += pair.w.agree["place-line"]
        pair.add("place", sign, "/".join(pair.latin.places), pair.w.agree["place-line"])


def _numbers(pair: _Pair) -> None:
    one, other = set(pair.han.numbers), set(pair.latin.numbers)
    if not one and not other:
        return
    shown = "/".join(map(str, sorted(one))), "/".join(map(str, sorted(other)))
    if one == other:
        pair.beside += pair.w.agree["number"]
        pair.add("number", *shown, pair.w.agree["number"])
    elif one and other:
        pair.add("other-number", *shown, pair.w.differ["number"])
    else:
        bodies = any(part.kind in _FUNCTIONS for part in pair.han.parts) and any(part.kind in _FUNCTIONS for part in pair.latin.parts)
        pair.add("other-number", *shown, pair.w.differ["number-of-institute" if bodies else "number-one-side"])


def _functions(pair: _Pair) -> None:
    """What a body is must agree: a university is no company, a court no bureau."""
    one, other = main_function(pair.han.parts), main_function(pair.latin.parts)
    several = sum(part.kind in _FUNCTIONS for part in pair.latin.parts) > 1
    if (pair.han.branch is None) != (pair.latin.branch is None) and not (pair.han.body is not None and several):
        pair.add("branch", pair.han.branch or "", pair.latin.branch or "", pair.w.differ["branch-one-side"])
    if one is None and other is None:
        return
    shown = one.text if one else "", other.text if other else ""
    if one is not None and other is not None:
        agree = _agree(one, pair.latin.parts) and _agree(other, pair.han.parts)
        if one.kind == other.kind == "organ":
            agree = not set(one.meaning).isdisjoint(other.meaning)
        if not agree:
            pair.add("other-function", *shown, pair.w.differ["function"])
        return
    said = one or other
    firm = said is not None and said.kind in ("organ", "school") and "institute" not in said.meaning
    pair.add("other-function", *shown, pair.w.differ["function-one-side" if firm else "unit-one-side"])


def _agree(said: Part, parts: Sequence[Part]) -> bool:
    meant = {*said.meaning, *said.related}
    return any(not (meant.isdisjoint(part.meaning) and meant.isdisjoint(part.related)) for part in parts if part.kind in _FUNCTIONS)


def _likeness(pair: _Pair) -> None:
    """A foreign name written by its sound: three characters or more against words that are no pinyin."""
    if pair.core_syllables:
        return
    text = _open_core(pair)
    words = [i for i, part in enumerate(pair.latin.parts) if part.kind == "core" and not pair.used >> i & 1]
    letters = "".join(pair.latin.parts[i].text for i in words)
    if len(text) < 3 or len(letters) < 5:
        return
    alike = likeness(text, letters)
    if alike < pair.w.least_likeness:
        return
    share = (alike - pair.w.least_likeness) / (1 - pair.w.least_likeness)
    pair.add("likeness", text, letters, pair.w.agree["likeness"] * (0.5 + share / 2))
    pair.core_syllables += 2
    for i in words:
        pair.used |= 1 << i
    _take_core(pair)


def _spelling(pair: _Pair) -> None:
    """A core of two characters against one word that is no pinyin but nearly so, where place or trade agree as well."""
    if pair.core_syllables or not pair.beside:
        return
    text = _open_core(pair)
    pinyin = _pinyin_parts(pair.latin)
    words = [i for i, part in enumerate(pair.latin.parts) if part.kind == "core" and not pair.used >> i & 1]
    if len(text) != 2 or len(words) != 1 or words[0] in pinyin:
        return
    word = pair.latin.parts[words[0]].text
    alike = max((spelt_alike(heard.replace(" ", ""), word) for heard in spoken(text)), default=0.0)
    if alike >= pair.w.least_spelling:
        pair.add("spelling", text, word, pair.w.agree["spelling"] * alike)
        pair.core_syllables += 2
        pair.used |= 1 << words[0]
        _take_core(pair)


def _take_core(pair: _Pair) -> None:
    at = 0
    for part in pair.han.parts:
        size = len(part.text) if part.kind != "legal" else 0
        if part.kind == "core":
            pair.taken |= ((1 << size) - 1) << at
        at += size


def _open_core(pair: _Pair) -> str:
    at, found = 0, []
    for part in pair.han.parts:
        if part.kind == "legal":
            continue
        if part.kind == "core":
            found += [character for offset, character in enumerate(part.text) if not pair.taken >> (at + offset) & 1]
        at += len(part.text)
    return "".join(found)


def _left_in_han(pair: _Pair) -> int:
    """Count against the pair what no Latin word answers; returns how many words that tell something are left."""
    left, at, core, open_ = pair.w.left, 0, 0, 0
    total, words = 0.0, []
    named = pair.core_syllables > 0
    bare = pair.latin.legal is None and all(part.kind in _CORE for part in pair.latin.parts)
    for part in pair.han.parts:
        if part.kind == "legal":
            continue
        size = len(part.text)
        bits = (pair.taken >> at) & ((1 << size) - 1)
        at += size
        if part.kind in _UNCOUNTED or (part.kind != "core" and bits):
            continue
        if part.kind == "core":
            missing = size - bits.bit_count()
            core += missing
            if not missing:
                continue
            open_ += 1
        elif part.kind in ("trade", "general") and bare:
            total += left["han-said-only-by-core"]
        elif (not pair.w.weak.isdisjoint(part.meaning) and (pair.han.legal is not None or not named)) or (
            pair.branded and not pair.branded.isdisjoint(part.meaning)
        ):
            total += left["han-weak"]
        elif not named or (pair.branded and part.kind == "trade"):
            total += left["common"]
            open_ += 1
        elif part.kind == "general" and pair.han.legal is not None:
            total += left["han-general-of-legal-name"]
        else:
            total += left["han-plain" if part.kind in _PLAIN else f"han-{part.kind}"]
            open_ += 1
        words.append(part.text)
    spare = named and any(
        part.kind in ("core", "trade") and not pair.used >> index & 1 and index not in _pinyin_parts(pair.latin)
        for index, part in enumerate(pair.latin.parts)
    )
    total += max(core * left["han-core-behind" if spare else "han-core"], left["han-core-most"])
    if words:
        pair.add("left-in-chinese", " ".join(words), "", total)
    return open_


def _left_in_latin(pair: _Pair) -> int:
    left, total, words, core, open_ = pair.w.left, 0.0, [], 0.0, 0
    pinyin, named = _pinyin_parts(pair.latin), pair.core_syllables > 0
    for index, part in enumerate(pair.latin.parts):
        if pair.used >> index & 1 or (part.kind in _UNCOUNTED and part.kind not in ("place", "county")):
            continue
        if part.kind in ("place", "county"):
            if not pair.han.places:
                total += left[f"latin-{part.kind}"]
                open_ += part.meaning != (CHINA,)
            continue
        words.append(part.text)
        if part.kind == "core":
            behind = named and pair.used & ((1 << index) - 1)
            foreign = "latin-foreign-behind" if behind else "latin-foreign"
            core += left["latin-letters" if len(part.text) < 3 else "latin-pinyin" if index in pinyin else foreign]
        elif not pair.w.weak.isdisjoint(part.meaning) or (pair.branded and not pair.branded.isdisjoint(part.meaning)):
            total += left["latin-weak"]
            continue
        elif not named and pair.beside and not pair.w.kin.isdisjoint(part.meaning) and any(_is_trade(each) for each in pair.found):
            total += left["kin"]
            continue
        elif not named or (pair.branded and part.kind == "trade"):
            total += left["common"]
        else:
            total += left["latin-plain" if part.kind in _PLAIN else f"latin-{part.kind}"]
        open_ += part.kind != "general" or not named
    total += max(core, left["latin-most"])
    if total:
        pair.add("left-in-latin", "", " ".join(words), total)
    return open_


def _complete(pair: _Pair, open_words: int) -> None:
    """Every word answered on both sides: for names made of common words this is what tells them apart."""
    if open_words or any(each.weight <= -2.0 for each in pair.found if each.kind.startswith(("other", "branch"))):
        return
    told = sum(_tells(pair, each) for each in pair.found)
    if all(part.kind == "place" for part in (*pair.han.parts, *pair.latin.parts)):
        told = 2.0
    if told < 1.5:
        return
    sound = any(each.kind in _NAMED for each in pair.found)
    pair.add("complete", pair.han.folded, pair.latin.folded, pair.w.agree["complete-core" if sound else "complete"])


def _is_trade(found: Found) -> bool:
    return found.kind == "meaning" and found.weight == weights().agree["trade"]


def _tells(pair: _Pair, found: Found) -> float:
    """How much a feature tells apart, in words: China and a general word half, an uncertain place nothing."""
    agree = pair.w.agree
    if found.kind in _NAMED:
        return 2.0
    if found.kind == "meaning":
        if found.weight == agree["maker"]:
            return 2.0
        return 0.5 if found.weight <= agree["general"] and found.weight != agree["unit"] else 1.0
    if found.kind == "place":
        return 0.5 if found.weight == agree["china"] else 0.0 if found.weight == agree["place-open"] else 1.0
    return float(found.kind == "number")


def _pinyin_parts(latin: OrganisationName) -> set[int]:
    return {first for first, last in latin.spans if last == first + 1}


def _cap(pair: _Pair) -> None:
    """A name of one or two characters needs more than the name: place, trade or number beside it."""
    if pair.beside or pair.branded or sum(len(part.text) for part in pair.han.parts if part.kind != "legal") > 2:
        return
    total = pair.w.start + sum(each.weight for each in pair.found)
    most = math.log(pair.w.cap_short / (1 - pair.w.cap_short))
    if total > most:
        pair.add("short", pair.han.core, pair.latin.core, most - total)


_WHY = {
    "brand": "both are names of one maker",
    "other-brand": "they are names of two makers",
    "sound": "the Latin words are the pinyin of these characters",
    "spelling": "the word is nearly the pinyin of these characters",
    "letters": "the same letters stand in both",
    "likeness": "a foreign name, alike in sound",
    "meaning": "one concept in both languages",
    "near-meaning": "what the one means, the other also stands for",
    "place": "the places agree",
    "other-place": "the places differ",
    "number": "the same number",
    "other-number": "the numbers differ, or one name has none",
    "other-function": "not the same kind of body",
    "branch": "one is a branch, the other is not",
    "same-body": "place, level and function of the public body are the same",
    "other-body": "place, level, function or unit of the public body differ",
    "left-in-chinese": "nothing in the Latin name answers these",
    "left-in-latin": "nothing in the Chinese name answers these",
    "complete": "every word of each name is answered by the other",
    "short": "a name this short needs more than the name",
}
