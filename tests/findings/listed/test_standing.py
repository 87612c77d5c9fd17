"""What an entry says for a day: coarse, missing, contrary and unreadable days never become an answer."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from enduse.findings.listed.answer import Answer
from enduse.findings.listed.ask import listed

from ..builder import OpenCase, statements_of
from .small import body, entry, together

Ask = Callable[..., Answer]
NAME = "Specimen Optics Company Limited"


@pytest.fixture
def ask(open_case: OpenCase) -> Ask:
    """Ask about the one body of a case whose entry says what is given."""

    def ask_(day: str, known_on: str = "", **said: str) -> Answer:
        rows, resolution = together([body("b1", NAME), entry("l1", "b1", **said)])
        with open_case(statements_of(rows), resolution) as resolved:
            return listed(resolved, [(NAME, day)], known_on)[0]

    return ask_


@pytest.mark.parametrize(
    ("day", "outcome", "reason"),
    [
        ("2019-10-08", "not-listed", "before-start"),
        ("2019-10-09", "listed", "in-force"),
        ("2023-11-15", "listed", "in-force"),
        ("2023-11-16", "not-listed", "ended"),
        ("2019-10", "undetermined", "day-coarse"),  # a sale in the month in which the listing began
        ("2019-09", "not-listed", "before-start"),
        ("2020", "listed", "in-force"),
        ("2019-05/2021-06", "undetermined", "day-coarse"),
        ("2020-13-01", "undetermined", "day-unread"),
        ("", "undetermined", "day-unread"),
    ],
)
def test_the_first_day_counts_and_the_day_of_the_end_does_not(ask: Ask, day: str, outcome: str, reason: str) -> None:
    answer = ask(day, startDate="2019-10-09", endDate="2023-11-16")
    assert (answer.outcome, answer.reasons) == (outcome, (reason,))
    relation = "formerly" if reason == "ended" else "itself"
    assert [s.relation for s in answer.bodies[0].standings] == [relation]


@pytest.mark.parametrize(
    ("day", "said", "outcome", "reasons"),
    [
        ("2019-10-20", {"startDate": "2019-10"}, "undetermined", ("start-coarse",)),
        ("2019-11-01", {"startDate": "2019-10"}, "listed", ("in-force",)),
        ("2020-05-05", {"startDate": "2019", "endDate": "2020-05"}, "undetermined", ("end-coarse",)),
        ("2019-10-10", {"startDate": "2019-10-09|2019-10-11"}, "undetermined", ("in-force", "before-start", "sources-differ")),
        ("2019-10-12", {"startDate": "2019-10-09|2019-10-11"}, "listed", ("in-force",)),
        ("2019-10-12", {}, "undetermined", ("no-start",)),
        ("2019-10-12", {"startDate": "autumn 2019"}, "undetermined", ("start-unread",)),
        ("2021-10-12", {"startDate": "2019-10-09", "endDate": "later"}, "undetermined", ("end-unread",)),
        ("2019-10-06", {"listingDate": "2019-10-07"}, "not-listed", ("before-announcement",)),
        ("2019-10-08", {"listingDate": "2019-10-07"}, "undetermined", ("no-start",)),
        ("2026-07-09", {"startDate": "2019-10-09", "source": "list:x", "seen": "2026-07-09"}, "listed", ("in-force",)),
        ("2026-07-10", {"startDate": "2019-10-09", "source": "list:x", "seen": "2026-07-09"}, "undetermined", ("after-copy",)),
        ("2026-07-10", {"startDate": "2026-07-10", "source": "list:x", "seen": "2026-07-09"}, "listed", ("in-force",)),  # it names the day
        ("2026-07-11", {"startDate": "2026-07-10", "source": "list:x", "seen": "2026-07-09"}, "undetermined", ("after-copy",)),
        ("2026-07-09", {"source": "list:x", "seen": "2026-07-09"}, "listed", ("shown-by-copy",)),
        ("2026-07-08", {"source": "list:x", "seen": "2026-07-09"}, "undetermined", ("no-start",)),
    ],
)
def test_what_is_coarse_missing_or_contrary_is_said(
    ask: Ask, day: str, said: dict[str, str], outcome: str, reasons: tuple[str, ...]
) -> None:
    answer = ask(day, **said)
    assert (answer.outcome, set(answer.reasons)) == (outcome, set(reasons))


@pytest.mark.parametrize(
    ("day", "known_on", "said", "outcome", "reason"),
    [
        ("2019-10-09", "2019-10-06", {"listingDate": "2019-10-07", "startDate": "2019-10-09"}, "not-listed", "not-announced-then"),
        ("2019-10-09", "2019-10-07", {"listingDate": "2019-10-07", "startDate": "2019-10-09"}, "listed", "in-force"),
        ("2019-10-09", "2019-10-08", {"startDate": "2019-10-09"}, "undetermined", "announcement-not-stated"),
        ("2019-10-09", "2019-10-09", {"startDate": "2019-10-09"}, "listed", "in-force"),
        ("2023-12-01", "2023-11-01", {"startDate": "2019-10-09", "endDate": "2023-11-16"}, "undetermined", "end-not-known-then"),
        ("2023-12-01", "2023-11-16", {"startDate": "2019-10-09", "endDate": "2023-11-16"}, "not-listed", "ended"),
        ("2019-10-08", "2019-10-01", {"startDate": "2019-10-09"}, "not-listed", "before-start"),
    ],
)
def test_what_was_true_and_what_could_be_known_are_two_times(
    ask: Ask, day: str, known_on: str, said: dict[str, str], outcome: str, reason: str
) -> None:
    answer = ask(day, known_on, **said)
    assert answer.outcome == outcome
    assert reason in answer.reasons


def test_an_end_one_source_gives_ends_the_entry_where_another_is_silent(open_case: OpenCase) -> None:
    parts = [
        body("b1", NAME),
        entry("l1", "b1", startDate="2020-06-05", source="list:x", seen="2022-01-01"),
        entry("l2", "b1", startDate="2020-06-05", endDate="2023-11-16"),
    ]
    rows, resolution = together(parts)
    with open_case(statements_of(rows), resolution) as resolved:
        days = ["2023-11-15", "2023-11-16"]
        assert [a.outcome for a in listed(resolved, [(NAME, day) for day in days])] == ["listed", "not-listed"]


def test_the_order_of_questions_changes_nothing(ask: Ask, open_case: OpenCase) -> None:
    rows, resolution = together([body("b1", NAME), entry("l1", "b1", startDate="2019-10-09")])
    questions = [(NAME, "2019-10-08"), ("specimen optics company LIMITED", "2019-10-09"), ("Nobody", "x"), (NAME, "2019-10-08")]
    with open_case(statements_of(rows), resolution) as resolved:
        forth, back = listed(resolved, questions), listed(resolved, questions[::-1])
    assert forth == back[::-1]
    assert [a.outcome for a in forth] == ["not-listed", "listed", "not-found", "not-listed"]


def test_an_entry_gone_from_a_later_copy_is_a_note_and_no_end(open_case: OpenCase) -> None:
    """Shown in January, gone in March: listed until the copy that shows it, open from there on, and never said to have ended."""
    copy = "list:us-bis-entity-list"
    left, stays = "Specimen Optics Company Limited", "Specimen Lens Works"
    rows, resolution = together(
        [
            *(body(id_, name) for id_, name in (("b1", left), ("b2", stays))),
            entry("l1", "b1", startDate="2019-10-09", source=copy, seen="2026-01-10"),
            entry("l2", "b2", startDate="2019-10-09", source=copy, seen="2026-01-10"),
            entry("l3", "b2", startDate="2019-10-09", source=copy, seen="2026-03-10"),
        ]
    )
    with open_case(statements_of(rows), resolution) as resolved:
        days = ("2026-01-10", "2026-02-01", "2026-03-10", "2026-03-11")
        said = {day: listed(resolved, [(left, day), (stays, day)]) for day in days}
        known_before = listed(resolved, [(left, "2026-02-01")], "2026-02-15")[0]
    assert [said[day][0].outcome for day in days] == ["listed", "undetermined", "undetermined", "undetermined"]
    assert [said[day][0].reasons for day in days[1:]] == [("after-copy", "gone-from-later-copy")] * 3
    (standing,) = said["2026-02-01"][0].bodies[0].standings
    assert (standing.copy_of, standing.gone_by, standing.ended, standing.relation) == ("2026-01-10", "2026-03-10", (), "itself")
    assert known_before.reasons == ("after-copy",), "in February nobody had the copy of March"
    assert [said[day][1].outcome for day in days] == ["listed", "listed", "listed", "undetermined"]
    assert {s.gone_by for answer in (each[1] for each in said.values()) for b in answer.bodies for s in b.standings} == {""}


def test_an_act_ends_what_a_copy_only_misses(open_case: OpenCase) -> None:
    copy = "list:us-bis-entity-list"
    rows, resolution = together(
        [
            *(body(id_, name) for id_, name in (("b1", NAME), ("b2", "Specimen Lens Works"))),
            entry("l1", "b1", startDate="2019-10-09", source=copy, seen="2026-01-10"),
            entry("l2", "b2", startDate="2019-10-09", source=copy, seen="2026-03-10"),
            entry("l4", "b1", startDate="2019-10-09", endDate="2026-02-20"),
        ]
    )
    with open_case(statements_of(rows), resolution) as resolved:
        answers = [listed(resolved, [(NAME, day)])[0] for day in ("2026-02-19", "2026-02-20")]
    assert [(a.outcome, a.reasons) for a in answers] == [("listed", ("in-force",)), ("not-listed", ("ended",))]
    assert {s.gone_by for a in answers for s in a.bodies[0].standings} == {""}
