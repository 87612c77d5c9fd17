"""What a machine read from a picture is held to more: a number counts only where the paper itself confirms it, a name is never certain.

OCR errs most where a seal or a border crosses a number, and there it gives another number with a high score (328,000 for 328,000.00). So a
number is stated only where two independent passages of the paper agree through it: quantity x unit price = total, or the digits and the sum
in capital numerals. Days and numbers of papers must stand twice. Everything else goes to a reviewer with its page and box.
"""

from __future__ import annotations

import re
from collections import defaultdict
from decimal import Decimal

from msgspec import structs

from enduse.language.dates import find_dates
from enduse.language.identifiers import read_usc
from enduse.language.numerals import NUMERAL, read_capital_amount
from enduse.language.scripts import fold, fold_name
from enduse.model.document import Document
from enduse.model.errors import AmbiguousValue
from enduse.model.extraction import Extraction
from enduse.model.issue import Issue
from enduse.model.kinds import load_kinds
from enduse.model.money import Money
from enduse.model.statement import Statement

_MOST_CERTAIN = 0.99
_UNKNOWN = 0.5
_CAPITAL = re.compile(rf"{NUMERAL}{{2,}}[元圆](?:{NUMERAL}角)?零?(?:{NUMERAL}分)?[整正]?")
_SAFE_SIGNS = re.compile("[零壹贰叁肆伍陆柒捌玖拾佰仟万亿元圆角分整正]+")
"""Only capital numerals: the plain ones differ by one stroke, which is what OCR loses."""
_DIGITS = re.compile(r"(?<![\d.,])(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?![\d,]*\d)\s?(万)?")
_HOW = {
    "money": "quantity x unit price = total, or the same sum in digits and in capital numerals",
    "number": "quantity x unit price = total",
    "date": "the same day in two places of the paper",
    "identifier": "the same number in two places of the paper",
}


def is_machine_read(document: Document) -> bool:
    """Whether the text was read from a picture."""
    return document.decoded_by.startswith("ocr ")


def hold_back(document: Document, extraction: Extraction) -> Extraction:
    """The extraction without what the paper does not confirm, each left out with an issue; as it is for a document that was not guessed.

    What stays carries the engine's score as its confidence, never 1. A day that is not stated is not the ``first_seen`` of anything either.
    """
    if not is_machine_read(document):
        return extraction
    confirmed = _Confirmed(document, extraction.statements)
    kept, issues = [], list(extraction.issues)
    for statement in extraction.statements:
        kind = _kind_of(statement)
        if kind in _HOW and not confirmed.holds(statement, kind):
            issues.append(_unconfirmed(document, statement, kind))
        else:
            kept.append(statement)
    kept = [statement for statement in kept if not _left_alone(statement, kept)]
    days = {statement.value for statement in kept if statement.property == "publishedDate"}
    statements = tuple(
        structs.replace(
            statement,
            confidence=min(statement.confidence, _score(document, statement)),
            first_seen=statement.first_seen if statement.first_seen in days else None,
        )
        for statement in kept
    )
    counts = {**extraction.counts, "statements": len(statements), "unconfirmed": len(extraction.statements) - len(statements)}
    return Extraction(statements, tuple(dict.fromkeys(issues)), counts)


class _Confirmed:
    """Which values of one paper its own passages confirm."""

    def __init__(self, document: Document, statements: tuple[Statement, ...]) -> None:
        self.text = fold(document.text).text
        self.squeezed = fold_name(document.text)
        self.days = [found.value for found in find_dates(document.text)]
        self.sums = _capital_sums(self.text) & _digit_sums(_CAPITAL.sub(" ", self.text))
        """Sums that stand in capital numerals and in digits."""
        self.exact: set[tuple[str, str]] = set()
        """Entity and property of numbers that a multiplication confirms."""
        self._multiply(statements)

    def holds(self, statement: Statement, kind: str) -> bool:
        """Whether a value is confirmed."""
        if kind == "date":
            return self.days.count(statement.value) > 1
        if kind == "identifier":
            return read_usc(statement.value) is not None or self.squeezed.count(fold_name(statement.quote)) > 1
        if (statement.entity, statement.property) in self.exact:
            return True
        return kind == "money" and _amount(statement.value) in self.sums

    def _multiply(self, statements: tuple[Statement, ...]) -> None:
        """Items whose quantity times unit price is their total, and awards whose sum is that of such totals."""
        values: dict[str, dict[str, str]] = defaultdict(dict)
        for statement in statements:
            values[statement.entity][statement.property] = statement.value
        totals: dict[str, list[Decimal | None]] = defaultdict(list)
        for entity, says in values.items():
            if "quantity" not in says and "unitPrice" not in says and "lineTotal" not in says:
                continue
            award = says.get("award", "")
            stated = _amount(values.get(award, {}).get("amount", ""))
            total = _amount(says["lineTotal"]) if "lineTotal" in says else stated
            product = _product(says)
            if product is None or product != total:
                totals[award].append(None)
                continue
            self.exact |= {(entity, "quantity"), (entity, "unitPrice"), (entity, "lineTotal")}
            totals[award].append(total)
        for award, each in totals.items():
            amount = _amount(values.get(award, {}).get("amount", ""))
            whole = [total for total in each if total is not None]
            if amount is not None and len(whole) == len(each) and sum(whole) == amount:
                self.exact.add((award, "amount"))


def _product(says: dict[str, str]) -> Decimal | None:
    price = _amount(says.get("unitPrice", ""))
    if price is None or "quantity" not in says:
        return None
    product = price * Decimal(says["quantity"])
    return product if product > 0 else None


def _amount(value: str) -> Decimal | None:
    """The number of a money value, for comparison only."""
    try:
        return Money.parse(value).amount.normalize()
    except AmbiguousValue:
        return None


def _capital_sums(text: str) -> set[Decimal | None]:
    found: set[Decimal | None] = set()
    for match in _CAPITAL.finditer(text):
        if _SAFE_SIGNS.fullmatch(match[0]):
            try:
                found.add(read_capital_amount(match[0]).normalize())
            except AmbiguousValue:
                continue
    return found - {Decimal(0)}


def _digit_sums(text: str) -> set[Decimal | None]:
    """Every number in the text, also as the ten thousands it may stand for: what counts is only whether one equals the capital sum."""
    found: set[Decimal | None] = set()
    for match in _DIGITS.finditer(text):
        number = Decimal(match[1].replace(",", ""))
        found |= {(number * 10**4).normalize()} if match[2] else {number.normalize(), (number * 10**4).normalize()}
    return found


def _kind_of(statement: Statement) -> str:
    """The type of the property; an identifier that is no reading of digits (a code looked up from a name) is text."""
    kind = load_kinds().get(statement.schema)
    says = kind.properties.get(statement.property) if kind else None
    if says is None or (says.type == "identifier" and not any(sign.isdigit() for sign in statement.quote)):
        return "text"
    return says.type


def _left_alone(statement: Statement, kept: list[Statement]) -> bool:
    """Whether a statement is only the kind of a sum that is not stated."""
    if statement.property != "amountKind" or statement.value == "rate":
        return False
    return not any(other.entity == statement.entity and other.property == "amount" for other in kept)


def _score(document: Document, statement: Statement) -> float:
    """The engine's lowest score on the lines a passage touches."""
    scores = [box.score for box in document.boxes_of(statement.start, statement.end)]
    known = [score for score in scores if score is not None]
    return round(min([*known, _MOST_CERTAIN]), 4) if known and len(known) == len(scores) else _UNKNOWN


def _unconfirmed(document: Document, statement: Statement, kind: str) -> Issue:
    boxes = document.boxes_of(statement.start, statement.end)
    places = [f"page {box.page} box {box.x0:.0f},{box.y0:.0f},{box.x1:.0f},{box.y1:.0f}" for box in boxes]
    return Issue(
        stage="statements",
        code="ocr-unconfirmed",
        message=f"{statement.property} is not stated: {statement.quote!r} was read from a picture, and nothing on the paper confirms it "
        f"({_HOW[kind]})",
        action="look at that part of the picture; where the value is certain, enter it by hand in a table",
        place="; ".join(places) or f"characters {statement.start} to {statement.end}",
        document=document.sha256,
        owner="reviewer",
    )
