"""Findings at the desk: their courses, and every act on one, refused in words where it would not count."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from enduse.case.layout import Case
from enduse.case.state import read_state
from enduse.decisions.log import append
from enduse.decisions.people import log_of, person_of
from enduse.decisions.reviewers import decisions_of
from enduse.findings.rules import is_adverse
from enduse.model.decision import Decision, Given, OnFinding, Publication, Seen
from enduse.model.errors import UsageError
from enduse.model.finding import Finding
from enduse.release.course import Course
from enduse.release.ledger import make_ledger
from enduse.release.release import release, release_of
from enduse.release.states import Drafts, State, state_words


@dataclass(frozen=True, slots=True)
class Signed:
    """Who decides, as what, when and why."""

    reviewer: str
    role: str
    decided: datetime.date
    reason: str

    def fields(self) -> dict[str, Any]:
        """As the fields every decision has."""
        return {"reviewer": self.reviewer, "role": self.role, "decided": self.decided, "reason": self.reason}


@dataclass(frozen=True, slots=True)
class Written:
    """A decision as it stands in its log; ``state`` is that of the finding after it, empty where it is on no finding of the last build."""

    decision: Decision
    file: str
    line: str
    state: str = ""
    needs: tuple[str, ...] = ()


class Desk:
    """The findings of the last build beside everything decided about them.

    Raises:
        UsageError: the case has not been built.
        DamagedDecisions: a log is not as it was written.
    """

    def __init__(self, case: Case) -> None:
        self.case = case
        self.given = decisions_of(sorted((case.root / "decisions").glob("*.jsonl")))
        state = read_state(case)
        self.findings = {finding.id: finding for finding in state.read_findings()}
        with state.resolved() as resolved:
            self.captions = {entity.id: entity.caption for entity in resolved.entities()}
            self._statements = resolved.statements(i for f in self.findings.values() for step in f.path for i in step.statements)
            self.release = release_of(resolved, self.findings.values(), self.given, Drafts.SHOW, case.settings.people)

    def course(self, prefix: str) -> tuple[Finding, Course]:
        """The one finding of the last build whose id begins so.

        Raises:
            UsageError: none or several do.
        """
        matching = [ident for ident in self.findings if ident.startswith(prefix)]
        if len(matching) != 1:
            raise UsageError(
                f"{len(matching)} findings of the last build have an id that begins with {prefix!r}. "
                f"List them:  enduse review findings --case {self.case.root}"
            )
        return self.findings[matching[0]], self.release.courses[matching[0]]

    def seen(self, prefix: str) -> Seen:
        """The finding of the last build, or one that was published before and is gone."""
        if any(ident.startswith(prefix) for ident in self.findings):
            return self.course(prefix)[1].seen
        published = [g.decision.seen for g in self.given if isinstance(g.decision, Publication)]
        found = [seen for seen in published if seen.finding.startswith(prefix)]
        return found[-1] if len({seen.finding for seen in found}) == 1 else self.course(prefix)[1].seen

    def record(self, seen: Seen) -> str:
        """What a clearance or a release answers for now."""
        return make_ledger(self.given, self.case.settings.people).record(seen)

    def write(self, decision: Decision, reaching: State | None = None) -> Written:
        """Write a decision into its reviewer's log, if it counts and, with ``reaching``, brings its finding into that state.

        Raises:
            UsageError: it would not; says what is missing. Nothing is written.
        """
        check_signature(decision)
        log = log_of(self.case.root / "decisions", decision.reviewer.strip())
        number = sum(1 for given in self.given if given.log == log.name) + 1
        trial = [*self.given, Given(line="", log=log.name, number=number + len(self.given), decision=decision)]
        self._check_counts(trial)
        course = self._after(decision, trial)
        if reaching is not None and course is not None and course.state is not reaching:
            missing = "; ".join(course.needs) or f"it is {course.state.value}"
            raise UsageError(f"Finding {course.seen.finding} cannot be {reaching.value}: {missing}.")
        line = append(log, decision)
        after = (course.state.value, course.needs) if course is not None else ("", ())
        return Written(decision, self.case.relative(log), line, *after)

    def _check_counts(self, trial: Sequence[Given]) -> None:
        ignored = make_ledger(trial, self.case.settings.people).ignored
        for each, why in ignored:
            if not each.line:
                raise UsageError(f"This would count for nothing: {why}.")

    def _after(self, decision: Decision, trial: Sequence[Given]) -> Course | None:
        """The course of the decision's finding once it is written."""
        if not isinstance(decision, OnFinding) or decision.seen.finding not in self.findings:
            return None
        finding = self.findings[decision.seen.finding]
        people = self.case.settings.people
        after = release([finding], self._statements, trial, Drafts.SHOW, adverse=is_adverse, people=people)
        return after.courses[finding.id]


def check_signature(decision: Decision) -> None:
    """Refuse a decision that nobody signs or that gives no reason.

    Raises:
        UsageError: says which.
    """
    if not person_of(decision.reviewer):
        raise UsageError(f"{decision.reviewer!r} is no name: give letters of one alphabet. Say who decides:  --by NAME")
    if not decision.reason.strip():
        raise UsageError("No reason is given. Say in a sentence what others can check:  --reason 'read every passage against its paper'")
    try:
        msgspec.convert(msgspec.to_builtins(decision), Decision)
    except msgspec.ValidationError as error:
        raise UsageError(f"This cannot be recorded: {error}. Give every text that is asked for, none of them blank.") from error


def default_role(kind: str) -> str:
    """The role that takes an act of this kind unless another is given."""
    return state_words().roles[kind][0]
