"""Partial dates: a day, a month, a year, or a span of them, with the precision the source gives and no more.

The written form is ISO 8601 with parts left out (``2019``, ``2019-10``, ``2019-10-09``) and ``a/b`` for a span,
as FollowTheMoney and our fact tables write it. A partial date is a set of possible days; comparisons answer
``True``, ``False`` or ``None`` (undetermined), never a guessed day.
"""

from __future__ import annotations

import calendar
import datetime
import re
from dataclasses import dataclass

from enduse.model.errors import AmbiguousValue

_PART = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A date of known precision; ``first`` and ``last`` are the earliest and latest day it may mean (inclusive).

    >>> PartialDate.parse("2019-10").last
    datetime.date(2019, 10, 31)
    >>> str(PartialDate.parse("2019-05/2021-06"))
    '2019-05/2021-06'
    """

    first: datetime.date
    last: datetime.date
    text: str

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Read a partial date or span.

        Raises:
            AmbiguousValue: the text is not a date in one of the written forms, or no such day exists.
        """
        start, slash, end = text.strip().partition("/")
        first = _bounds(start, text)
        last = _bounds(end, text) if slash else first
        if last[1] < first[0]:
            raise AmbiguousValue(f"date {text!r} ends before it begins")
        return cls(first[0], last[1], text.strip())

    @property
    def precision(self) -> str:
        """``day``, ``month``, ``year`` or ``span``."""
        if "/" in self.text:
            return "span"
        return {4: "year", 7: "month", 10: "day"}[len(self.text)]

    @property
    def year(self) -> int:
        """The first year the date may lie in."""
        return self.first.year

    def stretched_back(self, days: int) -> PartialDate:
        """The span from so many days before.

        >>> PartialDate.parse("2019-10-09").stretched_back(30).text
        '2019-09-09/2019-10-09'
        """
        first = self.first - datetime.timedelta(days=days)
        return PartialDate.parse(f"{first.isoformat()}/{self.last.isoformat()}")

    def __str__(self) -> str:
        return self.text


def _bounds(part: str, whole: str) -> tuple[datetime.date, datetime.date]:
    match = _PART.fullmatch(part)
    if match is None:
        raise AmbiguousValue(f"not a date: {whole!r}; expected 2019, 2019-10, 2019-10-09 or a span a/b")
    year = int(match[1])
    month, day = (int(group) if group else None for group in match.groups()[1:])
    try:
        first = datetime.date(year, 1 if month is None else month, 1 if day is None else day)
        last_month = 12 if month is None else month
        last = datetime.date(year, last_month, calendar.monthrange(year, last_month)[1] if day is None else day)
    except (ValueError, calendar.IllegalMonthError) as error:
        raise AmbiguousValue(f"no such day: {whole!r}") from error
    return first, last


def in_force(day: PartialDate, start: PartialDate, end: PartialDate | None = None) -> bool | None:
    """Whether something in force from ``start`` (that day counts) until before ``end`` held on ``day``.

    ``None`` means undetermined: some possible days lie inside and some outside.

    >>> in_force(PartialDate.parse("2019-10"), PartialDate.parse("2019-10-09")) is None
    True
    """
    surely_begun = day.first >= start.last
    surely_not_begun = day.last < start.first
    if surely_not_begun:
        return False
    if end is not None:
        if day.first >= end.last:
            return False
        surely_not_ended = day.last < end.first
    else:
        surely_not_ended = True
    return True if surely_begun and surely_not_ended else None
