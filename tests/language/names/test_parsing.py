"""Names taken apart: a golden table, and what holds of any text."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enduse.language.names import OrganisationName, parse, show
from enduse.language.places import Gazetteer, Place

PARTS = list(csv.DictReader((Path(__file__).parent / "parts.csv").read_text("utf-8").splitlines()))
WORDS = st.sampled_from(
    [
        "海康",
        "威视",
        "新疆",
        "公安局",
        "伊宁",
        "县",
        "市",
        "有限公司",
        "第五十二",
        "研究所",
        "(",
        ")",
        "中国",
        "科技",
        "样本",
        "*",
        "某",
        "ST",
        "TCL",
        "Hikvision",
        "Xinjiang",
        "County",
        "Co.,Ltd.",
        "52nd",
        "No.2",
        "of",
        "the",
    ]
)
ANY_NAME = st.one_of(st.text(max_size=60), st.lists(WORDS, max_size=8).map("".join), st.lists(WORDS, max_size=8).map(" ".join))


@pytest.mark.parametrize("row", PARTS, ids=lambda row: row["name"])
def test_the_parts_of_a_name(row: dict[str, str]) -> None:
    name = parse(row["name"])
    marks = [mark for mark, holds in (("masked", name.masked), ("generic", name.generic and not name.masked)) if holds]
    read = {
        "name": row["name"],
        "places": ";".join(name.places),
        "core": name.core,
        "trades": ";".join(name.trades),
        "legal": name.legal or "",
        "numbers": ";".join(map(str, name.numbers)),
        "function": name.function or "",
        "branch": name.branch or "",
        "marks": ";".join(marks),
    }
    assert read == row, show(name)


@given(ANY_NAME)
def test_any_text_is_read(text: str) -> None:
    name = parse(text)
    assert name.text == text
    assert name.script in ("han", "latin", "mixed", "other")
    assert len(name.sounds) == len(name.spans) or not name.spans
    show(name)


@given(st.lists(st.sampled_from("海康威视数字技术股份有限公司新疆样本"), min_size=1, max_size=10).map("".join))
def test_width_and_spaces_change_nothing(text: str) -> None:
    spaced = "　".join(text)
    assert _without_text(parse(spaced)) == _without_text(parse(text))


def test_traditional_characters_change_nothing() -> None:
    assert _without_text(parse("華為技術有限公司")) == _without_text(parse("华为技术有限公司"))


def test_case_and_signs_change_nothing() -> None:
    assert _without_text(parse("HANGZHOU HIKVISION DIGITAL TECHNOLOGY CO LTD")) == _without_text(
        parse("Hangzhou Hikvision Digital Technology Co., Ltd.")
    )


def test_keys_are_equal_across_scripts() -> None:
    assert parse("天秦装备").core_keys == parse("Qinhuangdao Tianqin Equipment Manufacturing Co.,Ltd.").core_keys
    assert "brand:hikvision" in parse("海康威视").core_keys & parse("HIKVISION").core_keys


@pytest.mark.parametrize(("name", "fits"), [("浙江大华", True), ("大华股份", True), ("新疆大华建设", False), ("大华会计师事务所", False)])
def test_a_short_brand_counts_only_where_place_and_trade_agree(name: str, *, fits: bool) -> None:
    assert ("brand:dahua" in parse(name).core_keys) is fits


def test_a_case_names_its_own_places() -> None:
    gazetteer = Gazetteer([Place(code="X1", names=("样本石市", "Yangbenshi City"), level="prefecture")])
    assert parse("样本石市财政局", gazetteer).places == ("X1",)
    assert parse("Yangbenshi City Finance Bureau", gazetteer).places == ("X1",)
    assert parse("乌鲁木齐市财政局", gazetteer).places == ()


def test_a_sentence_is_read_no_further_than_a_name() -> None:
    assert len(parse("样本" * 5000).folded) <= 400


def test_show_names_every_part() -> None:
    assert show(parse("杭州海康威视科技有限公司")) == (
        "[place 杭州 = 330100] [core 海康威视] [general 科技 = technology] [legal 有限公司 = limited]"
    )
    assert show(parse("某公司")).endswith("masked")


def _without_text(name: OrganisationName) -> tuple[object, ...]:
    return (name.folded, name.places, name.core, name.core_keys, name.trades, name.legal, name.numbers, name.body, name.parts)
