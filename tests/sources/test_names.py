from __future__ import annotations

import pytest

from enduse.sources.names import is_weak
from enduse.sources.organisation_kind import kind_of_name
from enduse.sources.passage import Passage
from enduse.sources.us_bis_entity_list.names import read_alias, read_name


def passage(text: str) -> Passage:
    return Passage(text, 100, 100 + len(text))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("HPSTAR; and", ["HPSTAR"]),
        ("and Example Works", ["Example Works"]),
        ("First Example Institute, a.k.a., Second Example Institute", ["First Example Institute", "Second Example Institute"]),
        ("Example Institute (a.k.a., Example Academy (EA)'s 9 Institute)", ["Example Institute", "Example Academy (EA)'s 9 Institute"]),
        ("Example Complex (EC), a.k.a., the following two aliases:", ["Example Complex (EC)"]),
        ("Example Semiconductor (Shanghai) Co., Ltd.", ["Example Semiconductor (Shanghai) Co., Ltd."]),
        ("; and", []),
    ],
)
def test_an_alias_is_cut_only_at_its_marks(text: str, names: list[str]) -> None:
    found = read_alias(passage(text))
    assert [each.value for each in found.names] == names
    assert found.understood
    assert all(text[each.start - 100 : each.end - 100] == each.value for each in found.names)


@pytest.mark.parametrize(
    "text",
    [
        "Example Logistics; Another Logistics Co., Ltd.",
        "Example Workshops, P.O. Box 1114, Islamabad",
    ],
)
def test_an_alias_with_an_address_or_a_second_name_goes_to_a_person(text: str) -> None:
    assert read_alias(passage(text)).names == ()
    assert not read_alias(passage(text)).understood


def test_other_names_in_the_brackets_of_a_name() -> None:
    assert [n.value for n in read_name(passage("Example Trading (a.k.a.")).names] == ["Example Trading"]
    assert [n.value for n in read_name(passage("Gas Example, OAO (a.k.a. Open Example")).names] == ["Gas Example, OAO", "Open Example"]
    assert [n.value for n in read_name(passage("Jan Example (See alternate address under Elsewhere)")).names] == ["Jan Example"]


def test_short_and_numbered_names_join_nothing() -> None:
    assert all(map(is_weak, ("CTI", "12th Institute", "970 Factory", "No. 3 Plant")))
    assert not any(map(is_weak, ("Example Works", "Hikvision")))


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Example Prefecture Public Security Bureau", "PublicBody"),
        ("Example Police College", "PublicBody"),
        ("Example Electronics FZE", "Company"),
        ("Example Research Center", "Organization"),
        ("Jan Example", "LegalEntity"),
        ("J.S.A. Example", "LegalEntity"),
        ("Example S.A. Ivanov", "LegalEntity"),
    ],
)
def test_the_kind_comes_from_a_word_in_the_name_or_stays_unclear(name: str, kind: str) -> None:
    assert kind_of_name(name) == kind
