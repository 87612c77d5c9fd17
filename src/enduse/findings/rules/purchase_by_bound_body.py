"""A purchase from a listed vendor by a body that the list's own rule on buying is recorded to bind."""

from __future__ import annotations

from collections.abc import Iterator

from enduse.findings import paths
from enduse.findings.assembly import assemble
from enduse.findings.graph import Graph
from enduse.findings.listings import Effect
from enduse.findings.purchases import Binding, Purchase, bindings, bound_step, purchases, rule_held
from enduse.findings.rules import Rule, register
from enduse.findings.wording import then, when
from enduse.model.finding import Finding
from enduse.model.said import Words


@register("purchase-by-bound-body")
def purchase_by_bound_body(graph: Graph, rule: Rule) -> Iterator[Finding]:
    """One finding for each sale, vendor and rule in force that day; a day before the rule took effect gives nothing."""
    bound = bindings(graph.connection)
    for purchase in purchases(graph):
        binding = bound.get((purchase.buyer.id, purchase.list_key))
        for effect in binding.effects if binding else ():
            held = rule_held(purchase.sale, effect)
            if binding and held is not False:
                yield _finding(rule, purchase, binding, effect, sure=held is True)


def _finding(rule: Rule, purchase: Purchase, binding: Binding, effect: Effect, *, sure: bool) -> Finding:
    sale, buyer, vendor, standing = purchase.sale, purchase.buyer, purchase.vendor, purchase.standing
    outcome = standing.outcome if sure else "undetermined"
    words: Words = {
        "buyer": buyer.name,
        "vendor": vendor.name,
        "list": standing.listings[0].list,
        "when": when(sale.days),
        **then(sale.days),
    }
    gaps = [*paths.purchase_gaps(sale), *rule.text.gaps_of("covered", "exception", **words)]
    if standing.outcome == "undetermined":
        gaps = [*paths.date_gaps(sale, standing.listings), *gaps]
    if not sure:
        gaps = [rule.text.gaps["rule-day"], *gaps]
    listed = [step for step in paths.listing_steps(standing.listings) if step.relation != "restricts" or step.target == effect.id]
    return assemble(
        rule,
        outcome=outcome,
        day=sale.days[0].stated.text if len(sale.days) == 1 else None,
        subjects=[buyer.id, vendor.id],
        path=[*paths.sale_steps(sale, buyer), *listed, bound_step(rule, buyer, binding, effect)],
        gaps=gaps,
        rule_says=[each for listing in standing.listings for each in paths.rule_says([listing])],
        words=words,
    )
