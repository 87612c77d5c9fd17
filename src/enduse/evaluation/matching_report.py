"""The figures of matching as one record, and the same for people to read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from enduse.evaluation.matching import Judged, measure
from enduse.evaluation.pairs import Pair, PairFile
from enduse.model.comparison import Comparison

Found = dict[str, Any]


def report(read: PairFile, judged: Judged, threshold: float) -> Found:
    """Every figure of one set; shares are None where nothing was measured, speed where the clock did not move.

    ``hard_negatives`` are the pairs of two bodies called one, ``missed`` the pairs of one body called two, each with score and reasons.
    """
    found = measure(judged.scores, judged.labels, threshold)
    return {
        "pairs": found.pairs,
        "threshold": found.threshold,
        "precision": found.counts.precision,
        "recall": found.counts.recall,
        "f1": found.counts.f1,
        "best_f1": found.best_f1,
        "auc": found.auc,
        "recall_at_p95": found.recall_at_p95,
        "ties_at_top": found.ties_at_top,
        "pairs_per_second": found.pairs / judged.cpu_seconds if judged.cpu_seconds > 0 else None,
        "positives": found.positives,
        "best_threshold": found.best_threshold,
        "true_positives": found.counts.true_positives,
        "false_positives": found.counts.false_positives,
        "false_negatives": found.counts.false_negatives,
        "cpu_seconds": judged.cpu_seconds,
        "pairs_sha256": read.sha256,
        "hard_negatives": [_wrong(*item) for item in judged.wrongly_matched(threshold)],
        "missed": [_wrong(*item) for item in judged.missed(threshold)],
    }


def _wrong(pair: Pair, seen: Comparison) -> Found:
    return {
        "line": pair.line,
        "left": pair.left,
        "right": pair.right,
        "schema": pair.schema,
        "score": seen.score,
        "reasons": [{"feature": each.name, "weight": each.weight, "why": each.why} for each in seen.features],
    }


def lines(figures: Found, show: int) -> Iterator[str]:
    """The figures as text, with at most ``show`` of the wrongly matched and of the missed pairs."""
    yield f"{figures['pairs']} pairs, {figures['positives']} of one body; set sha256 {figures['pairs_sha256']}"
    yield ""
    at_shipped = "  ".join(
        f"{name} {_share(figures[key])}" for name, key in (("precision", "precision"), ("recall", "recall"), ("F1", "f1"))
    )
    yield f"at the shipped threshold, {figures['threshold']:<7g}{at_shipped}"
    best = "" if figures["best_threshold"] is None else f" at {figures['best_threshold']:.3g}"
    yield f"at the best threshold            F1 {_share(figures['best_f1'])}{best}"
    yield f"recall at precision 0.95         {_share(figures['recall_at_p95'])}"
    yield f"area under the curve (AUC)       {_share(figures['auc'])}"
    yield f"tied at the highest score        {_share(figures['ties_at_top'])} of all pairs"
    speed = figures["pairs_per_second"]
    yield f"pairs a second and core          {'too quick to measure' if speed is None else f'{speed:,.0f}'}"
    yield from _examples("called one body, and are two", figures["hard_negatives"], show)
    yield from _examples("called two bodies, and are one", figures["missed"], show)


def _examples(heading: str, wrong: Sequence[Found], show: int) -> Iterator[str]:
    yield ""
    yield f"{len(wrong)} {heading}"
    for item in wrong[:show]:
        yield f"  {item['score']:.3f}  line {item['line']}: {item['left']} | {item['right']}"
        yield from (f"         {each['weight']:+.2f} {each['why']}" for each in item["reasons"][:3])
    if len(wrong) > show:
        yield f"  and {len(wrong) - show} more; --json has them all"


def _share(value: float | None) -> str:
    return "none" if value is None else f"{value:.3f}"
