"""Recording: a judgement into its reviewer's log, with what the reviewer saw."""

from __future__ import annotations

from dataclasses import dataclass

from enduse.case.layout import Case
from enduse.case.state import read_state
from enduse.decisions.log import append
from enduse.decisions.people import log_of
from enduse.decisions.reviewers import read_logs
from enduse.decisions.standing import last_of
from enduse.entities.likeness import ByNames
from enduse.entities.resolved import Resolved
from enduse.entities.second_look import FEATURE
from enduse.model.comparison import Feature
from enduse.model.errors import UsageError
from enduse.model.judgement import Judgement, Seen, Verdict
from enduse.review.sides import Side, find_side


@dataclass(frozen=True, slots=True)
class Recorded:
    """A judgement as it was written: the file, relative to the case, and the hash of its line, which is the log's new head."""

    judgement: Judgement
    file: str
    head: str
    before: Judgement | None
    """What the same reviewer had standing on the pair before."""


def decide(case: Case, left: str, right: str, verdict: Verdict, *, reviewer: str, reason: str, now: str) -> Recorded:
    """Record that a reviewer takes two mentions for one body, for two, or is not sure. ``now`` is the reviewer's clock, as ISO text.

    Raises:
        UsageError: a mention is in no statement of the last build, both are one, a name or reason is missing, or no judgement can hold.
        DamagedDecisions: the reviewer's log is not as it was written; nothing is added.
    """
    _check(left, right, reviewer, reason)
    with read_state(case).resolved() as resolved:
        one, other = find_side(resolved, left), find_side(resolved, right)
        second = second_look(resolved, one, other)
    if verdict is Verdict.POSITIVE:
        _check_kinds(one, other)
    seen = _seen(one, other, second)
    given = Judgement(left=left, right=right, verdict=verdict, reviewer=reviewer.strip(), decided=now, reason=reason.strip(), seen=seen)
    return _write(case, given)


def withdraw(case: Case, left: str, right: str, *, reviewer: str, reason: str, now: str) -> Recorded:
    """Withdraw what a reviewer has standing on a pair, by one more line: what held before it holds again.

    Raises:
        UsageError: the reviewer has nothing standing on this pair, or a name or reason is missing.
        DamagedDecisions: the reviewer's log is not as it was written; nothing is added.
    """
    _check(left, right, reviewer, reason)
    given = Judgement(left=left, right=right, verdict=Verdict.WITHDRAWN, reviewer=reviewer.strip(), decided=now, reason=reason.strip())
    if _before(case, given) is None:
        raise UsageError(
            f"{given.reviewer} has no judgement standing on {left} and {right}. List what stands:  enduse review list --case {case.root}"
        )
    return _write(case, given)


def all_judgements(case: Case) -> list[Judgement]:
    """Everything recorded in a case.

    Raises:
        DamagedDecisions: a log is not as it was written.
    """
    return read_logs(sorted((case.root / "decisions").glob("*.jsonl")))


def _write(case: Case, given: Judgement) -> Recorded:
    before = _before(case, given)
    log = log_of(case.root / "decisions", given.reviewer)
    return Recorded(given, case.relative(log), append(log, given), before)


def _before(case: Case, given: Judgement) -> Judgement | None:
    log = log_of(case.root / "decisions", given.reviewer)
    return last_of(read_logs([log]) if log.exists() else [], given.pair)


def _check(left: str, right: str, reviewer: str, reason: str) -> None:
    if left == right:
        raise UsageError(f"Both sides are {left!r}. A judgement is about two different mentions; give two ids of  enduse resolve.")
    if not reviewer.strip():
        raise UsageError("Nobody is named. Say who judges:  --reviewer NAME")
    if not reason.strip():
        raise UsageError("No reason is given. Say in a sentence what shows it:  --reason 'same address and registration number'")


def _check_kinds(one: Side, other: Side) -> None:
    if one.entity.specimen != other.entity.specimen:
        invented, real = (one, other) if one.entity.specimen else (other, one)
        raise UsageError(f"{invented.mention} is invented (a specimen) and {real.mention} is real; they are never joined.")
    if one.family != other.family:
        raise UsageError(
            f"{one.mention} is a {one.entity.schema} and {other.mention} a {other.entity.schema}; only bodies of one kind can be one."
        )


def second_look(resolved: Resolved, one: Side, other: Side) -> Feature | None:
    """What the second look of the last build says of the two, where it was asked for; only a whole case can be looked at so."""
    pair = sorted((one.entity.id, other.entity.id))
    shown = (tie.comparison for tie in resolved.possibly_same if [tie.left, tie.right] == pair and tie.comparison is not None)
    return next((feature for comparison in shown for feature in comparison.features if feature.name == FEATURE), None)


def _seen(one: Side, other: Side, second: Feature | None) -> Seen:
    together = one.entity.id == other.entity.id
    left, right = (one.alone, other.alone) if together else (one.unit, other.unit)
    if not (one.compares and other.compares):
        return Seen(left=left.lines(), right=right.lines())
    likeness = ByNames()
    compared = likeness.compare(left, right)
    features, score = compared.features, compared.score
    if second is not None:
        features, score = (*features, second), round(score + second.weight, 4)
    return Seen(left=left.lines(), right=right.lines(), score=score, features=features, method=likeness.method)
