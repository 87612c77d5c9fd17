"""Two names in Latin letters compared word by word.

What both leave unmatched (``Systems`` against ``Industries``) contradicts; what one leaves out (``Technology``) does not. Numbers decide,
places decide, and a brand one syllable off is another brand.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import OSA

from enduse.entities.matching.latin_name import DISTINCTIVE, LatinName
from enduse.entities.matching.latin_places import in_line
from enduse.entities.matching.thresholds import load_thresholds
from enduse.entities.matching.words import load_words

Weights = dict[str, int]


class Factor(NamedTuple):
    """A sign beside the words: its ``kind`` (reasons.yml), what each name shows, and what is left of the score."""

    kind: str
    left: str
    right: str
    factor: float


@dataclass(slots=True)
class Alignment:
    """Words of two names laid side by side. ``typos``: (left, right, edits); ``left`` and ``right``: words without counterpart."""

    shared: list[str]
    matched: int
    typos: list[tuple[str, str, int]] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    right: list[str] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    """Places that one of the two names misspells."""
    acronym: bool = False
    lost: float = 0.0
    """What the words without counterpart weigh against the others."""


def align(a: LatinName, b: LatinName) -> Alignment:
    """Lay the words of two names side by side."""
    wa, wb = a.weights, b.weights
    found = Alignment([word for word in wa if word in wb], 0)
    found.matched = sum(wa[word] for word in found.shared)
    found.left = [word for word in wa if word not in wb]
    found.right = [word for word in wb if word not in wa]
    if a.joined == b.joined and (found.left or found.right) and a.total and b.total:
        found.shared, found.left, found.right = [a.joined], [], []
        found.matched = min(a.total, b.total)
    elif found.left and found.right:
        _match_typos(found, wa, wb)
        _match_compounds(found, wa, wb)
    if found.left and b.places and not a.places:
        _match_misspelt_places(found, found.left, b, flip=False)
    elif found.right and a.places and not b.places:
        _match_misspelt_places(found, found.right, a, flip=True)
    return found


def _match_misspelt_places(found: Alignment, words: list[str], other: LatinName, *, flip: bool) -> None:
    """A word a letter away from the place the other name has is that place."""
    for word in list(words):
        for place, code in other.place_words.items():
            if edits := edits_apart(word, place, strict=False):
                words.remove(word)
                found.typos.append((place, word, edits) if flip else (word, place, edits))
                found.places.append(code)
                break


def _match_typos(found: Alignment, wa: Weights, wb: Weights) -> None:
    """Words a letter apart are one word misspelt, unless both are words we know, or all is pinyin, where every letter tells.

    A word of four letters is long enough only where another distinctive word is equal.
    """
    chinese = all(is_pinyin(w) for weights in (wa, wb) for w, weight in weights.items() if weight >= DISTINCTIVE)
    shortest = 4 if any(wa[word] >= DISTINCTIVE for word in found.shared) else 5
    near = []
    for left in found.left:
        for right in found.right:
            if wa[left] >= DISTINCTIVE or wb[right] >= DISTINCTIVE:
                edits = edits_apart(left, right, strict=chinese, shortest=shortest)
                if edits:
                    near.append((edits, min(left, right), max(left, right), left, right))
    for edits, _, _, left, right in sorted(near):
        if left in found.left and right in found.right:
            found.typos.append((left, right, edits))
            found.matched += min(wa[left], wb[right])
            found.left.remove(left)
            found.right.remove(right)


def edits_apart(left: str, right: str, *, strict: bool, shortest: int = 5) -> int:
    """Edits between two unequal words that may be one word misspelt; 0 where they may not.

    ``strict``: the names are Chinese ones, so two words of Chinese syllables are two words.
    """
    longest = max(len(left), len(right))
    allowed = 0 if longest < shortest else 1 if longest < 9 else 2
    if not allowed or abs(len(left) - len(right)) > allowed:
        return 0
    edits = int(OSA.distance(left, right, score_cutoff=allowed))
    return 0 if edits > allowed or (strict and is_pinyin(left) and is_pinyin(right)) else edits


@lru_cache(maxsize=65536)
def is_pinyin(word: str) -> bool:
    """Whether a word may be a Chinese one in Latin letters."""
    return load_words().pinyin.fullmatch(word) is not None


def _match_compounds(found: Alignment, wa: Weights, wb: Weights) -> None:
    """``Good Will`` is ``Goodwill``: distinctive words that are equal once joined."""
    left, right = ([w for w in words if weights[w] >= DISTINCTIVE] for words, weights in ((found.left, wa), (found.right, wb)))
    if not left or not right or len(left) == len(right) == 1:
        return
    one, other = "".join(left), "".join(right)
    edits = 0 if one == other else edits_apart(one, other, strict=True)
    if one == other or edits:
        found.typos += [(" ".join(left), " ".join(right), edits)] if edits else []
        found.shared.append(one)
        found.matched += DISTINCTIVE
        found.left = [w for w in found.left if w not in left]
        found.right = [w for w in found.right if w not in right]


@dataclass(slots=True)
class LatinScore:
    """The score of two names and how it came about: ``words`` is what the words alone give, then each factor takes or leaves, and
    ``cap`` bounds the whole."""

    score: float
    words: float = 0.0
    alignment: Alignment | None = None
    factors: list[Factor] = field(default_factory=list)
    cap: Factor | None = None


def score_latin(a: LatinName, b: LatinName, home: frozenset[str] = frozenset()) -> LatinScore:
    """Compare two names; 0 where they share nothing that counts.

    ``home``: countries both parties are known to be of, which a name may say or leave out.
    """
    rules = load_thresholds().latin
    found = align(a, b)
    wa, wb = a.weights, b.weights
    over_left, over_right = sum(wa[w] for w in found.left), sum(wb[w] for w in found.right)
    both, one = min(over_left, over_right), abs(over_left - over_right)
    shared_places = a.places & b.places
    matched = found.matched + rules.place * (len(shared_places) + len(found.places))
    found.lost = rules.contradiction * both + rules.omission * one
    likeness = matched / (matched + found.lost) if matched else 0.0
    if likeness < rules.acronym and _is_acronym(a, b):
        found.acronym = True
        likeness = rules.acronym
    if likeness < rules.floor:
        return LatinScore(likeness, likeness, found)
    scored = LatinScore(0.0, likeness * _certainty(a, b), found)
    for left, right, edits in found.typos:
        scored.factors.append(Factor("misspelt", left, right, 1 - rules.typo * edits / max(len(left), len(right))))
    _weigh_numbers(a, b, scored)
    _weigh_places(a, b, scored, home)
    _weigh_forms(a, b, scored)
    score = scored.words
    for factor in scored.factors:
        score *= factor.factor
    scored.score = min(score, scored.cap.factor) if scored.cap else score
    return scored


def _certainty(a: LatinName, b: LatinName) -> float:
    """How much an equal name tells: little for one short word, more with every letter, a form and a place that both state."""
    rules = load_thresholds().latin
    told = rules.least + rules.by_letters * (1 - math.exp(-min(a.letters, b.letters) / rules.letters))
    told += rules.by_form if a.forms & b.forms else 0.0
    return told + (rules.by_place if a.places & b.places else 0.0)


def _weigh_numbers(a: LatinName, b: LatinName, scored: LatinScore) -> None:
    rules = load_thresholds().latin
    if a.numbers == b.numbers:
        return
    left, right = ", ".join(sorted(a.numbers)), ", ".join(sorted(b.numbers))
    if a.numbers and b.numbers:
        scored.cap = Factor("numbers-differ", left, right, rules.cap)
    else:
        scored.factors.append(
            Factor("number-missing", left, right, rules.first_missing if (a.numbers | b.numbers) == {"1"} else rules.number_missing)
        )


def _weigh_places(a: LatinName, b: LatinName, scored: LatinScore, home: frozenset[str]) -> None:
    rules = load_thresholds().latin
    ranks = [(base, rank, other) for base, rank in a.ranks for also, other in b.ranks if base == also and rank != other]
    if ranks:
        base, rank, other = min(ranks)
        scored.cap = Factor("places-differ", f"{base} {rank}", f"{base} {other}", rules.cap)
    if a.places == b.places or (scored.alignment and scored.alignment.places):
        return
    left, right = _beyond(a.places, b.places | home), _beyond(b.places, a.places | home)
    if left and right:
        scored.cap = Factor("places-differ", ", ".join(sorted(left)), ", ".join(sorted(right)), rules.cap)
    elif left or right:
        factor = rules.seat_missing if (a if left else b).leads else rules.place_missing
        if load_words().wide.issuperset(left or right):
            factor = rules.region_missing
        scored.factors.append(Factor("place-missing", ", ".join(sorted(left)), ", ".join(sorted(right)), factor))


def _beyond(places: frozenset[str], others: frozenset[str]) -> list[str]:
    """Places that neither the other name has nor lie in, or around, a place it has."""
    return [place for place in places if place not in others and not any(in_line(place, other) for other in others)]


def _weigh_forms(a: LatinName, b: LatinName, scored: LatinScore) -> None:
    if a.forms and b.forms and not a.forms & b.forms:
        apart = load_words().apart
        pairs = sorted((x, y) for x in a.forms for y in b.forms if frozenset((x, y)) in apart)
        if pairs:
            scored.factors.append(Factor("forms-differ", *pairs[0], load_thresholds().latin.forms_differ))


def _is_acronym(a: LatinName, b: LatinName) -> bool:
    return _abbreviates(a, b) or _abbreviates(b, a)


def _abbreviates(short: LatinName, long: LatinName) -> bool:
    """Whether a name of one word of three to six letters is made of the initials of the other."""
    if len(short.core) != 1 or not 3 <= len(short.core[0]) <= 6 or len(short.weights) != 1 or len(long.weights) + len(long.places) < 3:
        return False
    fillers = load_words().fillers
    initials = "".join(word[0] for word in long.words if word not in fillers)
    return initials.startswith(short.core[0]) and len(initials) <= len(short.core[0]) + 2
