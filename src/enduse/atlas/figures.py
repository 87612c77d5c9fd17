"""Figures: dates, sums and numbers as a language writes them. Nothing is converted, rounded or completed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from enduse.model.dates import PartialDate
from enduse.model.errors import AmbiguousValue
from enduse.model.money import Money


@dataclass(frozen=True, slots=True)
class Figures:
    """How one language writes figures; the block ``figures`` of its file of words, from which the examples below are taken.

    Templates of dates know ``{year}``, ``{month}`` (a word of ``months``) and ``{day}``; those of sums ``{currency}`` and ``{amount}``.
    """

    months: tuple[str, ...]
    day: str
    month: str
    year: str
    span: str
    group: str
    point: str
    money: str
    currencies: Mapping[str, str]
    """Currency code -> template, where the language has a word of its own for the currency."""

    @classmethod
    def of(cls, words: Mapping[str, Any]) -> Figures:
        """From the block of a file of words."""
        return cls(**{**words, "months": tuple(str(month) for month in words["months"])})

    def date(self, text: str) -> str:
        """A partial date in words, with the precision it has: ``9 October 2019``, ``October 2019``, ``2015 to 2016``."""
        try:
            PartialDate.parse(text)
        except AmbiguousValue:
            return text
        first, *last = (self._one_date(part) for part in text.split("/"))
        return self.span.format(first=first, last=last[0]) if last else first

    def _one_date(self, part: str) -> str:
        year, *rest = part.split("-")
        if not rest:
            return self.year.format(year=year)
        month = self.months[int(rest[0]) - 1]
        if len(rest) == 1:
            return self.month.format(year=year, month=month)
        return self.day.format(year=year, month=month, day=int(rest[1]))

    def sum(self, text: str) -> str:
        """An amount with its currency and grouped thousands, exactly as stated: ``CNY 569,800.00``."""
        try:
            money = Money.parse(text)
        except AmbiguousValue:
            return text
        template = self.currencies.get(money.currency, self.money)
        return template.format(currency=money.currency, amount=self._grouped(f"{money.amount:,f}"))

    def number(self, text: str | int) -> str:
        """A plain decimal with grouped thousands from 10,000 on: ``3800``, ``38,000.5``."""
        whole, dot, rest = str(text).partition(".")
        if not re.fullmatch(r"-?\d{5,}", whole):
            return str(text)
        return self._grouped(f"{int(whole):,}{dot}{rest}")

    def count(self, number: int) -> str:
        """A number of ours with grouped thousands: ``3,800``."""
        return self._grouped(f"{number:,}")

    def _grouped(self, text: str) -> str:
        return text.translate({ord(","): self.group, ord("."): self.point})
