"""The axis of time."""

from __future__ import annotations

import datetime

from hypothesis import given
from hypothesis import strategies as st

from enduse.atlas.drawings.axis import TICKS, Axis
from enduse.model.dates import PartialDate

days = st.dates(datetime.date(1900, 1, 1), datetime.date(2100, 12, 31))


@given(st.lists(days, min_size=1, max_size=20), days, days)
def test_later_days_never_lie_further_left_and_all_lie_inside(over: list[datetime.date], one: datetime.date, other: datetime.date) -> None:
    axis = Axis.over([PartialDate.parse(day.isoformat()) for day in over])
    early, late = sorted((one, other))
    assert axis.left <= axis.at(early) <= axis.at(late) <= axis.right


@given(st.lists(days, min_size=1, max_size=20))
def test_the_years_written_are_few_and_on_the_axis(over: list[datetime.date]) -> None:
    axis = Axis.over([PartialDate.parse(day.isoformat()) for day in over])
    years = list(axis.years())
    assert len(years) <= TICKS + 1
    assert all(axis.first <= year < axis.last for year in years)


def test_a_day_of_each_date_lies_on_the_axis() -> None:
    axis = Axis.over([PartialDate.parse("2019-10-09"), PartialDate.parse("2024")])
    assert (axis.first, axis.last) == (2019, 2025)
    assert axis.at(datetime.date(2024, 12, 31)) < axis.right
