"""Sums a notice states twice: the total in its summary against its awards, its item rows against the award."""

from __future__ import annotations

from decimal import Decimal

from enduse.language.amounts import examine_amount
from enduse.statements.notices.award import Award
from enduse.statements.notices.item import Item
from enduse.statements.notices.parts import Outline

_NEAR = Decimal(1)
"""Yuan two statements of one sum may differ by."""
_ROUNDED = Decimal(50)
"""The same where the summary speaks in ten thousand yuan: portals round it to two places there (seen: 668.79 for 6,687,920)."""


def check_total(found: Outline, awards: list[Award]) -> str | None:
    """What is wrong, if the total of the summary and the awards' sums disagree; None where they agree or one is not stated."""
    stated = [(examine_amount(pair.value.text, label=pair.label).money, pair) for pair in found.of("award-total")]
    totals = [(money.amount, _ROUNDED if "万" in pair.value.text + pair.label else _NEAR) for money, pair in stated if money is not None]
    sums = [award.reading.money for award in awards if award.reading is not None]
    if not totals or not sums or len(sums) != len(awards) or any(money is None or money.kind == "unit-price" for money in sums):
        return None
    added = sum((money.amount for money in sums if money is not None), Decimal(0))
    total, near = totals[0]
    if abs(added - total) <= near * max(1, len(sums)):
        return None
    return f"the summary states a total of {total:f} yuan, the awards add up to {added:f} yuan"


def check_items(items: list[Item], awards: list[Award]) -> str | None:
    """What is wrong, if every row states price and quantity, one award states a sum, and they disagree."""
    if len(awards) != 1 or not items or awards[0].reading is None or awards[0].reading.money is None:
        return None
    if awards[0].reading.kind == "unit-price":
        return None
    lines = []
    for item in items:
        if item.line_total is not None and item.line_total[0].amount is not None:
            lines.append(item.line_total[0].amount)
        elif item.unit_price is not None and item.unit_price[0].amount is not None and item.quantity is not None:
            lines.append(item.unit_price[0].amount * Decimal(item.quantity[0]))
        else:
            return None
    added, stated = sum(lines, Decimal(0)), awards[0].reading.money.amount
    if abs(added - stated) <= max(_NEAR, stated / 10**4):
        return None
    return f"the item rows add up to {added:f} yuan, the award states {stated:f} yuan"
