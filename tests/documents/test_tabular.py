"""Tables of values: every cell where it stands, every odd row named, nothing shifted or lost."""

from __future__ import annotations

import csv
import io
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enduse.model.document import Document
from tests.documents.given import codes, document, read


def rows(found: Document) -> list[list[str]]:
    table: list[list[str]] = []
    for cell in found.tables[0].cells:
        while len(table) <= cell.row:
            table.append([])
        assert cell.column == len(table[cell.row])
        table[cell.row].append(found.text[cell.start : cell.end])
    return table


def test_cells_have_their_values_and_places() -> None:
    stored = 'name,"no ""1""",c\r\n甲,"a\nb",\r\n'
    found = document(stored, ".csv")
    assert rows(found) == [["name", 'no "1"', "c"], ["甲", "a\nb", ""]]
    assert [cell.header for cell in found.tables[0].cells] == [True] * 3 + [False] * 3
    at = found.text.index('"1')
    first, last = found.stored_span(at, at + 2)
    assert stored[first:last] == '""1'


@pytest.mark.parametrize(
    ("delimiter", "extension"), [(",", ".csv"), ("\t", ".tsv"), (";", ".csv"), ("|", ".csv"), ("\t", ".csv"), (",", "")]
)
def test_the_delimiter_is_the_one_rows_agree_on(delimiter: str, extension: str) -> None:
    lines = [["id", "name, place; time", "note|x"], ["1", "a, b; c", "d"], ["2", "e; f, g", "h|i"]]
    text = "\n".join(delimiter.join(f'"{cell}"' for cell in line) for line in lines)
    assert rows(document(text, extension)) == lines


def test_odd_rows_are_named_by_line_and_kept_where_they_stand() -> None:
    result = read('a,b,c\n1,"open,x\n2,ok,"multi\nline"\n3,too,many,cells\n4\n\n5,nul\x00in,x\n', ".csv")
    assert result.document is not None
    assert rows(result.document)[1:] == [
        ["1", '"open', "x"],
        ["2", "ok", "multi\nline"],
        ["3", "too", "many", "cells"],
        ["4"],
        ["5", "nulin", "x"],
    ]
    places = [(issue.code, issue.place.split(" ", 1)[1]) for issue in result.issues if " line" in issue.place]
    assert places == [("ragged-row", "line 5"), ("ragged-row", "line 6"), ("unclosed-quote", "line 2"), ("control-in-cell", "line 8")]


def test_many_odd_rows_are_counted() -> None:
    result = read("a,b\n" + "1\n" * 500, ".csv")
    ragged = [issue for issue in result.issues if issue.code == "ragged-row"]
    assert len(ragged) == 51
    assert "450 more" in ragged[-1].message
    assert "line 501" in ragged[-1].message


@pytest.mark.shared
def test_the_hostile_table(shared: Path) -> None:
    result = read((shared / "hostile" / "table" / "g02_csv_structure.csv").read_bytes(), ".csv")
    assert result.document is not None
    table = rows(result.document)
    assert table[:3] == [["id", "name", "note"], ["1", '"unclosed quote', "x"], ["2", "ok", "multi\nline"]]
    assert table[6] == ["6;semi;colon"]
    assert len(table[7][1]) >= 1_000_000
    assert len(table[8]) > 20_000
    assert {"ragged-row", "unclosed-quote", "control-in-cell"} <= codes(result)


@pytest.mark.parametrize("cell", ['"a', '"",', '"a"b,', '"a""', ',"', '"\n', "a,b;c\td\n"])
def test_cost_grows_with_length(cell: str) -> None:
    def seconds(times: int) -> float:
        begun = time.process_time()
        read("a,b\n" + cell * times, ".csv")
        return time.process_time() - begun

    # Twenty times as long: linear work costs twentyfold, quadratic four hundredfold; the bound lies where no busy machine reaches.
    small = min(seconds(2_500) for _ in range(3))
    assert seconds(50_000) < 100 * max(small, 0.01)


CELL = st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from('",;\t\n\r "甲'), max_size=12)


@given(st.lists(st.lists(CELL, min_size=2, max_size=4), min_size=1, max_size=6), st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]))
def test_whatever_the_csv_module_writes_is_read_back(table: list[list[str]], quoting: int) -> None:
    header = [f"column {number}" for number in range(len(table[0]))]
    width = len(header)
    whole = [header, *([*row, *[""] * width] for row in table)]
    written = [row[:width] for row in whole]
    file = io.StringIO()
    csv.writer(file, quoting=quoting).writerows(written)  # type: ignore[arg-type]  # one of the module's own constants
    found = document(file.getvalue(), ".csv")
    assert rows(found) == written


@given(st.text(st.sampled_from('a,;"\n\r\t甲 '), max_size=60))
def test_any_text_as_a_table_keeps_every_letter(text: str) -> None:
    result = read("甲,b\n" + text, ".csv")
    assert result.document is not None
    held = "".join(cell for row in rows(result.document) for cell in row)
    assert [char for char in held if char in "a甲"] == [char for char in "甲,b\n" + text if char in "a甲"]
