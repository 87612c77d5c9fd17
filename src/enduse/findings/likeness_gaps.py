"""Gaps of likeness: a finding that rests on two mentions being one body, where only their likeness says so, says so too."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Iterable

from enduse.entities.resolved import Resolved
from enduse.findings.wording import gap, quoted
from enduse.model.entity import Join
from enduse.model.finding import Finding
from enduse.model.said import Said


def with_likeness_gaps(findings: Iterable[Finding], resolved: Resolved) -> list[Finding]:
    """The findings, each with a gap for every join by score of a body in its path; a join a person has confirmed is none by score."""
    given = list(findings)
    ends = {end for finding in given for end in _bodies(finding)}
    scored = resolved.scored_joins(ends)
    named = _names(resolved, {mention for joins in scored.values() for join in joins for mention in (join.left, join.right)})
    said = {body: [_gap(join, named) for join in joins] for body, joins in scored.items()}
    found = []
    for finding in given:
        gaps = [each for body in sorted(_bodies(finding) & said.keys()) for each in said[body]]
        found.append(dataclasses.replace(finding, gaps=tuple(dict.fromkeys([*finding.gaps, *gaps]))) if gaps else finding)
    return found


def _bodies(finding: Finding) -> set[str]:
    return {*finding.subjects, *(end for step in finding.path for end in (step.origin, step.target))}


def _names(resolved: Resolved, mentions: Collection[str]) -> dict[str, str]:
    """What each mention is called: the first by value of its strongest kind of name."""
    rows = resolved.connection.execute(
        "SELECT entity, property, min(value) FROM statements WHERE entity IN (SELECT unnest(?::VARCHAR[]))"
        " AND property IN ('alias', 'legalName', 'name') GROUP BY entity, property ORDER BY entity, property",
        [sorted(mentions)],
    ).fetchall()
    return {entity: value for entity, _, value in rows}  # alias, legalName, name: the strongest comes last


def _gap(join: Join, named: dict[str, str]) -> Said:
    left, right = (quoted(named.get(mention, mention)) for mention in (join.left, join.right))
    return gap("identity-by-score", left=left, right=right, score=f"{join.comparison.score:.2f}" if join.comparison else "")
