"""The projection and the world map made with it."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from enduse.atlas.geography import load_geography
from enduse.atlas.map.projection import HEIGHT, WIDTH, project


def test_the_equator_is_as_wide_as_the_map() -> None:
    assert project(-180, 0)[0] == pytest.approx(0)
    assert project(180, 0)[0] == pytest.approx(WIDTH)


def test_areas_are_true() -> None:
    def area(longitude: float, latitude: float) -> float:
        (ax, ay), (bx, by), (cx, cy) = (
            project(longitude, latitude),
            project(longitude + 0.01, latitude),
            project(longitude, latitude + 0.01),
        )
        return abs((bx - ax) * (cy - ay) - (cx - ax) * (by - ay))

    import math

    for latitude in (0, 30, 60, 75):
        assert area(20, latitude) / math.cos(math.radians(latitude + 0.005)) == pytest.approx(area(20, 0), rel=0.002)


def test_the_map_is_small_and_no_line_runs_across_the_world(root: Path) -> None:
    asset = root / "src" / "enduse" / "atlas" / "assets" / "world.json"
    assert asset.stat().st_size < 120_000
    steps = [
        float(number)
        for c in json.loads(asset.read_text("utf-8"))["countries"]
        for number in re.findall(r"-?[\d.]+", c["path"].replace("M", " "))
    ]
    assert steps
    for country in load_geography().shapes:
        for ring in country.path.split("z")[:-1]:
            moves = re.findall(r"-?\d*\.?\d+", ring.partition("l")[2])
            assert all(abs(float(move)) < WIDTH / 8 for move in moves), country.name


def test_points_lie_on_the_map() -> None:
    for shape in load_geography().shapes:
        assert -5 <= shape.at[0] <= WIDTH + 5
        assert -5 <= shape.at[1] <= HEIGHT + 5


@pytest.mark.shared
def test_the_asset_is_what_the_script_makes(root: Path, shared: Path, tmp_path: Path) -> None:
    asset = root / "src" / "enduse" / "atlas" / "assets" / "world.json"
    before = asset.read_bytes()
    places = shared / "data" / "places"
    subprocess.run(
        [
            sys.executable,
            str(root / "scripts" / "make_world_map.py"),
            str(places / "countries-110m.json"),
            str(places / "countries-50m.json"),
            str(tmp_path / "world.json"),
        ],
        check=True,
    )
    assert (tmp_path / "world.json").read_bytes() == before
