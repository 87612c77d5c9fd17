"""Paths: the edges of a finding from maker to listing, each a sentence with the statements that show it.

A party the papers do not name is a gap, never an edge; so a path is as long as the papers make it.
"""

from __future__ import annotations

from collections.abc import Iterable

from enduse.findings import wording
from enduse.findings.facts import Party
from enduse.findings.graph import Tier, Trade
from enduse.findings.listings import Listing
from enduse.findings.sales import Item, Sale
from enduse.findings.sentences import sentences
from enduse.findings.standing import Dated
from enduse.model.finding import Step
from enduse.model.said import NOTHING, Said

NAMED_GOODS = 3
"""Goods spelled out in a sentence; further ones are counted, and all their statements stand under the step."""


def sale_steps(sale: Sale, buyer: Party) -> list[Step]:
    """The edges of a sale: from each maker to the seller (or the buyer), from each seller to the buyer."""
    steps = []
    for maker in _makers(sale):
        steps.append(_goods(sale, maker, buyer))
    said = {"amount": wording.amount(sale.amounts), "when": wording.when(sale.days), "buyer": buyer.name}
    dated = {statement for day in sale.days for statement in day.statements}
    shown = {*sale.statements, *buyer.statements, *dated}
    for supplier in sale.suppliers:
        text = wording.step("sold-to", supplier=supplier.name, **said)
        seen = _sorted(shown, supplier.statements)
        steps.append(Step(origin=supplier.id, target=buyer.id, relation="sold-to", text=text, statements=seen))
        steps += _own_goods(sale, supplier, buyer)
    if not sale.suppliers:
        description = wording.quoted(sale.supplier_description)
        text = wording.step("bought", described=wording.step("described", description=description) if description else NOTHING, **said)
        seen = _sorted(shown, sale.described_by)
        steps.append(Step(origin=sale.id, target=buyer.id, relation="bought", text=text, statements=seen))
    return steps


def _makers(sale: Sale) -> list[Party]:
    by_id = {maker.id: maker for item in sale.items for maker in item.makers}
    return [by_id[each] for each in sorted(by_id) if each not in {supplier.id for supplier in sale.suppliers}]


def _goods(sale: Sale, maker: Party, buyer: Party) -> Step:
    items = [item for item in sale.items if maker.id in item.maker_ids]
    brands = sorted({item.brand for item in items if item.by_brand})
    seller = sale.suppliers[0] if len(sale.suppliers) == 1 else None
    relation = "goods-sold-by" if seller else "goods-bought-by"
    text = wording.step(
        relation + ("-brand" if brands else ""),
        maker=maker.name,
        supplier=seller.name if seller else "",
        buyer=buyer.name,
        brand=wording.quoted(", ".join(brands)),
        goods=goods(items),
    )
    other = seller or buyer
    shown = [item.statements for item in items] + [each.statements for item in items for each in item.makers if each.id == maker.id]
    return Step(origin=maker.id, target=other.id, relation=relation, text=text, statements=_sorted(other.statements, *shown))


def _own_goods(sale: Sale, seller: Party, buyer: Party) -> list[Step]:
    """The edge that a seller made what it sold, where the papers name it as the maker."""
    items = [item for item in sale.items if seller.id in item.maker_ids]
    if not items:
        return []
    brands = sorted({item.brand for item in items if item.by_brand})
    name = "own-goods-brand" if brands else "own-goods"
    text = wording.step(name, seller=seller.name, brand=wording.quoted(", ".join(brands)), goods=goods(items))
    shown = [item.statements for item in items] + [each.statements for item in items for each in item.makers if each.id == seller.id]
    return [Step(origin=seller.id, target=buyer.id, relation="own-goods", text=text, statements=_sorted(*shown))]


def goods(items: Iterable[Item]) -> Said:
    """The goods as the papers name them, the first few spelled out."""
    names = [name for name in dict.fromkeys(wording.quoted(item.name) for item in items) if name]
    if not names:
        return wording.step("unnamed-goods")
    listed = wording.joined("and-list", (Said.alike(f"“{name}”") for name in names[:NAMED_GOODS]))
    return wording.step("more-goods", goods=listed, more=len(names) - NAMED_GOODS) if len(names) > NAMED_GOODS else listed


def sale_gaps(sale: Sale) -> list[Said]:
    """What the papers of this sale do not show, that supply to the buyer may be restricted included."""
    return [*_party_gaps(sale), *_way_gaps(sale), *_day_gaps(sale), wording.gap("goods-subject"), wording.gap("licence")]


def purchase_gaps(sale: Sale) -> list[Said]:
    """What the papers do not show of who made, sold and bought the goods, and when; which way they took is another matter."""
    return [*_party_gaps(sale), *_day_gaps(sale)]


def way_gaps(sale: Sale) -> list[Said]:
    """What the papers do not show of parties, days and the way the goods took."""
    return [*_party_gaps(sale), *_way_gaps(sale), *_day_gaps(sale)]


def _party_gaps(sale: Sale) -> list[Said]:
    gaps = [wording.gap("reported")] if sale.reported else []
    if not sale.suppliers and sale.supplier_description:
        gaps.append(wording.gap("seller-described", description=wording.quoted(sale.supplier_description)))
    elif not sale.suppliers:
        gaps.append(wording.gap("seller-unnamed"))
    if len(sale.suppliers) > 1:
        gaps.append(wording.gap("several-sellers"))
    if not any(item.makers for item in sale.items):
        gaps.append(wording.gap("maker-unnamed"))
    by_brand = {each for item in sale.items if item.by_brand for each in item.maker_ids}
    return gaps + [wording.gap("maker-by-brand", maker=maker.name) for maker in _makers(sale) if maker.id in by_brand]


def _way_gaps(sale: Sale) -> list[Said]:
    makers = _makers(sale)
    gaps = [wording.gap("how-described-obtained")] if not sale.suppliers and sale.supplier_description else []
    if sale.suppliers and (makers or not any(item.makers for item in sale.items)):
        gaps.append(wording.gap("how-obtained"))
    return gaps + ([wording.gap("direct-sale")] if makers else [])


def _day_gaps(sale: Sale) -> list[Said]:
    gaps = [] if sale.days else [wording.gap("day-missing")]
    if any(day.published for day in sale.days):
        gaps.append(wording.gap("day-published"))
    return gaps + ([wording.gap("day-differs")] if len(sale.days) > 1 else [])


def tier_steps(tiers: Iterable[Tier]) -> list[Step]:
    """From the buyer up to the listed body."""
    return [
        Step(
            origin=tier.child.id,
            target=tier.parent.id,
            relation="under",
            text=wording.step("under", child=tier.child.name, parent=tier.parent.name, reason=wording.quoted(tier.reason)),
            statements=tier.statements,
        )
        for tier in tiers
    ]


def listing_steps(listings: Iterable[Listing], *, directions: bool = False) -> list[Step]:
    """From the listed body to each entry that names it, and from the entry to what the list restricts.

    With ``directions`` the last also says in our words which way the list works.
    """
    steps = []
    for listing in listings:
        party = listing.party
        steps.append(Step(origin=party.id, target=listing.id, relation="listed", text=_listed(listing), statements=listing.statements))
        for effect in listing.effects:
            free = wording.quoted(effect.unrestricted)
            unrestricted = wording.step("unrestricted", unrestricted=free) if free else NOTHING
            text = wording.step("restricts", restricts=wording.quoted(effect.restricts), unrestricted=unrestricted)
            if directions:
                text += wording.step("about", about=wording.labels("direction", effect.directions))
            steps.append(Step(origin=listing.id, target=effect.id, relation="restricts", text=text, statements=effect.statements))
    return steps


def _listed(listing: Listing) -> Said:
    parts = {
        "citation": wording.step("citation", citation=listing.citation) if listing.citation else NOTHING,
        "announced": wording.step("announced", date=wording.any_of(listing.announced)) if listing.announced else NOTHING,
        "effective": wording.step("effective", date=wording.any_of(listing.starts)) if listing.starts else wording.step("no-effective-day"),
        "ended": wording.step("ended", date=wording.any_of(listing.ends)) if listing.ends else NOTHING,
        "provisions": wording.step("provisions", provisions=wording.quoted(listing.provisions)) if listing.provisions else NOTHING,
        "licence": wording.step("licence", licence=wording.quoted(listing.licence)) if listing.licence else NOTHING,
    }
    party = listing.party
    written = wording.step("written", name=wording.quoted(" / ".join(party.written)))
    as_written = Said("" if party.name.en in party.written else written.en, "" if party.name.zh in party.written else written.zh)
    return wording.step("listed", party=party.name, written=as_written, list=listing.list, **parts)


def trade_step(company: Party, trade: Trade) -> Step:
    """From a company to what shows that it is a vendor."""
    text = wording.step(trade.relation, company=company.name, object=wording.quoted(trade.caption))
    return Step(origin=company.id, target=trade.object, relation=trade.relation, text=text, statements=trade.statements)


def date_gaps(dated: Dated, listings: Iterable[Listing]) -> list[Said]:
    """Why it cannot be said whether the listing was in force that day."""
    gaps = [wording.gap("too-coarse")]
    copies = sorted({x.copy_of.text for x in listings if x.copy_of and any(x.after_copy(day.possible) for day in dated.days)})
    return gaps + [wording.gap("copy-of-list", date=wording.date(day)) for day in copies]


def rule_says(listings: Iterable[Listing]) -> list[Said]:
    """What the rule behind the list restricts and what it does not: the case's row, or the entry's own provisions."""
    said = []
    for listing in listings:
        words = sentences().rule_says
        for effect in listing.effects:
            restricts, unrestricted = wording.quoted(effect.restricts), wording.quoted(effect.unrestricted)
            said.append(words["effect"].fill(list=listing.list, restricts=restricts, unrestricted=unrestricted))
        if not listing.effects:
            said.append(words["entry" if listing.provisions else "nothing"].fill(provisions=wording.quoted(listing.provisions)))
    return list(dict.fromkeys(said))


def _sorted(*groups: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({statement for group in groups for statement in group}))
