"""The lint of wording catches what concludes and lets pass what only tells."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from enduse.release.wording import lint, not_an_accusation, words

SENTENCES = yaml.safe_load((Path(__file__).parent / "sentences.yml").read_text("utf-8"))


def test_fifty_sentences_are_seeded() -> None:
    assert (len(SENTENCES["caught"]), len(SENTENCES["passes"])) == (25, 25)


@pytest.mark.parametrize("sentence", SENTENCES["caught"])
def test_a_conclusion_is_caught(sentence: str) -> None:
    found = lint(sentence)
    assert found
    assert all(sentence[start:end] == word for start, end, word in found)


@pytest.mark.parametrize("sentence", SENTENCES["passes"])
def test_what_only_tells_passes(sentence: str) -> None:
    assert lint(sentence) == []


def test_an_open_quotation_mark_quotes_nothing() -> None:
    assert [word for _, _, word in lint("He said “the sale was illegal.")] == ["illegal"]
    assert [word for _, _, word in lint("He said “yes”. The sale was illegal, as “they” know.")] == ["illegal"]


def test_a_word_inside_a_name_is_part_of_the_name() -> None:
    name = "Bureau of Traffic Violations (specimen)"
    assert lint(f"Sale to {name}.")
    assert lint(f"Sale to {name}.", names=[name]) == []
    assert lint(f"Sale to {name}, a violation.", names=[name]) == [(51, 60, "violation")]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_note_concludes_nothing(language: str) -> None:
    assert lint(not_an_accusation(language)) == []


def test_the_list_names_its_source() -> None:
    assert words().source
