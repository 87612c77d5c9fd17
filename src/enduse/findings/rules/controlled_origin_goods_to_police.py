"""Goods of a maker in a country that controls such goods were sold to a police body by somebody else."""

from __future__ import annotations

from collections.abc import Iterator

from enduse.findings import paths, wording
from enduse.findings.assembly import assemble
from enduse.findings.facts import Party
from enduse.findings.graph import Graph
from enduse.findings.origins import Origin, origins
from enduse.findings.rules import Rule, register
from enduse.model.finding import Finding, Step
from enduse.model.said import Words
from enduse.vocabulary.load import vocabulary


@register("controlled-origin-goods-to-police")
def controlled_origin_goods_to_police(graph: Graph, rule: Rule) -> Iterator[Finding]:
    """One finding for each sale, maker and police buyer; whether the buyer was listed is the matter of other rules."""
    found: dict[tuple[str, str], list[Origin]] = {}
    for origin in origins(
        graph.connection, vocabulary("technology").with_finer(rule.text.terms["technology"]), rule.text.words["countries"]
    ):
        found.setdefault((origin.sale.id, origin.maker.id), []).append(origin)
    for goods in found.values():
        for buyer in goods[0].sale.buyers:
            if _police(buyer, rule.text.words["police"]):
                yield _finding(rule, goods, buyer)


def _police(buyer: Party, words: tuple[str, ...]) -> bool:
    return any(word.casefold() in name.casefold() for name in buyer.written for word in words)


def _finding(rule: Rule, goods: list[Origin], buyer: Party) -> Finding:
    sale, maker, country = goods[0].sale, goods[0].maker, goods[0].country
    said = rule.text.steps
    seller = wording.joined("and-list", (supplier.name for supplier in sale.suppliers))
    words: Words = {
        "maker": maker.name,
        "country": country.upper(),
        "buyer": buyer.name,
        "when": wording.when(sale.days),
        "kinds": wording.labels("technology", {kind for each in goods for kind in each.kinds}),
        "seller": seller or said["described"].fill(description=wording.quoted(sale.supplier_description)),
    }
    made = said["origin"].fill(**words)
    steps = [Step(origin=maker.id, target=maker.id, relation="country", text=made, statements=goods[0].countries)]
    for each in goods:
        kinds = wording.labels("technology", each.kinds)
        text = said["class"].fill(goods=wording.quoted(each.item.name), kinds=kinds)
        shown = tuple(sorted({*each.classed, *each.item.statements}))
        steps.append(Step(origin=each.item.id, target=maker.id, relation="class", text=text, statements=shown))
    gaps = [*paths.way_gaps(sale), *rule.text.gaps_of(**words)]
    return assemble(
        rule,
        outcome="shown",
        day=sale.days[0].stated.text if len(sale.days) == 1 else None,
        subjects=[buyer.id, maker.id, *(supplier.id for supplier in sale.suppliers)],
        path=[*steps, *paths.sale_steps(sale, buyer)],
        gaps=gaps,
        rule_says=(),
        words=words,
    )
