"""What rules ask of owners: who is bound, on which day, with whose money, for which purpose, in which country."""

from __future__ import annotations

from dataclasses import replace

import pytest

from enduse.screening.inventory import assess
from enduse.screening.inventory.device import Device
from enduse.screening.inventory.exposure import place_kinds
from enduse.screening.inventory.obligations import BOUND, NOT_BOUND, NOT_KNOWN, Obligation
from enduse.screening.inventory.owners import country_of, kind_of, money_of, owners
from enduse.screening.inventory.rules import owner_rules
from enduse.screening.inventory.tables import exposures
from enduse.vocabulary.load import vocabulary

ON = "2026-07-01"
CAMERA = Device(1, brand="Dahua", model="IPC-HFW1230S", day="2021-03-01", place="Specimen Police Station", owner="city", country="us")


def asks(case: assess.Case, device: Device) -> dict[str, Obligation]:
    """What each rule asks for one device, by its id."""
    (assessed,) = case.assess([device], ON)
    return {each.rule: each for candidate in assessed.candidates for each in candidate.obligations}


@pytest.mark.parametrize(
    ("owner", "rule", "outcome"),
    [
        ("federal agency", "889-a-1-A", BOUND),
        ("federal contractor", "889-a-1-A", NOT_BOUND),
        ("city", "889-a-1-A", NOT_BOUND),
        ("private", "889-a-1-A", NOT_BOUND),
        ("federal contractor", "889-a-1-B", BOUND),
        ("grantee", "889-a-1-B", NOT_BOUND),
        ("city", "889-a-1-B", NOT_BOUND),
        ("city", "889-b-1", NOT_KNOWN),
        ("federal agency", "889-b-1", NOT_BOUND),
        ("a friend", "889-a-1-A", NOT_KNOWN),
        ("", "889-a-1-B", NOT_KNOWN),
        ("city", "fcc-22-84", NOT_BOUND),
        ("federal agency", "entity-list", NOT_BOUND),
    ],
)
def test_each_kind_of_owner(makers_of_case: assess.Case, owner: str, rule: str, outcome: str) -> None:
    assert asks(makers_of_case, replace(CAMERA, owner=owner))[rule].outcome == outcome


@pytest.mark.parametrize(
    ("day", "outcome"),
    [("2019-08-12", NOT_BOUND), ("2019-08-13", BOUND), ("2019-08", NOT_KNOWN), ("", NOT_KNOWN)],
)
def test_a_rule_on_buying_counts_on_the_day_of_purchase(makers_of_case: assess.Case, day: str, outcome: str) -> None:
    assert asks(makers_of_case, replace(CAMERA, owner="federal agency", day=day))["889-a-1-A"].outcome == outcome


def test_a_rule_on_use_counts_on_the_day_asked_whenever_it_was_bought(makers_of_case: assess.Case) -> None:
    device = replace(CAMERA, owner="federal contractor", day="2015-01-01")
    assert asks(makers_of_case, device)["889-a-1-B"].outcome == BOUND
    (before,) = makers_of_case.assess([device], "2020-08-12")
    assert {each.rule: each.outcome for each in before.candidates[0].obligations}["889-a-1-B"] == NOT_BOUND


@pytest.mark.parametrize(("money", "outcome"), [("federal grant", BOUND), ("own funds", NOT_BOUND), ("", NOT_KNOWN), ("a gift", NOT_KNOWN)])
def test_award_money_is_asked_for(makers_of_case: assess.Case, money: str, outcome: str) -> None:
    assert asks(makers_of_case, replace(CAMERA, money=money))["889-b-1"].outcome == outcome


@pytest.mark.parametrize(("place", "outcome"), [("Specimen Police Station", BOUND), ("Specimen Park", NOT_KNOWN), ("", NOT_KNOWN)])
def test_cameras_are_covered_for_some_purposes_only(makers_of_case: assess.Case, place: str, outcome: str) -> None:
    assert asks(makers_of_case, replace(CAMERA, owner="federal contractor", place=place))["889-a-1-B"].outcome == outcome


def test_another_country_is_not_bound_and_an_unknown_one_is_said(makers_of_case: assess.Case) -> None:
    agency = replace(CAMERA, owner="central government", country="gb")
    found = asks(makers_of_case, agency)
    assert (found["889-a-1-A"].outcome, found["889-a-1-A"].why) == (NOT_BOUND, "a rule of another country (US); the owner is in GB")
    assert found["uk-cabinet-office-2022"].outcome == NOT_KNOWN, "it names no company"
    assert asks(makers_of_case, replace(agency, owner="council"))["uk-cabinet-office-2022"].outcome == NOT_BOUND
    assert asks(makers_of_case, replace(agency, country=""))["889-a-1-A"].outcome == NOT_KNOWN


def test_the_maker_must_be_on_the_list(makers_of_case: assess.Case) -> None:
    assert asks(makers_of_case, replace(CAMERA, brand="Uniview", model="IPC2122LB-ADF28KM-H")) == {}
    assert "889-a-1-A" not in asks(makers_of_case, replace(CAMERA, brand="Tiandy", model="TC-C32GN"))


def test_what_a_rule_says_is_cited_and_what_it_leaves_free_is_said(makers_of_case: assess.Case) -> None:
    for each in asks(makers_of_case, CAMERA).values():
        assert each.citation
        assert each.does_not_restrict
        assert each.cites


def test_the_rules_name_kinds_makers_and_places_that_are_there() -> None:
    known = owner_rules()
    for rule in (*known.rules, *known.without_list):
        assert rule.says().binds
        assert set(rule.bound) <= set(owners().kinds)
        assert rule.purpose is None or set(rule.purpose.places) <= set(exposures().places)
    assert {"purchase-from", "use"} <= {term.id for term in vocabulary("direction").terms}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("City of Specimen", "state-or-local"),
        ("federal contractor", "contractor"),
        ("Federal Agency", "national-executive"),
        ("Department of Defense", "defence"),
        ("sub-grantee", "grant-recipient"),
        ("capacity", ""),
        ("city / private", ""),
        ("state-or-local", "state-or-local"),
    ],
)
def test_kinds_are_read_by_whole_words(text: str, kind: str) -> None:
    assert kind_of(text) == kind


def test_words_of_money_country_and_place() -> None:
    assert [money_of(text) for text in ("FEMA grant", "general fund", "donation")] == ["national-award", "own", ""]
    assert [country_of(text) for text in ("U.S.", "England", "FR", "Atlantis")] == ["us", "gb", "fr", ""]
    assert place_kinds("Specimen report room") == ()


def test_the_order_goes_by_rule_then_exposure_then_age(makers_of_case: assess.Case) -> None:
    devices = [
        replace(CAMERA, row=1, owner="city", money="own funds", internet="yes"),
        replace(CAMERA, row=2, owner="federal agency"),
        replace(CAMERA, row=3, owner="federal agency", internet="yes"),
        replace(CAMERA, row=4, owner="federal agency", day="2020-01-01"),
        replace(CAMERA, row=5, owner="federal contractor"),
        replace(CAMERA, row=6, brand="Specimen Vision", model="SV-1"),
    ]
    found = {each.device.row: each.order for each in makers_of_case.assess(devices, ON)}
    assert found == {5: 1, 3: 2, 4: 3, 2: 4, 1: 5, 6: 0}
    again = {each.device.row: each.order for each in makers_of_case.assess(devices[::-1], ON)}
    assert again == found
