"""Bodies above and owners: what reaches down, and on which day the rule for that held."""

from __future__ import annotations

import pytest

from enduse.findings.listed.ask import listed
from enduse.model.entity import Parent

from ..builder import OpenCase, statements_of
from .small import body, entry, stake, together

OWNER, OWNED = "Specimen Optics Company Limited", "Sample Lens Trading Company"


@pytest.mark.parametrize(
    ("day", "outcome", "reason"),
    [
        ("2025-09-28", "not-listed", "ownership-rule-not-yet"),
        ("2025-09-29", "listed", "ownership-rule-in-force"),
        ("2025-11-09", "listed", "ownership-rule-in-force"),
        ("2025-11-10", "not-listed", "ownership-rule-suspended"),
        ("2026-11-09", "not-listed", "ownership-rule-suspended"),
        ("2026-11-10", "undetermined", "ownership-rule-unknown"),  # nobody here knows what holds then
        ("2025-11", "undetermined", "ownership-rule-unknown"),
    ],
)
def test_a_company_half_owned_by_a_listed_one(open_case: OpenCase, day: str, outcome: str, reason: str) -> None:
    parts = [
        body("b1", OWNER),
        body("b2", OWNED),
        entry("l1", "b1", startDate="2019-10-09"),
        stake("o1", "b1", "b2", percentage="50", startDate="2018-01-01"),
    ]
    rows, resolution = together(parts)
    with open_case(statements_of(rows), resolution) as resolved:
        answer = listed(resolved, [(OWNED, day)])[0]
    assert answer.outcome == outcome
    (standing,) = answer.bodies[0].standings
    assert (standing.relation, standing.share, standing.trail) == ("owned", "50", (OWNED, OWNER))
    assert reason in standing.reasons


@pytest.mark.parametrize(
    ("said", "countries", "expected"),
    [
        ({"percentage": "49.9", "startDate": "2018"}, (), ("not-found", "no-name")),
        ({"startDate": "2018"}, (), ("undetermined", "share-unknown")),
        ({"percentage": "51%"}, (), ("undetermined", "stake-not-dated")),
        ({"percentage": "51", "startDate": "2018", "endDate": "2020"}, (), ("not-listed", "stake-not-held")),
        ({"percentage": "51", "startDate": "2025-10"}, (), ("undetermined", "stake-not-dated")),
        ({"percentage": "51", "startDate": "2018"}, ("us",), ("not-listed", "ownership-rule-exempts")),
    ],
)
def test_a_stake_without_share_or_days_determines_nothing(
    open_case: OpenCase, said: dict[str, str], countries: tuple[str, ...], expected: tuple[str, str]
) -> None:
    parts = [
        body("b1", OWNER),
        body("b2", OWNED, countries=countries),
        entry("l1", "b1", startDate="2019-10-09"),
        stake("o1", "b1", "b2", **said),
    ]
    rows, resolution = together(parts)
    with open_case(statements_of(rows), resolution) as resolved:
        answer = listed(resolved, [(OWNED, "2025-10-15")])[0]
    assert answer.outcome == expected[0]
    assert expected[1] in answer.reasons


def test_stakes_in_a_row_reach_as_far_as_each_of_them_reaches(open_case: OpenCase) -> None:
    parts = [
        body("b1", OWNER),
        body("b2", OWNED),
        body("b3", "Exempel Glass Works"),
        entry("l1", "b1", startDate="2019-10-09"),
        stake("o1", "b1", "b2", percentage="80", startDate="2018"),
        stake("o2", "b2", "b3", percentage="60", startDate="2019"),
        stake("o3", "b3", "b1", percentage="90", startDate="2019"),
    ]
    rows, resolution = together(parts)
    with open_case(statements_of(rows), resolution) as resolved:
        answer = listed(resolved, [("Exempel Glass Works", "2025-10-15")])[0]
    assert answer.outcome == "listed"
    assert answer.bodies[0].standings[0].trail == ("Exempel Glass Works", OWNED, OWNER)


def test_a_list_without_an_ownership_rule_on_record_gives_no_answer(open_case: OpenCase) -> None:
    parts = [
        body("b1", OWNER),
        body("b2", OWNED),
        entry("l1", "b1", on="us-fcc-covered-list", startDate="2021-03-12"),
        stake("o1", "b1", "b2", percentage="100", startDate="2018"),
    ]
    rows, resolution = together(parts)
    with open_case(statements_of(rows), resolution) as resolved:
        answer = listed(resolved, [(OWNED, "2025-10-15")])[0]
    assert (answer.outcome, answer.bodies[0].standings[0].reasons) == ("undetermined", ("in-force", "ownership-rule-not-recorded"))


def test_a_body_below_a_listed_one_is_not_itself_listed(open_case: OpenCase) -> None:
    above, below = "Specimen Prefecture Public Security Bureau", "Sample City Public Security Bureau"
    parts = [body("b1", above, "PublicBody"), body("b2", below, "PublicBody"), entry("l1", "b1", startDate="2019-10-09")]
    rows, resolution = together(parts)
    statements = statements_of(rows)
    tie = Parent(child="b2", parent="b1", reason="the city lies in the prefecture", statements=(statements[0].id,))
    rows, resolution = together(parts, [tie])
    with open_case(statements, resolution) as resolved:
        answer = listed(resolved, [(below, "2021-06-06")])[0]
    assert (answer.outcome, answer.reasons) == ("not-listed", ("no-entry-of-its-own",))
    (standing,) = answer.bodies[0].standings
    assert (standing.relation, standing.outcome, standing.trail) == ("under", "listed", (below, above))
    assert "below-is-not-listed" in standing.reasons
