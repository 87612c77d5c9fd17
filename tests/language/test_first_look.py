"""A first look finds the words that stand in a text and no others, whichever of their signs it goes by."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from enduse.language.first_look import FirstLook

SIGNS = st.text(alphabet="中标成交废流 \n:采购", max_size=12)


@given(SIGNS, st.lists(SIGNS, max_size=4))
def test_it_finds_what_stands_in_the_text(text: str, words: list[str]) -> None:
    assert FirstLook(words).finds(text) == any(word in text for word in words)
