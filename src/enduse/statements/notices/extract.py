"""From a read notice to statements: every value with its passage, every value left out with its reason."""

from __future__ import annotations

from collections.abc import Sequence

from enduse.language.dates import read_date
from enduse.language.scripts import fold_name, tidy
from enduse.model.document import Document
from enduse.model.extraction import Extraction, Witness
from enduse.model.issue import Issue
from enduse.model.statement import Statement
from enduse.statements.notices.awards import Award, AwardsRead, lot_key, read_awards
from enduse.statements.notices.checks import check_items, check_total
from enduse.statements.notices.fields import NoticeFields, Value, read_fields
from enduse.statements.notices.items import Item, ItemsRead, read_items
from enduse.statements.notices.machine_read import hold_back
from enduse.statements.notices.notice_type import TypeVote, vote
from enduse.statements.notices.outline import Outline, outline
from enduse.statements.notices.parties import refusal, schema_of
from enduse.statements.notices.passage import Span
from enduse.statements.notices.private import LONGEST_NOTICE, Found, spans_in

METHOD = "notice"
VERSION = "1"
_HIDDEN = 0.5
_ACTIONS = {
    "masked": "look for an unmasked copy of the notice",
    "ambiguous": "read the passage and enter the value by hand in a table if it is certain",
    "conflict": "read both passages; enter the right value by hand in a table",
    "not-a-name": "read the passage; add the label or the form of name to the yml files of notices if it is regular",
    "no-organisation": "read the passage; add the ending to organisations.yml if it is an organisation",
}


def extract_notice(document: Document, *, specimen: bool) -> Extraction:
    """Read one procurement notice.

    States the notice's own fields; buyer, agency and suppliers as mentions of their own; and, for award notices only, one
    ``ContractAward`` of kind ``sale`` for each lot and supplier (the members of a joint bid share one award, so that its sum counts once)
    with its ``ContractItem`` rows. An award has a ``date`` only where the notice states the day of the award; else the notice's own
    ``publishedDate`` is what is known. Candidates, proposed suppliers, bidders, failed lots and budgets never become awards. A value that
    stands only where a reader of the page does not see it has confidence 0.5. What was read from a picture by OCR is held to more
    (``machine_read``).
    """
    if len(document.text) > LONGEST_NOTICE:
        return Extraction(issues=(_too_long(document),))
    found = outline(document)
    voted = vote(found)
    fields = read_fields(found, voted.title)
    published = fields.first("publishedDate")
    witness = Witness(document, "paper", METHOD, VERSION, specimen, published.text if published else None)
    writer = _Writer(witness)
    writer.notice(fields, voted)
    awards, items = AwardsRead(), ItemsRead()
    if voted.type == "award":
        awards, items = read_awards(found), read_items(found)
        writer.awards(awards.awards, found, voted)
        writer.items(items.items, awards.awards)
    private = spans_in(document, found)
    statements = tuple(statement for statement in writer.statements if not _touches(statement, private))
    issues = [*_type_issues(document, voted), *_refusals(document, [*fields.refused, *awards.refused, *items.refused])]
    issues += _check_issues(document, voted, found, awards, items)
    if len(statements) < len(writer.statements):
        issues.append(
            _issue(document, "private-passage", "a passage that may name a private person was not stated", "nothing; this is a guard")
        )
    counts = {"notices": 1, "awards": len(awards.awards), "items": len(items.items), "statements": len(statements)}
    return hold_back(document, Extraction(statements, tuple(dict.fromkeys(issues)), counts))


def _too_long(document: Document) -> Issue:
    return Issue(
        stage="statements",
        code="too-long",
        message=f"the text has {len(document.text):,} characters, more than any notice ({LONGEST_NOTICE:,}); no statement was made of it",
        action="If it holds several notices, split it into one file for each; if it is a table, put it into tables/.",
        document=document.sha256,
    )


def _touches(statement: Statement, private: Sequence[Found]) -> bool:
    return any(statement.start < end and start < statement.end for start, end, _ in private)


class _Writer:
    """Collects the statements about one notice under their mention ids."""

    def __init__(self, witness: Witness) -> None:
        self.witness = witness
        self.prefix = f"paper:{witness.document.sha256[:16]}"
        self.statements: list[Statement] = []
        self.suppliers: dict[str, str] = {}
        self.buyer: Span | None = None

    def state(self, entity: str, schema: str, property: str, span: Span, value: str | None = None, confidence: float | None = None) -> None:
        """State what a span says; its own text where no normal form is given."""
        quote = self.witness.document.text[span.start : span.end]
        text = tidy(quote) if value is None else value
        link = text.startswith("paper:")
        certainty = confidence if confidence is not None else (_HIDDEN if span.hidden else 1.0)
        self.statements.append(
            self.witness.state(
                f"{self.prefix}:{entity}",
                schema,
                property,
                text,
                span.start,
                span.end,
                original=None if link or text == quote else quote,
                confidence=certainty,
            )
        )

    def notice(self, fields: NoticeFields, voted: TypeVote) -> None:
        """The notice itself, and its buyer and agency."""
        if voted.type is not None and voted.evidence is not None:
            self.state("notice", "Notice", "noticeType", voted.evidence, voted.type)
        for name in ("title", "projectName", "projectNumber", "region"):
            for value in fields.values.get(name, []):
                self.state("notice", "Notice", name, value.span, None, value.confidence)
        for name in ("publishedDate", "budget"):
            for value in fields.values.get(name, []):
                self.state("notice", "Notice", name, value.span, value.text, value.confidence)
        for name in ("buyer", "agency"):
            party = fields.first(name)
            if party is not None:
                self.party(name, party)
                self.state("notice", "Notice", name, party.span, f"{self.prefix}:{name}", party.confidence)
        buyer = fields.first("buyer")
        self.buyer = buyer.span if buyer else None

    def party(self, entity: str, value: Value) -> None:
        """The name of a party, as the kind of body its name says it is."""
        self.state(entity, schema_of(value.text) or "Organization", "name", value.span, None, value.confidence)

    def awards(self, awards: Sequence[Award], found: Outline, voted: TypeVote) -> None:
        """One mention for each award, with its suppliers, buyer and sum."""
        dated = [(pair.value, read_date(pair.value.text)) for pair in found.of("award-date")]
        day = next(((span, date) for span, date in dated if date is not None), None)
        for number, award in enumerate(awards, start=1):
            entity = f"award:{number}"
            first = award.suppliers[0]
            self.state(entity, "ContractAward", "notice", first, f"{self.prefix}:notice")
            if voted.evidence is not None:
                self.state(entity, "ContractAward", "kind", voted.evidence, "sale")
            for supplier in award.suppliers:
                self.state(entity, "ContractAward", "supplier", supplier, self.supplier(supplier))
            if self.buyer is not None:
                self.state(entity, "ContractAward", "buyer", self.buyer, f"{self.prefix}:buyer")
            if award.lot is not None:
                self.state(entity, "ContractAward", "lot", award.lot)
            if day is not None:
                self.state(entity, "ContractAward", "date", *day)
            self.amount(entity, award)

    def supplier(self, span: Span) -> str:
        """The mention id of a supplier; its name is stated once."""
        key = fold_name(span.text)
        if key not in self.suppliers:
            entity = f"supplier:{len(self.suppliers) + 1}"
            self.suppliers[key] = f"{self.prefix}:{entity}"
            self.party(entity, Value(span.text, span, _HIDDEN if span.hidden else 1.0))
        return self.suppliers[key]

    def amount(self, entity: str, award: Award) -> None:
        """The sum of an award and its kind; a rate is stated as a kind without a sum."""
        if award.reading is None or award.amount is None:
            return
        if award.reading.money is not None:
            self.state(entity, "ContractAward", "amount", award.amount, str(award.reading.money))
        if award.reading.money is not None or award.reading.kind == "rate":
            self.state(entity, "ContractAward", "amountKind", award.amount, award.reading.kind)

    def items(self, items: Sequence[Item], awards: Sequence[Award]) -> None:
        """One mention for each item row, tied to its award where only one can be meant."""
        for number, item in enumerate(items, start=1):
            entity = f"item:{number}"
            self.state(entity, "ContractItem", "name", item.name)
            self.state(entity, "ContractItem", "notice", item.name, f"{self.prefix}:notice")
            award = _award_of(item, awards)
            if award is not None:
                self.state(entity, "ContractItem", "award", item.name, f"{self.prefix}:award:{award}")
            for name in ("brand", "model"):
                if name in item.texts:
                    self.state(entity, "ContractItem", name, item.texts[name])
            maker = item.texts.get("maker")
            if maker is not None and refusal(maker) is None:
                self.party(f"{entity}:maker", Value(maker.text, maker, _HIDDEN if maker.hidden else 1.0))
                self.state(entity, "ContractItem", "maker", maker, f"{self.prefix}:{entity}:maker")
            for name, counted in (("quantity", item.quantity), ("unit", item.unit)):
                if counted is not None:
                    self.state(entity, "ContractItem", name, counted[1], counted[0])
            for name, priced in (("unitPrice", item.unit_price), ("lineTotal", item.line_total)):
                if priced is not None:
                    self.state(entity, "ContractItem", name, priced[1], str(priced[0].money))
            if item.lot is not None:
                self.state(entity, "ContractItem", "lot", item.lot)


def _award_of(item: Item, awards: Sequence[Award]) -> int | None:
    """The number of the only award an item can belong to: the only one there is, or the only one of its lot."""
    if len(awards) == 1:
        same = lot_key(item.lot) == lot_key(awards[0].lot) or item.lot is None or awards[0].lot is None
        return 1 if same else None
    fitting = [number for number, award in enumerate(awards, start=1) if item.lot is not None and lot_key(award.lot) == lot_key(item.lot)]
    return fitting[0] if len(fitting) == 1 else None


def _issue(document: Document, code: str, message: str, action: str, place: str = "") -> Issue:
    return Issue(stage="statements", code=code, message=message, action=action, place=place, document=document.sha256, owner="reviewer")


def _type_issues(document: Document, voted: TypeVote) -> list[Issue]:
    if voted.conflict is None:
        return []
    title, body = voted.conflict
    message = f"the title speaks of a notice of type {title}, the body of {body}; no type and no award is stated"
    return [_issue(document, "type-conflict", message, "read the notice; enter what it is by hand in a table if needed")]


def _refusals(document: Document, refused: Sequence[tuple[str, str, Span]]) -> list[Issue]:
    issues = []
    for name, reason, span in refused:
        message = f"{name} is not stated: {reason.replace('-', ' ').replace('_', ' ')}"
        if reason == "conflict":
            message = f"{name}: two passages of this notice disagree"
        action = _ACTIONS.get(reason, "read the passage")
        issues.append(_issue(document, f"value-{reason.replace('_', '-')}", message, action, f"characters {span.start} to {span.end}"))
    return issues


def _check_issues(document: Document, voted: TypeVote, found: Outline, awards: AwardsRead, items: ItemsRead) -> list[Issue]:
    issues = []
    if voted.type == "award" and not awards.awards:
        message = "an award notice in which no supplier could be read for certain"
        issues.append(_issue(document, "no-award-read", message, "read the notice; its layout may be new to the label and section files"))
    if voted.type == "contract":
        issues.append(
            _issue(
                document, "contract-not-read", "the parties and sum of a contract notice are not read yet", "enter them by hand in a table"
            )
        )
    for code, wrong in (
        ("total-disagrees", check_total(found, awards.awards)),
        ("items-disagree", check_items(items.items, awards.awards)),
    ):
        if wrong is not None:
            issues.append(_issue(document, code, wrong, "read both passages; the notice may be cut, or one of the sums misread"))
    return issues
