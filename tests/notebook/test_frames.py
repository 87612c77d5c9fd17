"""Data frames of the real libraries, where they are installed; Enduse brings neither."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import enduse
from enduse.notebook.opened import OpenedCase
from tests.conftest import copy_built

DAY = datetime.date(2019, 10, 9)


@pytest.fixture(scope="module")
def case(example: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenedCase]:
    with enduse.open(copy_built(example, tmp_path_factory.mktemp("frames") / "case")) as opened:
        yield opened


@pytest.fixture(params=["pandas", "polars"])
def library(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Any:
    """One of the two, as if the other were not there."""
    module = pytest.importorskip(request.param)
    monkeypatch.setitem(sys.modules, "polars" if request.param == "pandas" else "pandas", None)
    return module


def test_answers_become_frames(case: OpenedCase, library: Any) -> None:
    said = case.listed("Megvii Technology", on="2019-10-09")
    frame = said.to_frame()
    assert isinstance(frame, library.DataFrame)
    assert list(frame.columns) == list(said.entries.columns)
    assert next(iter(frame["citation"])) == "84 FR 54004"
    nobody = case.listed("Sample Works", on="2021-03-01").to_frame()
    assert len(nobody) == 0
    found = case.match("Hikvision", on="2022-01-01").to_frame()
    assert next(iter(found["body"])) == "Hikvision"
    assert next(iter(found["score"])) == 1.0
    ways = case.trace("Thermo Fisher Scientific", depth=3)
    assert len(ways.to_frame()) == len(ways)


def test_a_frame_is_screened_and_comes_back_as_one(case: OpenedCase, library: Any) -> None:
    given = library.DataFrame(
        {"Customer": ["Megvii Technology", "Specimen Bakery Ltd", None], "Ship date": [DAY, DAY, None], "Sum": [1.5, None, 2.0]}
    )
    screened = case.screen(given, on="2019-10-09")
    frame = screened.to_frame()
    assert list(frame["enduse_verdict"]) == ["match to check", "none", "none"]
    assert list(frame["Customer"]) == ["Megvii Technology", "Specimen Bakery Ltd", ""]
    dated = case.screen(given[:2])
    assert dated.about["columns"]["date"] == "Ship date"
    assert [each.asked.day for each in dated.answers] == ["2019-10-09", "2019-10-09"]


def test_days_of_pandas_own_kind_are_days(case: OpenedCase) -> None:
    pandas = pytest.importorskip("pandas")
    given = pandas.DataFrame({"name": ["Megvii Technology", "Megvii Technology"], "date": pandas.to_datetime(["2019-10-09", None])})
    asked = case.screen(given, on=None if case.on else "2020-01-01", date="date").answers
    assert [each.asked.day for each in asked] == ["2019-10-09", "2020-01-01"]
