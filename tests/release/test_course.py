"""The way of a finding to publication, and every way round it."""

from __future__ import annotations

import datetime
import itertools
from dataclasses import replace
from random import Random

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from enduse.decisions.people import person_of
from enduse.model.decision import Given, Seen, kind_of
from enduse.model.finding import Finding
from enduse.model.said import Said
from enduse.release.claims import seen_of
from enduse.release.course import changed_since
from enduse.release.states import Drafts
from tests.release.book import DAY, FINDING, PARTY, SEEN, STATEMENT, Book, finding_on, released, reworded, said

BARRED = [("publish", "reviewer"), ("publish", "owner"), ("override", "reviewer"), ("clear", "intern"), ("accept", "")]
ACTS = ("accept", "letter", "reply", "clear", "publish")


def test_the_whole_way_is_published_and_each_step_has_its_state() -> None:
    book, states = Book(), []
    for act in ACTS:
        getattr(book, act)()
        states.append(book.state)
    assert states == ["reviewed", "reviewed", "reviewed", "cleared", "published"]
    assert [f.state for f in book.released().shown] == ["published"]
    assert book.course().needs == ()


@pytest.mark.parametrize("left_out", ACTS)
def test_without_any_one_step_nothing_is_published(left_out: str) -> None:
    book = Book()
    for act in ACTS:
        if act != left_out:
            getattr(book, act)()
    assert book.state != "published"
    assert book.released().shown == ()
    assert book.course().needs


@pytest.mark.parametrize("order", list(itertools.permutations(["letter", "reply", "clear", "publish"])))
def test_a_clearance_or_release_given_before_the_record_was_whole_is_void(order: tuple[str, ...]) -> None:
    book = Book()
    book.accept()
    for act in order:
        getattr(book, act)()
    whole = order.index("clear") > max(order.index("letter"), order.index("reply"))
    published = whole and order.index("publish") > max(order.index("letter"), order.index("reply"))
    assert (book.state == "published") is published, "nobody clears what they have not seen"


@pytest.mark.parametrize(("cleared", "published"), [(-1, 0), (0, -1), (3, 2)])
def test_a_step_dated_before_the_one_it_follows_on_counts_for_nothing(cleared: int, published: int) -> None:
    book = Book()
    book.accept()
    book.letter()
    book.reply()
    book.clear(day=DAY + datetime.timedelta(cleared))
    book.publish(day=DAY + datetime.timedelta(published))
    assert book.state == ("reviewed" if cleared < 0 else "cleared")
    assert any("dated before the step it follows on" in need for need in book.course().needs)
    book.clear(by="bea")
    book.publish()
    assert book.state == "published", "given again in order, it stands"


@pytest.mark.parametrize("second", ["ada", "Ada", " ada ", "A D A", "ádа".replace("а", "a"), "ＡＤＡ", "a-d-a"])
def test_one_person_under_two_spellings_is_one_person(second: str) -> None:
    book = Book()
    book.accept("ada")
    book.override()
    book.clear(second)
    book.publish()
    assert book.state == "reviewed"
    assert any("second person" in need for need in book.course().needs)


def test_a_name_that_mixes_alphabets_is_nobody() -> None:
    book = Book()
    book.accept("ada")
    book.override()
    book.clear("ad\N{CYRILLIC SMALL LETTER A}")
    book.publish()
    assert book.state == "reviewed"
    assert [kind_of(given.decision) for given, _ in book.released().ignored] == ["clearance"]


def test_what_is_not_adverse_needs_one_person_and_two_acts() -> None:
    book = Book(adverse=False)
    book.accept("ada")
    book.publish("ada")
    assert book.state == "reviewed"
    book.clear("ada")
    assert book.state == "published", "the release answers for the same record"


@pytest.mark.parametrize(
    ("act", "role"), [("publish", "reviewer"), ("publish", "owner"), ("override", "reviewer"), ("clear", "intern"), ("accept", "")]
)
def test_an_act_in_a_role_that_may_not_do_it_counts_for_nothing(act: str, role: str) -> None:
    book = Book()
    for each in ("accept", "override", "clear", "publish"):
        getattr(book, each)(**({"role": role} if each == act else {}))
    assert book.state != "published"
    assert len(book.released().ignored) == 1


def test_a_case_that_names_its_people_counts_nobody_else() -> None:
    people = {"reviewer": ("ada", "Bea"), "editor": ("cyn",)}
    assert Book(people=people).whole_way().state == "published"
    for role, name in (("reviewer", "Bea"), ("reviewer", "ada"), ("editor", "cyn")):
        fewer = {each: tuple(n for n in names if (each, n) != (role, name)) for each, names in people.items()}
        assert Book(people=fewer).whole_way().state != "published", f"{name} is named no more"


def test_a_rejection_stands_against_any_number_of_acceptances_until_withdrawn() -> None:
    book = Book().whole_way()
    against = book.accept("dot", accepted=False)
    book.accept("eve")
    assert book.state == "rejected"
    assert book.released(setting=Drafts.SHOW).shown == ()
    book.withdraw(against, "dot")
    assert book.state == "reviewed", "who cleared and released had not seen the objection"
    book.clear()
    book.publish()
    assert book.state == "published"


def test_one_reviewer_may_change_their_mind() -> None:
    book = Book()
    book.accept("ada", accepted=False)
    book.accept("ada")
    assert book.state == "reviewed"


def test_nobody_withdraws_another_persons_objection_but_an_editor() -> None:
    book = Book()
    book.accept("ada")
    against = book.accept("dot", accepted=False)
    book.withdraw(against, "ada")
    assert book.state == "rejected"
    book.withdraw(against, "cyn", "editor")
    assert book.state == "reviewed"


@pytest.mark.parametrize("act", ACTS)
def test_withdrawing_any_step_takes_the_finding_back(act: str) -> None:
    book = Book()
    steps = {each: getattr(book, each)() for each in ACTS}
    book.withdraw(steps[act], steps[act].decision.reviewer, "editor")
    assert book.state != "published"


# right of reply


def test_no_answer_counts_only_after_the_last_deadline() -> None:
    for day, expected in ((datetime.date(2021, 3, 20), "reviewed"), (datetime.date(2021, 3, 21), "published")):
        book = Book()
        book.accept()
        book.letter()
        book.reply(answer="", day=day)
        book.clear()
        book.publish()
        assert book.state == expected


def test_a_second_attempt_moves_the_deadline_and_voids_what_was_cleared() -> None:
    book = Book()
    book.accept()
    book.letter()
    book.reply(answer="", day=datetime.date(2021, 3, 21))
    book.clear()
    book.publish()
    book.letter(deadline=datetime.date(2021, 5, 1), day=datetime.date(2021, 4, 1))
    assert book.state == "reviewed"
    assert any("2021-05-01" in need for need in book.course().needs)


def test_a_deadline_on_the_day_of_the_letter_is_no_letter() -> None:
    book = Book()
    book.accept()
    book.letter(deadline=DAY)
    book.reply(answer="", day=datetime.date(2021, 3, 21))
    book.clear()
    book.publish()
    assert book.state == "reviewed"
    assert book.course().needs[0] == f"no letter with these claims is recorded to {PARTY}"


def test_a_late_answer_asks_for_a_new_clearance() -> None:
    book = Book().whole_way()
    book.reply(answer="The goods were returned.", day=datetime.date(2021, 6, 1))
    assert book.state == "reviewed"
    assert any("before later entries on record" in need for need in book.course().needs)


def test_an_override_is_on_record_and_releases() -> None:
    book = Book()
    book.accept()
    book.override()
    book.clear()
    book.publish()
    assert book.state == "published"
    assert [each.reason for each in book.course().overrides] == ["compared every passage"]


# changed claims


@pytest.mark.parametrize(
    "changed",
    [
        reworded(title=Said.alike("Sale to another bureau")),
        reworded(summary=Said.alike("These papers show two sales.")),
        reworded(rule_version="2"),
        reworded(outcome="undetermined"),
        reworded(day="2021-01-02"),
        reworded(gaps=()),
        reworded(rule_says=Said.alike("It restricts buying.")),
        reworded(subjects=("body:other",)),
        reworded(path=(replace(FINDING.path[0], text=Said.alike("A sold twice.")),)),
    ],
)
def test_changed_words_void_everything_and_say_so(changed: Finding) -> None:
    book = Book().whole_way()
    course = book.course(changed)
    assert course.state.value == "draft"
    assert len(course.changed) == 3
    assert "changed since" in changed_since(course.changed[0])


@pytest.mark.parametrize(
    "changes",
    [{"quote": "569801.00元"}, {"value": "CNY 569801.00"}, {"document": "e" * 64}, {"property": "budget"}, {"source": "record:S1"}],
)
def test_a_changed_passage_voids_everything(changes: dict[str, str]) -> None:
    other = said(**changes)
    course = Book().whole_way().course(finding_on(other), other)
    assert (course.state.value, len(course.changed)) == ("draft", 3)


@pytest.mark.parametrize("source", ["record:S1", "list:us-bis-entity-list", "reference:places-cn"])
def test_a_new_copy_of_a_table_or_list_in_which_the_row_is_the_same_voids_nothing(source: str) -> None:
    row, copied, changed = said(source=source), said(source=source, document="e" * 64), said(source=source, quote="569801.00元")
    book = Book(seen_of(finding_on(row), {row.id: row})).whole_way()
    assert finding_on(copied).id != finding_on(row).id
    assert book.course(finding_on(copied), copied).state.value == "published"
    assert book.course(finding_on(changed), changed).state.value == "draft"
    assert book.released(finding_on(row), row).tombstones == ()
    (stone,) = book.released(finding_on(copied), copied).tombstones
    assert (stone.seen.finding, stone.replaced_by) == (finding_on(row).id, finding_on(copied).id), "the address it had leads on"


def test_a_missing_passage_voids_everything() -> None:
    book = Book().whole_way()
    assert released(book.given, FINDING, said("other")).courses[FINDING.id].state.value == "draft"


@pytest.mark.parametrize("changes", [{"method_version": "2"}, {"start": 11, "end": 21}, {"prefix": "x"}, {"confidence": 0.9}, {"page": 3}])
def test_a_better_reader_that_finds_the_same_passage_voids_nothing(changes: dict[str, object]) -> None:
    other = said(**changes)
    moved = finding_on(other)
    assert moved.id != FINDING.id
    assert Book().whole_way().course(moved, other).state.value == "published"


def test_another_translation_voids_nothing() -> None:
    said_again = reworded(title=Said(FINDING.title.en, "另一译法"), gaps=(Said(FINDING.gaps[0].en, "另一译法"),))
    assert Book().whole_way().course(said_again).state.value == "published"


def test_a_finding_that_claims_to_be_published_is_a_draft() -> None:
    found = released([], replace(FINDING, state="published"), STATEMENT)
    assert (found.shown, found.held) == ((), 1)
    (shown,) = released([], replace(FINDING, state="published"), STATEMENT, Drafts.SHOW).shown
    assert shown.state == "draft"


# taken back


def test_a_retraction_holds_for_every_wording_and_leaves_a_tombstone() -> None:
    book = Book().whole_way()
    book.retract()
    assert book.released(setting=Drafts.SHOW).shown == ()
    (stone,) = book.released().tombstones
    assert (stone.state.value, stone.seen.title, stone.words) == ("retracted", FINDING.title.en, True)
    assert book.released(reworded(title=Said.alike("The same in other words")), setting=Drafts.SHOW).shown == ()


def test_one_person_cannot_bring_a_retracted_finding_back() -> None:
    book = Book().whole_way()
    gone = book.retract()
    book.withdraw(gone, "cyn", "editor")
    assert book.state == "reviewed"
    assert book.released().tombstones == ()


def test_what_was_published_and_is_no_longer_found_is_listed_as_withdrawn() -> None:
    other = said("1元")
    elsewhere = replace(finding_on(other), rule="another-rule")
    (stone,) = Book().whole_way().released(elsewhere, other).tombstones
    assert (stone.state.value, stone.seen.finding, stone.words) == ("withdrawn", FINDING.id, True)


def test_nobody_puts_words_on_a_page_by_deciding_about_a_finding_that_never_was() -> None:
    forged = Book(replace_seen(title="A libel", claims="0" * 64, topic="1" * 64))
    forged.publish("mal")
    forged.retract("mal")
    (stone,) = forged.released().tombstones
    assert stone.words is False
    alone = Book(replace_seen(title="A libel", claims="0" * 64))
    alone.accept("mal")
    alone.clear("Mal")
    alone.publish("mal")
    assert alone.released().tombstones == ()


def replace_seen(**changes: str) -> Seen:
    return msgspec.structs.replace(SEEN, **changes)


# properties

PEOPLE = st.sampled_from(["ada", "Ada ", "bea", "cyn", "BEA"])
ROLES = st.sampled_from(["reviewer", "editor", "guest"])
STEPS = st.lists(st.tuples(st.sampled_from([*ACTS, "override", "reject", "withdraw", "retract"]), PEOPLE, ROLES), max_size=14)


def play(steps: list[tuple[str, str, str]]) -> Book:
    book = Book()
    for number, (act, by, role) in enumerate(steps):
        if act == "reject":
            book.accept(by, accepted=False, role=role)
        elif act == "withdraw":
            if book.given:
                book.withdraw(book.given[number % len(book.given)], by, role)
        elif act in ("letter", "reply"):
            getattr(book, act)(by)
        else:
            getattr(book, act)(by, role=role)
    return book


@settings(max_examples=300, deadline=None)
@given(STEPS, st.randoms(use_true_random=False))
def test_the_order_of_logs_never_matters(steps: list[tuple[str, str, str]], chance: Random) -> None:
    book = play(steps)
    mixed = list(book.given)
    chance.shuffle(mixed)
    assert released([*mixed, *mixed[:3]]) == released(book.given)


@settings(max_examples=500, deadline=None)
@given(STEPS)
def test_published_only_with_two_people_an_editor_and_a_reply(steps: list[tuple[str, str, str]]) -> None:
    """Whatever is recorded in whatever order by whom: the conditions of publication, said a second time and more simply."""
    book = play(
        [("accept", "ada", "reviewer"), ("override", "cyn", "editor"), *steps, ("clear", "bea", "reviewer"), ("publish", "cyn", "editor")]
    )
    counted = [g for g in book.given if g.decision.role != "guest"]
    course = book.course()
    if course.state.value != "published":
        return

    def of(*kinds: str) -> list[Given]:
        return [g for g in counted if kind_of(g.decision) in kinds]

    assert any(person_of(a.decision.reviewer) != person_of(c.decision.reviewer) for a in of("review") for c in of("clearance"))
    assert any(g.decision.role == "editor" for g in of("publication"))
    assert of("override") or (of("letter") and of("reply"))
    assert all(review.accepted for review in course.reviews)
    assert not course.retractions
    last = {kind: max((book.given.index(g) for g in of(kind)), default=-1) for kind in ("letter", "reply", "override", "clearance")}
    assert last["clearance"] > max(last["letter"], last["reply"], last["override"])
