"""Likeness: the units of a case compared with each other by the room ``matching``."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Protocol

from enduse.engine.task import code_version
from enduse.entities.identity import Clusters
from enduse.entities.joining import Pair, Scored, judge_scores, limits, with_rivals
from enduse.entities.matching.blocking import candidate_pairs
from enduse.entities.matching.compare import compare
from enduse.entities.matching.prepared import Party, Prepared, prepare
from enduse.entities.matching.statistical import Opinion
from enduse.entities.matching.thresholds import load_thresholds
from enduse.entities.second_look import Looked, Second, opinions, raises, with_opinion
from enduse.entities.units import Unit
from enduse.model.comparison import Comparison
from enduse.model.entity import Uncompared
from enduse.model.issue import Issue

ALL_PAIRS = 64
"""Units of which all pairs are compared: two thousand comparisons, a tenth of a second."""
IDENTIFIERS = ("uscCode", "leiCode", "registrationNumber", "tickerSymbol")


@dataclass(frozen=True, slots=True)
class Candidates:
    """``pairs`` of unit ids worth comparing, each in order; ``keys`` that too many share; ``left_out``: pairs beyond the most."""

    pairs: tuple[Pair, ...]
    keys: tuple[tuple[str, int], ...] = ()
    left_out: int = 0


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

    def candidates(self, units: Mapping[str, Unit]) -> Candidates:
        """Which pairs are worth comparing."""

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

    def candidates(self, units: Mapping[str, Unit]) -> Candidates:
        """All pairs of a small case; else those that share keys few others have, since in a small case every key is rare."""
        ids = sorted(units)
        if len(ids) <= ALL_PAIRS:
            return Candidates(tuple(combinations(ids, 2)))
        found = candidate_pairs([self._prepare(units[key]) for key in ids])
        keys = tuple((each.key, each.parties) for each in found.dropped)
        return Candidates(tuple((ids[left], ids[right]) for left, right in found.pairs), keys, found.left_out)

    def compare(self, left: Unit, right: Unit) -> Comparison:
        """How alike two units are."""
        return compare(self._prepare(left), self._prepare(right))

    def opinions(self, units: Mapping[str, Unit], looked: Looked) -> Sequence[Opinion]:
        """The second look at what was compared (extra ``[splink]``)."""
        return opinions(units, looked, self._prepare)

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


def compare_all(units: Mapping[str, Unit], likeness: Likeness, clusters: Clusters, second: Second | None = None) -> Scored:
    """Compare what is worth comparing and sort the outcome; ``second``: a second look at all that was compared.

    Specimens are compared with specimens only. Two entries that may both be persons are not compared: persons are never matched by name.
    """
    ties: dict[Pair, Comparison] = {}
    keys: list[tuple[str, int]] = []
    issues: list[Issue] = []
    left_out = 0
    for specimen in (False, True):
        world = {key: unit for key, unit in units.items() if unit.specimen == specimen}
        candidates = likeness.candidates(world)
        keys += candidates.keys
        left_out += candidates.left_out
        pairs = [pair for pair in candidates.pairs if not all(world[each].may_be_a_person for each in pair)]
        scores = _compare_pairs(world, pairs, likeness, ties)
        if second is not None and pairs:
            judged = [each for each in second.judged if each[0].specimen == specimen]
            found = second.look(world, Looked(pairs, scores, judged))
            issues += [] if found else [_not_trained(len(pairs))]
            _take_opinions(ties, world, zip(pairs, found, strict=False), likeness, clusters)
    complete = with_rivals(units, ties, likeness.compare, match=likeness.join)
    scored = judge_scores(units, complete, match=likeness.join, possible=likeness.possible, apart=clusters.are_apart)
    scored.uncompared = Uncompared(keys=tuple(sorted(keys)), pairs=left_out)
    scored.issues += issues
    return scored


def _compare_pairs(units: Mapping[str, Unit], pairs: Sequence[Pair], likeness: Likeness, ties: dict[Pair, Comparison]) -> Sequence[float]:
    """The score of each pair; those that mean something are put among the ties."""
    scores = array("d")
    for pair in pairs:
        comparison = likeness.compare(units[pair[0]], units[pair[1]])
        scores.append(comparison.score)
        if comparison.score >= likeness.possible:
            ties[pair] = comparison
    return scores


def _take_opinions(
    ties: dict[Pair, Comparison], units: Mapping[str, Unit], found: Iterable[tuple[Pair, Opinion]], likeness: Likeness, clusters: Clusters
) -> None:
    """Put the opinions into the ties, and pairs they raise among them; pairs that people judged apart are left alone."""
    for pair, opinion in found:
        if pair in ties or (raises(opinion) and not clusters.are_apart(*pair)):
            comparison = with_opinion(ties.get(pair) or likeness.compare(units[pair[0]], units[pair[1]]), opinion)
            if comparison.score >= likeness.possible:
                ties[pair] = comparison


def _not_trained(pairs: int) -> Issue:
    return Issue(
        stage="entities",
        code="statistics-not-trained",
        message=f"{pairs} pairs of bodies are too few, or say too little, for the statistical look that case.yml asks for",
        action="Nothing, or take resolution: {statistical: splink} out of case.yml.",
        owner="operator",
    )
