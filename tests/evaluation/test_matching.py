"""Measures against cases computed by hand, and against slow definitions for any scores."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enduse.evaluation.matching import Counts, judge, measure
from enduse.evaluation.pairs import Pair
from enduse.model.comparison import Comparison

SCORED = st.lists(st.tuples(st.sampled_from([0.0, 0.1, 0.25, 0.5, 0.7, 0.75, 0.9, 1.0]), st.booleans()), min_size=1, max_size=40)


def test_a_small_case_by_hand() -> None:
    scores = [1.0, 1.0, 0.8, 0.6, 0.4, 0.2]
    labels = [True, False, True, True, False, False]
    found = measure(scores, labels, 0.7)
    assert (found.pairs, found.positives) == (6, 3)
    assert found.counts == Counts(true_positives=2, false_positives=1, false_negatives=1)
    assert found.counts.precision == pytest.approx(2 / 3)
    assert found.counts.recall == pytest.approx(2 / 3)
    assert found.counts.f1 == pytest.approx(2 / 3)
    # At 0.6: 3 right, 1 wrong, none missed: 6 / 7.
    assert found.best_f1 == pytest.approx(6 / 7)
    assert found.best_threshold == 0.6
    # Of 9 pairs of a match and a pair that is none: 1.0 ties once and wins twice, 0.8 and 0.6 lose once and win twice each.
    assert found.auc == pytest.approx(6.5 / 9)
    assert found.recall_at_p95 == 0.0
    assert found.ties_at_top == pytest.approx(2 / 6)


def test_recall_at_a_precision_takes_any_threshold_that_reaches_it() -> None:
    # 1 wrong at the top, then 19 right: only with all 20 is the precision 0.95.
    found = measure([1.0] + [0.9] * 19 + [0.5] * 4, [False] + [True] * 19 + [True, False, False, False], 0.7)
    assert found.recall_at_p95 == pytest.approx(19 / 20)


def test_a_pair_at_the_threshold_is_called_a_match() -> None:
    assert measure([0.7], [True], 0.7).counts == Counts(1, 0, 0)
    assert measure([0.7], [True], 0.7000001).counts == Counts(0, 0, 1)


def test_what_cannot_be_measured_is_none() -> None:
    found = measure([0.2, 0.9], [False, False], 0.5)
    assert (found.counts.precision, found.counts.recall, found.counts.f1) == (0.0, None, 0.0)
    assert (found.best_f1, found.best_threshold, found.auc, found.recall_at_p95) == (None, None, None, None)
    nothing = measure([0.2], [False], 0.5).counts
    assert (nothing.precision, nothing.recall, nothing.f1) == (None, None, None)
    silent = measure([0.2, 0.1], [True, False], 0.5).counts
    assert (silent.precision, silent.recall, silent.f1) == (None, 0.0, 0.0)


@pytest.mark.parametrize(("scores", "labels"), [([], []), ([0.5], []), ([0.5], [True, False])])
def test_scores_without_their_labels_are_refused(scores: list[float], labels: list[bool]) -> None:
    with pytest.raises(ValueError, match="as many labels as scores"):
        measure(scores, labels, 0.5)


@given(SCORED)
def test_auc_is_what_counting_all_pairs_gives(scored: list[tuple[float, bool]]) -> None:
    right, wrong = ([score for score, label in scored if label is wanted] for wanted in (True, False))
    won = [1.0 if a > b else 0.5 if a == b else 0.0 for a, b in product(right, wrong)]
    found = measure(*_columns(scored), 0.5).auc
    assert found == (pytest.approx(sum(won) / len(won)) if won else None)


@given(SCORED)
def test_best_f1_and_recall_are_what_trying_every_threshold_gives(scored: list[tuple[float, bool]]) -> None:
    scores, labels = _columns(scored)
    found = measure(scores, labels, 0.5)
    if not any(labels):
        assert found.best_f1 is None
        return
    tried = {cut: measure(scores, labels, cut).counts for cut in sorted(set(scores))}
    best = max(counts.f1 or 0.0 for counts in tried.values())
    assert found.best_f1 == best
    assert found.best_threshold == min(cut for cut, counts in tried.items() if (counts.f1 or 0.0) == best)
    assert found.recall_at_p95 == max((c.recall or 0.0 for c in tried.values() if (c.precision or 0.0) >= 0.95), default=0.0)


@given(SCORED)
def test_the_order_of_pairs_changes_nothing(scored: list[tuple[float, bool]]) -> None:
    turned = scored[::-1]
    assert measure(*_columns(scored), 0.5) == measure(*_columns(turned), 0.5)


def test_judging_compares_each_pair_and_lists_what_went_wrong() -> None:
    table = {"a": 0.9, "b": 0.95, "c": 0.1, "d": 0.9}
    pairs = [Pair("a", "x", False, "Company", 2), Pair("b", "x", False, "Company", 3)]
    pairs += [Pair("c", "x", True, "Company", 4), Pair("d", "x", False, "Company", 5)]
    ticks = iter([10.0, 12.5])
    seen: list[tuple[str, str, str]] = []

    def compare(left: str, right: str, schema: str) -> Comparison:
        seen.append((left, right, schema))
        return Comparison(table[left])

    judged = judge(pairs, compare, clock=lambda: next(ticks))
    assert seen == [("a", "x", "Company"), *[(name, "x", "Company") for name in "abcd"]]
    assert judged.cpu_seconds == 2.5
    assert (judged.scores, judged.labels) == ([0.9, 0.95, 0.1, 0.9], [False, False, True, False])
    assert [pair.line for pair, _ in judged.wrongly_matched(0.9)] == [3, 2, 5]
    assert [pair.line for pair, _ in judged.missed(0.5)] == [4]


def _columns(scored: list[tuple[float, bool]]) -> tuple[list[float], list[bool]]:
    return [score for score, _ in scored], [label for _, label in scored]
