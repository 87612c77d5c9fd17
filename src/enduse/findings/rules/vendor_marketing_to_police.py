"""Goods of a vendor are recorded as offered to police, without a recorded purchase."""

from __future__ import annotations

from collections.abc import Iterator

from enduse.findings import paths, wording
from enduse.findings.assembly import assemble
from enduse.findings.facts import Party
from enduse.findings.graph import Graph
from enduse.findings.movements import movements
from enduse.findings.rules import Rule, register
from enduse.findings.sales import Sale
from enduse.model.finding import Finding, Step
from enduse.model.said import NOTHING, Words


@register("vendor-marketing-to-police")
def vendor_marketing_to_police(graph: Graph, rule: Rule) -> Iterator[Finding]:
    """One finding for each recorded offer and vendor; to whom it was made is in the words of the record."""
    for offer in movements(graph.connection, rule.text.terms["supply_kind"]):
        offered_to = _police(offer, rule.text.words["police"])
        makers = {maker.id: maker for item in offer.items if not item.by_brand for maker in item.makers}
        for vendor in sorted({**makers, **{each.id: each for each in offer.suppliers}}.values(), key=lambda each: each.id):
            if offered_to:
                yield _finding(rule, offer, vendor, offered_to)


def _police(offer: Sale, words: tuple[str, ...]) -> str:
    """Whom the offer was for, in the record's words, where one of them is a word for police."""
    written = [*(name for buyer in offer.buyers for name in buyer.written), offer.buyer_description]
    return "; ".join(name for name in written if any(word.casefold() in name.casefold() for word in words))


def _finding(rule: Rule, offer: Sale, vendor: Party, offered_to: str) -> Finding:
    items = [item for item in offer.items if vendor.id in item.maker_ids] or offer.items
    own = rule.text.steps["written"].fill(name=wording.quoted(" / ".join(vendor.written)))
    words: Words = {
        "vendor": vendor.name,
        "written": NOTHING if {vendor.name.en, vendor.name.zh} & set(vendor.written) else own,
        "police": wording.quoted(offered_to),
        "goods": paths.goods(items),
        "when": wording.when(offer.days),
    }
    shown = {*offer.statements, *vendor.statements, *offer.bought_by}
    shown |= {statement for item in items for statement in item.statements} | {s for day in offer.days for s in day.statements}
    shown |= {statement for buyer in offer.buyers for statement in buyer.statements}
    text = rule.text.steps["offered"].fill(**words)
    return assemble(
        rule,
        outcome="shown",
        day=offer.days[0].stated.text if len(offer.days) == 1 else None,
        subjects=[vendor.id, *(buyer.id for buyer in offer.buyers)],
        path=[Step(origin=vendor.id, target=offer.id, relation="offered", text=text, statements=tuple(sorted(shown)))],
        gaps=rule.text.gaps_of(**words),
        rule_says=(),
        words=words,
    )
