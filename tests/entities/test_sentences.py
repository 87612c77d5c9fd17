"""Reasons in words: each template stands in both languages, and a reason kept in English is told again in Chinese."""

from __future__ import annotations

import re
from importlib import resources

import pytest

from enduse.entities.sentences import retold, sentences, told
from enduse.entities.wording import reasons
from enduse.model.comparison import Comparison, Feature
from enduse.model.said import placeholders

SAID = [(block, key) for block, templates in sentences().items() for key in templates if block != "sides"]


@pytest.mark.parametrize(("block", "key"), SAID, ids="/".join)
def test_every_reason_is_recognised_and_told_in_chinese(block: str, key: str) -> None:
    template = sentences()[block][key]
    words = {name: f"样本{position}" for position, name in enumerate(sorted(placeholders(template.en)))}
    chinese = retold(told(block, key, **words), "zh")
    assert chinese is not None
    assert all(word in chinese for word in words.values())
    assert not re.search(r"[A-Za-z]{3,} [a-z]{2,}", chinese), chinese
    if words or len(template.en) > 12:
        assert chinese == template.zh.format(**words)


def test_a_reason_inside_a_reason_is_told_again_and_words_of_people_are_not() -> None:
    same = told("reasons", "same-name-as", name="Specimen (Holding), Ltd")
    kept = told("reasons", "kept-apart", reason=same, one="a:1", other="b:2", why=told("reasons", "judged-different"))
    assert retold(kept, "zh") == "名称相同（Specimen (Holding), Ltd），但a:1与b:2须分开：经人判断为不同机构"
    assert retold(told("reasons", "judged-same", said="same name"), "zh") == "经人判断为同一机构（same name）"
    assert retold(f"{same}; {told('reasons', 'not-enough')}", "zh") == "名称相同（Specimen (Holding), Ltd）；相似，但不足以不经人判断即合并"
    assert retold("whatever an older version said", "zh") is None


def test_features_are_told_with_their_values_in_either_language() -> None:
    feature = Feature("brand", "虚明", "Luma", 2.0, sentences()["across"]["brand"].en)
    comparison = Comparison(0.9, (feature, Feature("left-over", "security", "", -1.0, "words that only one name has: security | ")))
    assert reasons(comparison) == ["for: both are names of one maker (虚明 | Luma)", "against: words that only one name has: security | "]
    assert reasons(comparison, "zh") == ["支持：双方都是同一制造商的名称（虚明 | Luma）", "不支持：只有一方名称才有的词：security | "]


def test_every_function_of_a_public_body_is_named() -> None:
    named = re.findall(r"function: ([a-z-]+)", resources.files("enduse.language").joinpath("bodies.yml").read_text("utf-8"))
    assert named
    assert set(named) <= sentences()["functions"].keys()
