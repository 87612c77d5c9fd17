"""Wording: a comparison in words that somebody who was not there can file."""

from __future__ import annotations

from enduse.entities.matching.thresholds import load_thresholds
from enduse.entities.sentences import retold, sentences
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


def reasons(comparison: Comparison, language: str = "en") -> list[str]:
    """One sentence for each feature, for or against, the strongest first, with the two values it is about."""
    return [sentences()["sides"][side(feature)].text(language).format(said=_said(feature, language)) for feature in comparison.features]


def _said(feature: Feature, language: str) -> str:
    why = retold(feature.why, language) or feature.why
    missing = [value for value in (feature.left, feature.right) if value and value not in why]
    if len(missing) != 2:
        return why
    return sentences()["sides"]["values"].text(language).format(said=why, left=missing[0], right=missing[1])


def side(feature: Feature) -> str:
    """Whether a feature speaks for or against, or only says something."""
    return "for" if feature.weight > 0 else "against" if feature.weight < 0 else "note"
