"""The weights of features of two names, at least one of them Chinese (cross_script.yml), and the score they make together."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib import resources
from typing import NamedTuple

from msgspec import Struct

from enduse.language.places.reference import reference
from enduse.model.comparison import Feature
from enduse.model.yaml_text import read_yaml

_OF_PLACES = frozenset({"place", "other-place", "same-body", "other-body"})
_CODE = re.compile(r"\b(?:\d{6}|cn)\b")
_MOST_PLACES = 3
_MOST_LETTERS = 60


class Weights(NamedTuple):
    """cross_script.yml; the numbers are log-odds, but for the two shares ``least_…`` and the score ``cap_short``."""

    start: float
    agree: dict[str, float]
    differ: dict[str, float]
    left: dict[str, float]
    least_likeness: float
    least_spelling: float
    cap_beside: float
    cap_short: float
    above: float
    above_most: float
    above_scale: float
    decisive: float
    cap_decided: float
    kin: frozenset[str]
    weak: frozenset[str]
    why: dict[str, str]

    def most_short(self) -> float:
        """The sum of weights, ``start`` included, at which the score of a name too short to tell is ``cap_short``."""
        return _log_odds(self.cap_short)

    def most_beside(self) -> float:
        """The same of a name that says more beside all of the other, and ``cap_beside``."""
        return _log_odds(self.cap_beside)


@cache
def _log_odds(share: float) -> float:
    return math.log(share / (1 - share))


@cache
def weights() -> Weights:
    """The weights, read once."""
    raw = read_yaml(resources.files(__package__).joinpath("cross_script.yml").read_text("utf-8"))
    return Weights(**{**raw, "weak": frozenset(raw["weak"]), "kin": frozenset(raw["kin"])})


class Found(Struct, frozen=True, gc=False):
    """One feature before it is put into words."""

    kind: str
    left: str
    right: str
    weight: float


def by_letters(one: str, other: str) -> float:
    """What the letters of two folded names add where they are one body's: those of the shorter, less half of what the other is longer."""
    short, long = sorted((_letters(one), _letters(other)))
    return weights().agree["by-letters"] * max(0.0, 1.5 * short - 0.5 * long)


@lru_cache(maxsize=8192)
def _letters(text: str) -> int:
    return min(_MOST_LETTERS, sum((1 if character.isascii() else 2) for character in text if character.isalnum()))


def features_of(found: Iterable[Found]) -> tuple[Feature, ...]:
    """Features as people read them, the strongest first."""
    why = weights().why
    features = [
        Feature(each.kind, _readable(each.kind, each.left), _readable(each.kind, each.right), round(each.weight, 4), why[each.kind])
        for each in found
    ]
    return tuple(sorted(features, key=lambda f: (-abs(f.weight), f.name, f.left, f.right)))


def _readable(kind: str, text: str) -> str:
    """The text with the names of places in place of their codes, where the feature speaks of places."""
    if kind not in _OF_PLACES or not text:
        return text
    codes = _CODE.findall(text)
    shown = _CODE.sub(lambda code: _called(code[0]), "/".join(text.split("/")[:_MOST_PLACES]))
    return shown if len(codes) <= _MOST_PLACES else f"{shown}, {len(codes) - _MOST_PLACES} more"


@lru_cache(maxsize=4096)
def _called(code: str) -> str:
    place = reference().place(code)
    if place is None:
        return "China" if code == "cn" else code
    latin = next((name for name in place.names if name.isascii()), None)
    return f"{place.names[0]} ({latin})" if latin else place.names[0]


def score_of(features: Iterable[Feature | Found]) -> float:
    """The score from 0 to 1 of all features together; 0 where there are none. One decisive difference holds it down whatever agrees."""
    w = weights()
    told = [each.weight for each in features]
    if not told:
        return 0.0
    total, decided = w.start, min(told) <= w.decisive
    for weight in told:
        total += weight
    if total > w.above:
        total = w.above + w.above_most * (1 - math.exp((w.above - total) / w.above_scale))
    score = 1 / (1 + math.exp(-max(-30.0, total)))
    return min(score, w.cap_decided) if decided else score
