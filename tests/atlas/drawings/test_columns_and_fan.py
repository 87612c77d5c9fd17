"""Columns by year and the fan."""

from __future__ import annotations

import re

from enduse.atlas.drawings.canvas import Link
from enduse.atlas.drawings.columns import draw_columns
from enduse.atlas.drawings.fan import Group, Neighbour, draw_fan


def heights(text: str) -> list[float]:
    return [float(found) for found in re.findall(r'class="whole"[^>]*height="([\d.]+)"', text)]


def test_columns_are_as_tall_as_their_numbers() -> None:
    text = str(draw_columns({2018: 2, 2020: 8}, range(2018, 2021), 8, "t", "d", height=134))
    assert heights(text) == [25.0, 100.0]
    assert re.findall(r'class="amount"[^>]*>(\d+)<', text) == ["2", "8"]


def test_charts_of_one_scale_are_of_one_scale() -> None:
    few = draw_columns({2018: 2}, range(2018, 2021), 8, "t", "d", height=134)
    assert heights(str(few)) == [25.0]


def test_a_long_run_of_years_writes_few_of_them() -> None:
    text = str(draw_columns({2000: 1}, range(2000, 2030), 1, "t", "d"))
    assert text.count('class="year"') <= 8


def neighbour(name: str, listed: bool = False) -> Neighbour:
    return Neighbour(Link(name, f"{name}.html"), "dot", listed=listed)


def test_each_neighbour_is_a_link_and_a_curve() -> None:
    left = [Group("Makers", (neighbour("a"), neighbour("b", listed=True)))]
    right = [Group("Buyers", (neighbour("c"),), more="+ 4 more")]
    text = str(draw_fan("Middle", left, right, "t", "d"))
    assert re.findall(r'<a class="ref node-of" href="(\w)\.html"', text) == ["a", "b", "c"]
    assert text.count('class="tie"') == 3
    assert text.count("sign dot listed") == 1
    assert "+ 4 more" in text


def test_one_side_alone_takes_the_room_of_both() -> None:
    names = re.findall(r'class="body-name" x="([\d.]+)%"', str(draw_fan("Middle", [], [Group("x", (neighbour("a"),))], "t", "d")))
    assert names == ["20"]
    both = draw_fan("Middle", [Group("y", (neighbour("b"),))], [Group("x", (neighbour("a"),))], "t", "d")
    assert sorted(re.findall(r'class="body-name" x="([\d.]+)%"', str(both))) == ["37", "63"]
