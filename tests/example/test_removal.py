"""Every finding of the example case rests on every passage it cites, and on no other: passages are taken away in turn, over all edges.

Passages that share no finding of a rule are taken away together, so that each run takes at most one from each finding.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager

import pytest

from enduse.entities.resolved import Resolved
from enduse.findings.find import find
from enduse.findings.rules import Rule, load_rules
from enduse.model.finding import Finding

RULES = list(load_rules().values())
Edge = tuple[str, str, str, str]


def supports(findings: Collection[Finding]) -> dict[str, set[str]]:
    """For each statement cited by one of these findings: the ids of those that cite it."""
    found: dict[str, set[str]] = {}
    for finding in findings:
        for statement in (statement for step in finding.path for statement in step.statements):
            found.setdefault(statement, set()).add(finding.id)
    return found


def batches(supporting: dict[str, set[str]]) -> list[list[str]]:
    """The statements in groups, no two of a group under one finding; widest support first."""
    groups: list[tuple[list[str], set[str]]] = []
    for statement, resting in sorted(supporting.items(), key=lambda each: (-len(each[1]), each[0])):
        group = next((group for group in groups if not group[1] & resting), None)
        if group is None:
            groups.append(([statement], set(resting)))
        else:
            group[0].append(statement)
            group[1].update(resting)
    return [statements for statements, _ in groups]


@contextmanager
def without(resolved: Resolved, statements: Collection[str]) -> Iterator[None]:
    """The case as if these statements had never been read."""
    resolved.connection.execute("BEGIN")
    try:
        resolved.connection.execute("DELETE FROM statements WHERE id IN (SELECT unnest(?::VARCHAR[]))", [sorted(statements)])
        yield
    finally:
        resolved.connection.execute("ROLLBACK")


def edges(findings: Collection[Finding], statements: Collection[str] | None = None) -> set[Edge]:
    """The edges of these findings; with ``statements`` only those that rest on no other passage."""
    steps = (step for finding in findings for step in finding.path)
    return {(s.origin, s.target, s.relation, s.text.en) for s in steps if statements is None or set(s.statements) <= set(statements)}


def said_elsewhere(resolved: Resolved, statements: Collection[str]) -> set[str]:
    """Those of which another passage says the very same."""
    rows = resolved.connection.execute(
        "SELECT s.id FROM statements s WHERE s.id IN (SELECT unnest(?::VARCHAR[])) AND EXISTS (SELECT 1 FROM statements t"
        " WHERE t.canonical = s.canonical AND t.property = s.property AND t.value = s.value AND t.id <> s.id)",
        [sorted(statements)],
    ).fetchall()
    return {row[0] for row in rows}


@pytest.mark.slow
@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_each_finding_stands_or_falls_with_each_of_its_passages(rule: Rule, resolved: Resolved) -> None:
    before = find(resolved, [rule])
    supporting = supports(before)
    for group in batches(supporting):
        resting = {finding for statement in group for finding in supporting[statement]}
        elsewhere = said_elsewhere(resolved, group)
        with without(resolved, group):
            after = find(resolved, [rule])
        left = {finding.id for finding in after}
        assert {finding.id for finding in before} - left == resting, "exactly those that rest on a passage taken away are gone as they were"
        fallen = [finding for finding in before if finding.id in resting]
        fresh = [finding for finding in after if finding.id not in {each.id for each in before}]
        for finding in fresh:
            assert any(set(finding.subjects) & set(each.subjects) for each in fallen), f"out of nothing: {finding.title.en}"
        lost = edges(fallen, set(group) - elsewhere)
        assert not lost & edges(fresh), "an edge is shown whose passage is gone"


@pytest.mark.slow
@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_no_finding_rests_on_passages_it_does_not_cite(rule: Rule, resolved: Resolved, findings: tuple[Finding, ...]) -> None:
    """All that other rules' findings alone rest on is taken away at once, and this rule finds what it found."""
    before = find(resolved, [rule])
    others = supports([finding for finding in findings if finding.rule != rule.name])
    with without(resolved, others.keys() - supports(before).keys()):
        assert find(resolved, [rule]) == before


@pytest.mark.slow
def test_the_rules_of_the_example_find_what_the_build_found(resolved: Resolved, findings: tuple[Finding, ...]) -> None:
    """So that the runs above are about the findings that are published."""
    assert find(resolved, RULES) == findings
    assert len(supports(findings)) > 1_000, "the example has lost most of its passages; are its rules all there?"
