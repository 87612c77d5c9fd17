"""What item rows do not say for certain, but the award's own sum or the row's total confirms."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from decimal import Decimal

from enduse.language.amounts import AmountReading, examine_amount
from enduse.language.scripts import fold_name
from enduse.statements.notices.award import Award, lot_key
from enduse.statements.notices.item import Item, ItemsRead
from enduse.statements.notices.passage import Span

_JOINED = re.compile(r"(?P<code>[A-Za-z0-9][A-Za-z0-9.\-/+]*?)(?P<digits>\d+)(?P<unit> ?[\u4e00-\u9fff]{0,2})")
_BARE = re.compile(r"\d[\d,]*(?:\.\d+)?")
_MOST_WAYS = 4_096
"""Ways of dividing all rows that are tried."""
_MOST_DIGITS = 5


def confirm_by_award(read: ItemsRead, awards: list[Award]) -> None:
    """Leave out rows of others than the winners; take prices without a unit as yuan where they add up exactly to the sum.

    The sum is that of the one award, or of the award of the rows' lot.
    """
    won = {fold_name(span.text) for award in awards for span in award.suppliers}
    read.items = [item for item in read.items if item.supplier is None or not won or fold_name(item.supplier.text) in won]
    if len(awards) == 1:
        _confirm(read, read.items, awards[0])
        return
    lots = [lot_key(award.lot) for award in awards]
    if all(lots) and len(set(lots)) == len(lots):
        for lot, award in zip(lots, awards, strict=True):
            _confirm(read, [item for item in read.items if lot_key(item.lot) == lot], award)


def _confirm(read: ItemsRead, items: list[Item], award: Award) -> None:
    """What the sum of one award says of its own rows."""
    if award.reading is None or award.reading.money is None:
        return
    paid = award.reading.money.amount
    _divide_by_sum(items, paid)
    sums = []
    for item in items:
        span = item.unitless.get("unit-price") or item.unitless.get("line-total")
        if span is None:
            return
        reading = examine_amount(f"{span.text}元", kind="unit-price")
        if reading.amount is None:
            return
        count = Decimal(item.quantity[0]) if "unit-price" in item.unitless and item.quantity is not None else Decimal(1)
        sums.append(reading.amount * count)
    if not sums or sum(sums, Decimal(0)) != paid:
        return
    for item in items:
        for column, span in item.unitless.items():
            reading = examine_amount(f"{span.text}元", kind=column)
            if column == "unit-price":
                item.unit_price = (reading, span)
            else:
                item.line_total = (reading, span)
    confirmed = {span.start for item in items for span in item.unitless.values()}
    read.refused = [row for row in read.refused if row[2].start not in confirmed]


def _divide_by_sum(items: list[Item], paid: Decimal) -> None:
    """Divide models that run into their quantities, where one way alone makes the lines add up to the award's sum.

    ``LZ-5500P12台`` is twelve of LZ-5500P and not two of LZ-5500P1, if only so the prices make what was paid.
    """
    if not any(item.joined is not None for item in items):
        return
    ways = [list(_ways(item)) for item in items]
    count = 1
    for each in ways:
        count *= len(each)
    if not 0 < count <= _MOST_WAYS:
        return
    right = [way for way in itertools.product(*ways) if sum((line for _, _, line in way), Decimal(0)) == paid]
    if len(right) != 1:
        return
    for item, (model, quantity, _) in zip(items, right[0], strict=True):
        if model is not None and quantity is not None:
            number = re.match(r"\d+", quantity.text)
            item.texts["model"] = model
            item.quantity = (number[0], quantity) if number else None
            unit = quantity.text.lstrip("0123456789 ")
            item.unit = (unit, quantity) if unit else item.unit


def _ways(item: Item) -> Iterator[tuple[Span | None, Span | None, Decimal]]:
    """Model, quantity and what the line then costs, for each way of dividing a row; nothing where its line cannot be known."""
    price = item.unit_price[0].amount if item.unit_price is not None else _bare(item.unitless.get("unit-price"))
    if item.joined is None:
        if item.line_total is not None and item.line_total[0].amount is not None:
            yield None, None, item.line_total[0].amount
        elif price is not None and item.quantity is not None:
            yield None, None, price * Decimal(item.quantity[0])
        return
    match = _JOINED.fullmatch(item.joined.text)
    if price is None or match is None:
        return
    first, last = match.span("digits")
    for at in range(max(first, last - _MOST_DIGITS), last):
        if at and item.joined.text[at] != "0":
            yield item.joined.part(0, at), item.joined.part(at, len(item.joined.text)), price * Decimal(item.joined.text[at:last])


def _bare(span: Span | None) -> Decimal | None:
    """A sum without a unit, taken as yuan; only the award's sum may confirm it."""
    return examine_amount(f"{span.text}元", kind="unit-price").amount if span is not None else None


def confirm_by_row(item: Item, read: ItemsRead) -> None:
    """Take a unit price without a unit as yuan where it and the quantity make exactly the row's total, which has one."""
    span, total = item.unitless.get("unit-price"), item.line_total
    if span is None or total is None or total[0].money is None or item.quantity is None:
        return
    reading = examine_amount(f"{span.text}元", kind="unit-price")
    if reading.amount is None or reading.amount * Decimal(item.quantity[0]) != total[0].money.amount:
        return
    item.unit_price = (reading, span)
    del item.unitless["unit-price"]
    read.refused = [row for row in read.refused if row[2] is not span]


def confirm_by_column(items: list[Item], read: ItemsRead) -> None:
    """Take the sums of one column as yuan where one of them, bare as they are, can be in nothing else: a column has one unit."""
    for column in ("line-total", "unit-price"):
        known = [paid for item in items if (paid := _paid(item, column)) is not None and paid[0].currency == "CNY"]
        if not any(_BARE.fullmatch(span.text) for _, span in known):
            continue
        for item in items:
            span = item.unitless.get(column)
            reading = examine_amount(f"{span.text}元", kind=column) if span is not None else None
            if span is None or reading is None or reading.money is None:
                continue
            if column == "unit-price":
                item.unit_price = (reading, span)
            else:
                item.line_total = (reading, span)
            del item.unitless[column]
            read.refused = [row for row in read.refused if row[2] is not span]


def _paid(item: Item, column: str) -> tuple[AmountReading, Span] | None:
    return item.unit_price if column == "unit-price" else item.line_total
