"""A finding of one adverse rule, and decisions on it as logs would hold them, for tests."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec

from enduse.decisions.people import log_of, person_of
from enduse.model.decision import (
    Clearance,
    Decision,
    Given,
    Letter,
    Override,
    Publication,
    Reply,
    Retraction,
    Review,
    Seen,
    Withdrawal,
)
from enduse.model.finding import Finding, Step
from enduse.model.said import Said
from enduse.model.statement import Statement
from enduse.release.claims import seen_of
from enduse.release.course import Course
from enduse.release.ledger import make_ledger
from enduse.release.release import Release, release
from enduse.release.states import Drafts

DAY = datetime.date(2021, 3, 4)
PARTY = "body:specimen"


def said(quote: str = "569800.00元", **changes: Any) -> Statement:
    fields: dict[str, Any] = {
        "entity": "paper:1:award",
        "schema": "ContractAward",
        "property": "amount",
        "value": "CNY 569800.00",
        "document": "d" * 64,
        "start": 10,
        "end": 10 + len(quote),
        "quote": quote,
        "prefix": "",
        "suffix": "",
        "source": "paper",
        "method": "notice",
        "method_version": "1",
        "specimen": True,
    }
    return Statement(**(fields | changes))


def finding_on(statement: Statement, **changes: Any) -> Finding:
    step = Step(origin="company:a", target=PARTY, relation="sold-to", text=Said.alike("A sold to the bureau."), statements=(statement.id,))
    fields: dict[str, Any] = {
        "rule": "sale-to-listed-end-user",
        "rule_version": "1",
        "outcome": "shown",
        "title": Said("Sale to a specimen bureau", "向样本局的销售"),
        "summary": Said("These papers show a sale.", "这些文件显示一项销售。"),
        "day": "2021-01-01",
        "subjects": (PARTY,),
        "path": (step,),
        "gaps": (Said.alike("How the goods were obtained is not in these papers."),),
        "rule_says": Said.alike("The rule restricts selling."),
        "specimen": True,
    }
    return Finding(**(fields | changes))


STATEMENT = said()
FINDING = finding_on(STATEMENT)
SEEN = seen_of(FINDING, {STATEMENT.id: STATEMENT})


class Book:
    """Decisions as they would be recorded one after another; ``released`` derives everything anew."""

    def __init__(self, seen: Seen = SEEN, *, adverse: bool = True, people: dict[str, tuple[str, ...]] | None = None) -> None:
        self.seen = seen
        self.adverse = adverse
        self.people = people or {}
        self.given: list[Given] = []

    def add(self, decision: Decision) -> Given:
        log = log_of(Path(), decision.reviewer).name
        number = sum(1 for given in self.given if given.log == log) + 1
        line = hashlib.sha256(msgspec.json.encode([log, number, decision])).hexdigest()
        given = Given(line=line, log=log, number=number, decision=decision)
        self.given.append(given)
        return given

    def record(self) -> str:
        return make_ledger(self.given, self.people).record(self.seen)

    def accept(self, by: str = "ada", *, accepted: bool = True, role: str = "reviewer") -> Given:
        return self.add(Review(seen=self.seen, accepted=accepted, **signed(by, role)))

    def letter(self, by: str = "ada", *, deadline: datetime.date = datetime.date(2021, 3, 20), day: datetime.date = DAY) -> Given:
        return self.add(Letter(seen=self.seen, party=PARTY, channel="mail", deadline=deadline, **signed(by, "reviewer", day)))

    def reply(self, by: str = "ada", answer: str = "We sold nothing.", day: datetime.date = datetime.date(2021, 3, 10)) -> Given:
        return self.add(Reply(seen=self.seen, party=PARTY, answer=answer, **signed(by, "reviewer", day)))

    def override(self, by: str = "cyn", role: str = "editor") -> Given:
        return self.add(Override(seen=self.seen, **signed(by, role)))

    def clear(self, by: str = "bea", role: str = "reviewer", day: datetime.date = DAY) -> Given:
        return self.add(Clearance(seen=self.seen, record=self.record(), **signed(by, role, day)))

    def publish(self, by: str = "cyn", role: str = "editor", day: datetime.date = DAY) -> Given:
        return self.add(Publication(seen=self.seen, record=self.record(), **signed(by, role, day)))

    def retract(self, by: str = "cyn", role: str = "editor") -> Given:
        return self.add(Retraction(seen=self.seen, **signed(by, role)))

    def withdraw(self, given: Given, by: str, role: str = "reviewer") -> Given:
        return self.add(Withdrawal(line=given.line, **signed(by, role)))

    def whole_way(self) -> Book:
        self.accept()
        self.letter()
        self.reply()
        self.clear()
        self.publish()
        return self

    def released(self, finding: Finding = FINDING, statement: Statement = STATEMENT, setting: Drafts = Drafts.HOLD) -> Release:
        return released(self.given, finding, statement, setting, adverse=self.adverse, people=self.people)

    def course(self, finding: Finding = FINDING, statement: Statement = STATEMENT) -> Course:
        return self.released(finding, statement).courses[finding.id]

    @property
    def state(self) -> str:
        return self.course().state.value


def signed(by: str, role: str, day: datetime.date = DAY) -> dict[str, Any]:
    return {"reviewer": by, "role": role, "decided": day, "reason": "compared every passage"}


def released(
    given: Iterable[Given],
    finding: Finding = FINDING,
    statement: Statement = STATEMENT,
    setting: Drafts = Drafts.HOLD,
    *,
    adverse: bool = True,
    people: dict[str, tuple[str, ...]] | None = None,
) -> Release:
    return release([finding], {statement.id: statement}, given, setting, adverse=lambda _rule: adverse, people=people)


def two_people(reviews: Iterable[Given], clearances: Iterable[Given]) -> bool:
    return any(person_of(a.decision.reviewer) != person_of(b.decision.reviewer) for a in reviews for b in clearances)


def reworded(**changes: Any) -> Finding:
    return replace(FINDING, **changes)
