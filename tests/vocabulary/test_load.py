"""Taxonomies load strictly and cover what the field and the example tables say."""

from __future__ import annotations

import csv
import re
from importlib import resources
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enduse.model.errors import InvalidTaxonomy
from enduse.model.kinds import load_kinds
from enduse.vocabulary.load import parse_vocabulary, vocabularies, vocabulary

GOOD = "about: x\nterms:\n  - {id: one, label: {en: One, zh: 一}, definition: d, words: [one]}\n"


@pytest.mark.parametrize("name", vocabularies())
def test_every_term_finds_itself(name: str) -> None:
    found = vocabulary(name)
    for term in found.terms:
        assert found.get(term.id) is term
        for text in (term.id, term.label["en"].upper(), *(s.term for s in term.source_terms)):
            assert found.match(f" {text} ") is term
        assert term.definition.endswith(".")
        for word in term.words:
            assert term in [t for _, _, t in found.find_words(word)], word


def test_every_taxonomy_a_kind_names_exists() -> None:
    named = {p.vocabulary for kind in load_kinds().values() for p in kind.properties.values() if p.vocabulary}
    assert named <= set(vocabularies())


def test_levels_of_the_reference_table_are_terms() -> None:
    rows = csv.DictReader(resources.files("enduse.language.places").joinpath("cn.csv").read_text("utf-8").splitlines())
    assert {row["level"] for row in rows} <= {term.id for term in vocabulary("government-level").terms}


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        (GOOD.replace("words", "word"), "line 3.*unknown key word"),
        (GOOD.replace("definition: d, ", ""), "missing key definition"),
        (GOOD.replace("id: one", "id: no"), "line 3.*id False"),
        (GOOD.replace("id: one", "id: One"), "not lower-case"),
        (GOOD.replace("en: One", "fr: Un"), "must have 'en'"),
        (GOOD.replace("words: [one]", "words: [1]"), "quote it"),
        (GOOD.replace("words: [one]", "source_terms: [{term: a}]"), "needs 'source' and 'term'"),
        (GOOD.replace("words: [one]", "parent: two"), "does not exist"),
        (GOOD.replace("words: [one]", "parent: one"), "leads back"),
        (GOOD + "  - {id: two, label: {en: one}, definition: d}\n", "stands for one and for two"),
        (GOOD + "more: 1\n", "expected a map"),
        ("- a\n", "expected a map"),
        ("a: [\n", "not yml"),
    ],
)
def test_what_is_not_understood_is_named(wrong: str, says: str) -> None:
    with pytest.raises(InvalidTaxonomy, match=f"sample.yml.*{says}" if says != "not yml" else says) as error:
        parse_vocabulary("sample", wrong)
    assert re.search(says, str(error.value))


def test_an_unknown_taxonomy_is_named_with_those_there_are() -> None:
    with pytest.raises(InvalidTaxonomy, match=r"there is no taxonomy 'x'; there are .*technology"):
        vocabulary("x")


def test_words_are_found_whole_and_longest_first() -> None:
    found = vocabulary("technology").find_words("217 cameras; movement and crowd analytics")
    assert [(start, end, term.id) for start, end, term in found] == [(4, 11, "video-surveillance"), (13, 41, "video-analytics")]
    assert vocabulary("technology").find_words("camerawork, dnase, harddrones") == []


def test_a_word_of_two_terms_gives_both_and_chinese_needs_no_bounds() -> None:
    found = vocabulary("technology").find_words("facial and plate recognition；采购人脸识别系统")
    assert [term.id for _, _, term in found] == ["face-recognition", "plate-recognition", "face-recognition"]


@given(st.text(max_size=200))
def test_found_words_lie_in_the_text_in_order(text: str) -> None:
    found = vocabulary("technology").find_words(text)
    assert all(0 <= start < end <= len(text) for start, end, _ in found)
    assert [start for start, _, _ in found] == sorted(start for start, _, _ in found)


def test_wider_terms_are_reached() -> None:
    assert [term.id for term in vocabulary("technology").ancestors("face-recognition")] == ["video-analytics", "video-surveillance"]


@pytest.mark.shared
@pytest.mark.parametrize(
    ("table", "column", "name"),
    [
        ("projects", "status", "project-status"),
        ("projects", "coord_precision", "location-precision"),
        ("events", "type", "event"),
        ("ties", "predicate", "party-tie"),
        ("list_effects", "direction", "direction"),
        ("sources", "read_status", "read-status"),
        ("measures", "list_name", "measure"),
    ],
)
def test_every_word_of_the_fact_tables_is_a_term(shared: Path, table: str, column: str, name: str) -> None:
    with (shared / "facts" / f"{table}.csv").open(encoding="utf-8", newline="") as lines:
        values = {value.strip() for row in csv.DictReader(lines) for value in row[column].split(";") if value.strip()}
    assert {value for value in values if vocabulary(name).match(value) is None} == set()


@pytest.mark.shared
def test_almost_every_project_has_a_technology(shared: Path) -> None:
    with (shared / "facts" / "projects.csv").open(encoding="utf-8", newline="") as lines:
        without = [row["technology"] for row in csv.DictReader(lines) if not vocabulary("technology").find_words(row["technology"])]
    assert without == []
