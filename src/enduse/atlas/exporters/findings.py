"""Findings with their paths."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from enduse.atlas.press import Press
from enduse.release.course import last_step
from enduse.release.release import Tombstone

DESCRIPTION = (
    "One row is one finding of one rule. A finding is what papers show when they are laid side by side, not an accusation."
    " Rows that are retracted, corrected or withdrawn are tombstones: they claim nothing."
)
COLUMNS = {
    "id": "hash of rule and path",
    "rule": "rule",
    "rule_version": "its version",
    "outcome": "shown, or undetermined where a date is too coarse to say",
    "state": "draft, reviewed, cleared or published; retracted, corrected or withdrawn for what was taken back",
    "state_day": "day of the decision that brought it there",
    "state_reason": "its reason",
    "override": "why no answered letter was waited for, where that was decided",
    "claims": "hash of what it claims: words and passages; decisions hold for this hash alone",
    "title": "title",
    "title_zh": "title in Chinese",
    "summary": "summary",
    "summary_zh": "summary in Chinese",
    "day": "day it is about",
    "subjects": "ids of the bodies it is about, buyer first, then every other organisation it names",
    "path": "edges in order: origin relation target",
    "steps": "the edges as sentences, in the order of path",
    "steps_zh": "the same in Chinese",
    "gaps": "what the papers do not show",
    "gaps_zh": "the same in Chinese",
    "rule_says": "what the rule restricts, and what it does not",
    "rule_says_zh": "the same in Chinese",
    "source_grade": "A to F, of its weakest edge, by the kind of source declared; F cannot be judged",
    "information_grade": "1 to 6, of its weakest edge, by independent confirmation; 6 cannot be judged",
    "independent_sources": "independent sources behind the whole path; copies of one text count once",
    "completeness": "share of the fields expected of its sales, projects and ties that are stated; empty where it has none of them",
    "conflict": "where sources differ: the thing and the property",
    "statements": "ids of the statements behind it",
    "specimen": "true for invented examples",
    "page": "page in this atlas",
}


def rows(press: Press) -> Iterator[dict[str, Any]]:
    """All findings shown, by id, then what was taken back."""
    for finding in sorted(press.library.findings, key=lambda f: f.id):
        course = press.library.release.courses[finding.id]
        row = {name: getattr(finding, name, None) for name in COLUMNS}
        last = last_step(course)
        row["state_day"], row["state_reason"] = (last.decided.isoformat(), last.reason) if last else (None, None)
        row["override"] = "; ".join(each.reason for each in course.overrides) or None
        row["claims"] = course.seen.claims
        row["path"] = [f"{step.origin} {step.relation} {step.target}" for step in finding.path]
        row["subjects"] = list(finding.subjects)
        for language, suffix in (("en", ""), ("zh", "_zh")):
            for name in ("title", "summary", "rule_says"):
                row[name + suffix] = getattr(finding, name).text(language)
            row["steps" + suffix] = [step.text.text(language) for step in finding.path]
            row["gaps" + suffix] = [gap.text(language) for gap in finding.gaps]
        row["statements"] = list(dict.fromkeys(ident for step in finding.path for ident in step.statements))
        grade = press.grades[finding.id]
        row["source_grade"], row["information_grade"] = grade.whole.source, grade.whole.information
        row["independent_sources"] = grade.sources
        row["completeness"] = grade.completeness.share if grade.completeness else None
        row["conflict"] = [f"{each.subject} {each.property}" for each in grade.differing]
        row["page"] = press.library.finding_pages[finding.id]
        yield row
    for stone in press.library.release.tombstones:
        yield _tombstone(stone, press.library.tombstone_pages[stone.seen.claims])


def _tombstone(stone: Tombstone, page: str) -> dict[str, Any]:
    row: dict[str, Any] = dict.fromkeys(COLUMNS)
    row |= {"id": stone.seen.finding, "rule": stone.seen.rule, "state": stone.state.value, "claims": stone.seen.claims, "page": page}
    if stone.decision is not None:
        row |= {"state_day": stone.decision.decided.isoformat(), "state_reason": stone.decision.reason}
    empty: dict[str, Any] = {name: [] for name in ("path", "statements", "gaps", "gaps_zh", "steps", "steps_zh")}
    return row | empty | {"specimen": stone.seen.specimen}
