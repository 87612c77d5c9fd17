"""A purchase from a vendor that was on a list that day, by a buyer no rule on buying is recorded to bind."""

from __future__ import annotations

from collections.abc import Iterator

from enduse.findings import paths
from enduse.findings.assembly import assemble
from enduse.findings.graph import Graph
from enduse.findings.listings import Listing
from enduse.findings.purchases import Purchase, bindings, purchases
from enduse.findings.rules import Rule, register
from enduse.findings.settings import settings
from enduse.findings.wording import labels, quoted, then, when
from enduse.model.finding import Finding, Step
from enduse.model.said import Said, Words


@register("purchase-from-listed-vendor")
def purchase_from_listed_vendor(graph: Graph, rule: Rule) -> Iterator[Finding]:
    """One finding for each sale, vendor and list; a buyer recorded as bound by the list's rule belongs to the other rule."""
    bound = bindings(graph.connection)
    for purchase in purchases(graph):
        if (purchase.buyer.id, purchase.list_key) not in bound:
            yield _finding(rule, purchase)


def _finding(rule: Rule, purchase: Purchase) -> Finding:
    sale, buyer, vendor, listings = purchase.sale, purchase.buyer, purchase.vendor, purchase.standing.listings
    words: Words = {"buyer": buyer.name, "vendor": vendor.name, "list": listings[0].list, "when": when(sale.days), **then(sale.days)}
    buying = frozenset(settings().buying_directions)
    words["scope"] = _scope(rule, listings[0], buying, words)
    gaps = [*paths.purchase_gaps(sale), *rule.text.gaps_of("bound", "checks", **words)]
    if purchase.standing.outcome == "undetermined":
        gaps = [*paths.date_gaps(sale, listings), *gaps]
    return assemble(
        rule,
        outcome=purchase.standing.outcome,
        day=sale.days[0].stated.text if len(sale.days) == 1 else None,
        subjects=[buyer.id, vendor.id],
        path=[*paths.sale_steps(sale, buyer), *paths.listing_steps(listings, directions=True), *_binding(rule, listings, buying)],
        gaps=gaps,
        rule_says=paths.rule_says(listings),
        words=words,
    )


def _binding(rule: Rule, listings: tuple[Listing, ...], buying: frozenset[str]) -> list[Step]:
    """From each entry to whom its rule on buying binds."""
    return [
        Step(
            origin=listing.id,
            target=effect.id,
            relation="binds",
            text=rule.text.steps["whom"].fill(binds=quoted(effect.binds)),
            statements=effect.bound,
        )
        for listing in listings
        for effect in listing.effects
        if effect.binds and effect.directions & buying
    ]


def _scope(rule: Rule, listing: Listing, buying: frozenset[str], words: Words) -> Said:
    """What the list is about, as far as buying goes: whom it binds, or that it does not restrict buying."""
    if listing.directions == {"none"}:
        return rule.text.steps["no-direction"]
    if not listing.directions & buying:
        return rule.text.steps["other-direction"].fill(about=labels("direction", listing.directions), **words)
    binds = "; ".join(dict.fromkeys(quoted(effect.binds) for effect in listing.effects if effect.directions & buying and effect.binds))
    return rule.text.steps["binds" if binds else "binds-unsaid"].fill(binds=binds, **words)
