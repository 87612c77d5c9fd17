"""Sums of awards that no passage states for certain, but two passages of the notice confirm together."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from enduse.language.amounts import examine_amount
from enduse.language.scripts import fold_name
from enduse.statements.notices.award import Award, AwardsRead, pay
from enduse.statements.notices.award_tables import supplier_columns
from enduse.statements.notices.parts import HeadedTable, Outline
from enduse.statements.notices.passage import Span

_SELLERS = ("winner", "supplier", "intended", "candidate", "bidder")
_OFFERED = ("award-amount", "bid")

Offer = tuple[Span, str, Span | None]
"""The cell with the sum, its head, the lot."""


def confirm_units(found: Outline, read: AwardsRead) -> None:
    """Give an award's sum without a unit the one of a table where the same supplier has the same number below a head with its unit."""
    for award in read.awards:
        stated = award.amount
        if stated is None or award.reading is None or award.reading.status != "ambiguous":
            continue
        same = [offer for offer in _offers(found, award) if _number(offer[0]) == _number(stated) is not None]
        readings = [examine_amount(cell.text, header=head) for cell, head, _ in same]
        sure = {reading.amount for reading in readings if reading.money is not None}
        if len(sure) != 1:
            continue
        award.reading = next(reading for reading in readings if reading.money is not None)
        read.refused = [row for row in read.refused if row[2] is not stated]


def pay_by_deliveries(found: Outline, read: AwardsRead) -> None:
    """Awards without a sum: the supplier's offer, where the lines of one table of deliveries add up to exactly that offer.

    The lot of that offer is the award's, where none is known (Hunan award template: bids by lot, then deliveries by supplier).
    """
    if any(name == "amount" for name, _, _ in read.refused):
        return
    delivered = [total for table in found.tables if (total := _delivered(table)) is not None]
    for award in read.awards:
        if award.reading is not None:
            continue
        offers = [offer for offer in _offers(found, award) if sum(total == _number(offer[0]) for total in delivered) == 1]
        if len(offers) == 1:
            cell, head, lot = offers[0]
            pay(award, cell, read, header=head)
            award.lot = award.lot or lot


def _offers(found: Outline, award: Award) -> list[Offer]:
    """Every sum beside the award's supplier in tables of bids."""
    offers: list[Offer] = []
    names = [fold_name(span.text) for span in award.suppliers]
    for table in found.tables:
        columns = supplier_columns(table)
        named = next((columns[name] for name in _SELLERS if name in columns), None)
        paid = next((columns[name] for name in _OFFERED if name in columns), None)
        if named is None or paid is None or table.hidden:
            continue
        for row, lot in table.rows:
            name, cell = row[named], row[paid]
            if name is not None and cell is not None and [fold_name(name.text)] == names:
                offers.append((cell, table.heads[paid], row[columns["lot"]] if "lot" in columns else lot))
    return offers


def _delivered(table: HeadedTable) -> Decimal | None:
    """What the numbers of a table of deliveries add up to, whatever their unit; None where one of the lines has none.

    The unit is the offer's: a line's ``89,000.00`` says none, an offer's ``1,268,400.00`` can be in nothing but yuan.
    """
    names = [index for index, head in enumerate(table.known) if head.item == "name"]
    paid = [index for index, head in enumerate(table.known) if head.item == "line-total"]
    counted = {head.item for head in table.known} >= {"quantity", "unit-price"}
    if not names or not (paid or counted) or table.hidden or any(head.supplier in _SELLERS for head in table.known):
        return None
    totals = [_line(row, table, paid) for row, _ in table.rows]
    known = [total for total in totals if total is not None]
    return sum(known, Decimal(0)) if known and len(known) == len(totals) else None


def _line(row: tuple[Span | None, ...], table: HeadedTable, paid: list[int]) -> Decimal | None:
    """The number a line of deliveries comes to: as stated, or quantity x unit price where the table states no totals."""
    if paid:
        return _number(cell) if (cell := row[paid[-1]]) is not None else None
    cells = [row[[head.item for head in table.known].index(name)] for name in ("quantity", "unit-price")]
    numbers = [_number(cell) if cell is not None else None for cell in cells]
    return numbers[0] * numbers[1] if numbers[0] is not None and numbers[1] is not None else None


def _number(span: Span) -> Decimal | None:
    try:
        return Decimal(span.text.replace(",", "").removesuffix("元"))
    except InvalidOperation:
        return None
