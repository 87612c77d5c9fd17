"""Measuring how well scores tell one body from two, on labelled pairs.

A pair is called a match where its score is at or above the threshold. A share whose denominator is nothing (the precision of a matcher
that called no pair a match, the recall on a set without matches) is None, not nought: nothing was measured.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from enduse.evaluation.pairs import Pair
from enduse.model.comparison import Comparison

Compare = Callable[[str, str, str], Comparison]
"""Compares two names of one schema."""

WANTED_PRECISION = 0.95
"""A reviewer who finds one wrong proposal in twenty still reads the next one; recall is given at this precision or better."""


@dataclass(frozen=True, slots=True)
class Counts:
    """Right and wrong calls at one threshold."""

    true_positives: int
    false_positives: int
    false_negatives: int

    @property
    def precision(self) -> float | None:
        """The share of pairs called a match that are one."""
        return _share(self.true_positives, self.true_positives + self.false_positives)

    @property
    def recall(self) -> float | None:
        """The share of matches that are called one."""
        return _share(self.true_positives, self.true_positives + self.false_negatives)

    @property
    def f1(self) -> float | None:
        """The harmonic mean of the two."""
        return _share(2 * self.true_positives, 2 * self.true_positives + self.false_positives + self.false_negatives)


@dataclass(frozen=True, slots=True)
class Measures:
    """What a list of scores is worth against its labels; ``best_threshold`` is the lowest of those that give ``best_f1``."""

    pairs: int
    positives: int
    threshold: float
    counts: Counts
    best_f1: float | None
    best_threshold: float | None
    auc: float | None
    recall_at_p95: float | None
    ties_at_top: float
    """The share of all pairs that have exactly the highest score: among them nothing is ranked."""


@dataclass(frozen=True, slots=True)
class Judged:
    """Pairs with their comparisons, in the file's order, and the processor seconds that comparing took."""

    pairs: tuple[Pair, ...]
    comparisons: tuple[Comparison, ...]
    cpu_seconds: float

    @property
    def scores(self) -> list[float]:
        """The scores, in the file's order."""
        return [comparison.score for comparison in self.comparisons]

    @property
    def labels(self) -> list[bool]:
        """Whether each pair is a match, in the file's order."""
        return [pair.match for pair in self.pairs]

    def wrongly_matched(self, threshold: float) -> list[tuple[Pair, Comparison]]:
        """Pairs of two bodies that were called one, the highest score first, then in the file's order."""
        return self._wrong(lambda pair, score: not pair.match and score >= threshold, descending=True)

    def missed(self, threshold: float) -> list[tuple[Pair, Comparison]]:
        """Pairs of one body that were called two, the lowest score first, then in the file's order."""
        return self._wrong(lambda pair, score: pair.match and score < threshold, descending=False)

    def _wrong(self, wrong: Callable[[Pair, float], bool], *, descending: bool) -> list[tuple[Pair, Comparison]]:
        found = [(pair, seen) for pair, seen in zip(self.pairs, self.comparisons, strict=True) if wrong(pair, seen.score)]
        return sorted(found, key=lambda item: (-item[1].score if descending else item[1].score, item[0].line))


def judge(pairs: Sequence[Pair], compare: Compare, clock: Callable[[], float] = time.process_time) -> Judged:
    """Compare every pair once. The first is compared beforehand, so that loading dictionaries is not counted."""
    for pair in pairs[:1]:
        compare(pair.left, pair.right, pair.schema)
    began = clock()
    comparisons = tuple(compare(pair.left, pair.right, pair.schema) for pair in pairs)
    return Judged(tuple(pairs), comparisons, clock() - began)


def measure(scores: Sequence[float], labels: Sequence[bool], threshold: float) -> Measures:
    """All measures of scores against labels of the same length; ValueError where the lengths differ or there are none."""
    if len(scores) != len(labels) or not scores:
        raise ValueError(f"expected as many labels as scores and at least one, got {len(scores)} scores and {len(labels)} labels")
    curve = list(_curve(scores, labels))
    best = max((c.f1 or 0.0 for _, c in curve), default=0.0) if any(labels) else None
    return Measures(
        pairs=len(scores),
        positives=sum(labels),
        threshold=threshold,
        counts=_counts(scores, labels, threshold),
        best_f1=best,
        best_threshold=None if best is None else min(cut for cut, c in curve if (c.f1 or 0.0) == best),
        auc=_auc(scores, labels),
        recall_at_p95=_recall_at(curve) if any(labels) else None,
        ties_at_top=sum(score == curve[0][0] for score in scores) / len(scores),
    )


def _counts(scores: Sequence[float], labels: Sequence[bool], threshold: float) -> Counts:
    called = [label for score, label in zip(scores, labels, strict=True) if score >= threshold]
    right = sum(called)
    return Counts(right, len(called) - right, sum(labels) - right)


def _curve(scores: Sequence[float], labels: Sequence[bool]) -> Iterator[tuple[float, Counts]]:
    """(threshold, counts) for every distinct score, the highest first."""
    right = wrong = 0
    positives = sum(labels)
    for score, tied in groupby(sorted(zip(scores, labels, strict=True), reverse=True), key=lambda item: item[0]):
        for _, label in tied:
            right, wrong = right + label, wrong + (not label)
        yield score, Counts(right, wrong, positives - right)


def _auc(scores: Sequence[float], labels: Sequence[bool]) -> float | None:
    """How often a match scores above a pair that is none, ties counted half (Mann and Whitney 1947); None with one class only."""
    above = below = twice_won = 0
    for _, tied in groupby(sorted(zip(scores, labels, strict=True)), key=lambda item: item[0]):
        same = [label for _, label in tied]
        positives, negatives = sum(same), len(same) - sum(same)
        twice_won += positives * (2 * below + negatives)
        above, below = above + positives, below + negatives
    return _share(twice_won, 2 * above * below)


def _recall_at(curve: Sequence[tuple[float, Counts]]) -> float:
    """The highest recall of all thresholds whose precision is good enough; 0 where none is."""
    return max((c.recall or 0.0 for _, c in curve if (c.precision or 0.0) >= WANTED_PRECISION), default=0.0)


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None
