"""The listings of a buyer on the day of a sale: its own, or those of the nearest bodies above it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from enduse.findings.facts import Party
from enduse.findings.graph import Above, Graph, Tier
from enduse.findings.listings import Listing
from enduse.findings.sales import Sale
from enduse.findings.standing import Standing, standings


@dataclass(frozen=True, slots=True)
class BuyerListed:
    """On one list: the ties that lead from the buyer up to the body that was on it (none where that is the buyer itself)."""

    tiers: tuple[Tier, ...]
    standing: Standing


class BuyerListings:
    """Asked once for all buyers of a case, then sale by sale."""

    def __init__(self, graph: Graph, depth: int) -> None:
        self._above: dict[str, list[Above]] = {}
        for each in graph.listed_above_buyers(depth):
            self._above.setdefault(each.buyer, []).append(each)
        tiers = [each for found in self._above.values() for each in found]
        self._listings = graph.listings({*graph.listed_buyers(), *self._above, *(each.parent for each in tiers)})
        self._ties = graph.tiers(each.trail for each in tiers)

    def on_the_day_of(self, sale: Sale, buyer: Party) -> list[BuyerListed]:
        """The buyer's own listings that day; where it has none, those of the nearest body above it, list by list."""
        own = standings(sale, self._listings.get(buyer.id, ()))
        if own:
            return [BuyerListed((), standing) for standing in own]
        found = nearest(sale, self._above.get(buyer.id, ()), self._listings)
        return [BuyerListed(tuple(self._ties[pair] for pair in pairwise(tier.trail)), standing) for tier, standing in found]


def nearest(sale: Sale, above: Sequence[Above], listings: Mapping[str, Sequence[Listing]]) -> Iterator[tuple[Above, Standing]]:
    """For each list the bodies fewest tiers up that were on it; those that may have been, only where none surely was."""
    by_list: dict[str, list[tuple[Above, Standing]]] = {}
    for each in above:
        for standing in standings(sale, listings.get(each.parent, ())):
            by_list.setdefault(standing.listings[0].key, []).append((each, standing))
    for key in sorted(by_list):
        found = by_list[key]
        sure = [pair for pair in found if pair[1].outcome == "shown"] or found
        least = min(len(each.trail) for each, _ in sure)
        yield from (pair for pair in sure if len(pair[0].trail) == least)
