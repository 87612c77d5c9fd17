"""Keys over which names of two scripts meet that neither sound alike letter for letter nor translate as a whole."""

from __future__ import annotations

import pytest

from enduse.entities.matching.blocking import candidate_pairs
from enduse.entities.matching.bridges import halves
from enduse.entities.matching.keys import keys_of
from tests.entities.matching.parties import party


@pytest.mark.parametrize(
    ("chinese", "english", "key"),
    [
        ("合盛硅业股份有限公司", "Hoshine Silicon Industry Co., Ltd.", "KHSN silicon"),
        ("比亚迪股份有限公司", "BYD Company Limited", "Abyd"),
        ("中微半导体设备（上海）股份有限公司", "Advanced Micro-Fabrication Equipment Inc. China", "Mequipment micro"),
        ("上海科技大学", "ShanghaiTech University", "M310000 university"),
        ("西安电子科技大学", "Xidian University", "Sxi dian"),
        ("中国银行股份有限公司", "Bank of China Limited", "Fbank|cn"),
        ("TCL科技集团股份有限公司", "TCL Technology Group Corporation", "Wtcl"),
    ],
)
def test_a_bridge_is_one_key_in_both_scripts(chinese: str, english: str, key: str) -> None:
    assert key in keys_of(party(chinese))
    assert key in keys_of(party(english))


def test_a_word_has_halves_only_where_both_are_known() -> None:
    assert halves("goldwind") != ()
    assert halves("hikvision") == ()
    assert halves("samplewear") == ()


def test_a_name_with_a_core_is_not_all_translation() -> None:
    assert not [key for key in keys_of(party("杭州样本银行股份有限公司")) if key.startswith("F")]


def test_two_syllables_in_common_propose_no_two_chinese_names() -> None:
    chinese, english = party("宏达股份有限公司", id="zh"), party("Hongda Co., Ltd.", id="en")
    parties = [chinese, party("天鸿大有限公司", id="other"), english, *(party(f"Beispiel {n} Ltd", id=f"x{n}") for n in range(60))]
    proposed = {frozenset((parties[a].id, parties[b].id)) for a, b in candidate_pairs(parties).pairs}
    assert frozenset(("zh", "en")) in proposed
    assert frozenset(("zh", "other")) not in proposed
