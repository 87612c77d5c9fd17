"""Grades told: as lines for a terminal and as plain data."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Any

import yaml

from enduse.findings.grades.grading import FindingGrade, Grade
from enduse.vocabulary.load import vocabulary


@cache
def _words(language: str) -> dict[str, str]:
    """The sentences of a language; what a language lacks is said in English."""
    raw = yaml.safe_load((resources.files(__package__) / "words.yml").read_text("utf-8"))
    return {key: said.get(language, said["en"]) for key, said in raw.items()}


def grade_text(grade: Grade, language: str = "en") -> str:
    """A grade in the words of the vocabulary.

    >>> grade_text(Grade("C", 3, 1))
    'source C: fairly reliable; information 3: possibly true; independent sources: 1'
    """
    terms = vocabulary("evidence-grade")
    source, number = (terms.get(each).label for each in (f"source-{grade.source.lower()}", f"information-{grade.information}"))
    words = _words(language)
    said = words["grade"].format(
        source=source.get(language, source["en"]), information=number.get(language, number["en"]), independent=grade.independent
    )
    return said + (words["differ"] if grade.conflict else "")


def summary_lines(grade: FindingGrade, language: str = "en") -> list[str]:
    """The grade of a finding in a few lines."""
    words = _words(language)
    lines = [words["whole"].format(grade=grade_text(grade.whole, language)), words["behind"].format(sources=grade.sources)]
    if grade.completeness:
        each = grade.completeness
        missing = words["missing"].format(missing=", ".join(each.missing)) if each.missing else ""
        lines.append(words["complete"].format(stated=each.stated, expected=each.expected) + missing)
    return lines


def conflict_text(thing: str, property_: str, language: str = "en") -> str:
    """That sources differ on a property of a thing."""
    return _words(language)["conflict"].format(thing=thing, property=property_)


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
