"""One seller supplied several bodies, each of which was on the same list on the day of its sale."""

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
from enduse.findings.wording import joined
from enduse.model.finding import Finding, Step
from enduse.model.said import Words

Supplied = tuple[Sale, Party, Standing]


@register("reseller-to-several-listed-bodies")
def reseller_to_several_listed_bodies(graph: Graph, rule: Rule) -> Iterator[Finding]:
    """One finding for each seller and list; sales that may lie before a listing count only where the sure ones do not suffice."""
    buyers = graph.buyers_of_shared_sellers(rule.text.thresholds["min_bodies"])
    listings = graph.listings(buyers)
    found: dict[tuple[str, str], list[Supplied]] = {}
    for sale in graph.sales(list(listings), first_days(listings)):
        for supplier in sale.suppliers:
            for buyer in sale.buyers:
                for standing in standings(sale, listings.get(buyer.id, ())):
                    found.setdefault((supplier.id, standing.listings[0].key), []).append((sale, buyer, standing))
    for (seller, _), supplied in sorted(found.items(), key=lambda each: each[0]):
        yield from _findings(rule, seller, supplied)


def _findings(rule: Rule, seller: str, supplied: list[Supplied]) -> Iterator[Finding]:
    sure = [each for each in supplied if each[2].outcome == "shown"]
    for outcome, chosen in (("shown", sure), ("undetermined", supplied)):
        if len({buyer.id for _, buyer, _ in chosen}) >= rule.text.thresholds["min_bodies"]:
            yield _finding(rule, seller, outcome, chosen)
            return


def _finding(rule: Rule, seller: str, outcome: str, supplied: list[Supplied]) -> Finding:
    name = next(supplier.name for sale, _, _ in supplied for supplier in sale.suppliers if supplier.id == seller)
    bodies = {buyer.id: buyer.name for _, buyer, _ in supplied}
    listings = [listing for _, _, standing in supplied for listing in standing.listings]
    named = joined("and-list", (bodies[each] for each in sorted(bodies)))
    words: Words = {"seller": name, "list": listings[0].list, "count": str(len(bodies)), "bodies": named}
    steps = [step for sale, buyer, _ in supplied for step in paths.sale_steps(sale, buyer)] + paths.listing_steps(listings)
    gaps = [gap for sale, _, _ in supplied for gap in paths.sale_gaps(sale)]
    if outcome == "undetermined":
        gaps = [gap for sale, _, standing in supplied for gap in paths.date_gaps(sale, standing.listings)] + gaps
    return assemble(
        rule,
        outcome=outcome,
        day=None,
        subjects=[seller, *sorted(bodies)],
        path=_each_once(steps),
        gaps=[*gaps, *rule.text.gaps_of("others", **words)],
        rule_says=paths.rule_says(listings),
        words=words,
    )


def _each_once(steps: list[Step]) -> list[Step]:
    """The steps in order, each once: a body with two sales has one listing."""
    return list(dict.fromkeys(steps))
