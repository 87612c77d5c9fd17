"""The map's drawing and data stay small however many places there are, and lose nothing."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enduse.atlas.geography import load_geography
from enduse.atlas.map.columns import SIGNS, numbered, packed
from enduse.atlas.map.drawing import MOST_DOTS, Locations, draw_map
from enduse.atlas.map.projection import HEIGHT, WIDTH, drawn_at
from enduse.atlas.script_files import bare

WORDS = {"title": "Map", "desc": "Map", "project": "project", "projects": "projects", "ring": "national"}


def unpacked(text: str) -> list[int]:
    """As ``map-data.js`` reads a column."""
    width, signs = int(text[0]), text[1:]
    number = len(signs) // width
    planes = [signs[at : at + number] for at in range(0, len(signs), number)] if number else []
    return [sum(SIGNS.index(sign) * 91 ** (width - 1 - place) for place, sign in enumerate(digits)) for digits in zip(*planes, strict=True)]


@given(st.lists(st.integers(0, 1_000_000)))
def test_a_column_is_read_as_it_was_written(numbers: list[int]) -> None:
    assert unpacked(packed(numbers)) == numbers
    assert '"' not in packed(numbers)
    assert "\\" not in packed(numbers)


def test_a_column_takes_no_number_below_zero() -> None:
    with pytest.raises(ValueError, match="-1"):
        packed([1, -1])


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5))))
def test_sets_and_their_numbers_say_the_same(sets: list[tuple[int, ...]]) -> None:
    known, numbers = numbered(sets)
    assert [known[number] for number in numbers] == sets
    assert len(set(known)) == len(known)


def test_of_very_many_cities_those_close_together_share_a_dot() -> None:
    cities = {(x / 8 - 170, y - 50.0): ("fr" if x < 1000 else "pk", 2) for x in range(0, 2600, 20) for y in range(0, 120, 2)}
    assert len(cities) > 10 * MOST_DOTS
    drawn = draw_map(Locations({"fr": 5, "pk": 5}, cities), load_geography(), "", set(), WORDS)
    dots = re.findall(r'<circle class="dot" .*?<title>(.*?)</title>', drawn)
    assert len(dots) <= MOST_DOTS
    assert sum(int(re.findall(r"(\d+) projects", dot)[0]) for dot in dots) == 2 * len(cities)
    named = [dot.partition(": ")[0] for dot in dots if ": " in dot]
    assert set(named) == {"France", "Pakistan"}
    assert len(named) < len(dots)  # a dot of both countries is given to neither


def test_a_dot_lies_inside_the_drawing() -> None:
    for place in ((-180.0, 89.0), (180.0, -89.0), (0.0, 0.0)):
        x, y = drawn_at(place)
        assert 0 <= x <= WIDTH
        assert 0 <= y <= HEIGHT + 60  # what lies south of the drawing is cut by its edge


def test_a_script_loses_its_remarks_and_no_text() -> None:
    assert bare("// why\n  let a = 'b // c'; // so\n\n  f(`// d`);\n") == "let a = 'b // c';\nf(`// d`);\n"
