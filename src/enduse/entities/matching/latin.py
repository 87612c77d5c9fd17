"""Two names in Latin letters compared word by word.

What both leave unmatched (``Systems`` against ``Industries``) contradicts; what one leaves out (``Technology``) does not. Numbers decide,
places decide, and a brand one syllable off is another brand.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from msgspec import Struct, field

from enduse.entities.matching.alignment import Alignment, align, may_align, may_misspell_place
from enduse.entities.matching.latin_name import DISTINCTIVE, LatinName
from enduse.entities.matching.latin_places import depth, in_line
from enduse.entities.matching.thresholds import LatinRules, load_thresholds
from enduse.entities.matching.words import load_words


class Factor(NamedTuple):
    """A sign beside the words: its ``kind`` (reasons.yml), what each name shows, and what is left of the score."""

    kind: str
    left: str
    right: str
    factor: float


class LatinScore(Struct, gc=False):
    """The score of two names and how it came about: ``words`` is what the words alone give, then each factor takes or leaves, and
    ``cap`` bounds the whole."""

    score: float
    words: float = 0.0
    alignment: Alignment | None = None
    factors: list[Factor] = field(default_factory=list)
    cap: Factor | None = None


NOTHING = LatinScore(0.0)
"""Names with no likeness to speak of; never changed."""


def score_latin(a: LatinName, b: LatinName, home: frozenset[str] = frozenset()) -> LatinScore:
    """Compare two names; 0 where they share nothing that counts.

    ``home``: countries both parties are known to be of, which a name may say or leave out.
    """
    wa, wb = a.weights, b.weights
    apart = wa.keys().isdisjoint(wb)
    if apart and _plainly_unlike(a, b):
        return NOTHING
    rules = load_thresholds().latin
    shared = [] if apart else [word for word in wa if word in wb]
    matched = 0 if apart else a.total if len(shared) == len(wa) else sum([wa[word] for word in shared])
    near = None if a.joined == b.joined or _shares_enough(a, b, rules, matched) else may_align(a, b)
    if near is False and not (a.acronym or b.acronym):
        return NOTHING
    found = align(a, b, shared, matched, near=near)
    over_left = sum([wa[w] for w in found.left]) if found.left else 0
    over_right = sum([wb[w] for w in found.right]) if found.right else 0
    if found.places or (a.places and b.places):
        found.matched += rules.place * (_common(a.places, b.places) + len(found.places))
    lost = over_left - over_right if over_left > over_right else over_right - over_left
    found.lost = rules.contradiction * (over_right if over_left > over_right else over_left) + rules.omission * lost
    likeness = found.matched / (found.matched + found.lost) if found.matched else 0.0
    if likeness < rules.acronym and (_abbreviates(a, b) or _abbreviates(b, a)):
        found.acronym = True
        likeness = rules.acronym
    if likeness < rules.floor:
        return LatinScore(likeness, likeness, found)
    return _weigh_factors(a, b, LatinScore(0.0, likeness * _certainty(a, b, rules), found), home)


def _plainly_unlike(a: LatinName, b: LatinName) -> bool:
    """Whether two names without a common word have nothing else that could make them alike: most names of two parties of many names."""
    return (
        a.edges.isdisjoint(b.edges)
        and not (a.slips or b.slips)
        and not ((a.places or b.places) and (_common(a.places, b.places) or may_misspell_place(a, b)))
        and a.joined != b.joined
        and not (a.acronym and _abbreviates(a, b))
        and not (b.acronym and _abbreviates(b, a))
    )


def _weigh_factors(a: LatinName, b: LatinName, scored: LatinScore, home: frozenset[str]) -> LatinScore:
    """What stands beside the words: slips, numbers, places, legal forms."""
    rules, found, factors = load_thresholds().latin, scored.alignment, scored.factors
    if found is not None and (found.typos or found.doubtful):
        for left, right, edits in found.typos:
            told = min(a.weights.get(left, DISTINCTIVE), b.weights.get(right, DISTINCTIVE)) / DISTINCTIVE
            factors.append(Factor("misspelt", left, right, 1 - rules.typo * told * edits / max(len(left), len(right))))
        factors += [Factor(kind, left, right, rules.doubtful) for kind, left, right in found.doubtful]
    if a.numbers != b.numbers:
        _weigh_numbers(a, b, scored, rules)
    if a.places != b.places or (a.ranks and b.ranks):
        _weigh_places(a, b, scored, home)
    if a.forms != b.forms and a.forms and b.forms:
        _weigh_forms(a, b, scored)
    score = scored.words
    if len(factors) == 1:
        score *= factors[0].factor
    elif factors:
        for factor in sorted(factors, key=lambda each: each.factor):  # one order, so that rounding is the same either way round
            score *= factor.factor
    scored.score = min(score, scored.cap.factor) if scored.cap else score
    return scored


def may_be_told_apart(a: LatinName, b: LatinName) -> bool:
    """Whether two names may have a ``cap``: both state numbers, places or ranks of places, and not the same."""
    return bool(
        (a.numbers and b.numbers and a.numbers != b.numbers) or (a.places and b.places and a.places != b.places) or (a.ranks and b.ranks)
    )


def _common(one: tuple[str, ...], other: tuple[str, ...]) -> int:
    """How many values two short lists have in common."""
    if not one or not other:
        return 0
    return len(one) if one == other else sum([value in other for value in one])


def _shares_enough(a: LatinName, b: LatinName, rules: LatinRules, matched: int) -> bool:
    """Whether equal words alone, which weigh ``matched``, may reach the floor; most pairs of a table's names do not, and are left here."""
    shared = matched + (rules.place * _common(a.places, b.places) if a.places and b.places else 0.0)
    if not shared:
        return False
    left, right = a.total - matched, b.total - matched
    short, long = (left, right) if left < right else (right, left)
    return shared >= rules.floor * (shared + rules.contradiction * short + rules.omission * (long - short))


def _certainty(a: LatinName, b: LatinName, rules: LatinRules) -> float:
    """How much an equal name tells: little for one short word, more with every letter, a form and a place that both state."""
    told = _by_letters(a.letters if a.letters < b.letters else b.letters)
    if not (a.core or b.core):
        told -= rules.no_core
    if a.forms and b.forms and _common(a.forms, b.forms):
        told += rules.by_form
    return told + (rules.by_place if a.places and b.places and _common(a.places, b.places) else 0.0)


@lru_cache(maxsize=256)
def _by_letters(letters: int) -> float:
    rules = load_thresholds().latin
    return rules.least + rules.by_letters * (1 - math.exp(-letters / rules.letters))


def _weigh_numbers(a: LatinName, b: LatinName, scored: LatinScore, rules: LatinRules) -> None:
    left, right = ", ".join(a.numbers), ", ".join(b.numbers)
    if a.numbers and b.numbers:
        series = scored.words >= load_thresholds().match and _in_series(a) and _in_series(b)
        scored.cap = Factor("series-differ", left, right, rules.series) if series else Factor("numbers-differ", left, right, rules.cap)
    else:
        scored.factors.append(
            Factor("number-missing", left, right, rules.first_missing if (a.numbers or b.numbers) == ("1",) else rules.number_missing)
        )


def _in_series(name: LatinName) -> bool:
    """Whether a name says a kind of body that is set up in numbered series."""
    series = load_words().series
    return not (series.isdisjoint(name.weights) and series.isdisjoint(name.forms))


def _weigh_places(a: LatinName, b: LatinName, scored: LatinScore, home: frozenset[str]) -> None:
    rules = load_thresholds().latin
    ranks = [(base, rank, other) for base, rank in a.ranks for also, other in b.ranks if base == also and rank != other]
    if ranks:
        base, rank, other = min(ranks, key=lambda each: (each[0], sorted(each[1:])))
        scored.cap = Factor("places-differ", f"{base} {rank}", f"{base} {other}", rules.cap)
    if a.places == b.places or (scored.alignment and scored.alignment.places):
        return
    alone = not a.core and not b.core  # told apart by place alone: a bureau of a city is none of its prefecture
    left, right = _beyond(a.places, b.places, home, alone=alone), _beyond(b.places, a.places, home, alone=alone)
    if left and right:
        scored.cap = Factor("places-differ", ", ".join(sorted(left)), ", ".join(sorted(right)), rules.cap)
        return
    # A place within the country that the other name says (China X, Shenyang X) is one more place, like a place beside none.
    left, right = left or _narrower(a.places, b.places, home), right or _narrower(b.places, a.places, home)
    if left or right:
        factor = rules.place_missing
        if (a if left else b).leads:
            factor = rules.seat_of_another if a.forms and b.forms else rules.seat_missing
        if load_words().wide.issuperset(left or right):
            factor = rules.region_missing
        scored.factors.append(Factor("place-missing", ", ".join(sorted(left)), ", ".join(sorted(right)), factor))


def _narrower(places: Sequence[str], others: Sequence[str], home: frozenset[str]) -> list[str]:
    """Places that lie within one of the others and are not said there."""
    return [p for p in places if p not in others and p not in home and any(depth(p) > depth(other) for other in others)]


def _beyond(places: Iterable[str], others: Sequence[str], home: frozenset[str], *, alone: bool) -> list[str]:
    """Places that neither the other name has nor, unless they tell the names apart ``alone``, lie in or around a place it has.

    A country both are of may be left out of a name.
    """
    return [p for p in places if p not in others and p not in home and (alone or not any(in_line(p, other) for other in others))]


def _weigh_forms(a: LatinName, b: LatinName, scored: LatinScore) -> None:
    if a.forms and b.forms and not _common(a.forms, b.forms):
        apart = load_words().apart
        pairs = sorted(((x, y) for x in a.forms for y in b.forms if frozenset((x, y)) in apart), key=sorted)
        if pairs:
            scored.factors.append(Factor("forms-differ", *pairs[0], load_thresholds().latin.forms_differ))


def _abbreviates(short: LatinName, long: LatinName) -> bool:
    """Whether one name is a single word of three to six letters made of the initials of the other."""
    return bool(short.acronym) and long.initials.startswith(short.acronym) and len(long.initials) <= len(short.acronym) + 2
