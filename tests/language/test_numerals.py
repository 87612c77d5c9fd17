from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enduse.language.numerals import read_capital_amount, read_digits, read_numeral, write_capital_amount, write_numeral
from enduse.model.errors import AmbiguousValue


@given(st.integers(min_value=0, max_value=10**16 - 1))
def test_what_is_written_is_read_again(number: int) -> None:
    assert read_numeral(write_numeral(number)) == number


@given(st.integers(min_value=0, max_value=10**13))
def test_sums_in_capital_numerals_are_read_again(cents: int) -> None:
    amount = Decimal(cents) / 100
    assert read_capital_amount(write_capital_amount(amount)) == amount


@given(st.text(alphabet="一二三十百千万亿零两〇壹元角分整", max_size=12))
def test_no_text_gives_anything_but_a_number_or_a_reason(text: str) -> None:
    for read in (read_numeral, read_digits, read_capital_amount):
        try:
            assert read(text) >= 0
        except AmbiguousValue:
            continue


@pytest.mark.parametrize(
    ("text", "number"),
    [("十", 10), ("二十一", 21), ("一百零五", 105), ("两万", 20000), ("一万零三", 10003), ("三亿零五万", 300050000), ("零", 0)],
)
def test_counting_words(text: str, number: int) -> None:
    assert read_numeral(text) == number


def test_sums_as_notices_write_them() -> None:
    assert read_capital_amount("壹佰零贰万伍仟捌佰贰拾陆元柒角叁分") == Decimal("1025826.73")
    assert read_capital_amount("人民币陆万陆仟元整") == 66000
    assert read_capital_amount("壹拾玖萬陸仟捌佰伍拾圓正") == 196850
    assert read_capital_amount("壹佰元零伍分") == Decimal("100.05")


@pytest.mark.parametrize("text", ["", "一二", "百", "十百", "万", "元整", "一十二十", "abc"])
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(AmbiguousValue):
        read_numeral(text)


def test_years_are_digits_in_a_row() -> None:
    assert read_digits("二〇二五") == 2025
    assert read_digits("二○一九") == 2019
