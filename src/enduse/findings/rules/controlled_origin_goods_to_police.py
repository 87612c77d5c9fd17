"""Goods of a maker in a country that controls such goods were sold to a police body by somebody else."""

from __future__ import annotations

from collections.abc import Iterator

from enduse.findings import paths, wording
from enduse.findings.assembly import assemble
from enduse.findings.buyer_listings import BuyerListed, BuyerListings
from enduse.findings.facts import Party
from enduse.findings.graph import Graph
from enduse.findings.item_controls import control_sentences, item_controls
from enduse.findings.origins import Origin, origins
from enduse.findings.rules import Rule, register
from enduse.findings.sales import Sale
from enduse.model.finding import Finding, Step
from enduse.model.said import NOTHING, Said, Words
from enduse.vocabulary.load import vocabulary


@register("controlled-origin-goods-to-police")
def controlled_origin_goods_to_police(graph: Graph, rule: Rule) -> Iterator[Finding]:
    """One finding for each sale, maker and police buyer, with the list that the buyer or a body above it was on that day."""
    found: dict[tuple[str, str], list[Origin]] = {}
    for origin in origins(
        graph.connection, vocabulary("technology").with_finer(rule.text.terms["technology"]), rule.text.words["countries"]
    ):
        found.setdefault((origin.sale.id, origin.maker.id), []).append(origin)
    listings = BuyerListings(graph, rule.text.thresholds["max_depth"]) if found else None
    for goods in found.values():
        for buyer in goods[0].sale.buyers:
            if listings and _police(buyer, rule.text.words["police"]):
                yield _finding(rule, goods, buyer, listings.on_the_day_of(goods[0].sale, buyer))


def _police(buyer: Party, words: tuple[str, ...]) -> bool:
    return any(word.casefold() in name.casefold() for name in buyer.written for word in words)


def _finding(rule: Rule, goods: list[Origin], buyer: Party, listed: list[BuyerListed]) -> Finding:
    sale, maker, country = goods[0].sale, goods[0].maker, goods[0].country
    said = rule.text.steps
    kinds = _kinds(goods)
    seller = wording.joined("and-list", (supplier.name for supplier in sale.suppliers))
    words: Words = {
        "maker": maker.name,
        "country": country.upper(),
        "buyer": buyer.name,
        "when": wording.when(sale.days),
        "kinds": wording.labels("technology", kinds),
        "seller": seller or said["described"].fill(description=wording.quoted(sale.supplier_description)),
        "listed": said["listed"].fill(said=wording.joined("sentences", (_on_list(rule, sale, buyer, each) for each in listed)))
        if listed
        else NOTHING,
    }
    made = said["origin"].fill(**words)
    steps = [Step(origin=maker.id, target=maker.id, relation="country", text=made, statements=goods[0].countries)]
    for each in goods:
        text = said["class"].fill(goods=wording.quoted(each.item.name), kinds=wording.labels("technology", each.kinds))
        shown = tuple(sorted({*each.classed, *each.item.statements}))
        steps.append(Step(origin=each.item.id, target=maker.id, relation="class", text=text, statements=shown))
    return assemble(
        rule,
        outcome="shown",
        day=sale.days[0].stated.text if len(sale.days) == 1 else None,
        subjects=[buyer.id, maker.id, *(supplier.id for supplier in sale.suppliers)],
        path=[*steps, *paths.sale_steps(sale, buyer), *_listed_steps(listed)],
        gaps=_gaps(rule, goods, listed, words),
        rule_says=[
            *control_sentences(said, country, kinds),
            *paths.rule_says(listing for each in listed for listing in each.standing.listings),
        ],
        words=words,
    )


def _kinds(goods: list[Origin]) -> list[str]:
    return sorted({kind for each in goods for kind in each.kinds})


def _gaps(rule: Rule, goods: list[Origin], listed: list[BuyerListed], words: Words) -> list[Said]:
    """What the papers leave open, and of which kinds of goods no control on items is read to reach them."""
    sale, kinds = goods[0].sale, _kinds(goods)
    uncontrolled = item_controls().without(goods[0].country, kinds)
    unsure = [listing for each in listed if each.standing.outcome == "undetermined" for listing in each.standing.listings]
    gaps = [*(paths.date_gaps(sale, unsure) if unsure else ()), *paths.way_gaps(sale)]
    named = {"item-class": len(uncontrolled) < len(kinds), "no-item-control": bool(uncontrolled), "listed": not listed}
    chosen = [name for name in rule.text.gaps if named.get(name, True)]
    return gaps + rule.text.gaps_of(*chosen, uncontrolled=wording.labels("technology", uncontrolled), **words)


def _on_list(rule: Rule, sale: Sale, buyer: Party, listed: BuyerListed) -> Said:
    """Which list the buyer, or the body above it, was on that day."""
    title = listed.standing.listings[0].list
    party = listed.tiers[-1].parent.name if listed.tiers else buyer.name
    key = "unsure" if listed.standing.outcome == "undetermined" else "above" if listed.tiers else "itself"
    return rule.text.steps[f"listed-{key}"].fill(buyer=buyer.name, party=party, list=title, **wording.then(sale.days))


def _listed_steps(listed: list[BuyerListed]) -> Iterator[Step]:
    """From the buyer up to each listed body and its entries; a tie that several lists share stands once."""
    seen: set[tuple[str, str]] = set()
    for each in listed:
        for tier in each.tiers:
            if (tier.child.id, tier.parent.id) not in seen:
                seen.add((tier.child.id, tier.parent.id))
                yield from paths.tier_steps([tier])
        yield from paths.listing_steps(each.standing.listings)
