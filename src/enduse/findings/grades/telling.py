"""Grades told: as lines for a terminal and as plain data."""

from __future__ import annotations

from typing import Any

from enduse.findings.grades.grading import FindingGrade, Grade
from enduse.vocabulary.load import vocabulary


def grade_text(grade: Grade, language: str = "en") -> str:
    """A grade in the words of the vocabulary.

    >>> grade_text(Grade("C", 3, 1))
    'source C: fairly reliable; information 3: possibly true; independent sources: 1'
    """
    terms = vocabulary("evidence-grade")
    source, number = (terms.get(each).label for each in (f"source-{grade.source.lower()}", f"information-{grade.information}"))
    words = WORDS.get(language, WORDS["en"])
    said = words["grade"].format(
        source=source.get(language, source["en"]), information=number.get(language, number["en"]), independent=grade.independent
    )
    return said + (words["differ"] if grade.conflict else "")


WORDS = {
    "en": {
        "grade": "source {source}; information {information}; independent sources: {independent}",
        "differ": "; sources differ",
        "whole": "Grade of the weakest edge on each scale: {grade}",
        "behind": "Independent sources behind the whole path: {sources}",
        "complete": "Fields stated: {stated} of {expected}",
        "missing": " (not stated: {missing})",
    },
    "zh": {
        "grade": "来源 {source}；信息 {information}；独立来源：{independent}",
        "differ": "；来源说法不一",
        "whole": "各项取最弱环节：{grade}",
        "behind": "整条路径背后的独立来源：{sources}",
        "complete": "已述明的字段：{expected} 项中 {stated} 项",
        "missing": "（未述明：{missing}）",
    },
}


def summary_lines(grade: FindingGrade, language: str = "en") -> list[str]:
    """The grade of a finding in a few lines."""
    words = WORDS.get(language, WORDS["en"])
    lines = [words["whole"].format(grade=grade_text(grade.whole, language)), words["behind"].format(sources=grade.sources)]
    if grade.completeness:
        each = grade.completeness
        missing = words["missing"].format(missing=", ".join(each.missing)) if each.missing else ""
        lines.append(words["complete"].format(stated=each.stated, expected=each.expected) + missing)
    return lines


def grade_dict(grade: Grade) -> dict[str, Any]:
    """The grade of an edge as plain data."""
    return {
        "source": grade.source,
        "information": grade.information,
        "independent_sources": grade.independent,
        "conflict": grade.conflict,
    }


def finding_grade_dict(grade: FindingGrade) -> dict[str, Any]:
    """The grade of a finding as plain data; ``completeness`` is null where no field is expected."""
    each = grade.completeness
    complete = {"stated": each.stated, "expected": each.expected, "share": each.share, "missing": list(each.missing)} if each else None
    return {
        "source": grade.whole.source,
        "information": grade.whole.information,
        "independent_sources": grade.sources,
        "fewest_on_an_edge": grade.whole.independent,
        "completeness": complete,
    }
