"""Goods of a maker were sold in a place after the maker had announced that it would stop supplying there."""

from __future__ import annotations

from collections.abc import Iterator

from enduse.findings import paths
from enduse.findings.announcements import SaleThere, sales_after_announcements
from enduse.findings.assembly import assemble
from enduse.findings.facts import Party
from enduse.findings.graph import Graph
from enduse.findings.rules import Rule, register
from enduse.findings.wording import any_of, quoted, when
from enduse.model.finding import Finding, Step
from enduse.model.said import Words


@register("supply-after-announced-stop")
def supply_after_announced_stop(graph: Graph, rule: Rule) -> Iterator[Finding]:
    """One finding for each sale and announcement; the day of the announcement itself is not after it."""
    for found in sales_after_announcements(graph, rule.text.terms["event"]):
        after = found.after()
        if after is not False:
            for buyer in found.sale.buyers:
                yield _finding(rule, found, buyer, sure=after is True)


def _finding(rule: Rule, found: SaleThere, buyer: Party, *, sure: bool) -> Finding:
    sale, said, maker = found.sale, found.announcement, found.announcement.maker
    direct = maker.id in {supplier.id for supplier in sale.suppliers}
    words: Words = {
        "maker": maker.name,
        "buyer": buyer.name,
        "when": when(sale.days),
        "announced": any_of(said.days),
        "place": quoted(" / ".join(said.places)),
    }
    gaps = [*paths.way_gaps(sale), *rule.text.gaps_of("goods", "contract", **words)]
    if not direct:
        gaps += rule.text.gaps_of("knew", **words)
    if not sure:
        gaps = [rule.text.gaps["day"], *gaps]
    steps = rule.text.steps
    announced = steps["announced"].fill(words=quoted(said.words), **words)
    placed = steps["place"].fill(places=quoted(" / ".join(found.places)))
    return assemble(
        rule,
        outcome="shown" if sure else "undetermined",
        day=sale.days[0].stated.text if len(sale.days) == 1 else None,
        subjects=[buyer.id, maker.id, *(supplier.id for supplier in sale.suppliers if supplier.id != maker.id)],
        path=[
            Step(origin=maker.id, target=said.id, relation="announced-stop", text=announced, statements=said.statements),
            *paths.sale_steps(sale, buyer),
            Step(origin=sale.id, target=buyer.id, relation="place", text=placed, statements=found.placed),
        ],
        gaps=gaps,
        rule_says=(),
        words=words,
    )
