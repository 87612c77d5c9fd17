"""Acts: what a person can do about a finding, each as one line of their log."""

from __future__ import annotations

import datetime

from enduse.case.layout import Case
from enduse.case.state import read_state
from enduse.model.decision import (
    Clearance,
    Correction,
    Letter,
    Override,
    Publication,
    Reply,
    Retraction,
    Review,
    Suppression,
    ValueCorrection,
    Withdrawal,
)
from enduse.model.errors import UsageError
from enduse.release.states import State
from enduse.release.suppression import NAMING, hashed
from enduse.review.findings import Desk, Signed, Written
from enduse.review.sides import find_side


def review(desk: Desk, finding: str, signed: Signed, *, accepted: bool) -> Written:
    """Accept or reject the finding as it stands in the last build."""
    return desk.write(Review(**signed.fields(), seen=desk.course(finding)[1].seen, accepted=accepted))


def clear(desk: Desk, finding: str, signed: Signed) -> Written:
    """Clear a reviewed finding.

    Raises:
        UsageError: a review, a letter, an answer or a second person is missing.
    """
    seen = desk.course(finding)[1].seen
    return desk.write(Clearance(**signed.fields(), seen=seen, record=desk.record(seen)), State.CLEARED)


def publish(desk: Desk, finding: str, signed: Signed) -> Written:
    """Release a cleared finding.

    Raises:
        UsageError: it is not cleared.
    """
    seen = desk.course(finding)[1].seen
    return desk.write(Publication(**signed.fields(), seen=seen, record=desk.record(seen)), State.PUBLISHED)


def letter(desk: Desk, finding: str, signed: Signed, *, party: str, channel: str, deadline: datetime.date) -> Written:
    """Record a letter to a party of the finding.

    Raises:
        UsageError: the party is no subject of the finding, or the deadline is not after the day of the letter.
    """
    if deadline <= signed.decided:
        raise UsageError(
            f"The deadline {deadline} is not after the day the letter went, {signed.decided}. Give a later one:  --deadline DAY"
        )
    given = Letter(
        **signed.fields(), seen=desk.course(finding)[1].seen, party=_party(desk, finding, party), channel=channel, deadline=deadline
    )
    return desk.write(given)


def reply(desk: Desk, finding: str, signed: Signed, *, party: str, answer: str) -> Written:
    """Record what a party answered, or (``answer`` empty) that its deadline passed without an answer.

    Raises:
        UsageError: no letter went to the party, or no answer is given and the deadline has not passed.
    """
    course = desk.course(finding)[1]
    party = _party(desk, finding, party)
    letters = [each for each in course.letters if each.party == party]
    if not letters:
        raise UsageError(f"No letter with these claims is recorded to {party}. Record it first:  enduse review finding letter {finding}")
    deadline = max(each.deadline for each in letters)
    if not answer.strip() and signed.decided <= deadline:
        raise UsageError(f"The deadline is {deadline}; that no answer came can be said after that day, not on {signed.decided}.")
    return desk.write(Reply(**signed.fields(), seen=course.seen, party=party, answer=answer.strip()))


def override(desk: Desk, finding: str, signed: Signed) -> Written:
    """Let a finding go on without an answered letter; the reason stands on its page."""
    return desk.write(Override(**signed.fields(), seen=desk.course(finding)[1].seen))


def retract(desk: Desk, finding: str, signed: Signed) -> Written:
    """Take a finding back, with every other wording of its rule and path."""
    return desk.write(Retraction(**signed.fields(), seen=desk.seen(finding)))


def correct(desk: Desk, finding: str, signed: Signed, *, now: str | None) -> Written:
    """Say that the claims of a finding were wrong, and which finding of the last build stands in their place.

    Raises:
        UsageError: both are the same claims.
    """
    old, new = desk.seen(finding), desk.course(now)[1].seen if now else None
    if new is not None and new.claims == old.claims:
        raise UsageError(
            f"Finding {old.finding} and its correction claim the same. Correct the table or paper, build, and name the new finding."
        )
    return desk.write(Correction(**signed.fields(), seen=old, now=new))


def correct_value(desk: Desk, signed: Signed, *, entity: str, name: str, was: str, now: str) -> Written:
    """Say that a published value was wrong and what stands now; the table itself is changed by hand."""
    return desk.write(ValueCorrection(**signed.fields(), entity=entity, property=name, was=was, now=now))


def suppress(desk: Desk, case: Case, signed: Signed, *, mention: str, name: str) -> Written:
    """Remove a body, or one property of it, from everything shown.

    Raises:
        UsageError: no statement of the last build is about it, or it has no such property.
    """
    with read_state(case).resolved() as resolved:
        entity = find_side(resolved, mention).entity
        facts = resolved.facts([entity.id])[entity.id]
    if name and name not in facts:
        raise UsageError(f"{mention} has no {name!r} in this case; it has {', '.join(sorted(facts))}.")
    names = {hashed(said.value) for prop in NAMING for said in facts.get(prop, [])}
    ids = {hashed(each) for each in entity.mentions}
    given = Suppression(**signed.fields(), schema=entity.schema, property=name, ids=tuple(sorted(ids)), names=tuple(sorted(names)))
    return desk.write(given)


def withdraw(desk: Desk, line: str, signed: Signed) -> Written:
    """Take a decision back, by the beginning of the hash of its line.

    Raises:
        UsageError: no decision, or several, have such a line, or it is somebody else's and this is no editor.
    """
    found = [given for given in desk.given if given.line.startswith(line)]
    if len(found) != 1 or not line:
        raise UsageError(f"{len(found)} decisions have a line that begins with {line!r}. List them:  enduse review decisions")
    return desk.write(Withdrawal(**signed.fields(), line=found[0].line))


def _party(desk: Desk, finding: str, party: str) -> str:
    """The subject of the finding that ``party`` names by id or caption; the only one where nothing is given."""
    subjects = desk.course(finding)[0].subjects
    named = [each for each in subjects if party in (each, desk.captions.get(each))] if party else list(subjects)
    if len(named) != 1:
        listed = "; ".join(f"{each} ({desk.captions.get(each, each)})" for each in subjects)
        raise UsageError(f"{party or 'Nobody'} is no single subject of finding {finding}; say to whom:  --to ID, one of {listed}")
    return named[0]
