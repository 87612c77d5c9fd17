"""Whether a party was listed on a day, with dates as coarse and as contrary as sources give them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from msgspec import structs

from enduse.findings.facts import Party
from enduse.findings.listings import Listing, lists_without_direction
from enduse.findings.settings import known_list
from enduse.model.dates import PartialDate
from enduse.model.said import Said

from .builder import CASES, OpenCase, case_parts


def day(text: str) -> PartialDate:
    return PartialDate.parse(text)


LISTING = Listing(
    id="listing:L1",
    party=Party("body:1", Said.alike("Bureau (specimen)"), ()),
    list="Specimen Control List",
    key="specimen control list",
    announced=(day("2019-10-07"),),
    starts=(day("2019-10-09"),),
    ends=(day("2023-11-16"),),
    copy_of=None,
    citation="",
    provisions="",
    licence="",
    effects=(),
    statements=(),
)


@pytest.mark.parametrize(
    ("on", "held"),
    [
        ("2019-10-07", False),  # announced, not yet in force
        ("2019-10-08", False),
        ("2019-10-09", True),
        ("2023-11-15", True),
        ("2023-11-16", False),
        ("2019-10", None),
        ("2019-09", False),
        ("2020", True),
        ("2019-05/2021-06", None),
    ],
)
def test_effective_day_counts_and_the_day_it_ends_does_not(on: str, held: bool | None) -> None:
    assert LISTING.held([day(on)]) is held


def test_sources_that_differ_give_no_answer_unless_all_agree() -> None:
    differing = replace(LISTING, starts=(day("2019-10-09"), day("2019-10-11")))
    assert differing.held([day("2019-10-10")]) is None
    assert differing.held([day("2019-10-12")]) is True
    assert LISTING.held([day("2019-10-08"), day("2019-10-10")]) is None


def test_without_an_effective_day_only_days_before_the_announcement_are_sure() -> None:
    undated = replace(LISTING, starts=(), ends=())
    assert undated.held([day("2019-10-06")]) is False
    assert undated.held([day("2022-01-01")]) is None


def test_without_a_day_of_sale_nothing_is_said() -> None:
    assert LISTING.held([]) is None


def test_a_copy_of_a_list_says_nothing_of_later_days() -> None:
    copied = replace(LISTING, ends=(), copy_of=day("2021-07-09"))
    assert copied.held([day("2021-07-09")]) is True
    assert copied.held([day("2021-07-10")]) is None


@pytest.mark.parametrize("name", ["Entity List", "US Entity List", "us-bis-entity-list", "BIS  entity list"])
def test_one_list_has_many_names(name: str) -> None:
    assert known_list(name).key == "us-bis-entity-list"


def test_lists_nobody_describes_are_named(open_case: OpenCase) -> None:
    folder = CASES / "sale-to-listed-end-user"
    statements, resolution = case_parts(folder / "list-nobody-describes")
    with open_case(statements, resolution) as resolved:
        assert lists_without_direction(resolved.connection) == ["Specimen Control List"]
    statements, resolution = case_parts(folder / "reseller-to-listed-bureau")
    with open_case(statements, resolution) as resolved:
        assert lists_without_direction(resolved.connection) == []


def test_an_end_given_by_one_source_ends_the_entry_of_another(open_case: OpenCase) -> None:
    from enduse.findings.listings import listings_of

    statements, resolution = case_parts(CASES / "sale-to-listed-end-user" / "reseller-to-listed-bureau")
    entry = [s for s in statements if s.entity == "listing:L901"]
    end = structs.replace(entry[0], entity="listing:L902", property="endDate", value="2031-01-01")
    with open_case([*statements, *(structs.replace(s, entity="listing:L902") for s in entry), end], resolution) as resolved:
        held = [listing.held([day("2031-05-18")]) for listing in listings_of(resolved.connection, ["listed:L901"], None)["listed:L901"]]
    assert held == [False, False]
