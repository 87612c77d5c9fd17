"""Lanes: what is coarse is drawn coarse, nothing covers anything, names of others stay names."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enduse.atlas.drawings.canvas import Link
from enduse.atlas.drawings.lanes import Lane, Mark, draw_lanes
from enduse.model.dates import PartialDate


def day(text: str) -> PartialDate:
    return PartialDate.parse(text)


def drawn(*marks: Mark, name: str = "A lane") -> str:
    return str(draw_lanes([Lane(Link(name), marks)], "Title", "Description"))


def test_without_a_date_nothing_is_drawn() -> None:
    assert draw_lanes([Lane(Link("x"), ())], "t", "d") is None


@pytest.mark.parametrize(("date", "hollow"), [("2019-10-09", False), ("2019-10", True), ("2019", True), ("2019/2020", True)])
def test_a_coarse_day_is_hollow_on_a_line_over_its_days(date: str, hollow: bool) -> None:
    text = drawn(Mark(Link("a", "a.html"), day(date)))
    assert ("hollow" in text) is hollow
    assert ('class="whisker"' in text) is hollow


@pytest.mark.parametrize(
    ("start", "end", "styles"),
    [
        ("2019-10-09", None, {"sure", "open"}),
        ("2019-10", None, {"coarse", "sure", "open"}),
        ("2019-10-09", "2023-11-16", {"sure"}),
        (None, "2023-11-16", {"unsaid"}),
    ],
)
def test_a_bar_says_how_sure_its_ends_are(start: str | None, end: str | None, styles: set[str]) -> None:
    text = drawn(Mark(Link("a", "a.html"), day(start) if start else None, day(end) if end else None, span=True))
    assert set(re.findall(r'class="(sure|coarse|unsaid|open)"', text)) == styles


def test_a_passage_is_a_claim_and_a_page_a_reference() -> None:
    text = drawn(Mark(Link("a", "r.html#s-1", "1"), day("2019")), Mark(Link("b", "b.html"), day("2020")))
    assert '<a class="claim mark-of" data-statement="1" href="r.html#s-1"' in text
    assert '<a class="ref mark-of" href="b.html"' in text


def test_hostile_names_stay_names() -> None:
    text = drawn(Mark(Link('"><script>x</script>\u202e', "b.html"), day("2020")), name="<b>\x07</b>")
    assert "<script" not in text
    assert "\u202e" not in text
    assert "\x07" not in text


@given(st.lists(st.integers(2000, 2029), min_size=1, max_size=40))
def test_signs_of_one_lane_do_not_cover_each_other(years: list[int]) -> None:
    text = drawn(*(Mark(Link(str(n), f"{n}.html"), day(f"{year}-06-15")) for n, year in enumerate(years)))
    places = re.findall(r'<svg x="([\d.]+)%" y="([\d.]+)"', text)
    assert len(places) == len(years)
    assert len(set(places)) == len(places)
