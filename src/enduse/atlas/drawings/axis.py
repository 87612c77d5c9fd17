"""The axis of time: where a day lies along a drawing, and which years are written."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from markupsafe import Markup

from enduse.atlas.drawings.canvas import percent, words
from enduse.model.dates import PartialDate

TICKS = 7
"""Years written at most: on a phone more would touch."""


@dataclass(frozen=True, slots=True)
class Axis:
    """From the first day of ``first`` to the first day of ``last``, between ``left`` and ``right`` per cent of the width."""

    first: int
    last: int
    left: float = 0.6
    right: float = 97.5

    @classmethod
    def over(cls, dates: Iterable[PartialDate], left: float = 0.6) -> Axis:
        """The axis that holds all these dates, with room for an open end.

        Raises:
            ValueError: no date.
        """
        days = [day for date in dates for day in (date.first, date.last)]
        return cls(min(days).year, max(max(days).year + 1, min(days).year + 3), left)

    def at(self, day: datetime.date) -> float:
        """Where a day lies, in per cent; days outside lie at the edge."""
        share = (day - datetime.date(self.first, 1, 1)).days / ((self.last - self.first) * 365.2425)
        return self.left + (self.right - self.left) * min(1.0, max(0.0, share))

    def years(self) -> Iterator[int]:
        """The years that are written."""
        step = next(step for step in (1, 2, 3, 5, 10, 20, 50, 100, 1000) if (self.last - self.first) / step <= TICKS)
        yield from (year for year in range(self.first, self.last) if year % step == 0)

    def draw(self, top: float, bottom: float) -> Markup:
        """Lines and years."""
        parts = [
            Markup('<line class="grid" x1="{0}" x2="{0}" y1="{1}" y2="{2}"/>').format(
                percent(self.at(datetime.date(year, 1, 1))), top, round(bottom)
            )
            + words(str(year), self.at(datetime.date(year, 1, 1)), top + 9, "year")
            for year in self.years()
        ]
        return Markup("").join(parts)
