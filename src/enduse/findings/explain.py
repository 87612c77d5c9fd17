"""Explain one finding: its path, and under each edge the quotes with their surroundings and the paper they stand in."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from enduse.findings.evidence import Evidence
from enduse.findings.grades.grading import Differing
from enduse.findings.grades.telling import conflict_text, finding_grade_dict, grade_dict, grade_text, summary_lines
from enduse.findings.sentences import sentences
from enduse.findings.way_gaps import step_gap
from enduse.model.finding import Finding
from enduse.model.said import Said
from enduse.model.statement import Statement

SHORT = 12
"""Characters of a document's hash that name it for a person."""


def explain_lines(finding: Finding, evidence: Evidence, language: str = "en") -> list[str]:
    """The finding as lines of text in one of ``LANGUAGES``, quotes as the papers have them.

    No line holds a control character or a sign that turns the writing direction.
    """
    said = sentences().headings
    lines = [finding.title.text(language)]
    lines.append("  " + _which(finding).text(language))
    if finding.specimen:
        lines.append("  " + said["specimen"].text(language))
    lines += ["", finding.summary.text(language)]
    grade = evidence.grades.get(finding.id)
    if grade:
        lines += ["", *summary_lines(grade, language)]
    for number, step in enumerate(finding.path):
        graded = [f"   {grade_text(grade.edges[number], language)}"] if grade else []
        lines += ["", f"{number + 1}. {step.text.text(language)}", *graded, *_passages(step.statements, evidence)]
        gap = step_gap(step, evidence.captions.get(step.target, step.target))
        lines += ["", f"   ? {gap.text(language)}"] if gap else []
    for each in grade.differing if grade else ():
        lines += ["", conflict_text(evidence.captions.get(each.subject, each.subject), each.property, language)]
        for value, ids in each.values.items():
            lines += [f" = {value}", *_passages(ids, evidence)]
    lines += ["", said["gaps"].text(language)]
    lines += [f"- {gap.text(language)}" for gap in finding.gaps] or ["- " + said["no-gaps"].text(language)]
    lines += ["", said["rule"].text(language), finding.rule_says.text(language)]
    return [clean(line) for line in lines]


def _which(finding: Finding) -> Said:
    """Id, rule, outcome and state of a finding in one line."""
    known = sentences()
    return known.headings["which"].fill(
        id=finding.id,
        rule=finding.rule,
        version=finding.rule_version,
        outcome=known.outcomes[finding.outcome],
        state=known.states[finding.state],
    )


def explain_dict(finding: Finding, evidence: Evidence) -> dict[str, Any]:
    """The same as plain data for ``--json``, every sentence in both languages; quotes unchanged."""
    grade = evidence.grades.get(finding.id)
    return {
        "id": finding.id,
        "rule": finding.rule,
        "rule_version": finding.rule_version,
        "outcome": finding.outcome,
        "state": finding.state,
        "specimen": finding.specimen,
        "title": asdict(finding.title),
        "summary": asdict(finding.summary),
        "day": finding.day,
        "subjects": [{"id": each, "name": evidence.captions.get(each, each)} for each in finding.subjects],
        "path": [
            {
                "origin": {"id": step.origin, "name": evidence.captions.get(step.origin, step.origin)},
                "target": {"id": step.target, "name": evidence.captions.get(step.target, step.target)},
                "relation": step.relation,
                "text": asdict(step.text),
                "grade": grade_dict(grade.edges[number]) if grade else None,
                "gap": asdict(gap) if (gap := step_gap(step, evidence.captions.get(step.target, step.target))) else None,
                "passages": [passage_dict(evidence, id_) for id_ in step.statements],
            }
            for number, step in enumerate(finding.path)
        ],
        "grade": finding_grade_dict(grade) if grade else None,
        "conflicts": [_conflict(each, evidence) for each in grade.differing] if grade else [],
        "gaps": [asdict(gap) for gap in finding.gaps],
        "rule_says": asdict(finding.rule_says),
    }


def _conflict(each: Differing, evidence: Evidence) -> dict[str, Any]:
    return {
        "entity": {"id": each.subject, "name": evidence.captions.get(each.subject, each.subject)},
        "property": each.property,
        "values": [{"value": value, "passages": [passage_dict(evidence, id_) for id_ in ids]} for value, ids in each.values.items()],
    }


def passage_dict(evidence: Evidence, id_: str) -> dict[str, Any]:
    """One passage as plain data; a statement that is not there is said to be missing."""
    statement = evidence.statements.get(id_)
    if statement is None:
        return {"statement": id_, "missing": True}
    fields = ("entity", "property", "value", "document", "start", "end", "quote", "prefix", "suffix", "source", "specimen")
    return {
        "statement": id_,
        **{name: getattr(statement, name) for name in fields},
        "cites": evidence.citations.get(statement.source) or None,
    }


def _passages(ids: Sequence[str], evidence: Evidence) -> list[str]:
    """The passages of these statements, each once however many sources or properties rest on it, then what the records cite."""
    together: dict[tuple[str, int, int], list[Statement]] = {}
    lines = []
    for id_ in ids:
        statement = evidence.statements.get(id_)
        if statement is None:
            lines.append(f"   statement {id_} is not in this build")
        else:
            together.setdefault((statement.document, statement.start, statement.end), []).append(statement)
    for (document, start, end), said in sorted(together.items()):
        properties = ", ".join(sorted({statement.property for statement in said}))
        quote = f"…{said[0].prefix}[{said[0].quote}]{said[0].suffix}…"
        lines.append(f"   {document[:SHORT]} {start}:{end} {properties}: {quote}")
    sources = sorted({statement.source for found in together.values() for statement in found})
    return lines + [f"     {source}{_citation(evidence, source)}" for source in sources]


def _citation(evidence: Evidence, source: str) -> str:
    cited = evidence.citations.get(source)
    return f": {', '.join(cited.values())}" if cited else ""


def clean(line: str) -> str:
    """The line for a terminal: blanks folded, control and bidirectional signs shown as their code."""
    kept = " ".join(line.split("\n")).replace("\t", " ").replace("\r", " ")
    return "".join(f"<U+{ord(c):04X}>" if unicodedata.category(c) in {"Cc", "Cf", "Cs", "Co"} else c for c in kept)
