"""An index that holds its candidates in memory answers as one that asks its tables does, and its directory finds names by their words."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from enduse.case.layout import Case
from enduse.findings.listed.names import Asked
from enduse.screening.directory import Directory
from enduse.screening.index import Index
from enduse.screening.run import index_of


@pytest.fixture(scope="module")
def tabled(case: Case) -> Iterator[Index]:
    with Index(index_of(case), held=False) as opened:
        yield opened


def test_both_ways_find_the_same(index: Index, tabled: Index) -> None:
    records = [record for record in map(index.record, index.bodies) if record is not None]
    names = [name for record in records for name in record.properties.get("name", ())]
    asked = [Asked(each) for name in names for each in (name, name[1:], name.upper() + " Trading", name[::-1])]
    assert len(asked) > 200
    found = index.find(asked)
    assert tabled.find(asked) == found
    assert [tabled.find([each])[each] for each in asked[:50]] == [found[each] for each in asked[:50]]


def test_a_record_has_a_bodys_own_values_and_nothing_of_persons(tabled: Index) -> None:
    record = tabled.record("company:megvii")
    assert record is not None
    assert "Megvii" in record.properties["name"]
    assert "listed:LI015" in record.referents
    assert tabled.canonical("listed:LI015") == "company:megvii"
    assert tabled.canonical("nobody") is None
    kinds = {schema for _, schema in tabled.heads(tabled.directory.everyone).values()}
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
