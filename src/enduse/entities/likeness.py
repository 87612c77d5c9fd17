"""Likeness: the units of a case compared with each other by the room ``matching``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import combinations
from typing import Protocol

from enduse.engine.task import code_version
from enduse.entities.identity import Clusters
from enduse.entities.joining import Pair, Scored, judge_scores, limits, with_rivals
from enduse.entities.matching.compare import compare
from enduse.entities.matching.prepared import Party, Prepared, prepare
from enduse.entities.matching.thresholds import load_thresholds
from enduse.entities.units import Unit
from enduse.model.comparison import Comparison

IDENTIFIERS = ("uscCode", "registrationNumber", "tickerSymbol")


class Likeness(Protocol):
    """A way to compare: which pairs are worth it, how alike two units are, and from which score on that means something."""

    @property
    def method(self) -> str:
        """Name and version, for records of what a reviewer saw."""

    @property
    def join(self) -> float:
        """The score from which two bodies are taken for one without a person, unless something speaks against it."""

    @property
    def possible(self) -> float:
        """The score from which two bodies may be one."""

    def pairs(self, units: Mapping[str, Unit]) -> Iterable[Pair]:
        """Pairs of unit ids worth comparing, each in order."""

    def compare(self, left: Unit, right: Unit) -> Comparison:
        """How alike two units are."""


class ByNames:
    """The comparison of this version: names, identifiers and countries, as the room ``matching`` weighs them."""

    def __init__(self) -> None:
        self._prepared: dict[Unit, Prepared] = {}
        thresholds = load_thresholds()
        self.join = max(thresholds.match, limits().least)
        self.possible = thresholds.possible

    @property
    def method(self) -> str:
        """The name of the comparison and eight digits that change whenever its code or data do."""
        return f"matching {code_version(('language', 'entities'))[:8]}"

    def pairs(self, units: Mapping[str, Unit]) -> Iterable[Pair]:
        """Pairs worth comparing."""
        holders: dict[str, set[str]] = {}
        for key, unit in units.items():
            for name in self._prepare(unit).latin:
                for word in name.latin.core if name.latin is not None else ():
                    holders.setdefault(word, set()).add(key)
        return sorted({pair for held in holders.values() if len(held) < 60 for pair in combinations(sorted(held), 2)})

    def compare(self, left: Unit, right: Unit) -> Comparison:
        """How alike two units are."""
        return compare(self._prepare(left), self._prepare(right))

    def _prepare(self, unit: Unit) -> Prepared:
        if unit not in self._prepared:
            self._prepared[unit] = prepare(
                Party(
                    id=unit.id,
                    names=unit.names,
                    aliases=unit.aliases,
                    identifiers=tuple(said for said in unit.particulars if said[0] in IDENTIFIERS),
                    countries=unit.values("country"),
                    schema=unit.schema,
                    specimen=unit.specimen,
                )
            )
        return self._prepared[unit]


def compare_all(units: Mapping[str, Unit], likeness: Likeness, clusters: Clusters) -> Scored:
    """Compare what is worth comparing and sort the outcome.

    Specimens are compared with specimens only. Two entries that may both be persons are not compared: persons are never matched by name.
    """
    ties: dict[Pair, Comparison] = {}
    for specimen in (False, True):
        world = {key: unit for key, unit in units.items() if unit.specimen == specimen}
        for pair in likeness.pairs(world):
            left, right = world[pair[0]], world[pair[1]]
            if not (left.may_be_a_person and right.may_be_a_person):
                comparison = likeness.compare(left, right)
                if comparison.score >= likeness.possible:
                    ties[pair] = comparison
    complete = with_rivals(units, ties, likeness.compare, match=likeness.join)
    return judge_scores(units, complete, match=likeness.join, possible=likeness.possible, apart=clusters.are_apart)
