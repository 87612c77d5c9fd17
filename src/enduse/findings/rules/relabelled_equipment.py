"""Goods under a brand were sold on a day on which a record says that another company made that brand's equipment."""

from __future__ import annotations

from collections.abc import Iterator

from enduse.findings import paths, wording
from enduse.findings.assembly import assemble
from enduse.findings.brands import OemRecord, branded
from enduse.findings.facts import Party
from enduse.findings.graph import Graph
from enduse.findings.listings import Listing
from enduse.findings.relabelling import Behind, makers_behind
from enduse.findings.rules import Rule, register
from enduse.findings.standing import standings
from enduse.model.finding import Finding, Step
from enduse.model.said import NOTHING, Words
from enduse.vocabulary.load import vocabulary


@register("relabelled-equipment")
def relabelled_equipment(graph: Graph, rule: Rule) -> Iterator[Finding]:
    """One finding for each item, maker and buyer; a record that the maker does not make such goods takes it away."""
    kinds = vocabulary("technology").with_finer(rule.text.terms["technology"])
    spoken = (rule.text.words["making"], rule.text.words["denying"])
    behind = [each for goods in branded(graph) if set(goods.kinds) & kinds for each in makers_behind(goods, *spoken)]
    listings = graph.every_listing({each.maker.id for each in behind})
    for each in behind:
        for buyer in each.goods.sale.buyers:
            yield _finding(rule, each, buyer, listings.get(each.maker.id, []))


def _finding(rule: Rule, behind: Behind, buyer: Party, listings: list[Listing]) -> Finding:
    goods, maker, sale, said = behind.goods, behind.maker, behind.goods.sale, rule.text.steps
    standing = standings(sale, listings)
    on = "; ".join(each.listings[0].list for each in standing if each.outcome == "shown")
    words: Words = {
        "brand": wording.quoted(goods.brand),
        "goods": paths.goods([goods.item]),
        "maker": maker.name,
        "buyer": buyer.name,
        "when": wording.when(sale.days),
        **wording.then(sale.days),
        "listed": said["on-list"].fill(list=on, maker=maker.name, **wording.then(sale.days)) if on else NOTHING,
    }
    text = said["bears"].fill(
        model=said["model"].fill(model=wording.quoted(" / ".join(goods.models))) if goods.models else NOTHING, **words
    )
    steps = [Step(origin=goods.item.id, target=sale.id, relation="bears", text=text, statements=goods.shown)]
    steps += [_record(rule, each, maker, goods.item.id, "made-by") for each in behind.records]
    steps += [_record(rule, each, other, goods.item.id, "made-by") for other, each in behind.others]
    steps += [_record(rule, each, maker, goods.item.id, "not-made-by") for each in behind.denials]
    listed = [step for each in standing for step in paths.listing_steps(each.listings, directions=True)]
    gaps = [gap for each in standing if each.outcome == "undetermined" for gap in paths.date_gaps(sale, each.listings)]
    return assemble(
        rule,
        outcome="undetermined" if behind.doubts else "shown",
        day=sale.days[0].stated.text if len(sale.days) == 1 else None,
        subjects=[buyer.id, maker.id, *(supplier.id for supplier in sale.suppliers)],
        path=[*steps, *paths.sale_steps(sale, buyer), *listed],
        gaps=[*rule.text.gaps_of(*behind.doubts, "these", **words), *paths.purchase_gaps(sale), *gaps],
        rule_says=[each for one in standing for each in paths.rule_says(one.listings)],
        words=words,
    )


def _record(rule: Rule, record: OemRecord, maker: Party, item: str, relation: str) -> Step:
    said = rule.text.steps
    named = next(each for each in record.makers if each.id == maker.id)
    text = said[relation].fill(
        maker=maker.name,
        kinds=wording.labels("oem-relation", record.kinds),
        scope=said["scope"].fill(scope=wording.labels("oem-scope", record.scope)) if record.scope else NOTHING,
        models=said["models"].fill(models=wording.quoted("; ".join(record.models))) if record.models else NOTHING,
        since=said["since"].fill(date=wording.any_of(record.starts)) if record.starts else NOTHING,
        until=said["until"].fill(date=wording.any_of(record.ends)) if record.ends else NOTHING,
        words=said["words"].fill(words=wording.quoted(record.words)) if record.words else NOTHING,
        certainty=said["certainty"].fill(certainty=wording.quoted(record.certainty)) if record.certainty else NOTHING,
    )
    shown = tuple(sorted({*record.statements, *named.statements}))
    return Step(origin=maker.id, target=item, relation=relation, text=text, statements=shown)
