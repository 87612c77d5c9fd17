"""The decisions the example carries: on its specimens and on nothing else, and current."""

from __future__ import annotations

from pathlib import Path

from enduse.decisions.log import verify
from enduse.decisions.reviewers import decisions_of
from enduse.entities.resolved import Resolved
from enduse.model.decision import OnFinding
from enduse.model.finding import Finding
from enduse.release.release import release_of
from enduse.release.states import Drafts, State


def logs(case: Path) -> list[Path]:
    return sorted((case / "decisions").glob("*.jsonl"))


def test_the_logs_are_whole_and_by_invented_reviewers(case: Path) -> None:
    assert [log.stem for log in logs(case)] == ["specimen-reviewer-one", "specimen-reviewer-two"]
    assert [problem for log in logs(case) for problem in verify(log).problems] == []


def test_nothing_is_decided_about_a_real_body(case: Path) -> None:
    given = [each.decision for each in decisions_of(logs(case))]
    assert given
    assert all(isinstance(decision, OnFinding) and decision.seen.specimen for decision in given)


def test_the_specimens_are_published_and_all_others_are_drafts(case: Path, resolved: Resolved, findings: tuple[Finding, ...]) -> None:
    courses = release_of(resolved, findings, decisions_of(logs(case)), Drafts.HOLD, {}).courses
    states = {finding.id: courses[finding.id].state for finding in findings}
    published = {ident for ident, state in states.items() if state is State.PUBLISHED}
    specimens = {finding.id for finding in findings if finding.specimen}
    assert published == specimens, "the specimens' words or passages changed: run scripts/make_example_decisions.py"
    assert {state for ident, state in states.items() if ident not in specimens} == {State.DRAFT}
