"""Likeness: the units of a case compared with each other by the room ``matching``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Protocol

from enduse.entities.identity import Clusters
from enduse.entities.joining import Pair, Scored, judge_scores, with_rivals
from enduse.entities.units import Unit
from enduse.model.comparison import Comparison


class Likeness(Protocol):
    """A way to compare: which pairs are worth it, how alike two units are, and from which score on that means something."""

    @property
    def method(self) -> str:
        """Name and version, for records of what a reviewer saw."""

    @property
    def match(self) -> float:
        """The score from which two bodies are taken for one, unless something speaks against it."""

    @property
    def possible(self) -> float:
        """The score from which two bodies may be one."""

    def pairs(self, units: Mapping[str, Unit]) -> Iterable[Pair]:
        """Pairs of unit ids worth comparing, each in order."""

    def compare(self, left: Unit, right: Unit) -> Comparison:
        """How alike two units are."""


def by_names() -> Likeness | None:
    """The comparison of this version."""
    return None


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
    complete = with_rivals(units, ties, likeness.compare, match=likeness.match)
    return judge_scores(units, complete, match=likeness.match, possible=likeness.possible, apart=clusters.are_apart)
