from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enduse.language.amounts import examine_amount, read_yuan
from enduse.language.numerals import write_capital_amount
from enduse.model.errors import AmbiguousValue

CENTS = st.integers(min_value=100, max_value=10**13)


@pytest.mark.shared
def test_every_row_of_the_hostile_table_reads_as_expected(shared: Path) -> None:
    with (shared / "hostile/table/g04_amounts.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            reading = examine_amount(row["raw"])
            assert reading.status == row["expected_status"], row
            assert reading.amount == (Decimal(row["expected_value"]) if row["expected_value"] else None), row
            assert (reading.currency or "") == row["expected_currency"], row
            assert (reading.money is None) == (row["expected_status"] != "ok"), row


@given(CENTS)
def test_one_sum_in_every_form_is_one_sum(cents: int) -> None:
    yuan = Decimal(cents) / 100
    for text, header in (
        (f"￥{yuan:,.2f}元", ""),
        (f"{yuan / 10000} 万元", ""),
        (f"{yuan / 10000}", "中标金额（万元）"),
        (f"{yuan:.2f}", "单价（元/台）"),
        (write_capital_amount(yuan), ""),
        (f"人民币{write_capital_amount(yuan)}（¥:{yuan:.2f}）", ""),
    ):
        assert read_yuan(text, header=header).amount == yuan, (text, header)


@given(st.text(alphabet="0123456789.,万元亿￥-%*约整壹拾()（）: /台", max_size=16))
def test_no_text_gives_anything_but_a_sum_or_a_reason(text: str) -> None:
    reading = examine_amount(text)
    assert (reading.money is not None) == (reading.status == "ok")


@pytest.mark.parametrize(
    ("text", "header", "written"),
    [
        ("￥56.980000 万元（人民币）", "", "CNY 569800"),
        ("总价形式报价:569800.00(元)", "中标（成交）金额", "CNY 569800.00"),
        ("63.8600000（万元）", "", "CNY 638600"),
        ("1739616.00整", "成交金额(元)", "CNY 1739616.00"),
        ("6687920.0元", "", "CNY 6687920.0"),
        ("RMB2,288,231.72", "", "CNY 2288231.72"),
        ("5390", "单价（元/台）", "CNY 5390"),
        ("￥460 每套", "", "CNY 460"),
        ("32.43 万元", "", "CNY 324300"),
        ("¥:66000.00", "", "CNY 66000.00"),
        ("3044", "中标金额 (万元)", "CNY 30440000"),
    ],
)
def test_forms_seen_in_notices(text: str, header: str, written: str) -> None:
    assert str(read_yuan(text, header=header)) == written


@pytest.mark.parametrize(
    ("text", "header", "status"),
    [
        ("480000.0", "单价", "ambiguous"),
        ("569800.00元", "中标金额（万元）", "ambiguous"),
        ("陆万元整（¥66000.00）", "", "ambiguous"),
        ("0.000000 万元", "", "placeholder"),
        ("******.61元", "", "masked"),
        ("(略)", "金额（元）", "masked"),
        ("下浮率20.50%", "", "not_an_amount"),
        ("98.5万", "", "ambiguous"),
        ("1354755.8483.00", "金额（元）", "invalid"),
        ("/", "金额（元）", "missing"),
    ],
)
def test_no_sum_is_guessed(text: str, header: str, status: str) -> None:
    assert examine_amount(text, header=header).status == status
    with pytest.raises(AmbiguousValue):
        read_yuan(text, header=header)


def test_a_price_for_each_is_not_a_total() -> None:
    assert examine_amount("￥460 每套").kind == "unit-price"
    assert examine_amount("12.78元", label="单价").kind == "unit-price"
    assert examine_amount("480000.00(元)", label="中标金额").kind == "total"
    each = examine_amount("每吨人民币柒佰捌拾伍元整（785.00元/吨），预计用量1200吨", label="成交价格")
    assert (each.amount, each.kind) == (785, "unit-price")
    assert examine_amount("人民币壹佰万元整（1000000.00元），运费每吨5元", label="成交价格").kind == "total"
