from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enduse.language.identifiers import _ALPHABET, examine_usc, read_usc, usc_check_character


@pytest.mark.shared
def test_every_code_of_the_hostile_table_is_judged_as_expected(shared: Path) -> None:
    with (shared / "hostile/table/g06_uscc.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            assert examine_usc(row["uscc"])[1] == row["expected"], row


@given(st.text(alphabet=_ALPHABET, min_size=17, max_size=17), st.integers(0, 16), st.sampled_from(_ALPHABET))
def test_one_wrong_sign_is_always_noticed(body: str, place: int, sign: str) -> None:
    code = body + usc_check_character(body)
    assert read_usc(code) == code
    wrong = code[:place] + sign + code[place + 1 :]
    assert read_usc(wrong) == (code if wrong == code else None)
