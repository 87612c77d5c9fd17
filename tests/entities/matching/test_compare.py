"""Two parties compared: what decides before names do, and the reasons that are given."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from random import Random

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from enduse.entities.matching import compare as module
from enduse.entities.matching.compare import compare, compare_names, score
from enduse.entities.matching.prepared import Prepared
from enduse.entities.matching.thresholds import load_thresholds
from enduse.model.comparison import Comparison
from tests.entities.matching.parties import party

CODE, OTHER = "91990000MA0000001B", "91990000MA0000002E"
RULES = load_thresholds()


def kinds(comparison: Comparison) -> set[str]:
    return {feature.name for feature in comparison.features}


def test_an_equal_code_decides_before_the_names() -> None:
    left, right = party("Specimen Ltd", identifiers=(("uscCode", CODE),)), party("Beispiel AG", identifiers=(("uscCode", CODE),))
    found = compare(left, right)
    assert found.score >= 0.97
    assert found.features[0].name == "same-code"
    assert CODE in found.features[0].why


def test_equal_codes_and_names_are_above_equal_codes_alone() -> None:
    named = party("Specimen Ltd", identifiers=(("uscCode", CODE),))
    assert score(named, named) > score(named, party("Beispiel", identifiers=(("uscCode", CODE),))) > RULES.parties.best - 0.02


def test_different_codes_speak_against_an_equal_name() -> None:
    valid = [code for code in (CODE, OTHER) if party("x", identifiers=(("uscCode", code),)).codes]
    assert valid == [CODE, OTHER]
    found = compare(party("Specimen Ltd", identifiers=(("uscCode", CODE),)), party("Specimen Ltd", identifiers=(("uscCode", OTHER),)))
    assert found.score < 0.3
    assert "other-code" in kinds(found)


def test_a_code_with_a_wrong_check_character_joins_nothing_and_is_said() -> None:
    wrong = CODE[:-1] + "9"
    found = compare(party("Specimen Ltd", identifiers=(("uscCode", wrong),)), party("Beispiel AG", identifiers=(("uscCode", wrong),)))
    assert found.score < RULES.possible
    assert any(wrong in feature.why and "check character" in feature.why for feature in found.features)


def test_registration_numbers_count_within_a_country() -> None:
    one = party("Specimen Ltd", identifiers=(("registrationNumber", "123"),), countries=("gb",))
    other = party("Beispiel Ltd", identifiers=(("registrationNumber", "123"),), countries=("gb",))
    abroad = party("Beispiel Ltd", identifiers=(("registrationNumber", "123"),), countries=("de",))
    assert score(one, other) >= RULES.match > score(one, abroad)


def test_numbers_that_differ_speak_against_but_stock_codes_do_not() -> None:
    named = score(party("Specimen Technology Ltd"), party("Specimen Technology Ltd"))
    numbered = [party("Specimen Technology Ltd", identifiers=(("leiCode", code),)) for code in ("A1", "A2")]
    listed = [party("Specimen Technology Ltd", identifiers=(("tickerSymbol", code),)) for code in ("SZSE:000000", "HKEX:0000")]
    assert score(*numbered) < RULES.match
    assert score(*listed) == named
    assert score(listed[0], party("Beispiel", identifiers=(("tickerSymbol", "SZSE:000000"),))) >= RULES.match


def test_countries_that_differ_speak_against() -> None:
    at_home = score(party("Specimen Technology Ltd", countries=("cn",)), party("Specimen Technology Ltd", countries=("cn",)))
    unsaid = score(party("Specimen Technology Ltd", countries=("cn",)), party("Specimen Technology Ltd"))
    abroad = compare(party("Specimen Technology Ltd", countries=("cn",)), party("Specimen Technology Ltd", countries=("us",)))
    assert abroad.score < RULES.match <= unsaid < at_home
    assert "country-differs" in kinds(abroad)


def test_a_country_both_are_of_may_be_left_out_of_a_name() -> None:
    assert score(party("Specimen (China) Ltd", countries=("cn",)), party("Specimen Ltd", countries=("cn",))) >= RULES.match
    assert score(party("Specimen (China) Ltd"), party("Specimen Ltd")) < RULES.match


def test_two_cities_of_one_country_stay_two() -> None:
    left, right = (party(f"{city} Specimen Microelectronics Co., Ltd.", countries=("cn",)) for city in ("Wuhan", "Shenzhen"))
    assert score(left, right) < 0.3


def test_own_names_told_apart_by_number_outweigh_a_common_alias() -> None:
    left, right = party("Specimen 3rd Institute", aliases=("Specimen",)), party("Specimen 4th Institute", aliases=("Specimen",))
    found = compare(left, right)
    assert found.score == RULES.parties.told_apart < RULES.match
    assert "numbers-differ" in kinds(found)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Specimen Capital Trust I", "Specimen Capital Trust II"),
        ("Specimen Loan Fund 2019-1", "Specimen Loan Fund 2020-1"),
        ("Specimen Partners VII L.P.", "Specimen Partners VIII L.P."),
    ],
)
def test_two_of_a_series_are_possible_and_no_more(left: str, right: str) -> None:
    found = compare_names(left, right)
    assert RULES.possible <= found.score == RULES.latin.series < RULES.match
    assert "series-differ" in kinds(found)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Specimen 52nd Research Institute", "Specimen 53rd Research Institute"),
        ("Specimen Cameras II Ltd", "Specimen Cameras III Ltd"),
        ("Specimen Capital Trust I", "Specimen Granite Trust II"),
    ],
)
def test_numbers_that_differ_tell_other_bodies_apart(left: str, right: str) -> None:
    found = compare_names(left, right)
    assert found.score <= RULES.latin.cap
    assert "series-differ" not in kinds(found)


@pytest.mark.parametrize("masked", ["某公司", "****", "北京****有限公司"])
def test_a_masked_name_equals_nothing(masked: str) -> None:
    found = compare_names(masked, masked)
    assert found.score == 0
    assert {"masked", "no-name"} <= kinds(found)


@pytest.mark.parametrize("name", ["市公安局", "Management Company", "Technology Ltd"])
def test_a_generic_name_equals_nothing_for_sure(name: str) -> None:
    assert compare_names(name, name).score < RULES.possible


def test_one_or_two_characters_need_more_than_the_name() -> None:
    assert compare_names("BQ plc", "BQ p.l.c.").score < RULES.possible
    numbered = {"identifiers": (("registrationNumber", "77"),), "countries": ("gb",)}
    assert score(party("BQ plc", **numbered), party("BQ p.l.c.", **numbered)) >= RULES.match


def test_a_weak_alias_is_never_enough() -> None:
    assert score(party("Specimen Technology Ltd"), party("Other Name Inc", weak_aliases=("Specimen Technology Ltd",))) < RULES.match


def test_specimens_and_persons_are_compared_with_their_like_only() -> None:
    assert kinds(compare(party("Specimen Ltd", specimen=True), party("Specimen Ltd"))) == {"specimen-and-real"}
    assert kinds(compare(party("Specimen Ltd", schema="Person"), party("Specimen Ltd"))) == {"kinds-differ"}


def test_nothing_in_common_is_said() -> None:
    found = compare_names("Specimen Ltd", "Beispiel AG")
    assert (found.score, kinds(found)) == (0, {"nothing"})


def test_every_kind_of_feature_has_its_sentence_and_every_sentence_its_kind() -> None:
    folder = Path(module.__file__).parent
    sentences = yaml.safe_load((folder / "reasons.yml").read_text("utf-8"))
    strings = {
        node.value
        for name in ("compare", "names", "latin", "alignment")
        for node in ast.walk(ast.parse((folder / f"{name}.py").read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert set(sentences) <= strings
    assert all(re.fullmatch(r"[^{}]*(\{(left|right|about)\}[^{}]*)*", sentence) for sentence in sentences.values())


WORDS = st.sampled_from(
    [
        "Specimen",
        "Beispiel",
        "Muster",
        "Yitu",
        "Yida",
        "Hangzhou",
        "Shenzhen",
        "China",
        "Technology",
        "Electronics",
        "52nd",
        "55th",
        "Co.",
        "Ltd.",
        "GmbH",
        "AG",
        "(HK)",
        "Bank",
        "4",
        "Samplewear",
        "Samplewaer",
        "杭州",
        "海康",
        "科技",
        "有限公司",
        "公安局",
    ]
)
NAMES = st.lists(WORDS, min_size=1, max_size=5).map(" ".join)
PARTIES = st.builds(
    party,
    NAMES,
    aliases=st.lists(NAMES, max_size=2).map(tuple),
    countries=st.lists(st.sampled_from(["cn", "us"]), max_size=1).map(tuple),
    identifiers=st.lists(st.tuples(st.just("uscCode"), st.sampled_from([CODE, OTHER, CODE[:-1] + "9"])), max_size=1).map(tuple),
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("样本海天视讯科技有限公司", "样本海天视讯数字技术股份有限公司"),
        ("样本海天视讯食品有限公司", "样本海天视讯技术有限公司"),
        ("杭州海康威视科技有限公司", "杭州海康威视数字技术股份有限公司"),
    ],
)
def test_registered_names_that_word_their_trades_otherwise_are_never_taken_for_one(one: str, other: str) -> None:
    """A registered name is unique: a subsidiary's differs from its parent's by a trade."""
    compared = compare_names(one, other)
    assert RULES.possible <= compared.score < RULES.match
    assert "registered-names" in {each.name for each in compared.features}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("样本海天视讯技术有限公司", "样本海天视讯技术股份有限公司"),  # notices mix the forms up
        ("广东样本海天视讯技术有限公司", "样本海天视讯技术有限公司"),
        ("样本海天视讯", "样本海天视讯数字技术股份有限公司"),
    ],
)
def test_forms_places_and_short_names_are_left_out_freely(one: str, other: str) -> None:
    assert compare_names(one, other).score >= RULES.match


@example(party("Beispiel Co. 杭州"), party("Beispiel 杭州 Specimen"))
@given(PARTIES, PARTIES)
def test_turned_round_only_the_sides_change(left: Prepared, right: Prepared) -> None:
    one, other = compare(left, right), compare(right, left)
    assert one.score == other.score
    assert sorted((f.name, f.left, f.right, f.weight) for f in one.features) == sorted(
        (f.name, f.right, f.left, f.weight) for f in other.features
    )


@given(NAMES, st.lists(NAMES, min_size=1, max_size=3), st.randoms())
def test_the_order_of_aliases_never_counts(name: str, aliases: list[str], order: Random) -> None:
    turned = list(aliases)
    order.shuffle(turned)
    other = party("Specimen Beispiel Ltd")
    assert score(party(name, aliases=tuple(aliases)), other) == score(party(name, aliases=tuple(turned)), other)


@given(PARTIES, PARTIES)
def test_scores_are_shares(left: Prepared, right: Prepared) -> None:
    assert 0 <= score(left, right) <= 1


def test_strong_pairs_stay_in_order() -> None:
    province = compare_names("Xinjiang Public Security Department", "新疆维吾尔自治区公安厅").score
    county = compare_names("Yining County Public Security Bureau", "伊宁县公安局").score
    assert 0.75 < province < county < 1


@pytest.mark.parametrize(
    ("left", "right", "most"),
    [
        ("沧州大化", "Dahua Technology", 0.3),
        ("北京理工大学", "University of Science and Technology Beijing", 0.75),
        ("杭州样本仪器第二工厂", "Hangzhou Yangben Instrument Factory", 0.3),
        ("武汉大学", "Wuhan University of Technology", 0.3),
    ],
)
def test_near_names_across_scripts_are_no_match(left: str, right: str, most: float) -> None:
    assert compare_names(left, right).score < most
