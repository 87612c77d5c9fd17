"""Turns: a body asked on the one day that stands for many is said the same of as on each of them."""

from __future__ import annotations

import datetime
import random
from itertools import product

import pytest

from enduse.findings.listed.ask import Listings
from enduse.findings.listed.turns import Turns

from ..builder import OpenCase, statements_of
from .small import Part, body, entry, stake, together

STARTS = ("", "2019", "2019-10", "2019-10-09", "2019-10-09|2019-10-11", "someday")
ENDS = ("", "2020-03", "2020-03-05", "2020-03-05|2021-01-01")
ANNOUNCED = ("", "2019-10-08", "2019-09")
STAKES = ({"startDate": "2018-02-03"}, {"startDate": "2019-11", "endDate": "2021"}, {})
NEAR = ("2018-02-03", "2019-10-09", "2019-10-11", "2019-11-30", "2020-03-05", "2021-01-01", "2021-06-07", "2025-09-29", "2026-11-09")


def parts() -> list[Part]:
    found: list[Part] = []
    for number, (start, end, announced) in enumerate(product(STARTS, ENDS, ANNOUNCED)):
        given = {"startDate": start, "endDate": end, "listingDate": announced}
        said = {key: value for key, value in given.items() if value}
        found += [body(f"b{number:02}", f"Specimen Works No. {number + 100}"), entry(f"l{number:02}", f"b{number:02}", **said)]
    found += [body("c1", "Specimen Copied Works"), entry("m1", "c1", source="list:us-bis-entity-list", seen="2021-06-07")]
    found += [body("c2", "Specimen Dated Works"), entry("m2", "c2", source="list:x", seen="2021-06-07", startDate="2019-10-09")]
    for number, said in enumerate(STAKES):
        found += [body(f"o{number}", f"Specimen Daughter {number}"), stake(f"s{number}", "b09", f"o{number}", percentage="60", **said)]
    return found


@pytest.fixture
def days() -> list[str]:
    near = [datetime.date.fromisoformat(day) + datetime.timedelta(days=off) for day in NEAR for off in (-1, 0, 1)]
    drawn = random.Random(3)  # noqa: S311 - days, no secret
    chance = [datetime.date(2017, 1, 1) + datetime.timedelta(days=drawn.randrange(3_700)) for _ in range(60)]
    return sorted({day.isoformat() for day in (*near, *chance)} | {"0001-01-01", "9999-12-31"})


def test_between_two_turns_the_lists_say_the_same(open_case: OpenCase, days: list[str]) -> None:
    rows, resolution = together(parts())
    with open_case(statements_of(rows), resolution) as resolved:
        listings = Listings.of(resolved)
        turns = Turns(listings.connection)
        bodies = [entity.id for entity in resolution.entities if entity.schema == "Company"]
        asked = [(each, day) for each in bodies for day in days]
        stood = listings.stood(asked)
        stands_for = {pair: (pair[0], turns.same_as(*pair)) for pair in asked}
        instead = listings.stood(stands_for.values())
    assert [pair for pair in asked if stood.get(pair) != instead.get(stands_for[pair])] == []
    assert len(set(stood.values())) > 100, "the days tell something apart"
    assert len(set(stands_for.values())) < len(asked) / 8, "few days stand for many"


def test_what_is_no_single_day_stands_for_itself(open_case: OpenCase) -> None:
    rows, resolution = together(parts()[:2])
    with open_case(statements_of(rows), resolution) as resolved:
        turns = Turns(Listings.of(resolved).connection)
        given = ["2019-10", "2019", "2019-05/2021-06", "2019-W41-3", "31/31/2020", "", "yesterday"]
        assert [turns.same_as("b00", day) for day in given] == given
