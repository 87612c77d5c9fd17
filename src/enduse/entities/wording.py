"""Wording: a comparison in words that somebody who was not there can file."""

from __future__ import annotations

from enduse.entities.matching.thresholds import load_thresholds
from enduse.model.comparison import Comparison, Feature


def verdict(score: float) -> str:
    """What a score means, in plain words."""
    thresholds = load_thresholds()
    if score >= thresholds.match:
        return "The names and particulars are those of one body."
    if score >= thresholds.possible:
        return "Possibly the same body; a person must look."
    return "Not taken for the same body."


def scale() -> str:
    """How the score is to be read."""
    thresholds = load_thresholds()
    return (
        f"from {thresholds.match:.2f} on one body, from {thresholds.possible:.2f} on possibly the same; "
        "a score ranks likeness and is no probability"
    )


def reasons(comparison: Comparison) -> list[str]:
    """One sentence for each feature, for or against, the strongest first, with the two values it is about."""
    return [f"{side(feature)}: {feature.why}{_values(feature)}" for feature in comparison.features]


def _values(feature: Feature) -> str:
    missing = [value for value in (feature.left, feature.right) if value and value not in feature.why]
    return f" ({' | '.join(missing)})" if len(missing) == 2 else ""


def side(feature: Feature) -> str:
    """Whether a feature speaks for or against, or only says something."""
    return "for" if feature.weight > 0 else "against" if feature.weight < 0 else "note"
