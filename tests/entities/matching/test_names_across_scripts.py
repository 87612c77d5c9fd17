"""Pairs of names, at least one of them Chinese: what is one body and what is not, and what holds of any pair."""

from __future__ import annotations

import csv
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enduse.entities.matching.cross_script import cross_script, score_cross
from enduse.entities.matching.cross_weights import score_of, weights
from enduse.entities.matching.same_script import same_script_han, score_han
from enduse.language.names import parse

GOLDEN = Path(__file__).parents[2] / "language" / "names" / "pairs.csv"
PAIRS = list(csv.DictReader(GOLDEN.read_text("utf-8").splitlines()))
HAN = st.sampled_from(sorted({text for row in PAIRS for text in (row["left"], row["right"]) if not text.isascii()}))
LATIN = st.sampled_from(sorted({text for row in PAIRS for text in (row["left"], row["right"]) if text.isascii()}))


def scored(left: str, right: str) -> float:
    one, other = parse(left), parse(right)
    if "latin" not in (one.script, other.script):
        return score_han(one, other)
    return score_cross(other, one) if one.script == "latin" else score_cross(one, other)


@pytest.mark.parametrize("row", PAIRS, ids=lambda row: f"{row['left']} {row['right']}")
def test_a_pair(row: dict[str, str]) -> None:
    score = scored(row["left"], row["right"])
    assert score >= 0.7 if row["same"] == "yes" else score < 0.3, (score, row["why"])


@given(HAN, HAN)
def test_the_order_of_two_chinese_names_changes_nothing(left: str, right: str) -> None:
    one, other = parse(left), parse(right)
    assert score_han(one, other) == pytest.approx(score_han(other, one))


@given(HAN, LATIN)
def test_the_score_is_that_of_the_features(left: str, right: str) -> None:
    han, latin = parse(left), parse(right)
    assert 0 <= score_cross(han, latin) <= 1
    assert score_of(cross_script(han, latin)) == pytest.approx(score_cross(han, latin), abs=1e-3)


@given(HAN)
def test_a_comparable_name_is_itself(text: str) -> None:
    name = parse(text)
    score = score_han(name, name)
    assert (score > 0.4) is name.comparable


def test_every_feature_says_why() -> None:
    reasons = weights().why
    seen = {
        feature.name
        for row, other in product(PAIRS, PAIRS)
        if not row["left"].isascii() and other["right"].isascii()
        for feature in cross_script(parse(row["left"]), parse(other["right"]))
    }
    assert len(seen) > 10
    assert seen <= set(reasons)
    assert all(feature.why for feature in same_script_han(parse("样本科技有限公司"), parse("样本石市样本工业有限公司")))


def test_a_decisive_difference_holds_the_score_down_whatever_agrees() -> None:
    han, latin = (
        parse("中国电子科技集团公司第五十二研究所"),
        parse("China Electronics Technology Group Corporation 55th Research Institute"),
    )
    assert score_cross(han, latin) <= weights().cap_decided


def test_a_name_of_two_characters_needs_more_than_the_name() -> None:
    bare = score_cross(parse("柳工"), parse("Liugong Co., Ltd."))
    assert bare <= weights().cap_short
    assert score_cross(parse("柳工机械"), parse("Liugong Machinery Co., Ltd.")) > weights().cap_short


def test_places_of_two_provinces_keep_firms_of_one_name_apart() -> None:
    assert score_cross(parse("江苏样辰机械有限公司"), parse("Sichuan Yangchen Machinery Co., Ltd.")) < 0.5
    assert score_cross(parse("江苏样辰机械有限公司"), parse("Jiangsu Yangchen Machinery Co., Ltd.")) > 0.9
