"""A sale to a body that was not listed itself but belongs under one that was."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from enduse.findings import paths
from enduse.findings.assembly import assemble
from enduse.findings.buyer_listings import nearest
from enduse.findings.facts import Party
from enduse.findings.graph import Above, Graph, Tier
from enduse.findings.listings import NEVER, first_days
from enduse.findings.rules import Rule, register
from enduse.findings.sales import Sale
from enduse.findings.standing import Standing, standings
from enduse.findings.wording import then, when
from enduse.model.finding import Finding
from enduse.model.said import Words


@register("sale-to-body-under-listed-body")
def sale_to_body_under_listed_body(graph: Graph, rule: Rule) -> Iterator[Finding]:
    """One finding for each sale and list: the nearest bodies above the buyer that were listed that day.

    A buyer that was, or may have been, listed itself that day belongs to the other rule.
    """
    above: dict[str, list[Above]] = {}
    for each in graph.listed_above_buyers(rule.text.thresholds["max_depth"]):
        above.setdefault(each.buyer, []).append(each)
    listings = graph.listings({body for tiers in above.values() for each in tiers for body in (each.buyer, each.parent)})
    ties = graph.tiers(each.trail for tiers in above.values() for each in tiers)
    first = first_days(listings)
    since = {buyer: min(first.get(each.parent, NEVER) for each in tiers) for buyer, tiers in above.items()}
    for sale in graph.sales(list(above), since):
        for buyer in sale.buyers:
            if buyer.id in above and not standings(sale, listings.get(buyer.id, ())):
                for tier, standing in nearest(sale, above[buyer.id], listings):
                    yield _finding(rule, sale, buyer, [ties[pair] for pair in pairwise(tier.trail)], standing)


def _finding(rule: Rule, sale: Sale, buyer: Party, tiers: list[Tier], standing: Standing) -> Finding:
    words: Words = {
        "buyer": buyer.name,
        "parent": tiers[-1].parent.name,
        "list": standing.listings[0].list,
        "when": when(sale.days),
        **then(sale.days),
    }
    gaps = rule.text.gaps_of("not-listed-itself", "acting-for", **words) + paths.sale_gaps(sale)
    if standing.outcome == "undetermined":
        gaps = [*paths.date_gaps(sale, standing.listings), *gaps]
    return assemble(
        rule,
        outcome=standing.outcome,
        day=sale.days[0].stated.text if len(sale.days) == 1 else None,
        subjects=[buyer.id, tiers[-1].parent.id, *(supplier.id for supplier in sale.suppliers)],
        path=[*paths.sale_steps(sale, buyer), *paths.tier_steps(tiers), *paths.listing_steps(standing.listings)],
        gaps=gaps,
        rule_says=paths.rule_says(standing.listings),
        words=words,
    )
