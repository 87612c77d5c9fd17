"""Gaps of likeness: a finding that rests on two mentions being one body, where only their likeness says so, says so too."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator

from enduse.entities.resolved import Resolved
from enduse.findings.wording import gap, quoted
from enduse.model.entity import Join
from enduse.model.finding import Finding
from enduse.model.said import Said


def with_likeness_gaps(findings: Iterable[Finding], resolved: Resolved) -> list[Finding]:
    """The findings, each with a gap for every join by score of a body in its path; a join a person has confirmed is none by score."""
    scored = {entity.id: joins for entity in resolved.entities() if (joins := [j for j in entity.joins if j.rule == "score"])}
    if not scored:
        return list(findings)
    found = []
    for finding in findings:
        bodies = sorted({*finding.subjects, *(end for step in finding.path for end in (step.origin, step.target))} & scored.keys())
        gaps = [said for body in bodies for said in _gaps(body, scored[body], resolved)]
        found.append(dataclasses.replace(finding, gaps=tuple(dict.fromkeys([*finding.gaps, *gaps]))))
    return found


def _gaps(body: str, joins: Iterable[Join], resolved: Resolved) -> Iterator[Said]:
    named: dict[str, str] = {}
    for name in ("alias", "legalName", "name"):
        for said in sorted(resolved.facts([body])[body].get(name, []), key=lambda s: s.value, reverse=True):
            named[said.entity] = said.value
    for join in joins:
        left, right = (quoted(named.get(mention, mention)) for mention in (join.left, join.right))
        yield gap("identity-by-score", left=left, right=right, score=f"{join.comparison.score:.2f}" if join.comparison else "")
