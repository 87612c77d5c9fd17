"""Rows and entries are found by place, whatever the shape of the list."""

from __future__ import annotations

import pytest

from enduse.atlas.rows import Entries
from enduse.model.document import Block, Cell, Document, Field, Table


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


def test_rows_of_every_table_and_the_passages_around_them() -> None:
    text = "List A\nk\nP1\nList B\nk\nP2\n"
    tables = tuple(
        Table(f"table {at}", (Cell(0, 0, start, start + 1, header=True), Cell(1, 0, start + 2, start + 4)))
        for at, start in ((1, 7), (2, 19))
    )
    blocks = (Block(0, 6, "heading"), Block(12, 18, "heading"))
    entries = Entries(Document(sha256="a" * 64, media_type="text/html", text=text, title="A page", tables=tables, blocks=blocks))
    assert [(entries.at(place).number, text[entries.at(place).start : entries.at(place).end]) for place in (9, 21)] == [
        (1, "P1"),
        (2, "P2"),
    ]
    around = [entries.at(place) for place in (0, 12)]
    assert [(each.key, text[each.start : each.end]) for each in around] == [("A page", "List A"), ("A page", "List B")]
    assert len({each.number for each in around} | {1, 2}) == 4
    with pytest.raises(KeyError):
        entries.at(7)


def test_an_entry_of_an_xml_list_is_an_element_of_the_first_level_that_repeats() -> None:
    text = "2026\none\nother\ntwo\n"
    fields = (
        Field("/L[1]/@day", 0, 4),
        Field("/L[1]/E[1]/N[1]", 5, 8),
        Field("/L[1]/E[1]/N[2]", 9, 14),
        Field("/L[1]/E[2]/N[1]", 15, 18),
    )
    entries = Entries(Document(sha256="a" * 64, media_type="application/xml", text=text, fields=fields))
    assert [(part.label, part.start) for part in entries.at(10).parts] == [("N[1]", 5), ("N[2]", 9)]
    assert entries.at(15).key == "/L[1]/E[2]"
