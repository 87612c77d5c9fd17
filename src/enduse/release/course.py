"""The course of a finding: its state, who brought it there, and what it still needs; a pure function of the finding and the ledger."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from enduse.decisions.people import person_of
from enduse.model.decision import Clearance, Correction, Given, Letter, Override, Publication, Reply, Retraction, Review, Seen, kind_of
from enduse.release.ledger import Ledger
from enduse.release.states import State, state_words

_Kind = TypeVar("_Kind", bound="Clearance | Publication | Letter | Reply | Override | Retraction | Correction | Review")


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """What people decided about one finding so far; ``needs`` are sentences for reviewers."""

    seen: Seen
    state: State
    adverse: bool
    reviews: tuple[Review, ...] = ()
    clearances: tuple[Clearance, ...] = ()
    publications: tuple[Publication, ...] = ()
    letters: tuple[Letter, ...] = ()
    replies: tuple[Reply, ...] = ()
    overrides: tuple[Override, ...] = ()
    retractions: tuple[Retraction, ...] = ()
    corrections: tuple[Correction, ...] = ()
    needs: tuple[str, ...] = ()
    changed: tuple[Review | Clearance | Publication, ...] = ()
    """Decisions on other words of the same rule and path, which say nothing about these."""


def last_step(course: Course) -> Review | Clearance | Publication | None:
    """The latest decision that brought the finding into its state; None for a draft."""
    steps: dict[State, Sequence[Review | Clearance | Publication]] = {
        State.REVIEWED: course.reviews,
        State.REJECTED: [review for review in course.reviews if not review.accepted],
        State.CLEARED: course.clearances,
        State.PUBLISHED: course.publications,
    }
    return next(reversed(steps.get(course.state, ())), None)


@dataclass(slots=True)
class _Standing:
    """The standing decisions on one finding, in the order of their days."""

    ledger: Ledger
    seen: Seen
    given: list[Given] = field(default_factory=list)

    def of(self, kind: type[_Kind]) -> tuple[_Kind, ...]:
        return tuple(each.decision for each in self.given if isinstance(each.decision, kind))


def course_of(seen: Seen, subjects: Sequence[str], ledger: Ledger, *, adverse: bool, before_it_went: bool = False) -> Course:
    """The course of the finding ``seen``; ``subjects`` are the parties who must be asked where it is adverse.

    With ``before_it_went`` the course it had before it was retracted or corrected.
    """
    standing = _Standing(ledger, seen, sorted(ledger.about(seen), key=_by_day))
    reviews, letters, replies = standing.of(Review), standing.of(Letter), standing.of(Reply)
    overrides = standing.of(Override)
    record = ledger.record(seen, before_it_went=before_it_went)
    clearances = tuple(each for each in standing.of(Clearance) if each.record == record and _after(each, reviews))
    publications = tuple(each for each in standing.of(Publication) if each.record == record and _after(each, clearances))
    retractions = tuple(each.decision for each in ledger.on_topic(seen) if isinstance(each.decision, Retraction))
    corrections = standing.of(Correction)
    if before_it_went:
        retractions, corrections = (), ()
    needs = _needs(standing, subjects if adverse else (), clearances, publications, adverse=adverse)
    return Course(
        seen=seen,
        state=_state(reviews, clearances, publications, retractions, corrections, needs),
        adverse=adverse,
        reviews=reviews,
        clearances=clearances,
        publications=publications,
        letters=letters,
        replies=replies,
        overrides=overrides,
        retractions=retractions,
        corrections=corrections,
        needs=tuple(sentence for _, sentence in needs) if not (retractions or corrections) else (),
        changed=tuple(_changed(ledger, seen)),
    )


def _state(
    reviews: Sequence[Review],
    clearances: Sequence[Clearance],
    publications: Sequence[Publication],
    retractions: Sequence[Retraction],
    corrections: Sequence[Correction],
    needs: Sequence[tuple[State, str]],
) -> State:
    if retractions or corrections:
        return State.RETRACTED if retractions else State.CORRECTED
    if any(not review.accepted for review in reviews):
        return State.REJECTED
    missing = {state for state, _ in needs}
    reached = State.DRAFT
    for state, there in ((State.REVIEWED, reviews), (State.CLEARED, clearances), (State.PUBLISHED, publications)):
        if state in missing or not there:
            break
        reached = state
    return reached


def _needs(
    standing: _Standing,
    asked: Sequence[str],
    clearances: Sequence[Clearance],
    publications: Sequence[Publication],
    *,
    adverse: bool,
) -> list[tuple[State, str]]:
    """What is missing, each with the state it is missing for."""
    reviews = standing.of(Review)
    against = [review for review in reviews if not review.accepted]
    if against:
        return [(State.REVIEWED, _say("rejection", people=_names(against)))]
    if not reviews:
        return [(State.REVIEWED, _say("review"))]
    needs = [] if standing.of(Override) else [(State.CLEARED, each) for each in _unanswered(standing, asked)]
    readers = {person_of(review.reviewer) for review in reviews}
    # One who reviewed may clear an adverse finding too, as long as somebody else reviewed it: two people stand behind it.
    if not any(not adverse or readers - {person_of(each.reviewer)} for each in clearances):
        needs.append((State.CLEARED, _say("second" if adverse else "clear", people=_names(reviews))))
        needs += _stale(standing.of(Clearance), clearances, State.CLEARED)
    elif not publications:
        needs.append((State.PUBLISHED, _say("release", people=_names(clearances))))
        needs += _stale(standing.of(Publication), publications, State.PUBLISHED)
    return needs


def _unanswered(standing: _Standing, asked: Sequence[str]) -> Iterable[str]:
    """Parties with no letter, or whose letters were neither answered nor left without answer past their last deadline."""
    for party in asked:
        letters = [letter for letter in standing.of(Letter) if letter.party == party and letter.deadline > letter.decided]
        replies = [reply for reply in standing.of(Reply) if reply.party == party]
        if not letters:
            yield _say("letter", party=party)
            continue
        deadline = max(letter.deadline for letter in letters)
        sent = min(letter.decided for letter in letters)
        answered = any(reply.answer.strip() and reply.decided >= sent for reply in replies)
        passed = any(reply.decided > deadline for reply in replies)
        if not (answered or passed):
            yield _say("reply", party=party, deadline=deadline.isoformat())


def _after(step: Clearance | Publication, before: Sequence[Review | Clearance]) -> bool:
    """Whether one of the steps it follows on had been taken by its day: nobody clears the unread, or releases the uncleared."""
    return any(each.decided <= step.decided for each in before)


def _stale(every: Sequence[_Kind], current: Sequence[_Kind], state: State) -> list[tuple[State, str]]:
    stale = [each for each in every if each not in current]
    return [(state, _say("again", kind=kind_of(stale[0]), people=_names(stale)))] if stale else []


def _changed(ledger: Ledger, seen: Seen) -> Iterable[Review | Clearance | Publication]:
    for given in sorted(ledger.on_topic(seen), key=_by_day):
        decision = given.decision
        if isinstance(decision, Review | Clearance | Publication) and decision.seen.claims != seen.claims:
            yield decision


def changed_since(decision: Review | Clearance | Publication) -> str:
    """That a decision was for other words or passages, as a sentence."""
    return _say("changed", kind=kind_of(decision), people=decision.reviewer, day=decision.decided.isoformat())


def _by_day(given: Given) -> tuple[str, str]:
    return given.decision.decided.isoformat(), given.line


def _names(decisions: Iterable[Review | Clearance | Publication | Letter | Reply | Override | Retraction | Correction]) -> str:
    by_person = {person_of(each.reviewer): each.reviewer for each in decisions}
    return ", ".join(by_person[person] for person in sorted(by_person))


def _say(name: str, **values: str) -> str:
    return state_words().needs[name].format(**values)
