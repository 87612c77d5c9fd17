"""``enduse match``: one pair in words."""

from __future__ import annotations

import json

import pytest

from tests.conftest import run_here


def test_a_pair_is_explained_in_words() -> None:
    told = run_here("match", "Yangben Lantern Instruments Limited", "Yangben Lantern Instruments")
    assert told.returncode == 0
    assert "The names and particulars are those of one body." in told.stdout
    assert "words both names have" in told.stdout
    assert "not a statement about anybody" in told.stderr


def test_another_number_is_another_body() -> None:
    found = json.loads(run_here("match", "Specimen 52nd Research Institute", "Specimen 55th Research Institute", "--json").stdout)
    assert found["score"] < found["possible"] < found["match"]
    assert found["verdict"] == "Not taken for the same body."
    assert all({"name", "left", "right", "weight", "why"} == set(feature) for feature in found["features"])
    turned = json.loads(run_here("match", "Specimen 55th Research Institute", "Specimen 52nd Research Institute", "--json").stdout)
    assert turned["score"] == found["score"]


@pytest.mark.parametrize(
    ("args", "words"),
    [(["Sample Person", "Sample Persn", "--kind", "Person"], "not compared"), (["", "x"], "A name is empty"), (["one"], "OTHER")],
)
def test_what_is_not_compared(args: list[str], words: str) -> None:
    done = run_here("match", *args)
    assert done.returncode == 2
    assert words in done.stderr
