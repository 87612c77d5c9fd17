"""The hostile table of names: which are one name after folding, which stay apart, and what is said of the rest."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from enduse.documents.read import read_bytes
from enduse.language.masking import absence
from enduse.language.scripts import fold_name
from enduse.statements.tables.cell_value import Unreadable, read_name


@pytest.fixture(scope="module")
def names(shared: Path) -> dict[str, dict[str, str]]:
    with (shared / "hostile/table/g05_names.csv").open(encoding="utf-8", newline="") as file:
        return {row["id"]: row for row in csv.DictReader(file)}


@pytest.mark.shared
def test_rows_that_are_the_same_share_a_key_and_no_others_do(names: dict[str, dict[str, str]]) -> None:
    keys = {number: fold_name(row["raw_name"]) for number, row in names.items()}
    base = {number: row["same_as"] or number for number, row in names.items()}
    for left in names:
        for right in names:
            assert (keys[left] == keys[right]) == (base[left] == base[right]), (left, right)
    assert all(fold_name(key) == key for key in keys.values()), "folding twice changes nothing"


@pytest.mark.shared
def test_what_is_no_name_is_said(names: dict[str, dict[str, str]]) -> None:
    refused = set()
    for number, row in names.items():
        try:
            read_name(row["raw_name"])
        except Unreadable:
            refused.add(number)
    expected = {number for number, row in names.items() if row["expected"].startswith(("limit on name length", "stacked combining"))}
    assert refused == expected
    assert [absence(row["raw_name"]) for row in names.values() if row["expected"] == "missing"] == ["missing"]


@pytest.mark.shared
def test_signs_that_turn_the_direction_are_flagged(names: dict[str, dict[str, str]]) -> None:
    for row in names.values():
        if len(row["raw_name"]) > 1000:
            continue
        reading = read_bytes(f"采购人：{row['raw_name']}".encode(), sha256="0" * 64, extension=".txt")
        flagged = any(issue.code == "direction-controls" for issue in reading.issues)
        assert flagged == row["expected"].startswith("flag bidi_control"), row


def test_a_dotted_capital_is_an_i_in_every_locale() -> None:
    assert fold_name("İstanbul") == fold_name("istanbul") == fold_name("ISTANBUL")
