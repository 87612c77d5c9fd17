"""The weights of features of two names, at least one of them Chinese (cross_script.yml), and the score they make together."""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import cache
from importlib import resources
from typing import NamedTuple

import yaml

from enduse.model.comparison import Feature


class Weights(NamedTuple):
    """cross_script.yml; the numbers are log-odds, but for the two shares ``least_…`` and the score ``cap_short``."""

    start: float
    agree: dict[str, float]
    differ: dict[str, float]
    left: dict[str, float]
    least_likeness: float
    least_spelling: float
    cap_short: float
    decisive: float
    cap_decided: float
    kin: frozenset[str]
    weak: frozenset[str]
    why: dict[str, str]

    def most_short(self) -> float:
        """The sum of weights, ``start`` included, at which the score of a name too short to tell is ``cap_short``."""
        return math.log(self.cap_short / (1 - self.cap_short))


@cache
def weights() -> Weights:
    """The weights, read once."""
    raw = yaml.safe_load(resources.files(__package__).joinpath("cross_script.yml").read_text("utf-8"))
    return Weights(**{**raw, "weak": frozenset(raw["weak"]), "kin": frozenset(raw["kin"])})


class Found(NamedTuple):
    """One feature before it is put into words."""

    kind: str
    left: str
    right: str
    weight: float


def features_of(found: Iterable[Found]) -> tuple[Feature, ...]:
    """Features as people read them, the strongest first."""
    why = weights().why
    features = [Feature(each.kind, each.left, each.right, round(each.weight, 4), why[each.kind]) for each in found]
    return tuple(sorted(features, key=lambda f: (-abs(f.weight), f.name, f.left, f.right)))


def score_of(features: Iterable[Feature | Found]) -> float:
    """The score from 0 to 1 of all features together; 0 where there are none. One decisive difference holds it down whatever agrees."""
    w = weights()
    total, some, decided = w.start, False, False
    for each in features:
        total += each.weight
        some = True
        decided |= each.weight <= w.decisive
    if not some:
        return 0.0
    score = 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))
    return min(score, w.cap_decided) if decided else score
