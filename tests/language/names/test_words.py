"""The dictionaries: every row is whole, words are found longest first, and tables hold what their scripts say."""

from __future__ import annotations

import csv
from importlib import resources

import pytest

from enduse.language.names import words
from enduse.language.names.folding import fold_latin, latin_words, script_of
from enduse.language.names.likeness import likeness, spelt_alike
from enduse.language.names.numbers import number_in_latin, numbers_in_han
from enduse.language.names.places import place_words
from enduse.language.names.sounds import as_pinyin, readings, spoken, syllables
from enduse.model.errors import InvalidTaxonomy


def test_every_concept_stands_once_and_what_it_also_means_exists() -> None:
    known = {concept for _, concept, _, _ in words.rows()}
    assert {other for others in words.also().values() for other in others} <= known


def test_a_row_of_unknown_kind_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "_read", lambda *_: iter([("nonsense", "x", ("样",), ())]))
    words.rows.cache_clear()
    try:
        with pytest.raises(InvalidTaxonomy, match="nonsense"):
            words.rows()
    finally:
        words.rows.cache_clear()


def test_words_are_chinese_on_one_side_and_english_on_the_other() -> None:
    for _, concept, zh, en in words.rows():
        assert all(script_of(word) in ("han", "mixed") for word in zh), concept
        assert all(latin_words(word) for word in en), concept
        assert all(word.isascii() and word == word.casefold() for word in en), concept


def test_the_longest_word_wins() -> None:
    found = words.chinese().ending("样本电子科技", 6)
    assert found is not None
    assert found[0] == 2
    assert words.english().starting(["public", "security", "bureau"], 0) == (3, words.english().words["public security bureau"])


@pytest.mark.parametrize("table", ["groups.csv", "brands.csv", "pinyin.csv", "renderings.csv"])
def test_rows_cite_sources_that_are_described(table: str) -> None:
    described = {row["source_id"] for row in words.table("sources.csv")}
    for row in words.table(table):
        cited = set((row.get("source") or row["sources"]).split(";"))
        assert cited
        assert cited <= described, row


def test_brands_rest_on_nothing_recalled() -> None:
    assert not [row for row in words.table("brands.csv") if "R001" in row["sources"].split(";")]


def test_readings_know_polyphones_and_names() -> None:
    assert spoken("重庆") == (" zhong qing ", " chong qing ")
    assert spoken("TCL科技") == (" tcl ke ji ",) or " tcl ke ji " in spoken("tcl科技")
    assert "lu" in readings()["吕"]


@pytest.mark.parametrize(
    ("word", "divided"),
    [("tianqin", " tian qin "), ("tanyuan", " tan yuan "), ("lyutong", " lv tong "), ("xian", " xi an ")],
)
def test_a_latin_word_divides_into_syllables(word: str, divided: str) -> None:
    assert divided in as_pinyin(word)
    assert set(divided.split()) <= syllables()


def test_what_is_no_pinyin_divides_into_nothing() -> None:
    assert as_pinyin("hikvision") == ()


@pytest.mark.parametrize(
    ("text", "number"), [("第五十二研究所", 52), ("七一八研究所", 718), ("第14研究所", 14), ("四局", 4), ("第一汽车", 1)]
)
def test_numbers_of_chinese_names(text: str, number: int) -> None:
    assert [found for _, _, found in numbers_in_han(text)] == [number]


def test_characters_of_numbers_inside_a_name_are_none() -> None:
    assert numbers_in_han("三一重工") == []


@pytest.mark.parametrize(
    ("text", "number"), [("52 institute", 52), ("no 2 factory", 2), ("fifty second", 52), ("first", 1), ("institute", None)]
)
def test_numbers_of_latin_names(text: str, number: int | None) -> None:
    found = number_in_latin(text.split(), 0)
    assert (found[1] if found else None) == number


def test_foreign_names_sound_alike() -> None:
    assert likeness("洛克希德马丁", "lockheedmartin") > likeness("洛克希德马丁", "generaldynamics")
    assert spelt_alike("yongyou", "yonyou") > 0.9


@pytest.mark.parametrize(
    ("spelling", "code"),
    [
        ("tsingtao", "370200"),
        ("peking", "110000"),
        ("canton", "440100"),
        ("urumchi", "650100"),
        ("wu lu mu chi", "650100"),
        ("ئۈرۈمچى", "650100"),
        ("bayingol mongol autonomous prefecture", "652800"),
        ("tumshuq city", "659003"),
        ("changsha", "430100"),
        ("chongqing", "500000"),
    ],
)
def test_places_in_their_spellings(spelling: str, code: str) -> None:
    assert place_words().latin[fold_latin(spelling)] == (code,)


def test_spellings_cite_a_source_and_a_known_place() -> None:
    rows = list(csv.DictReader(resources.files("enduse.language.places").joinpath("spellings.csv").read_text("utf-8").splitlines()))
    known = {place.code for place in place_words().gazetteer}
    assert rows
    assert all(row["source"] and row["system"] and row["code"] in known for row in rows)
