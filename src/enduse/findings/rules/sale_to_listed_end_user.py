"""A sale whose buyer was itself on a list that restricts supply to it, on the day of the sale."""

from __future__ import annotations

from collections.abc import Iterator

from enduse.findings import paths
from enduse.findings.assembly import assemble
from enduse.findings.facts import Party
from enduse.findings.graph import Graph
from enduse.findings.listings import first_days
from enduse.findings.rules import Rule, register
from enduse.findings.sales import Sale
from enduse.findings.standing import Standing, standings
from enduse.findings.wording import then, when
from enduse.model.finding import Finding


@register("sale-to-listed-end-user")
def sale_to_listed_end_user(graph: Graph, rule: Rule) -> Iterator[Finding]:
    """One finding for each sale and list; the day a listing takes effect counts, the day it ends does not."""
    buyers = graph.listed_buyers()
    listings = graph.listings(buyers)
    for sale in graph.sales(list(listings), first_days(listings)):
        for buyer in sale.buyers:
            for standing in standings(sale, listings.get(buyer.id, ())):
                yield _finding(rule, sale, buyer, standing)


def _finding(rule: Rule, sale: Sale, buyer: Party, standing: Standing) -> Finding:
    gaps = paths.sale_gaps(sale)
    if standing.outcome == "undetermined":
        gaps = [*paths.date_gaps(sale, standing.listings), *gaps]
    listing = standing.listings[0]
    return assemble(
        rule,
        outcome=standing.outcome,
        day=sale.days[0].stated.text if len(sale.days) == 1 else None,
        subjects=[buyer.id, *(supplier.id for supplier in sale.suppliers)],
        path=[*paths.sale_steps(sale, buyer), *paths.listing_steps(standing.listings)],
        gaps=gaps,
        rule_says=paths.rule_says(standing.listings),
        words={"buyer": buyer.name, "list": listing.list, "when": when(sale.days), **then(sale.days)},
    )
