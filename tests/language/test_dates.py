from __future__ import annotations

import csv
import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enduse.language.dates import examine_date, find_dates, read_date
from enduse.language.numerals import write_numeral
from enduse.model.dates import PartialDate

DAYS = st.dates(min_value=datetime.date(1912, 1, 1), max_value=datetime.date(2099, 12, 31))


@pytest.mark.shared
def test_every_row_of_the_hostile_table_reads_as_expected(shared: Path) -> None:
    with (shared / "hostile/table/g03_dates.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            reading = examine_date(row["raw"])
            assert reading.status == row["expected_status"], row
            assert (reading.value or "", reading.precision or "") == (row["expected_value"], row["expected_precision"]), row


@given(DAYS)
def test_every_way_of_writing_a_day_gives_that_day(day: datetime.date) -> None:
    iso = day.isoformat()
    words = "".join("〇一二三四五六七八九"[int(digit)] for digit in str(day.year))
    for text in (
        iso,
        f"{day.year}年{day.month:02d}月{day.day:02d}日",
        f"{day.year} 年{day.month} 月{day.day} 日 17:52",
        f"{day.year}/{day.month}/{day.day}",
        f"{words}年{write_numeral(day.month)}月{write_numeral(day.day)}日",
        f"民國{day.year - 1911}年{day.month}月{day.day}日",
    ):
        assert read_date(text) == iso, text


@given(st.text(alphabet="0123456789年月日/-. 一二三〇T:至Z+*", max_size=20))
def test_no_text_gives_anything_but_a_real_date_or_a_reason(text: str) -> None:
    reading = examine_date(text)
    if reading.status == "ok":
        assert reading.day is not None
        PartialDate.parse(reading.day)
    else:
        assert read_date(text) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2025年05月27日", "2025-05-27"),
        ("2025 年7 月10 日", "2025-07-10"),
        ("二○二五年六月", "2025-06"),
        ("2024/12/06", "2024-12-06"),
        ("2019-7-5", "2019-07-05"),
        ("2016年11月14日 17:52", "2016-11-14"),
        ("2022-08-22 18:00:00", "2022-08-22"),
        ("2021年", "2021"),
    ],
)
def test_forms_seen_in_notices(text: str, value: str) -> None:
    assert read_date(text) == value


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("****年**月**日", "masked"),
        (" 年 月 日", "empty"),
        ("4月21日", "no_year"),
        ("05/06/2021", "ambiguous"),
        ("详见附件", "missing"),
        ("2021年13月1日", "invalid"),
        ("年年年", "empty"),
    ],
)
def test_no_day_is_made_up(text: str, reason: str) -> None:
    assert examine_date(text).status == reason
    assert read_date(text) is None


def test_dates_inside_a_text_lead_to_their_passage() -> None:
    text = "样本：本项目于2018年10月29日（日期）评审，公告时间 2018/11/20 09:00，电话0871-20181120"
    found = find_dates(text)
    assert [(text[date.start : date.end], date.value) for date in found] == [("2018年10月29日", "2018-10-29"), ("2018/11/20", "2018-11-20")]
