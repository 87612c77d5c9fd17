"""Every matcher as one shape: names made ready, then two of them scored from 0 to 1. Imports a peer only when it is asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

NOMENKLATURA = ("logic-v1", "logic-v2", "name-based", "er-unstable")
RAPIDFUZZ = ("jaro-winkler", "token-sort")
MATCHERS = ("enduse", *NOMENKLATURA, *RAPIDFUZZ)
OURS = ("enduse", "enduse-screen", "exact")
"""What runs in Enduse's own environment; the latter two only answer questions to an index."""

YENTE = 0.7
"""The threshold of yente, the server over nomenklatura, for "this is a match"; rapidfuzz has none of its own and is given the same."""


@dataclass(frozen=True, slots=True)
class Scorer:
    """``ready`` makes of (name, schema) what the matcher is given, outside the clock; ``score`` compares two of those that ``take_apart``
    has made of them, which peers do inside ``score`` at the first look and remember."""

    threshold: float
    ready: Callable[[str, str], Any]
    score: Callable[[Any, Any], float]
    version: str
    module: str
    """What is imported to use it."""
    take_apart: Callable[[Any], Any] = lambda given: given


def load(name: str) -> Scorer:
    """The scorer called ``name``; ImportError where its package is not installed."""
    if name == "enduse":
        return _enduse()
    return _rapidfuzz(name) if name in RAPIDFUZZ else _nomenklatura(name)


def modules(name: str) -> str:
    """What ``name`` needs imported, for measuring the import alone."""
    return "enduse.entities.matching.compare" if name == "enduse" else "rapidfuzz" if name in RAPIDFUZZ else "nomenklatura.matching"


def _enduse() -> Scorer:
    from enduse import __version__
    from enduse.entities.matching.compare import score
    from enduse.entities.matching.prepared import Party, prepare
    from enduse.entities.matching.thresholds import load_thresholds

    def ready(name: str, schema: str) -> Party:
        return Party(id=name, names=(name,), schema=schema)

    return Scorer(load_thresholds().match, ready, score, __version__, modules("enduse"), take_apart=prepare)


def _nomenklatura(name: str) -> Scorer:
    from importlib.metadata import version

    from followthemoney import model
    from nomenklatura.matching import ScoringConfig, get_algorithm

    algorithm = get_algorithm(name)
    if algorithm is None:
        raise ImportError(f"this nomenklatura has no matcher {name}")
    config = ScoringConfig.defaults()
    made = iter(range(10**9))

    def ready(text: str, schema: str) -> Any:
        entity = model.make_entity(schema)
        entity.id = f"e{next(made)}"
        entity.add("name", text)
        return entity

    return Scorer(
        YENTE, ready, lambda left, right: float(algorithm.compare(left, right, config).score), version("nomenklatura"), modules(name)
    )


def _rapidfuzz(name: str) -> Scorer:
    from importlib.metadata import version

    from rapidfuzz import fuzz, utils
    from rapidfuzz.distance import JaroWinkler

    def jaro_winkler(left: str, right: str) -> float:
        return float(JaroWinkler.normalized_similarity(left, right, processor=utils.default_process))

    def token_sort(left: str, right: str) -> float:
        return float(fuzz.token_sort_ratio(left, right, processor=utils.default_process)) / 100

    score = jaro_winkler if name == "jaro-winkler" else token_sort
    return Scorer(YENTE, lambda text, _: text, score, version("rapidfuzz"), modules(name))
