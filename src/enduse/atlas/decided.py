"""Decided: what people did about a finding, line by line, as its page shows it."""

from __future__ import annotations

from typing import Any

from enduse.atlas.press import Press
from enduse.atlas.sheet import Sheet
from enduse.model.decision import Letter, OnFinding, Reply, Review, kind_of
from enduse.release.course import Course


def decided(press: Press, sheet: Sheet, course: Course) -> list[dict[str, Any]]:
    """All standing decisions on the finding in the order of their days, each with who, in which role, and why."""
    every: list[OnFinding] = [*course.reviews, *course.letters, *course.replies, *course.overrides, *course.clearances]
    every += course.publications
    return [_line(press, sheet, decision) for decision in sorted(every, key=lambda each: each.decided)]


def changed(press: Press, course: Course) -> list[str]:
    """Decisions on other words of the same rule and path, each as a sentence that says so."""
    words = press.words["review"]
    return [
        words["changed"].format(what=words["acts"][_act(each)], who=each.reviewer, day=press.values.figures.date(each.decided.isoformat()))
        for each in course.changed
    ]


def _line(press: Press, sheet: Sheet, decision: OnFinding) -> dict[str, Any]:
    return {
        "day": decision.decided.isoformat(),
        "what": press.words["review"]["acts"][_act(decision)],
        "who": decision.reviewer,
        "role": press.words["review"]["roles"].get(decision.role, decision.role),
        "reason": decision.reason,
        "party": sheet.name(decision.party) if isinstance(decision, Letter | Reply) else None,
        "channel": decision.channel if isinstance(decision, Letter) else None,
        "deadline": decision.deadline.isoformat() if isinstance(decision, Letter) else None,
    }


def _act(decision: OnFinding) -> str:
    if isinstance(decision, Review) and not decision.accepted:
        return "rejected"
    if isinstance(decision, Reply) and not decision.answer.strip():
        return "no-reply"
    return kind_of(decision)
