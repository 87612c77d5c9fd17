"""The evidence under a finding: its statements, the parties' names and the citations of records, fetched at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from enduse.entities.resolved import Resolved
from enduse.findings.facts import facts_of, values
from enduse.findings.grades.grading import FindingGrade, Grading
from enduse.model.finding import Finding
from enduse.model.statement import Statement

CITED = ("publisher", "title", "date", "url", "readStatus")


@dataclass(frozen=True, slots=True)
class Evidence:
    """What ``explain`` needs beside the finding."""

    statements: dict[str, Statement]
    captions: dict[str, str]
    citations: dict[str, dict[str, str]] = field(default_factory=dict)
    """For each ``record:<source id>``: what is cited, by the properties of a source."""
    grades: dict[str, FindingGrade] = field(default_factory=dict)
    """By the id of the finding."""


def gather(resolved: Resolved, findings: Iterable[Finding]) -> Evidence:
    """The evidence under these findings."""
    given = list(findings)
    steps = [step for finding in given for step in finding.path]
    grading = Grading(resolved, given)
    grades = {finding.id: grading.grade(finding) for finding in given}
    differing = [each for grade in grades.values() for each in grade.differing]
    shown = {s for step in steps for s in step.statements} | {s for each in differing for ids in each.values.values() for s in ids}
    statements = resolved.statements(shown)
    ends = {end for step in steps for end in (step.origin, step.target)} | {each.subject for each in differing}
    return Evidence(statements, resolved.captions(ends), citations(resolved, {s.source for s in statements.values()}), grades)


def citations(resolved: Resolved, sources: Iterable[str]) -> dict[str, dict[str, str]]:
    """For each ``record:<source id>`` among ``sources`` what is cited, by the properties of a source."""
    records = sorted({source for source in sources if source.startswith("record:")})
    named = resolved.canonicals("source:" + record.removeprefix("record:") for record in records)
    mentions = {record: named["source:" + record.removeprefix("record:")] for record in records}
    facts = facts_of(resolved.connection, "Source", set(mentions.values()))
    return {
        record: {name: " / ".join(values(facts[mention], name)) for name in CITED if facts[mention].get(name)}
        for record, mention in mentions.items()
    }
