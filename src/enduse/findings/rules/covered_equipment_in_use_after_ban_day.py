"""Equipment of a vendor that a rule covers was recorded in use by a body bound by that rule, on a day on which it was in force."""

from __future__ import annotations

from collections.abc import Iterator

from enduse.findings import paths, wording
from enduse.findings.assembly import assemble
from enduse.findings.graph import Graph
from enduse.findings.listings import Effect
from enduse.findings.purchases import Binding, bindings, bound_step, rule_held
from enduse.findings.rules import Rule, register
from enduse.findings.standing import Standing, standings
from enduse.findings.uses import Use, uses
from enduse.model.finding import Finding, Step
from enduse.model.said import Words


@register("covered-equipment-in-use-after-ban-day")
def covered_equipment_in_use_after_ban_day(graph: Graph, rule: Rule) -> Iterator[Finding]:
    """One finding for each record of use, maker and rule in force that day; bodies that no record binds give nothing."""
    bound = bindings(graph.connection)
    terms = rule.text.terms
    found = uses(graph, terms["supply_kind"], terms["event"], {body for body, _ in bound})
    listings = graph.every_listing({use.vendor.id for use in found})
    for use in found:
        for standing in standings(use, listings.get(use.vendor.id, ())):
            binding = bound.get((use.user.id, standing.listings[0].key))
            for effect in binding.effects if binding else ():
                held = rule_held(use, effect)
                if binding and held is not False:
                    yield _finding(rule, use, standing, binding, effect, sure=held is True)


def _finding(rule: Rule, use: Use, standing: Standing, binding: Binding, effect: Effect, *, sure: bool) -> Finding:
    said = rule.text
    words: Words = {
        "user": use.user.name,
        "vendor": use.vendor.name,
        "goods": use.goods,
        "list": standing.listings[0].list,
        "when": wording.when(use.days),
        **wording.then(use.days),
        "scope": said.steps["of-use" if "use" in effect.directions else "of-buying"],
    }
    gaps = said.gaps_of("bought", "covered", "exception", "since", **words)
    if standing.outcome == "undetermined":
        gaps = [*paths.date_gaps(use, standing.listings), *gaps]
    if not sure:
        gaps = [said.gaps["rule-day"], *gaps]
    text = said.steps["in-use"].fill(**words)
    listed = [step for step in paths.listing_steps(standing.listings) if step.relation != "restricts" or step.target == effect.id]
    return assemble(
        rule,
        outcome=standing.outcome if sure else "undetermined",
        day=use.days[0].stated.text if len(use.days) == 1 else None,
        subjects=[use.user.id, use.vendor.id],
        path=[
            Step(origin=use.user.id, target=use.vendor.id, relation="uses", text=text, statements=use.statements),
            *listed,
            bound_step(rule, use.user, binding, effect),
        ],
        gaps=gaps,
        rule_says=[each for listing in standing.listings for each in paths.rule_says([listing])],
        words=words,
    )
