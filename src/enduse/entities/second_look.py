"""The second look: what the statistical model says of a pair, as one more feature of its comparison, which decides nothing by itself.

A probability of ``least`` and more (thresholds.yml, ``statistical``) raises a pair that names leave below ``possible`` to between
``possible`` and ``most``, so that a person sees it. It joins nothing, lowers nothing, and outweighs no feature of ``never_over``; a pair
that people have judged apart is never raised.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from enduse.entities.matching.prepared import Prepared
from enduse.entities.matching.statistical import Opinion, look_at
from enduse.entities.matching.statistical_columns import columns_of
from enduse.entities.matching.thresholds import load_thresholds
from enduse.entities.sentences import told
from enduse.entities.units import Unit
from enduse.model.comparison import Comparison, Feature

Pair = tuple[str, str]
FEATURE = "statistical"


@dataclass(frozen=True, slots=True)
class Looked:
    """What a comparison of all candidates leaves for the second look: ``pairs`` of unit ids with their ``scores``, and pairs of units that
    people have ``judged`` the same."""

    pairs: Sequence[Pair]
    scores: Sequence[float]
    judged: Sequence[tuple[Unit, Unit]]


Look = Callable[[Mapping[str, Unit], Looked], Sequence[Opinion]]
"""An opinion on each pair of what was compared; none at all where there are too few."""


@dataclass(frozen=True, slots=True)
class Second:
    """A second look as a case asks for it, and ``judged``: pairs of units of which people have said that they are one body."""

    look: Look
    judged: Sequence[tuple[Unit, Unit]] = ()


def opinions(units: Mapping[str, Unit], looked: Looked, prepared: Callable[[Unit], Prepared]) -> list[Opinion]:
    """An opinion on each pair; none at all where there are too few to estimate anything from.

    Raises:
        UsageError: the extra [splink] is not installed.
    """
    ids = sorted(units)
    position = {each: at for at, each in enumerate(ids)}
    alone = [unit for pair in looked.judged for unit in pair]
    rows = [columns_of(prepared(unit), unit.particulars) for unit in (*(units[each] for each in ids), *alone)]
    judged = [(len(ids) + at, len(ids) + at + 1) for at in range(0, len(alone), 2)]
    pairs = [(position[left], position[right]) for left, right in looked.pairs]
    matches = sum(score >= load_thresholds().match for score in looked.scores)
    return look_at(rows, pairs, matches=matches, judged=judged)


def raises(opinion: Opinion) -> bool:
    """Whether an opinion is sure enough to raise a pair."""
    return opinion.probability >= load_thresholds().statistical.least


def with_opinion(comparison: Comparison, opinion: Opinion) -> Comparison:
    """The comparison with the opinion as one more feature, and the score it leads to."""
    thresholds = load_thresholds()
    rules = thresholds.statistical
    score, why = comparison.score, _sentence(opinion)
    if raises(opinion) and score < thresholds.possible:
        against = next((feature for feature in comparison.features if feature.name in rules.never_over), None)
        if against is None:
            share = (opinion.probability - rules.least) / (1 - rules.least)
            score = round(thresholds.possible + share * (rules.most - thresholds.possible), 4)
        else:
            why = told("statistical", "not-outweighed", why=why, feature=against.why)
    feature = Feature(FEATURE, "", "", round(score - comparison.score, 4), why)
    features = sorted((*comparison.features, feature), key=lambda f: (-abs(f.weight), f.name, f.left, f.right))
    return replace(comparison, score=score, features=tuple(features))


def _sentence(opinion: Opinion) -> str:
    said = {"agree": opinion.agree, "differ": opinion.differ}
    words = {side: "; ".join(told("statistical", each) for each in called or ("nothing",)) for side, called in said.items()}
    template = "by-judgements" if opinion.judged else "by-pairs"
    return told("statistical", template, **words, share=f"{opinion.probability:.2f}", number=f"{opinion.trained:,}")
