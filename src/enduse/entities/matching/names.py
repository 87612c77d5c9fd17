"""Two names of any script compared: the score, and the features it rests on.

Latin against Latin goes word by word (``latin``), Chinese against Chinese core for core (``same_script``), Chinese against Latin over
bridges of sound, meaning and identity (``cross_script``).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from enduse.entities.matching.cross_script import cross_script, score_cross
from enduse.entities.matching.cross_weights import Found, features_of, score_of
from enduse.entities.matching.latin import NOTHING, LatinScore, score_latin
from enduse.entities.matching.particulars import compare_bodies
from enduse.entities.matching.prepared import PreparedName
from enduse.entities.matching.reasons import feature
from enduse.entities.matching.same_script import same_script_han, score_han
from enduse.entities.matching.thresholds import load_thresholds
from enduse.language.names.brands import trades_of
from enduse.model.comparison import Feature

_LEAST_SHARE = 0.0001


def score_names(one: PreparedName, other: PreparedName, home: frozenset[str]) -> float:
    """The score of two names; 0 where either is generic. ``home``: countries both parties are of."""
    if one.generic or other.generic:
        return _generic(one, other)
    a, b, left, right = one.latin, other.latin, one.parsed, other.parsed
    if left.body is not None and right.body is not None:
        return score_of(_of_bodies(one, other))
    if a is not None and b is not None:
        scored = score_latin(a, b, home)
        if scored is NOTHING or not (left.brands and right.brands):
            return scored.score
        return max(scored.score, _by_maker(one, other, scored))
    if a is None and b is None:
        return score_han(left, right)
    han, latin = (one, other) if one.latin is None else (other, one)
    return score_cross(han.parsed, latin.parsed)


def _generic(one: PreparedName, other: PreparedName) -> float:
    """Names of nothing but trade and form tell no party apart, not even where they are equal."""
    return load_thresholds().parties.generic if one.key == other.key else 0.0


def _of_bodies(one: PreparedName, other: PreparedName) -> list[Found]:
    """Public-security bodies are one where place, level and function are, in whatever script."""
    found = compare_bodies(one.parsed, other.parsed)
    return [found] if found is not None else []


def _by_maker(one: PreparedName, other: PreparedName, scored: LatinScore) -> float:
    """The score of two names of one maker, each saying no trade but the maker's own; 0 where one says more (another place or word)."""
    common = one.parsed.brands & other.parsed.brands
    if not common:
        return 0.0
    side = scored.alignment
    if side is None or scored.cap is not None or any(each.factor < load_thresholds().latin.region_missing for each in scored.factors):
        return 0.0
    if one.latin is None or other.latin is None or {*side.left, *side.right} & {*one.latin.core, *other.latin.core}:
        return 0.0
    trades = {*one.parsed.trades, *other.parsed.trades}
    for key in common:
        if trades <= trades_of(key) and one.parsed.numbers == other.parsed.numbers:
            return load_thresholds().parties.maker * (1 - 0.1 * (1 - scored.words))
    return 0.0


def explain_names(one: PreparedName, other: PreparedName, home: frozenset[str]) -> list[Feature]:
    """What the score of two names rests on."""
    if one.generic or other.generic:
        return [feature("generic", one.text, other.text, _generic(one, other))]
    if one.parsed.body is not None and other.parsed.body is not None:
        return _as_shares(features_of(_of_bodies(one, other)))
    if one.latin is not None and other.latin is not None:
        scored = score_latin(one.latin, other.latin, home)
        by_maker = _by_maker(one, other, scored)
        if by_maker > scored.score:
            return [feature("maker", one.text, other.text, by_maker)]
        return _of_words(one, other, scored)
    if one.latin is None and other.latin is None:
        return _as_shares(same_script_han(one.parsed, other.parsed))
    turned = one.latin is not None
    han, latin = (other, one) if turned else (one, other)
    found = _as_shares(cross_script(han.parsed, latin.parsed))
    return [Feature(f.name, f.right, f.left, f.weight, f.why) if turned else f for f in found]


def _as_shares(features: Sequence[Feature]) -> list[Feature]:
    """The features with what each adds to the score or takes from it, in place of what it adds to the sum behind it: first what speaks
    for one body, then what speaks against it, the strongest first. What changes the score by next to nothing keeps its sign."""
    ordered = sorted(features, key=lambda f: (f.weight < 0, -abs(f.weight), f.name, sorted((f.left, f.right))))
    shares, before = [], 0.0
    for at, each in enumerate(ordered):
        after = score_of(ordered[: at + 1])
        least = math.copysign(_LEAST_SHARE, each.weight)
        share = after - before
        shares.append(replace(each, weight=round(share if abs(share) > _LEAST_SHARE and share * each.weight > 0 else least, 4)))
        before = after
    return shares


def _of_words(one: PreparedName, other: PreparedName, scored: LatinScore) -> list[Feature]:
    side = scored.alignment
    if side is None:
        return [feature("nothing", one.text, other.text, 0.0)]
    if one.key == other.key:
        found = [feature("exact", one.text, other.text, scored.words)]
    else:
        kind = "acronym" if side.acronym else "names" if side.matched else "nothing"
        found = [feature(kind, one.text, other.text, scored.words, ", ".join(sorted(side.shared)))]
        if side.left or side.right:
            share = side.lost / (side.matched + side.lost)
            found.append(feature("left-over", " ".join(side.left), " ".join(side.right), -share))
    standing = scored.words
    for kind, left, right, factor in scored.factors:
        found.append(feature(kind, left, right, standing * (factor - 1)))
        standing *= factor
    if scored.cap is not None:
        found.append(feature(scored.cap.kind, scored.cap.left, scored.cap.right, min(scored.cap.factor - standing, 0.0)))
    return found
