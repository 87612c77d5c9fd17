"""What a sum in another currency came to in US dollars, by the exchange rates a case gives; never by a rate of ours."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal

from enduse.model.dates import PartialDate
from enduse.model.errors import AmbiguousValue
from enduse.model.money import Money

DOLLAR = "USD"
FIGURES = 3
"""Significant figures of a converted sum: a rate is an average, and more would pretend to know what was paid."""


@dataclass(frozen=True, slots=True, order=True)
class Rate:
    """What one US dollar cost from ``first`` to ``last`` (inclusive); ``ident`` is the entity that states it."""

    days: int
    first: datetime.date
    ident: str
    last: datetime.date
    price: Money

    @classmethod
    def stated(cls, ident: str, price: str, start: str, end: str) -> Rate | None:
        """From the values of a rate's statements; None where one is missing, no dollar is bought, or the span ends before it begins."""
        try:
            money, first, last = Money.parse(price), PartialDate.parse(start).first, PartialDate.parse(end).last
        except AmbiguousValue:
            return None
        if money.amount <= 0 or money.currency == DOLLAR or last < first:
            return None
        return cls((last - first).days, first, ident, last, money)


def rate_for(rates: Iterable[Rate], currency: str, day: PartialDate) -> Rate | None:
    """The rate that covers every day ``day`` may mean: the one of the shortest span, of these the earliest, then by id."""
    fitting = (each for each in rates if each.price.currency == currency and each.first <= day.first and day.last <= each.last)
    return min(fitting, default=None)


def in_dollars(stated: Money, rate: Rate) -> Money:
    """The sum in US dollars at that rate, to three significant figures, half to even.

    >>> rate = Rate.stated("rate:R1", "XAF 500", "2014", "2014")
    >>> str(in_dollars(Money(Decimal("46123000000"), "XAF"), rate))
    'USD 92200000'
    """
    dollars = stated.amount / rate.price.amount
    if not dollars:
        return Money(dollars, DOLLAR)
    rounded = dollars.quantize(Decimal(1).scaleb(dollars.adjusted() - FIGURES + 1), rounding=ROUND_HALF_EVEN)
    return Money(Decimal(f"{rounded:f}"), DOLLAR)
