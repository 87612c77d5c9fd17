"""Which pairs are worth comparing: those that share keys few others have.

A key that too many parties share is dropped and reported. Every party keeps its strongest pairs first, then the strongest of all are
taken up to the most that may be compared; what was left out is counted. Nothing depends on the order of the parties.
"""

from __future__ import annotations

import math
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from heapq import nsmallest

from enduse.entities.matching.keys import keys_of
from enduse.entities.matching.prepared import Prepared
from enduse.entities.matching.thresholds import BlockingRules, load_thresholds


@dataclass(frozen=True, slots=True)
class Dropped:
    """A key that proposes no pairs because ``parties`` share it."""

    key: str
    parties: int


@dataclass(frozen=True, slots=True)
class Candidates:
    """``pairs``: positions in the sequence given, the one of the lesser id first, in the order of ids. ``left_out``: pairs beyond the most."""

    pairs: list[tuple[int, int]]
    dropped: tuple[Dropped, ...]
    left_out: int


def candidate_pairs(parties: Sequence[Prepared], *, most: int | None = None) -> Candidates:
    """Pairs worth comparing among parties with unique ids. ``most``: pairs in all; by default the rules' number for so many parties.

    Raises:
        ValueError: two parties have one id.
    """
    rules = load_thresholds().blocking
    order = sorted(range(len(parties)), key=lambda position: parties[position].id)
    if any(parties[a].id == parties[b].id for a, b in zip(order, order[1:], strict=False)):
        raise ValueError("two parties have one id; give each its own")
    index = Index(rules, (keys_of(parties[position]) for position in order))
    weighed = index.strongest()
    limit = most if most is not None else max(rules.least_pairs, int(rules.pairs_each * len(parties)))
    kept = sorted(choose(weighed, limit))
    return Candidates([(order[left], order[right]) for left, right in kept], index.dropped, max(len(weighed) - limit, 0))


class Index:
    """Parties by key: ``buckets`` the parties of each key that proposes pairs, ``weights`` what sharing it counts, ``of`` the buckets of each party."""

    def __init__(self, rules: BlockingRules, keys: Iterable[Iterable[str]]) -> None:
        self.rules = rules
        self.of: list[array[int]] = []
        self.buckets: list[array[int]] = []
        self.weights: list[int] = []
        held: dict[str, array[int] | int] = {}
        for party, own in enumerate(keys):
            self.of.append(array("L"))
            for key in own:
                before = held.get(key)
                if before is None:
                    held[key] = party
                elif isinstance(before, int):
                    held[key] = array("L", (before, party))
                else:
                    before.append(party)
        self._settle(held, len(self.of))

    def _settle(self, held: dict[str, array[int] | int], parties: int) -> None:
        dropped = []
        for key, holders in held.items():
            if isinstance(holders, int):
                continue
            if len(holders) > self.rules.most_sharing:
                dropped.append(Dropped(key, len(holders)))
                continue
            number = len(self.buckets)
            self.buckets.append(holders)
            self.weights.append(self._weight(key, len(holders), parties))
            for party in holders:
                self.of[party].append(number)
        self.dropped = tuple(sorted(dropped, key=lambda each: (-each.parties, each.key)))

    def _weight(self, key: str, holders: int, parties: int) -> int:
        """What sharing a key counts: the rarer, the more; in whole numbers, so that sums never depend on an order."""
        return max(1, round(self.rules.kinds[key[0]] * 10 * math.log2((parties + 1) / holders)))

    def strongest(self) -> dict[tuple[int, int], int]:
        """The strongest pairs of every party, each with its weight, whichever of the two it is strongest for."""
        found: dict[tuple[int, int], int] = {}
        each = self.rules.pairs_of_one
        for party, own in enumerate(self.of):
            sums: dict[int, int] = {}
            for bucket in own:
                weight = self.weights[bucket]
                for other in self.buckets[bucket]:
                    sums[other] = sums.get(other, 0) + weight
            sums.pop(party, None)
            best = nsmallest(each, ((-weight, other) for other, weight in sums.items() if weight >= self.rules.least_weight))
            for rank, (negative, other) in enumerate(best):
                pair = (party, other) if party < other else (other, party)
                bonus = self.rules.first if rank < self.rules.first_ranks else 0
                found[pair] = max(found.get(pair, 0), -negative + bonus)
        return found


def choose(weighed: dict[tuple[int, int], int], limit: int) -> Iterable[tuple[int, int]]:
    """The ``limit`` heaviest pairs; of equal ones those first in the order of ids."""
    if len(weighed) <= limit:
        return weighed
    return nsmallest(limit, weighed, key=lambda pair: (-weighed[pair], pair))
