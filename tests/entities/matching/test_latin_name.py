"""Names in Latin letters taken apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enduse.entities.matching.latin_name import LatinName, edges_of, is_pinyin, read_latin
from enduse.entities.matching.latin_text import latin_words
from enduse.entities.matching.words import load_words


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("H&M Specimen", ["hm", "specimen"]),
        ("H and M Specimen", ["hm", "specimen"]),
        ("L.L.C. Specimen", ["llc", "specimen"]),
        ("Specimen's Works A/S", ["specimen", "works", "as"]),
        ("SpecimenAG", ["specimen", "ag"]),
        ("Xi'an Specimen", ["xian", "specimen"]),
        ("Société Générale Ørsted", ["societe", "generale", "orsted"]),
        ("ООО «Образец»", ["ooo", "obrazets"]),
        ("52nd Brigade, Fund XII", ["52", "brigade", "fund", "12"]),
        ("Specimen Fund V L.P.", ["specimen", "fund", "5", "lp"]),
        ("J.P. Specimen", ["jp", "specimen"]),
    ],
)
def test_words_are_folded(name: str, words: list[str]) -> None:
    assert latin_words(name) == words


def test_an_initial_is_no_roman_numeral() -> None:
    assert "5" not in latin_words("V. Specimen and Sons")
    assert latin_words("XI AN SPECIMEN")[0] == "xi"


def test_parts_of_a_name() -> None:
    name = read_latin("Specimen Precision Technologies (Germany) GmbH")
    assert name.core == ("specimen",)
    assert name.weights == {"specimen": 100, "precision": 40, "technology": 20}
    assert (name.places, name.forms, name.numbers) == (("de",), ("liability",), ())


def test_places_given_beside_the_name_are_places() -> None:
    name = read_latin("Hangzhou Specimen Co., Ltd.", {"hangzhou": "330100"})
    assert (name.places, name.core, name.leads) == (("330100",), ("specimen",), True)


def test_a_place_that_holds_another_says_nothing_more() -> None:
    assert read_latin("Specimen Bank of Chicago, United States").places == ("us:chicago",)


@pytest.mark.parametrize(
    ("name", "forms"),
    [
        ("Specimen Co., Ltd.", ("limited",)),
        ("OOO Specimen", ("liability",)),
        ("Specimen Open Joint Stock Company", ("shares",)),
        ("Specimen Aktiengeselschaft", ("shares",)),
        ("Specimen L.P.", ("partnership",)),
        ("Société Specimen", ()),
    ],
)
def test_legal_forms_are_read_at_the_ends(name: str, forms: tuple[str, ...]) -> None:
    assert read_latin(name).forms == forms


@pytest.mark.parametrize(
    ("name", "numbers"),
    [
        ("Forty-Fourth Brigade", ("44",)),
        ("Brigade Forty 4", ("44",)),
        ("Specimen Institute No. 52", ("52",)),
        ("Specimen Trust 2007-AHL1", ("2007", "ahl1")),
    ],
)
def test_numbers_are_read_in_words_and_digits(name: str, numbers: tuple[str, ...]) -> None:
    assert read_latin(name).numbers == numbers


def test_a_body_known_by_its_short_name_is_of_its_country() -> None:
    short, long = read_latin("PLA"), read_latin("People's Liberation Army")
    assert short.weights == long.weights
    assert short.places == long.places == ("cn",)


@pytest.mark.parametrize("name", ["Management Company", "2021-08-10", "Technology Ltd"])
def test_a_name_of_one_trade_word_is_generic(name: str) -> None:
    assert read_latin(name).generic


@pytest.mark.parametrize("name", ["General Motors Company", "Bank of Chicago", "Specimen"])
def test_a_name_that_says_more_is_not(name: str) -> None:
    assert not read_latin(name).generic


@given(st.text(max_size=60))
def test_every_text_is_read(text: str) -> None:
    name = read_latin(text)
    assert isinstance(name, LatinName)
    assert name.total == sum(name.weights.values())
    assert set(name.core) <= set(name.weights)


@given(st.text(alphabet="abcdefgh", min_size=5, max_size=8), st.data())
def test_words_an_edit_apart_share_an_edge(word: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(word) - 1))
    edited = data.draw(st.sampled_from([word[:at] + "z" + word[at + 1 :], word[:at] + word[at + 1 :], word[:at] + "z" + word[at:]]))
    assert edited == word or edges_of(word) & edges_of(edited)


@pytest.mark.parametrize(("word", "chinese"), [("yitu", True), ("huaweijishu", True), ("specimen", False), ("toyota", False)])
def test_what_may_be_pinyin(word: str, *, chinese: bool) -> None:
    assert is_pinyin(word) is chinese


def test_every_word_has_one_meaning_and_a_weight_below_a_distinctive_one() -> None:
    words = load_words()
    assert all(0 < weight < 100 for _, weight in words.trade.values())
    assert all(len(pair) == 2 and pair <= set(words.forms.values()) for pair in words.apart)
    assert words.forms[("co", "ltd")] == "limited"
