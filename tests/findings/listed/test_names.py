"""Which bodies a name means: all that have it, none that may be a person, none by likeness alone."""

from __future__ import annotations

import pytest

from enduse.entities.matching.thresholds import load_thresholds
from enduse.findings.listed.ask import listed
from enduse.findings.listed.name_tables import load_names
from enduse.findings.listed.names import Asked, NameIndex

from ..builder import OpenCase, statements_of
from .small import body, entry, together

NAME = "Specimen Optics Company Limited"


def test_a_name_of_several_bodies_shows_them_all(open_case: OpenCase) -> None:
    parts = [
        body("b1", NAME, alias="Spectics Works"),
        body("b2", "Sample Lens Company", alias="Spectics Works"),
        entry("l1", "b1", startDate="2019-10-09"),
        entry("l2", "b2", startDate="2022-01-01"),
    ]
    rows, resolution = together(parts)
    with open_case(statements_of(rows), resolution) as resolved:
        differ, agree = listed(resolved, [("Spectics Works", "2020-01-01"), ("Spectics Works", "2023-01-01")])
    assert (differ.outcome, differ.reasons) == ("undetermined", ("several-bodies",))
    assert [(b.id, b.match.how, b.match.score) for b in differ.bodies] == [("b1", "exact", 1.0), ("b2", "exact", 1.0)]
    assert agree.outcome == "listed"


def test_a_former_name_finds_the_body_and_says_so(open_case: OpenCase) -> None:
    rows, resolution = together([body("b1", NAME, previousName="Oldname Optics Factory"), entry("l1", "b1", startDate="2019-10-09")])
    with open_case(statements_of(rows), resolution) as resolved:
        answer = listed(resolved, [("OLDNAME OPTICS FACTORY", "2020-01-01")])[0]
    assert (answer.outcome, answer.bodies[0].match.how) == ("listed", "former-name")
    assert answer.bodies[0].former_names == ("Oldname Optics Factory",)


def test_a_likeness_determines_nothing(open_case: OpenCase) -> None:
    rows, resolution = together([body("b1", NAME), entry("l1", "b1", startDate="2019-10-09")])
    with open_case(statements_of(rows), resolution) as resolved:
        answer = listed(resolved, [("Specimen Optics", "2020-01-01")])[0]
    assert (answer.outcome, answer.reasons) == ("undetermined", ("only-alike",))
    match = answer.bodies[0].match
    assert (match.how, match.score < 1, bool(match.reasons)) == ("alike", True, True)


@pytest.mark.parametrize("name", ["样光", "SPX"])
def test_a_name_a_source_calls_weak_shows_its_body_however_little_it_scores(open_case: OpenCase, name: str) -> None:
    rows, resolution = together([body("b1", NAME, weakAlias=name), entry("l1", "b1", startDate="2019-10-09")])
    with open_case(statements_of(rows), resolution) as resolved:
        answer, other = listed(resolved, [(name, "2020-01-01"), ("他光", "2020-01-01")])
    assert (answer.outcome, answer.reasons) == ("undetermined", ("only-alike",))
    assert [(each.id, each.match.how, each.match.name) for each in answer.bodies] == [("b1", "alike", name)]
    assert other.outcome == "not-found"


def test_a_body_of_much_the_same_name_that_is_listed_stands_against_not_listed(open_case: OpenCase) -> None:
    parts = [
        body("b1", NAME),
        body("b2", "Specimen Optics Co Ltd"),
        entry("l1", "b1", startDate="2022-01-01"),
        entry("l2", "b2", startDate="2019-10-09"),
    ]
    rows, resolution = together(parts)
    with open_case(statements_of(rows), resolution) as resolved:
        answer = listed(resolved, [(NAME, "2020-01-01")])[0]
    assert (answer.outcome, answer.reasons) == ("undetermined", ("alike-is-listed",))


def test_a_party_that_may_be_a_person_is_never_answered(open_case: OpenCase) -> None:
    parts = [
        body("b1", "Example Onename", "LegalEntity"),
        body("b2", "Example Twoname", "Person"),
        entry("l1", "b1", startDate="2019-10-09"),
        entry("l2", "b2", startDate="2019-10-09"),
    ]
    rows, resolution = together(parts)
    names = ["Example Onename", "EXAMPLE ONENAME", "Example Twoname", "Example Onenam"]
    with open_case(statements_of(rows), resolution) as resolved:
        answers = listed(resolved, [(name, "2020-01-01") for name in names])
    assert [(a.outcome, a.bodies) for a in answers] == [("not-answered", ()), ("not-answered", ()), ("not-found", ()), ("not-found", ())]


def test_a_generic_or_masked_name_is_nobody_s(open_case: OpenCase) -> None:
    rows, resolution = together(
        [body("b1", "Sample Public Security Bureau", "PublicBody", alias="公安局"), entry("l1", "b1", startDate="2019")]
    )
    with open_case(statements_of(rows), resolution) as resolved:
        answers = listed(resolved, [(name, "2020-01-01") for name in ("公安局", "***", "Public Security Bureau")])
    assert "listed" not in {a.outcome for a in answers}


@pytest.mark.parametrize("asked", ["pecimen Optics Company Limited", "Specimen Otics Company Limited", "Specimen Optics Comany Limited"])
def test_a_slip_anywhere_in_a_name_finds_its_body(open_case: OpenCase, asked: str) -> None:
    rows, resolution = together([body("b1", NAME), entry("l1", "b1", startDate="2019-10-09")])
    with open_case(statements_of(rows), resolution) as resolved:
        answer = listed(resolved, [(asked, "2020-01-01")])[0]
    assert [(each.id, each.match.how, each.match.name) for each in answer.bodies] == [("b1", "alike", NAME)]


def test_what_is_spelt_nearly_as_asked_comes_before_another_script(open_case: OpenCase) -> None:
    chinese, english = "广东万里马实业股份有限公司", "Guangdong Wanlima Industry Co.,Ltd."
    rows, resolution = together([body("b1", chinese), body("b2", english)])
    with open_case(statements_of(rows), resolution) as resolved:
        bodies, parties = load_names(resolved.connection, "SELECT id FROM entities")
        index = NameIndex(resolved.connection, bodies, parties)
        asked = Asked("Guangdong Wanlima Indutry Co.,Ltd.")
        found = index.find([asked])[asked].matches
    assert [match.body for match in found] == ["b2", "b1"]
    assert min(match.score for match in found) >= load_thresholds().match
