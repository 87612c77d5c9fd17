"""Traces over the edges of a case."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from enduse.entities.resolved import Resolved
from enduse.findings.trace import named, trace
from enduse.findings.validity import Validity
from enduse.model.dates import PartialDate
from enduse.model.entity import Resolution

from .builder import CASES, OpenCase, statements_of


@pytest.fixture
def county(open_folder: Callable[[Path], Resolved]) -> Iterator[Resolved]:
    with open_folder(CASES / "sale-to-body-under-listed-body" / "county-under-listed-prefecture") as resolved:
        yield resolved


def test_goods_are_followed_from_maker_to_the_body_above_the_buyer(county: Resolved) -> None:
    found = trace(county, "company:kestrel", "listed:L901")
    assert [[edge.relation for edge in path] for path in found.paths] == [["made", "gap", "sold-by", "award", "under"]]
    assert all(bool(edge.statements) != bool(edge.gap) for path in found.paths for edge in path), "a passage or a gap, never neither"
    assert set(county.statements(s for e in found.paths[0] for s in e.statements)) == {s for e in found.paths[0] for s in e.statements}


def test_a_trace_stops_at_its_depth(county: Resolved) -> None:
    assert trace(county, "company:kestrel", "listed:L901", depth=3).paths == ()


def test_without_a_target_all_ways_are_given(county: Resolved) -> None:
    assert [path[-1].target for path in trace(county, "company:kestrel").paths] == ["listed:L901"]
    assert [path[-1].target for path in trace(county, "company:kestrel", depth=5).paths] == ["listing:L901"]
    assert [[edge.relation for edge in path] for path in trace(county, "listed:L901").paths] == [["listed"]]
    assert trace(county, "listing:L901").paths == ()


def test_parallel_awards_stay_two_ways(open_folder: Callable[[Path], Resolved]) -> None:
    with open_folder(CASES / "sale-to-listed-end-user" / "two-sources-for-one-sale") as resolved:
        (path,) = trace(resolved, "company:kestrel", "listed:L901").paths
        assert [edge.relation for edge in path] == ["made", "gap", "bought-by"]
        assert len(path[0].statements) == 4, "two sources of one edge stand under it, and two of its day"


def test_a_gap_stands_between_the_maker_and_who_sold_the_goods(county: Resolved) -> None:
    (path,) = trace(county, "company:kestrel", "listed:L901").paths
    (gap,) = [edge for edge in path if edge.gap]
    sold = path[path.index(gap) + 1]
    assert (gap.origin, gap.target, gap.statements) == ("company:kestrel", sold.target, ())
    assert gap.gap.en == f"How {county.entity(sold.target).caption} obtained the goods is not in these papers."


@pytest.mark.parametrize(
    ("day", "relations"),
    [
        ("2031-05-18", ["made", "sold-by", "award"]),
        ("2031-05", ["made", "sold-by", "award"]),
        ("2031-05-19", []),
        ("2030-10-08", []),
    ],
)
def test_only_edges_of_that_day(open_folder: Callable[[Path], Resolved], day: str, relations: list[str]) -> None:
    with open_folder(CASES / "sale-to-listed-end-user" / "reseller-to-listed-bureau") as resolved:
        paths = trace(resolved, "company:kestrel", "listed:L901", on=PartialDate.parse(day)).paths
        assert [edge.relation for path in paths for edge in path if not edge.gap] == relations
        listed = trace(resolved, "listed:L901", on=PartialDate.parse(day)).paths
        assert bool(listed) == (day != "2030-10-08"), "effective on 9 October 2030; that day counts"
        assert all(edge.validity.holds(PartialDate.parse(day)) for path in [*paths, *listed] for edge in path if not edge.gap)
        dated = {s.property for path in paths for edge in path for s in resolved.statements(edge.statements).values()}
        assert not paths or "date" in dated, "the day of an edge has its passage too"


def test_an_undated_edge_stays_and_is_undetermined(county: Resolved) -> None:
    (path,) = trace(county, "company:kestrel", "listed:L901", on=PartialDate.parse("2031")).paths
    assert {edge.relation: edge.validity.holds(PartialDate.parse("2031")) for edge in path if not edge.gap}["under"] is None


def test_days_on_which_sources_differ_are_undetermined() -> None:
    two = Validity(True, (PartialDate.parse("2031-05-18"), PartialDate.parse("2031-06-30")))
    assert two.holds(PartialDate.parse("2031-05-18")) is None
    assert two.holds(PartialDate.parse("2031-07-01")) is False
    assert Validity(True, (PartialDate.parse("2031-05"),)).holds(PartialDate.parse("2031-05-18")) is None


def test_an_owner_is_reached_while_it_owns(open_case: OpenCase) -> None:
    owned = {"entity": "ownership:1", "schema": "Ownership", "source": "record:S1"}
    rows = [{"entity": f"company:{each}", "schema": "Company", "property": "name", "value": each} for each in ("one", "two")]
    rows += [owned | {"property": "asset", "value": "company:one"}, owned | {"property": "owner", "value": "company:two"}]
    rows += [owned | {"property": "startDate", "value": "2019-04"}, owned | {"property": "endDate", "value": "2021-02-03"}]
    with open_case(statements_of(rows), Resolution()) as resolved:
        held = {
            day: trace(resolved, "company:one", on=PartialDate.parse(day)).paths
            for day in ("2019-03-31", "2019-04-15", "2020-01-01", "2021-02-03")
        }
    assert {day: [edge.validity.holds(PartialDate.parse(day)) for path in paths for edge in path] for day, paths in held.items()} == {
        "2019-03-31": [],
        "2019-04-15": [None],
        "2020-01-01": [True],
        "2021-02-03": [],
    }


def test_a_limit_is_said(county: Resolved) -> None:
    assert trace(county, "company:kestrel", limit=0).cut


def test_names_find_bodies(county: Resolved) -> None:
    assert named(county, "kestrel  sequencing (SPECIMEN)") == ["company:kestrel"]
    assert named(county, "listed:L901") == ["listed:L901"]
    assert named(county, "nobody") == []
