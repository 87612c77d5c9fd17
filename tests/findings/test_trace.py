"""Traces over the edges of a case."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from enduse.entities.resolved import Resolved
from enduse.findings.trace import named, trace

from .builder import CASES


@pytest.fixture
def county(open_folder: Callable[[Path], Resolved]) -> Iterator[Resolved]:
    with open_folder(CASES / "sale-to-body-under-listed-body" / "county-under-listed-prefecture") as resolved:
        yield resolved


def test_goods_are_followed_from_maker_to_the_body_above_the_buyer(county: Resolved) -> None:
    found = trace(county, "company:kestrel", "listed:L901")
    assert [[edge.relation for edge in path] for path in found.paths] == [["made", "sold-by", "award", "under"]]
    assert all(edge.statements for path in found.paths for edge in path)
    assert set(county.statements(s for e in found.paths[0] for s in e.statements)) == {s for e in found.paths[0] for s in e.statements}


def test_a_trace_stops_at_its_depth(county: Resolved) -> None:
    assert trace(county, "company:kestrel", "listed:L901", depth=3).paths == ()


def test_without_a_target_all_ways_are_given(county: Resolved) -> None:
    assert [path[-1].target for path in trace(county, "company:kestrel").paths] == ["listed:L901"]
    assert trace(county, "listed:L901").paths == ()


def test_parallel_awards_stay_two_ways(open_folder: Callable[[Path], Resolved]) -> None:
    with open_folder(CASES / "sale-to-listed-end-user" / "two-sources-for-one-sale") as resolved:
        (path,) = trace(resolved, "company:kestrel", "listed:L901").paths
        assert [edge.relation for edge in path] == ["made", "bought-by"]
        assert len(path[0].statements) == 2, "two sources of one edge stand under it"


def test_a_limit_is_said(county: Resolved) -> None:
    assert trace(county, "company:kestrel", limit=0).cut


def test_names_find_bodies(county: Resolved) -> None:
    assert named(county, "kestrel  sequencing (SPECIMEN)") == ["company:kestrel"]
    assert named(county, "listed:L901") == ["listed:L901"]
    assert named(county, "nobody") == []
