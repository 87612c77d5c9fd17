"""Writes down what was read of one notice as statements, each under the mention it speaks of."""

from __future__ import annotations

from collections.abc import Sequence

from enduse.language.scripts import fold_name, tidy
from enduse.model.extraction import Witness
from enduse.model.statement import Statement
from enduse.statements.notices.award import Award, lot_key
from enduse.statements.notices.bids import Bid
from enduse.statements.notices.item import Item
from enduse.statements.notices.lots import Lot
from enduse.statements.notices.notice_type import TypeVote
from enduse.statements.notices.parties import refusal, schema_of
from enduse.statements.notices.passage import Span
from enduse.statements.notices.values import HIDDEN, NoticeFields, Value, value_of

_TEXTS = ("title", "projectName", "projectNumber", "otherNumber", "region", "operator")
_NORMAL = ("publishedDate", "awardDate", "openDate", "originalNoticeDate", "regionCode", "budget", "ceiling")
_CONTESTED = 0.7
"""Confidence of a type that the title contradicts."""


class Writer:
    """Collects the statements about one notice under their mention ids."""

    def __init__(self, witness: Witness) -> None:
        self.witness = witness
        self.prefix = f"paper:{witness.document.sha256[:16]}"
        self.statements: list[Statement] = []
        self.parties: dict[str, dict[str, str]] = {}
        self.buyer: Value | None = None

    def state(self, entity: str, schema: str, property: str, span: Span, value: str | None = None, confidence: float | None = None) -> None:
        """State what a span says; its own text where no normal form is given."""
        quote = self.witness.document.text[span.start : span.end]
        text = tidy(quote) if value is None else value
        link = text.startswith("paper:")
        certainty = (1.0 if confidence is None else confidence) * (HIDDEN if span.hidden and confidence is None else 1.0)
        self.statements.append(
            self.witness.state(
                f"{self.prefix}:{entity}",
                schema,
                property,
                text,
                span.start,
                span.end,
                original=None if link or text == quote else quote,
                confidence=round(certainty, 3),
            )
        )

    def notice(self, fields: NoticeFields, voted: TypeVote) -> None:
        """The notice itself, and its buyer, agency, end user and proposed supplier."""
        if voted.type is not None and voted.evidence is not None:
            self.state("notice", "Notice", "noticeType", voted.evidence, voted.type, _CONTESTED if voted.conflict else None)
        for name in _TEXTS:
            for value in fields.values.get(name, []):
                self.state("notice", "Notice", name, value.span, None, value.confidence)
        for name in _NORMAL:
            for value in fields.values.get(name, []):
                self.state("notice", "Notice", name, value.span, value.text, value.confidence)
        for name, entity in (("buyer", "buyer"), ("agency", "agency"), ("endUser", "end-user"), ("proposedSupplier", "proposed")):
            party = fields.first(name)
            if party is not None:
                self.party(entity, party)
                self.state("notice", "Notice", name, party.span, f"{self.prefix}:{entity}", party.confidence)
        address = fields.first("proposedAddress")
        if address is not None:
            self.state("proposed", schema_of(fields.values["proposedSupplier"][0].text) or "Organization", "address", address.span)
        self.buyer = fields.first("buyer")

    def party(self, entity: str, value: Value) -> None:
        """The name of a party, as the kind of body its name says it is."""
        self.state(entity, schema_of(value.text) or "Organization", "name", value.span, None, value.confidence)

    def lots(self, lots: Sequence[Lot], failed: Sequence[Span]) -> None:
        """The lots with their names and budgets, and those that failed."""
        for number, lot in enumerate(lots, start=1):
            entity = f"lot:{number}"
            self.state(entity, "Lot", "notice", lot.number, f"{self.prefix}:notice")
            self.state(entity, "Lot", "number", lot.number)
            self.state(entity, "Lot", "name", lot.name)
            if lot.budget is not None:
                self.state(entity, "Lot", "budget", lot.budget[1], str(lot.budget[0].money))
        for span in failed:
            self.state("notice", "Notice", "failedLot", span)

    def awards(self, awards: Sequence[Award], day: tuple[Span, str] | None, voted: TypeVote) -> None:
        """One mention for each award, with its suppliers, buyer and sum."""
        for number, award in enumerate(awards, start=1):
            entity = f"award:{number}"
            sure = None if award.confidence == 1.0 else award.confidence
            self.state(entity, "ContractAward", "notice", award.suppliers[0], f"{self.prefix}:notice")
            if voted.evidence is not None:
                self.state(entity, "ContractAward", "kind", voted.evidence, "sale")
            for supplier in award.suppliers:
                mention = self.mention("supplier", supplier, award.address if len(award.suppliers) == 1 else None)
                self.state(entity, "ContractAward", "supplier", supplier, mention, sure)
            if self.buyer is not None:
                self.state(entity, "ContractAward", "buyer", self.buyer.span, f"{self.prefix}:buyer", self.buyer.confidence)
            if award.lot is not None:
                self.state(entity, "ContractAward", "lot", award.lot)
            if day is not None:
                self.state(entity, "ContractAward", "date", *day)
            self.amount(entity, award)

    def bids(self, bids: Sequence[Bid], outcome: str) -> None:
        """One mention for each bidder who is no supplier."""
        for number, bid in enumerate(bids, start=1):
            entity = f"bid:{number}"
            self.state(entity, "Bid", "notice", bid.bidder, f"{self.prefix}:notice")
            self.state(entity, "Bid", "bidder", bid.bidder, self.mention("bidder", bid.bidder))
            self.state(entity, "Bid", "outcome", bid.bidder, outcome)
            if bid.lot is not None:
                self.state(entity, "Bid", "lot", bid.lot)
            if bid.rank is not None:
                self.state(entity, "Bid", "rank", bid.rank[1], str(bid.rank[0]))
            if bid.reading is not None and bid.amount is not None and bid.reading.money is not None:
                self.state(entity, "Bid", "amount", bid.amount, str(bid.reading.money))

    def mention(self, role: str, span: Span, address: Span | None = None) -> str:
        """The mention id of a supplier or bidder; its name is stated once."""
        known = self.parties.setdefault(role, {})
        key = fold_name(span.text)
        if key not in known:
            entity = f"{role}:{len(known) + 1}"
            known[key] = f"{self.prefix}:{entity}"
            self.party(entity, value_of(span))
            if address is not None:
                self.state(entity, schema_of(span.text) or "Organization", "address", address)
        return known[key]

    def amount(self, entity: str, award: Award) -> None:
        """The sum of an award and its kind; a rate, and a nought that stands for a sum, are stated as a kind without a sum."""
        if award.reading is None or award.amount is None:
            return
        if award.reading.money is not None:
            self.state(entity, "ContractAward", "amount", award.amount, str(award.reading.money))
        kind = "zero-placeholder" if award.reading.status == "placeholder" else award.reading.kind
        if award.reading.money is not None or kind in {"rate", "zero-placeholder"}:
            self.state(entity, "ContractAward", "amountKind", award.amount, kind)

    def items(self, items: Sequence[Item], awards: Sequence[Award]) -> None:
        """One mention for each item row, tied to its award where only one can be meant."""
        for number, item in enumerate(items, start=1):
            entity = f"item:{number}"
            self.state(entity, "ContractItem", "name", item.name)
            self.state(entity, "ContractItem", "notice", item.name, f"{self.prefix}:notice")
            award = award_of(item, awards)
            if award is not None:
                self.state(entity, "ContractItem", "award", item.name, f"{self.prefix}:award:{award}")
            for name in ("brand", "model", "spec"):
                if name in item.texts:
                    self.state(entity, "ContractItem", name, item.texts[name])
            maker = item.texts.get("maker")
            if maker is not None and refusal(maker) is None:
                self.party(f"{entity}:maker", value_of(maker))
                self.state(entity, "ContractItem", "maker", maker, f"{self.prefix}:{entity}:maker")
            for name, counted in (("quantity", item.quantity), ("unit", item.unit)):
                if counted is not None:
                    self.state(entity, "ContractItem", name, counted[1], counted[0])
            for name, priced in (("unitPrice", item.unit_price), ("lineTotal", item.line_total)):
                if priced is not None:
                    self.state(entity, "ContractItem", name, priced[1], str(priced[0].money))
            if item.lot is not None:
                self.state(entity, "ContractItem", "lot", item.lot)


def award_of(item: Item, awards: Sequence[Award]) -> int | None:
    """The number of the only award an item can belong to: the only one there is, or the only one of its lot."""
    if item.supplier is not None:
        named = [n for n, award in enumerate(awards, start=1) if fold_name(item.supplier.text) in map(_folded, award.suppliers)]
        if len(named) == 1:
            return named[0]
    if len(awards) == 1:
        same = lot_key(item.lot) == lot_key(awards[0].lot) or item.lot is None or awards[0].lot is None
        return 1 if same else None
    fitting = [number for number, award in enumerate(awards, start=1) if item.lot is not None and lot_key(award.lot) == lot_key(item.lot)]
    return fitting[0] if len(fitting) == 1 else None


def _folded(span: Span) -> str:
    return fold_name(span.text)
