"""Values that state nothing, and that plain texts, which take a short way, are judged as all others are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enduse.language.masking import absence
from enduse.language.names.folding import fold_latin

PIECES = st.sampled_from([*"*xX_-/. '`&", "[redacted", "null", "none", "n/a", "1st", "52nd", "'s", "Specimen", "Ltd", "\x00", "\n"])
TEXTS = st.lists(PIECES, max_size=8).map("".join)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Specimen ** Ltd", "masked"),
        ("xxx Ltd", "masked"),
        ("[REDACTED] Ltd", "masked"),
        ("Specimen ___", "masked"),
        ("n/a", "missing"),
        ("n\x00ull ", "missing"),
        ("-----", "missing"),
        ("  ", "empty"),
        ("Exxon Specimen", None),
        ("Nonex", None),
    ],
)
def test_why_a_text_states_nothing(text: str, why: str | None) -> None:
    assert absence(text) == why


@given(TEXTS)
def test_a_sign_nobody_sees_changes_nothing(text: str) -> None:
    assert absence(text) == absence(text + "\u200b")


@given(TEXTS)
def test_a_mark_over_a_letter_changes_no_folded_name(text: str) -> None:
    assert fold_latin(text) == fold_latin(text + "\u0301")
