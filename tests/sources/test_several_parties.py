from __future__ import annotations

import pytest

from enduse.sources.entry import Entry
from enduse.sources.names import bracketed_names
from enduse.sources.passage import Passage
from enduse.sources.several_parties import has_loose_comma, split_parties, without_entourage


def passage(text: str) -> Passage:
    return Passage(text, 50, 50 + len(text))


@pytest.mark.parametrize(
    ("text", "names", "unread"),
    [
        ("A Works Co., Ltd., B Institute, and C Labs, Inc.", ["A Works Co., Ltd.", "B Institute", "C Labs, Inc."], []),
        ("A Import and Export Co., Ltd.", ["A Import and Export Co., Ltd."], []),
        ("A Works Limited, B Corporation.", ["A Works Limited", "B Corporation"], []),
        ("A Corporation Beta Design Institute, C Works Ltd.", ["C Works Ltd."], ["A Corporation Beta Design Institute"]),
        ("A Works Ltd., Americas", ["A Works Ltd."], ["Americas"]),
        ("A Works Co., Ltd. (AW), B Works S.A. de C.V.", ["A Works Co., Ltd. (AW)", "B Works S.A. de C.V."], []),
    ],
)
def test_names_are_cut_only_where_a_legal_form_shows_it(text: str, names: list[str], unread: list[str]) -> None:
    found, doubtful = split_parties(passage(text))
    assert ([each.value for each in found], [each.value for each in doubtful]) == (names, unread)
    assert all(text[each.start - 50 : each.end - 50] == each.value for each in (*found, *doubtful))


def test_without_commas_places_stay_with_their_names() -> None:
    found, doubtful = split_parties(passage("A Prison; B Works Co., Ltd. and C Works Co., Ltd.; Kathmandu."), commas=False)
    assert [each.value for each in found] == ["A Prison", "B Works Co., Ltd.", "C Works Co., Ltd."]
    assert [each.value for each in doubtful] == ["Kathmandu"]
    assert has_loose_comma("State Works, Specimen City")
    assert not has_loose_comma("A Works Co., Ltd. (of Specimen, Japan)")


@pytest.mark.parametrize(
    "tail", [" and subsidiaries", ", and Subsidiaries", " and its subordinate and affiliated entities", " and its Subsidiaries"]
)
def test_an_entourage_is_cut_from_a_name(tail: str) -> None:
    name, others = without_entourage(passage(f"A Silicon Co., Ltd{tail}"))
    assert name.value == "A Silicon Co., Ltd"
    assert others is not None
    assert without_entourage(passage("Trade and Business Co., Ltd"))[1] is None


@pytest.mark.parametrize(
    ("text", "own", "others"),
    [
        ("A Works Co., Ltd. (AW)", "A Works Co., Ltd.", [("alias", "AW")]),
        ("A Works Co., Ltd. (formerly B Works Limited (BW))", "A Works Co., Ltd.", [("previousName", "B Works Limited (BW)")]),
        ("A Works Group (Limited)", "A Works Group (Limited)", []),
        ("A Center (affiliated with a university)", "A Center (affiliated with a university)", []),
        ("A (North) Works", "A (North) Works", []),
    ],
)
def test_a_last_bracket_holds_a_short_or_a_former_name(text: str, own: str, others: list[tuple[str, str]]) -> None:
    read = bracketed_names(Entry("row 1", passage("list"), passage(text)))
    assert read.own.value == own
    assert [(each.property, each.passage.value) for each in read.others] == others
