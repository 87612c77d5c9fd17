"""Money: an exact sum, its currency and what kind of sum it is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from enduse.model.errors import AmbiguousValue

KINDS = ("total", "unit-price", "line-total", "budget", "ceiling", "loan", "stated")


@dataclass(frozen=True, slots=True)
class Money:
    """An amount as stated, never converted and never rounded; ``currency`` is an ISO 4217 code.

    The written form inside a statement is ``CNY 569800.00``.

    >>> str(Money(Decimal("569800"), "CNY"))
    'CNY 569800'
    >>> Money.parse("CNY 569800.00").amount
    Decimal('569800.00')
    """

    amount: Decimal
    currency: str
    kind: str = "stated"

    def __str__(self) -> str:
        return f"{self.currency} {self.amount:f}"

    @classmethod
    def parse(cls, text: str, kind: str = "stated") -> Money:
        """Read the written form.

        Raises:
            AmbiguousValue: no currency code, or the number is not a plain decimal.
        """
        match = re.fullmatch(r"([A-Z]{3}) (-?\d+(?:\.\d+)?)", text)
        if match is None:
            raise AmbiguousValue(f"not an amount of money: {text!r}; expected for example 'CNY 569800.00'")
        return cls(Decimal(match[2]), match[1], kind)
