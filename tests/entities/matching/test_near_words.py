"""Words a slip away: found whatever the slip is, and nothing else is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from enduse.entities.matching.near_words import NearWords

KNOWN = NearWords(["specimen", "granite", "orbit", "lamp", "zte", "elektrotyaga", "elektropribor"])


@pytest.mark.parametrize("slip", ["spcimen", "specimenn", "specjmen", "psecimen", "pecimen", "specime"])
def test_one_slip_of_any_kind_is_near(slip: str) -> None:
    assert KNOWN.near(slip) == ["specimen"]


@pytest.mark.parametrize("word", ["specimen", "spcimn", "ztt", "zt", "lmp", "lanp", "", "样本"])
def test_the_word_itself_two_slips_and_short_words_are_not(word: str) -> None:
    assert KNOWN.near(word) == []


def test_a_long_word_may_have_two_slips_if_it_begins_alike() -> None:
    assert KNOWN.nearest("elektrotjagaan") == []
    assert KNOWN.nearest("elektrotjga") == ["elektrotyaga"]
    assert KNOWN.nearest("granitte") == ["granite"]
    assert KNOWN.nearest("grannitte") == []


def test_which_words_are_known() -> None:
    assert "zte" in KNOWN
    assert "ztt" not in KNOWN
    assert NearWords(()).near("specimen") == []


WORDS = st.text(alphabet="abcde", min_size=3, max_size=8)


@given(st.lists(WORDS, max_size=8), WORDS)
def test_what_is_near_is_what_is_one_edit_away(known: list[str], word: str) -> None:
    expected = sorted({other for other in known if OSA.distance(word, other) == 1 and max(len(word), len(other)) >= 5})
    assert NearWords(known).near(word) == expected
