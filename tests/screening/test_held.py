"""Candidates held in memory are those that a join over the tables finds, and the directory of an index finds names by their words."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from enduse.case.layout import Case
from enduse.entities.matching.store import Stores
from enduse.findings.listed.names import Asked, NameIndex
from enduse.screening.directory import Directory
from enduse.screening.index import Index
from enduse.screening.run import index_of


@pytest.fixture(scope="module")
def tabled(case: Case) -> Iterator[NameIndex]:
    folder = index_of(case)
    with Index(folder) as opened:
        yield NameIndex(opened.connection, opened.bodies, Stores([folder / "parties"], 1 << 40, 1_000))


def test_both_ways_find_the_same(index: Index, tabled: NameIndex) -> None:
    records = [record for record in map(index.record, index.bodies) if record is not None]
    names = [name for record in records for name in record.properties.get("name", ())]
    asked = [Asked(each) for name in names for each in (name, name[1:], name.upper() + " Trading", name[::-1])]
    assert len(asked) > 200
    found = index.find(asked)
    assert tabled.find(asked) == found
    assert [tabled.find([each])[each] for each in asked[:50]] == [found[each] for each in asked[:50]]


def test_a_record_has_a_bodys_own_values_and_nothing_of_persons(index: Index) -> None:
    record = index.record("company:megvii")
    assert record is not None
    assert "Megvii" in record.properties["name"]
    assert "listed:LI015" in record.referents
    assert index.canonical("listed:LI015") == "company:megvii"
    assert index.canonical("nobody") is None
    kinds = {schema for _, schema in index.heads(index.directory.everyone).values()}
    assert "Person" not in kinds
    assert "Company" in kinds


NAMES = [("blue lamp", ("c",)), ("blue lamp works", ("b",)), ("great blue lamp", ("a",)), ("某某公司", ("d", "e"))]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Blue Lamp", ["c", "b", "a"]),
        ("lamp  blue", ["c", "a", "b"]),
        ("lamp works", ["b"]),
        ("某公", ["d", "e"]),
        ("lamps", []),
        ("bl", ["c", "b"]),
        ("g", ["a"]),
        ("---", []),
        ("\n", ["a", "b", "c", "d", "e"]),
        ("", ["a", "b", "c", "d", "e"]),
    ],
)
def test_a_directory_finds_words(words: str, found: list[str]) -> None:
    assert Directory.of(NAMES, ("a", "b", "c", "d", "e")).look(words) == found
