"""Which pairs are worth comparing."""

from __future__ import annotations

import random
from itertools import product

import pytest

from enduse.entities.matching.blocking import candidate_pairs
from enduse.entities.matching.keys import keys_of
from enduse.entities.matching.prepared import Prepared
from tests.entities.matching.parties import party

MADE = ["Yulan", "Zongteng", "Beifu", "Kaiyue", "Tongmei", "Ruihao", "Daxing", "Linpu"]


def many() -> list[Prepared]:
    return [party(f"{word} Technology {number}", id=f"{word}{number}") for word in MADE for number in range(4)]


def ids(parties: list[Prepared], **options: int) -> set[tuple[str, str]]:
    found = candidate_pairs(parties, **options)
    return {(parties[a].id, parties[b].id) for a, b in found.pairs}


@pytest.mark.parametrize(
    ("chinese", "english"),
    [
        ("杭州海康威视数字技术股份有限公司", "Hangzhou Haikangweishi Digital Technology Co., Ltd."),
        ("新疆维吾尔自治区公安厅", "Xinjiang Uyghur Autonomous Region Public Security Department"),
        ("深圳市国华网安科技股份有限公司", "Shenzhen GuoHua Network Security Technology Co., Ltd."),
        ("中国电子科技集团公司第五十二研究所", "CETC 52nd Research Institute"),
    ],
)
def test_names_of_two_scripts_share_a_key(chinese: str, english: str) -> None:
    assert keys_of(party(chinese)) & keys_of(party(english))


def test_misspelt_words_share_a_key() -> None:
    assert keys_of(party("Samplewear Ltd")) & keys_of(party("Samplewaer Inc")) - {"Wlimited"}


def test_parties_that_share_a_rare_word_are_proposed_across_scripts() -> None:
    parties = [*many(), party("玉兰科技有限公司", id="zh")]
    assert {pair for pair in ids(parties) if "zh" in pair} >= {("Yulan0", "zh")}


def test_masked_and_generic_names_propose_nothing() -> None:
    assert ids([party("某公司", id="a"), party("某公司", id="b"), party("市公安局", id="c"), party("市公安局", id="d")]) == set()


def test_an_identifier_proposes_whatever_the_names_are() -> None:
    code = (("uscCode", "91990000MA0000001B"),)
    parties = [*many(), party("玉石", id="x", identifiers=code), party("Beispiel", id="y", identifiers=code)]
    assert ("x", "y") in ids(parties)


def test_the_order_of_the_parties_never_counts() -> None:
    parties = many()
    turned = list(parties)
    random.Random(7).shuffle(turned)  # noqa: S311 - no secret
    assert ids(parties) == ids(turned)
    assert ids(parties, most=9) == ids(turned, most=9)
    assert len(ids(parties, most=9)) == 9


def test_what_is_left_out_and_dropped_is_said() -> None:
    crowd = [
        party(f"Specimen {''.join(word)}", id="".join(word))
        for word in product(("wor", "tal", "rik"), ("mun", "fex", "gol"), "abcdefghijklmnopqrstuvwxyz")
    ]
    found = candidate_pairs([*crowd, *many()], most=5)
    assert found.left_out > 0
    assert any(dropped.key == "Wspecimen" and dropped.parties == len(crowd) for dropped in found.dropped)


def test_two_parties_of_one_id_are_refused() -> None:
    with pytest.raises(ValueError, match="two parties have the id 'a'"):
        candidate_pairs([party("Specimen"), party("Beispiel")])


def test_no_parties_no_pairs() -> None:
    assert candidate_pairs([]).pairs == []
    assert candidate_pairs([party("Specimen")]).pairs == []


@pytest.mark.parametrize("part", [1, 5, 31])
def test_parts_propose_what_the_whole_does(monkeypatch: pytest.MonkeyPatch, part: int) -> None:
    parties = [*many(), party("玉兰科技有限公司", id="a-zh"), party("玉兰电子", id="z-zh")]
    whole = candidate_pairs(parties, most=25)
    monkeypatch.setattr("enduse.entities.matching.blocking._PART", part)
    assert candidate_pairs(parties, most=25) == whole
    assert whole.left_out


def test_signs_of_tables_in_a_name_are_part_of_its_keys() -> None:
    quoted = {"registrationNumber": 'A"1,\\'}
    parties = [party(name, id=name, identifiers=tuple(quoted.items()), countries=("cn",)) for name in ("Yulan", "Beifu")]
    assert any('"' in key and "," in key for key in keys_of(parties[0]))
    assert ids([*many(), *parties]) >= {("Beifu", "Yulan")}
