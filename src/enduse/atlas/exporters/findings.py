"""Findings with their paths."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from enduse.atlas.press import Press

DESCRIPTION = "One row is one finding of one rule. A finding is what papers show when they are laid side by side, not an accusation."
COLUMNS = {
    "id": "hash of rule and path",
    "rule": "rule",
    "rule_version": "its version",
    "outcome": "shown, or undetermined where a date is too coarse to say",
    "state": "draft until people decided",
    "title": "title",
    "title_zh": "title in Chinese",
    "summary": "summary",
    "summary_zh": "summary in Chinese",
    "day": "day it is about",
    "subjects": "ids of the bodies it is about, buyer first",
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
    """All findings shown, by id."""
    for finding in sorted(press.library.findings, key=lambda f: f.id):
        row = {name: getattr(finding, name, None) for name in COLUMNS}
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
