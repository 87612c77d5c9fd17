from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enduse.sources.citation import read_citations, year_of_volume


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("84 FR 54004, 10/9/19.\n85 FR 44161, 7/22/20", [("84 FR 54004", "2019-10-09"), ("85 FR 44161", "2020-07-22")]),
        ("77 FR 23116\n4/18/12", [("77 FR 23116", "2012-04-18")]),
        ("77 FR 23116,\n4/18/12.\n78 FR 3319, 1/16/13", [("77 FR 23116", "2012-04-18"), ("78 FR 3319", "2013-01-16")]),
        ("78 FR 75463 12/12/13", [("78 FR 75463", "2013-12-12")]),
        ("81 FR 61601 preview citation details, 9/7/16", [("81 FR 61601", "2016-09-07")]),
        ("88 FR 71992 10/19/2023.\n89 FR 25505, 4/11/24", [("88 FR 71992", "2023-10-19"), ("89 FR 25505", "2024-04-11")]),
        ("75 FR 1701, 1/13/10, 77 FR 24590, 4/25/12", [("75 FR 1701", "2010-01-13"), ("77 FR 24590", "2012-04-25")]),
        ("86 FR 67319", [("86 FR 67319", None)]),
        ("62 FR 35334, 6/30/97", [("62 FR 35334", "1997-06-30")]),
        ("90 FR 46012, 9/25/25", [("90 FR 46012", "2025-09-25")]),
        ("66 FR 24266 (no. 92), 77 FR 58006 (no. 182); 81 FR 64694", [("66 FR 24266", None), ("77 FR 58006", None), ("81 FR 64694", None)]),
        ("75 FR 1699 (1/13/2010), 77 FR 24587", [("75 FR 1699", "2010-01-13"), ("77 FR 24587", None)]),
        ("91 FR 35189 (June 10, 2026)", [("91 FR 35189", "2026-06-10")]),
        ("91 FR 35189 (June 10, 2025)", [("91 FR 35189", None)]),
        ("77 FR 61249 No. 195", [("77 FR 61249", None)]),
    ],
)
def test_every_known_way_of_writing_citations(text: str, expected: list[tuple[str, str | None]]) -> None:
    read = read_citations(text)
    assert [(each.number, each.day) for each in read.found] == expected
    assert read.starts_with_one
    assert read.unread == ()


def test_a_day_of_another_year_than_its_volume_is_not_taken() -> None:
    read = read_citations("83 FR 44824, 9/4/18.\n83 FR 61541, 11/13/19")
    assert read.found[1].day is None
    assert "volume 83" in (read.found[1].problem or "")


def test_a_day_that_does_not_exist_is_not_taken() -> None:
    assert read_citations("84 FR 1, 2/30/19").found[0].day is None


def test_what_is_no_citation_is_kept() -> None:
    read = read_citations("66 FR 24266; 88 FR")
    assert read.unread == ("88 FR",)
    assert not read_citations("see note; 84 FR 54004, 10/9/19").starts_with_one


@given(st.dates(min_value=datetime.date(1997, 1, 1), max_value=datetime.date(2035, 12, 31)), st.integers(1, 99999))
def test_a_written_citation_reads_back(day: datetime.date, page: int) -> None:
    volume = day.year - year_of_volume(0)
    for year in (f"{day.year % 100:02d}", str(day.year)):
        written = f"{volume} FR {page}, {day.month}/{day.day}/{year}"
        (citation,) = read_citations(written).found
        assert citation.day == day.isoformat()
        assert written[citation.start : citation.end] == citation.number == f"{volume} FR {page}"
        assert written[citation.day_start : citation.day_end].endswith(year)


@given(st.text(alphabet="0123456789 FR/,.;\nand()no"))
def test_no_text_is_lost_or_makes_it_fail(text: str) -> None:
    read = read_citations(text)
    assert all(text[each.start : each.end] for each in read.found)
