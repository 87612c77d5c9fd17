"""Partial dates: comparisons say true, false or undetermined, and never guess a day."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enduse.model.dates import PartialDate, in_force
from enduse.model.errors import AmbiguousValue

DAYS = st.dates(datetime.date(1990, 1, 1), datetime.date(2030, 12, 31))


def partial(day: datetime.date, precision: str) -> PartialDate:
    return PartialDate.parse(day.isoformat()[: {"year": 4, "month": 7, "day": 10}[precision]])


@given(DAYS, st.sampled_from(["year", "month", "day"]))
def test_a_partial_date_holds_its_day(day: datetime.date, precision: str) -> None:
    date = partial(day, precision)
    assert date.first <= day <= date.last
    assert date.precision == precision
    assert PartialDate.parse(str(date)) == date


@given(DAYS, DAYS, st.none() | DAYS, st.sampled_from(["year", "month", "day"]), st.sampled_from(["year", "month", "day"]))
def test_a_coarse_answer_never_contradicts_the_exact_one(
    day: datetime.date, start: datetime.date, end: datetime.date | None, coarse_day: str, coarse_start: str
) -> None:
    exact = start <= day and (end is None or day < end)
    coarse_end = PartialDate.parse(end.isoformat()) if end and end > start else None
    if end is not None and coarse_end is None:
        return
    said = in_force(partial(day, coarse_day), partial(start, coarse_start), coarse_end)
    assert said is None or said == exact


@pytest.mark.parametrize(
    ("day", "start", "end", "said"),
    [
        ("2019-10-08", "2019-10-09", None, False),
        ("2019-10-09", "2019-10-09", None, True),
        ("2019-10", "2019-10-09", None, None),
        ("2021", "2019-10-09", None, True),
        ("2019-05/2021-06", "2019-10-09", None, None),
        ("2023-11-15", "2020-06-05", "2023-11-16", True),
        ("2023-11-16", "2020-06-05", "2023-11-16", False),
        ("2023-11", "2020-06-05", "2023-11-16", None),
    ],
)
def test_days_at_the_border(day: str, start: str, end: str | None, said: bool | None) -> None:
    assert in_force(PartialDate.parse(day), PartialDate.parse(start), PartialDate.parse(end) if end else None) is said


@pytest.mark.parametrize(
    "text", ["", "19", "2019-13", "2019-02-30", "2019-1-1", "June 2019", "2020/2019", "0000-01-01", "2021-00", "2021-00-10", "2021-05-00"]
)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(AmbiguousValue):
        PartialDate.parse(text)
