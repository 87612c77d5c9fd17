"""Exchange rates: which rate fits a day, what a sum comes to, and what a project's page says of it."""

from __future__ import annotations

import datetime
from decimal import Decimal
from pathlib import Path

import pytest
from casebuilder import small_world
from hypothesis import given
from hypothesis import strategies as st

from enduse.atlas.check import check_site
from enduse.atlas.exchange import Rate, in_dollars, rate_for
from enduse.atlas.site import build_site
from enduse.model.dates import PartialDate
from enduse.model.money import Money

DAYS = st.dates(datetime.date(2000, 1, 1), datetime.date(2030, 12, 31))


def rate(ident: str, price: str, start: str, end: str) -> Rate:
    found = Rate.stated(ident, price, start, end)
    assert found is not None
    return found


RATES = (
    rate("rate:year", "XAF 580", "2015", "2015"),
    rate("rate:month", "XAF 600", "2015-03", "2015-03"),
    rate("rate:day", "XAF 610", "2015-03-09", "2015-03-09"),
    rate("rate:yuan", "CNY 6.2", "2015", "2015"),
)


@pytest.mark.parametrize(
    ("currency", "day", "found"),
    [
        ("XAF", "2015-03-09", "rate:day"),
        ("XAF", "2015-03-10", "rate:month"),
        ("XAF", "2015-03", "rate:month"),
        ("XAF", "2015", "rate:year"),
        ("XAF", "2015-04/2015-06", "rate:year"),
        ("XAF", "2015-12/2016-01", None),  # no rate covers all of it
        ("XAF", "2014", None),
        ("CNY", "2015-03-09", "rate:yuan"),
        ("EUR", "2015-03-09", None),
    ],
)
def test_the_closest_rate_that_covers_the_day_is_taken(currency: str, day: str, found: str | None) -> None:
    taken = rate_for(RATES, currency, PartialDate.parse(day))
    assert (taken.ident if taken else None) == found
    assert rate_for(RATES[::-1], currency, PartialDate.parse(day)) == taken


@pytest.mark.parametrize("price", ["XAF 0", "XAF -5", "USD 1", "XAF", ""])
def test_a_price_that_buys_no_dollar_is_no_rate(price: str) -> None:
    assert Rate.stated("rate:R", price, "2015", "2015") is None


def test_a_span_that_ends_before_it_begins_or_lacks_a_day_is_no_rate() -> None:
    assert Rate.stated("rate:R", "XAF 580", "2015", "2014") is None
    assert Rate.stated("rate:R", "XAF 580", "2015", "") is None


@given(
    amount=st.decimals("0.01", "1e15", places=2),
    price=st.decimals("0.0001", "1e6", places=4),
    first=DAYS,
    length=st.integers(0, 400),
    asked=DAYS,
)
def test_a_sum_is_near_its_exact_worth_and_has_three_figures(
    amount: Decimal, price: Decimal, first: datetime.date, length: int, asked: datetime.date
) -> None:
    last = first + datetime.timedelta(days=length)
    taken = rate("rate:R", f"XAF {price:f}", first.isoformat(), last.isoformat())
    worth = in_dollars(Money(amount, "XAF"), taken)
    assert abs(worth.amount - amount / price) <= amount / price / 200
    assert len(worth.amount.normalize().as_tuple().digits) <= 3
    assert str(Money.parse(str(worth))) == str(worth)
    assert (rate_for([taken], "XAF", PartialDate.parse(asked.isoformat())) is not None) == (first <= asked <= last)


def dossier(tmp_path: Path, amount: str, *rates: dict[str, str]) -> str:
    """The dossier of a project signed in March 2015 for that amount; every page of its site passes the check."""
    world = small_world(put=lambda column, value: amount if column == "amount" and value.startswith("USD") else value)
    if rates:
        world.table("exchange_rates", rates)
    context = world.context(tmp_path / "build")
    with context.resolved:
        build_site(context, tmp_path / "site")
    assert check_site(tmp_path / "site").faults == ()
    text = (tmp_path / "site" / "projects" / "p1.html").read_text("utf-8")
    return text.partition('id="money">')[2].partition("</section>")[0]


MONTH = {
    "key": "R1",
    "per_usd": "XAF 600",
    "start": "2015-03-01",
    "end": "2015-03-31",
    "publisher": "Example Bank",
    "detail": "average of the month",
    "sources": "S1",
    "specimen": "yes",
}


def test_a_sum_no_source_states_in_dollars_is_converted_and_the_rate_leads_to_its_passage(tmp_path: Path) -> None:
    money = dossier(tmp_path, "XAF 105000000000", MONTH)
    assert "XAF 105,000,000,000" in money  # as stated, first
    assert "about USD 175,000,000" in money
    assert "average of the month" in money
    assert 'data-statement="' in money.partition("One US dollar")[2].partition("XAF 600")[0]
    assert "converted at the rate this case gives for the day of signature" in money


@pytest.mark.parametrize(
    ("amount", "rates"),
    [
        ("USD 210000000", [MONTH]),  # dollars are dollars
        ("XAF 105000000000", []),
        ("XAF 105000000000", [MONTH | {"start": "2015-03-02"}]),  # signed in March: the first of March may be the day
        ("XAF 105000000000", [MONTH | {"per_usd": "XOF 600"}]),
    ],
)
def test_nothing_is_converted_without_a_rate_of_the_case_for_the_day(tmp_path: Path, amount: str, rates: list[dict[str, str]]) -> None:
    money = dossier(tmp_path, amount, *rates)
    assert "about" not in money
    assert "Nothing is converted by a rate of our own" in money
