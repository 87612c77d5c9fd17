"""Names written in both scripts, and names with something else beside them."""

from __future__ import annotations

import pytest

from enduse.entities.matching.compare import compare_names
from enduse.entities.matching.thresholds import load_thresholds
from enduse.entities.matching.two_scripts import written_twice

LIMITS = load_thresholds()


@pytest.mark.parametrize(
    ("name", "both"),
    [
        ("海康威视 Hikvision", ("海康威视", "Hikvision")),
        ("Hikvision (海康威视)", ("海康威视", "Hikvision")),
        (
            "杭州海康威视数字技术股份有限公司/Hangzhou Hikvision Digital Technology Co., Ltd.",
            ("杭州海康威视数字技术股份有限公司", "Hangzhou Hikvision Digital Technology Co., Ltd."),
        ),
        ("样本科技 Granite", ()),
        ("TCL科技", ()),
        ("海康威视", ()),
        ("Hikvision", ()),
        ("", ()),
    ],
)
def test_a_name_is_two_only_where_each_says_the_other(name: str, both: tuple[str, ...]) -> None:
    assert written_twice(name) == both


@pytest.mark.parametrize("one", ["海康威视", "Hikvision"])
def test_a_name_written_twice_is_either(one: str) -> None:
    assert compare_names("海康威视 Hikvision", one).score >= LIMITS.match


@pytest.mark.parametrize(
    ("more", "less"),
    [
        ("丽珠集团 华兰生物", "丽珠集团"),  # two bodies in one line
        ("四创电子 Granite Works", "四创电子"),
        ("新风光 盛泰集团", "新风光"),
        ("Gujing Sirkety", "古井贡酒"),  # a foreign word, no legal form
    ],
)
def test_what_says_more_is_at_best_possible(more: str, less: str) -> None:
    found = compare_names(more, less)
    assert 0 < found.score < LIMITS.match
    assert any(feature.name.startswith("left-in") and feature.weight < 0 for feature in found.features)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("杭州海康威视数字技术 股份有限公司", "海康威视"),  # a space is no second name
        ("TCL科技", "TCL科技集团股份有限公司"),
        ("索菲亚", "Suofeiya Home Collection Co., Ltd."),  # a foreign word in a name in full
    ],
)
def test_what_is_only_written_otherwise_stays_a_match(one: str, other: str) -> None:
    assert compare_names(one, other).score >= LIMITS.match
