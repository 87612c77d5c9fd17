"""Grades told: as lines for a terminal and as plain data."""

from __future__ import annotations

from typing import Any

from enduse.findings.grades.grading import FindingGrade, Grade
from enduse.findings.sentences import sentences
from enduse.model.said import NOTHING, Said
from enduse.vocabulary.load import vocabulary


def grade_text(grade: Grade, language: str = "en") -> str:
    """A grade in the words of the vocabulary.

    >>> grade_text(Grade("C", 3, 1))
    'source C: fairly reliable; information 3: possibly true; independent sources: 1'
    """
    said = sentences().headings
    differ = said["differ"] if grade.conflict else NOTHING
    source, information = _label(f"source-{grade.source.lower()}"), _label(f"information-{grade.information}")
    return said["grade"].fill(source=source, information=information, independent=grade.independent, differ=differ).text(language)


def _label(term: str) -> Said:
    label = vocabulary("evidence-grade").get(term).label
    return Said(label["en"], label["zh"])


def summary_lines(grade: FindingGrade, language: str = "en") -> list[str]:
    """The grade of a finding in a few lines."""
    said = sentences().headings
    lines = [said["grade-whole"].fill(grade=grade_text(grade.whole, language)), said["grade-behind"].fill(sources=grade.sources)]
    if grade.completeness:
        each = grade.completeness
        named = said["between"].join(sentences().fields[name] for name in each.missing)
        missing = said["grade-missing"].fill(missing=named) if each.missing else NOTHING
        lines.append(said["grade-complete"].fill(stated=each.stated, expected=each.expected, missing=missing))
    return [line.text(language) for line in lines]


def conflict_text(thing: str, property_: str, language: str = "en") -> str:
    """That sources differ on a property of a thing."""
    known = sentences()
    return known.headings["conflict"].fill(thing=thing, property=known.fields.get(property_, property_)).text(language)


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
