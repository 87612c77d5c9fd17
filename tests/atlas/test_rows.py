"""Rows and entries are found by place, whatever the shape of the list."""

from __future__ import annotations

import pytest

from enduse.atlas.rows import Entries
from enduse.model.document import Cell, Document, Field, Table


def test_a_row_of_a_table_has_its_columns() -> None:
    text = "key\tname\nP1\tone\nP2\ttwo\n"
    starts = [(0, 0, 0, 3), (0, 1, 4, 8), (1, 0, 9, 11), (1, 1, 12, 15), (2, 0, 16, 18), (2, 1, 19, 22)]
    cells = tuple(Cell(row, column, start, end, header=row == 0) for row, column, start, end in starts)
    entries = Entries(Document(sha256="a" * 64, media_type="text/csv", text=text, tables=(Table("table 1", cells),)))
    entry = entries.at(20)
    assert (entry.number, entry.key, [part.label for part in entry.parts]) == (2, "P2", ["key", "name"])
    with pytest.raises(KeyError):
        entries.at(1)


def test_an_entry_of_a_json_list_holds_its_fields() -> None:
    text = "one\nalias\ntwo\n"
    fields = (Field("/entities/0/name", 0, 3), Field("/entities/0/aliases/0", 4, 9), Field("/entities/1/name", 10, 13))
    entries = Entries(Document(sha256="a" * 64, media_type="application/json", text=text, fields=fields))
    assert [part.label for part in entries.at(5).parts] == ["name", "aliases/0"]
    assert entries.at(11).key == "/entities/1"
