"""One finding for each city system of which records state or indicate a risk; what no record says is no finding."""

from __future__ import annotations

from collections.abc import Iterator

from enduse.findings import wording
from enduse.findings.assembly import assemble
from enduse.findings.city_systems import CityProject, Passage, city_projects
from enduse.findings.graph import Graph
from enduse.findings.rules import Rule
from enduse.model.finding import Finding, Step
from enduse.model.said import Words


def city_findings(graph: Graph, rule: Rule) -> Iterator[Finding]:
    """The findings of the risk that bears the rule's name; the relation of a step is its assessment."""
    for project in city_projects(graph.connection, [rule.name]):
        if project.assessment(rule.name) != "not-stated":
            yield _finding(rule, project)


def _finding(rule: Rule, project: CityProject) -> Finding:
    said, assessment = rule.text, project.assessment(rule.name)
    passages = project.passages[rule.name]
    words: Words = {
        "project": wording.quoted(project.name),
        "assessment": said.steps[f"as-{assessment}"],
        "meaning": said.steps[f"means-{assessment}"],
    }
    kinds = wording.labels("technology", project.because)
    city = said.steps["city-system"].fill(kinds=kinds, **words)
    shown = tuple(sorted({*project.named, *project.shown}))
    denied = any(passage.says == "denied" for passage in passages)
    named = [assessment, *(["denied"] if denied else []), "since"]
    return assemble(
        rule,
        outcome="undetermined" if denied else "shown",
        day=None,
        subjects=[project.id],
        path=[
            Step(origin=project.id, target=project.id, relation="city-system", text=city, statements=shown),
            *(_step(rule, project, each) for each in passages),
        ],
        gaps=said.gaps_of(*named, **words),
        rule_says=(),
        words=words,
    )


def _step(rule: Rule, project: CityProject, passage: Passage) -> Step:
    said = rule.text.steps
    project_name = wording.quoted(project.name)
    if passage.term:
        text = said["technology"].fill(project=project_name, kind=wording.labels("technology", [passage.term]))
    else:
        text = said[passage.says].fill(project=project_name, words=wording.quoted(passage.quote))
    return Step(origin=project.id, target=project.id, relation=passage.says, text=text, statements=passage.statements)
