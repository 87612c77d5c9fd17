"""The ledger: all decisions of a case that count, found by what they are about. The order of logs never matters.

A decision counts when the role its reviewer claims may take it, when the case (if it names its people) names that person for that role,
and when it was not withdrawn. A withdrawal is by the same person, or by an editor.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from enduse.decisions.people import person_of
from enduse.model.decision import Correction, Given, Retraction, Review, Seen, Suppression, ValueCorrection, Withdrawal, kind_of
from enduse.release.states import state_words

People = Mapping[str, tuple[str, ...]]
"""Role -> names of reviewers, as a case names them; empty where it names nobody."""
ON_RECORD = ("letter", "reply", "override", "retraction", "correction")
"""Kinds that a clearance and a release must have had in view; so must they every rejection, and all withdrawals of these."""
_Kind = TypeVar("_Kind")


@dataclass(slots=True)
class Ledger:
    """Decisions that count, those on findings by topic and by claims."""

    on_findings: list[Given] = field(default_factory=list)
    others: list[Given] = field(default_factory=list)
    withdrawn: dict[str, list[Given]] = field(default_factory=dict)
    """Line of a decision -> the withdrawals of it that count."""
    ignored: list[tuple[Given, str]] = field(default_factory=list)
    """Decisions that count for nothing, with the reason."""
    replaced: set[str] = field(default_factory=set)
    """Lines of reviews that the same log replaces by a later one of the same claims."""
    _by_claims: dict[str, list[Given]] = field(default_factory=dict)
    _by_topic: dict[str, list[Given]] = field(default_factory=dict)

    def stands(self, given: Given) -> bool:
        """Whether a decision was neither withdrawn nor replaced."""
        return given.line not in self.withdrawn and given.line not in self.replaced

    def about(self, seen: Seen) -> list[Given]:
        """Standing decisions on these very claims."""
        return [given for given in self._by_claims.get(seen.claims, []) if self.stands(given)]

    def on_topic(self, seen: Seen) -> list[Given]:
        """Standing decisions on any wording of this rule and path."""
        return [given for given in self._by_topic.get(seen.topic, []) if self.stands(given)]

    def record(self, seen: Seen, *, before_it_went: bool = False) -> str:
        """Hash of all that was ever put on record about these claims: what a clearance and a release have seen, and answer for.

        With ``before_it_went`` without retractions and corrections.
        """
        kept = [given for given in self._by_claims.get(seen.claims, []) if _on_record(given)]
        kept += [given for given in self._by_topic.get(seen.topic, []) if isinstance(given.decision, Retraction)]
        if before_it_went:
            kept = [given for given in kept if not isinstance(given.decision, Retraction | Correction)]
        lines = {given.line for given in kept} | {each.line for given in kept for each in self.withdrawn.get(given.line, [])}
        return hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest()

    def standing(self, kind: type[_Kind]) -> list[tuple[Given, _Kind]]:
        """Standing decisions of one kind, in the order of their lines' hashes."""
        every = [*self.on_findings, *self.others]
        return [(given, given.decision) for given in every if isinstance(given.decision, kind) and self.stands(given)]

    def enter(self, given: Given) -> None:
        """Put a decision that counts under what it is about."""
        decision = given.decision
        if isinstance(decision, Suppression | ValueCorrection):
            self.others.append(given)
        elif not isinstance(decision, Withdrawal):
            self.on_findings.append(given)
            self._by_claims.setdefault(decision.seen.claims, []).append(given)
            self._by_topic.setdefault(decision.seen.topic, []).append(given)


def _on_record(given: Given) -> bool:
    rejected = isinstance(given.decision, Review) and not given.decision.accepted
    return rejected or kind_of(given.decision) in ON_RECORD


def make_ledger(given: Iterable[Given], people: People | None = None) -> Ledger:
    """The ledger of a case from all its decisions, in whatever order they come."""
    ledger = Ledger()
    every = sorted({each.line: each for each in given}.values(), key=lambda each: each.line)
    counted = []
    for each in every:
        why = _not_counted(each, people or {})
        if why:
            ledger.ignored.append((each, why))
        else:
            counted.append(each)
    by_line = {each.line: each for each in counted}
    for each in counted:
        if isinstance(each.decision, Withdrawal):
            _withdraw(ledger, each, each.decision, by_line)
    for each in counted:
        ledger.enter(each)
    ledger.replaced.update(_replaced(counted, ledger.withdrawn))
    return ledger


def _replaced(counted: Iterable[Given], withdrawn: Mapping[str, list[Given]]) -> set[str]:
    """Reviews of one log with a later standing review of the same claims after them."""
    last: dict[tuple[str, str], Given] = {}
    reviews = [(each, each.decision) for each in counted if isinstance(each.decision, Review) and each.line not in withdrawn]
    for each, review in reviews:
        kept = last.setdefault((each.log, review.seen.claims), each)
        if each.number > kept.number:
            last[each.log, review.seen.claims] = each
    standing = {each.line for each in last.values()}
    return {each.line for each, _ in reviews} - standing


def _not_counted(given: Given, people: People) -> str:
    """Why a decision counts for nothing; empty where it counts."""
    decision = given.decision
    person, allowed = person_of(decision.reviewer), state_words().roles[kind_of(decision)]
    if not person:
        return f"{decision.reviewer!r} is no name: it has no letter, or mixes alphabets that look alike"
    if decision.role not in allowed:
        return f"the role {decision.role!r} may not do this; expected {' or '.join(allowed)}"
    named = {person_of(name) for name in people.get(decision.role, ())}
    if people and person not in named:
        return f"case.yml does not name {decision.reviewer} under publication: people: {decision.role}"
    return ""


def _withdraw(ledger: Ledger, given: Given, withdrawal: Withdrawal, by_line: Mapping[str, Given]) -> None:
    target = by_line.get(withdrawal.line)
    if target is None or isinstance(target.decision, Withdrawal):
        ledger.ignored.append((given, "it withdraws no decision of this case"))
    elif withdrawal.role != "editor" and person_of(target.decision.reviewer) != person_of(withdrawal.reviewer):
        ledger.ignored.append((given, f"only {target.decision.reviewer} or an editor withdraws this"))
    else:
        ledger.withdrawn.setdefault(target.line, []).append(given)
