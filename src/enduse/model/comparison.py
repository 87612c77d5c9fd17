"""Comparison: how alike two organisations' names and particulars are, and why, feature by feature."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Feature:
    """One thing compared: the two values it saw, what it adds to the score (below 0: speaks against), and why in words."""

    name: str
    left: str
    right: str
    weight: float
    why: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """``score`` from 0 (surely different) to 1 (surely the same body), and every feature it rests on, the strongest first."""

    score: float
    features: tuple[Feature, ...] = ()
