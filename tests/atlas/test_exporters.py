"""Downloads: no live formula in a spreadsheet, every value unchanged in JSON."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from enduse.atlas.exporters.files import formula_safe, write_csv, write_lines


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", '=HYPERLINK("http://x")'])
def test_a_cell_never_begins_like_a_formula(cell: str) -> None:
    assert formula_safe(cell) == f"'{cell}"


def test_typed_numbers_stay_numbers() -> None:
    assert formula_safe(-3) == "-3"
    assert formula_safe(0.5) == "0.5"


def test_both_files_hold_the_value(tmp_path: Path) -> None:
    rows = [{"a": '=cmd|"x"!A1', "b": "two\nlines, \u202eturned \U000e0041"}]
    write_csv(tmp_path / "t.csv", ["a", "b"], rows)
    write_lines(tmp_path / "t.jsonl", rows)
    with (tmp_path / "t.csv").open(encoding="utf-8", newline="") as file:
        read = list(csv.DictReader(file))
    assert read[0]["a"] == '\'=cmd|"x"!A1'
    assert "⟨U+202E⟩" in read[0]["b"]
    line = (tmp_path / "t.jsonl").read_text("utf-8")
    assert "\u202e" not in line
    assert json.loads(line) == rows[0]
    assert (tmp_path / "t.csv").read_bytes().count(b"\r\n") == 2


def test_downloads_of_a_site(site: Path) -> None:
    statements = [json.loads(line) for line in (site / "downloads" / "statements.jsonl").read_text("utf-8").splitlines()]
    assert statements
    assert all((site / row["page"].partition("#")[0]).is_file() for row in statements)
    readme = (site / "downloads" / "README.txt").read_text("utf-8")
    assert "not an accusation" in readme
    for name in ("statements", "entities", "projects", "listings", "findings"):
        with (site / "downloads" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            header = next(csv.reader(file))
        assert all(f"  {column}" in readme for column in header)
