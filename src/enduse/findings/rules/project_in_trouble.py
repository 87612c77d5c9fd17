"""A project is recorded as delayed, disputed, suspended, cancelled, ended, removed or replaced, or met such an event."""

from __future__ import annotations

from collections.abc import Iterator

from enduse.findings import wording
from enduse.findings.assembly import assemble
from enduse.findings.graph import Graph
from enduse.findings.projects import ProjectRecord, projects_with
from enduse.findings.rules import Rule, register
from enduse.model.finding import Finding, Step
from enduse.model.said import NOTHING, Said, Words
from enduse.vocabulary.load import vocabulary


@register("project-in-trouble")
def project_in_trouble(graph: Graph, rule: Rule) -> Iterator[Finding]:
    """One finding for each project; sources that differ on whether it is in trouble make it undetermined."""
    terms = rule.text.terms
    for project in projects_with(graph.connection, terms["project_status"], terms["event"]):
        troubled = sorted(set(project.statuses) & set(terms["project_status"]))
        if troubled or project.events:
            yield _finding(rule, project, troubled)


def _finding(rule: Rule, project: ProjectRecord, troubled: list[str]) -> Finding:
    said = rule.text.steps
    days = project.status_dates if troubled else tuple(sorted({day for event in project.events for day in event.dates}))
    kinds = sorted({event.kind for event in project.events})
    words: Words = {
        "project": project.name,
        "trouble": wording.labels("project-status", troubled) if troubled else wording.labels("event", kinds),
        "recorded": said["as-status" if troubled else "as-event"].fill(project=wording.quoted(project.name)),
        "when": said["as-of"].fill(date=wording.any_date(days)) if days else NOTHING,
    }
    return assemble(
        rule,
        outcome="undetermined" if troubled and set(project.statuses) - set(troubled) else "shown",
        day=days[0] if len(days) == 1 else None,
        subjects=[project.id, *(vendor.id for vendor in project.vendors)],
        path=_path(rule, project),
        gaps=_gaps(rule, project, troubled, words),
        rule_says=(),
        words=words,
    )


def _path(rule: Rule, project: ProjectRecord) -> list[Step]:
    said, terms = rule.text.steps, vocabulary("project-status").terms
    meanings = {term.id: Said(term.definition, term.definition_zh or term.definition) for term in terms}
    dated = said["as-of"].fill(date=wording.any_date(project.status_dates)) if project.status_dates else NOTHING
    steps = []
    for status, shown in project.statuses.items():
        label = wording.labels("project-status", [status])
        words: Words = {"project": wording.quoted(project.name), "status": label, "dated": dated}
        text = said["status"].fill(**words, meaning=meanings.get(status, NOTHING))
        seen = tuple(sorted({*shown, *project.dated, *project.named}))
        steps.append(Step(origin=project.id, target=project.id, relation="status", text=text, statements=seen))
    for event in project.events:
        text = said["event"].fill(
            project=wording.quoted(project.name),
            kind=wording.labels("event", [event.kind]),
            dated=said["dated"].fill(date=wording.any_date(event.dates)) if event.dates else NOTHING,
            words=wording.quoted(event.words),
        )
        seen = tuple(sorted({*event.statements, *project.named}))
        steps.append(Step(origin=project.id, target=event.id, relation="event", text=text, statements=seen))
    if project.signed:
        text = said["signed"].fill(date=wording.any_date(project.signed))
        steps.append(Step(origin=project.id, target=project.id, relation="signed", text=text, statements=project.signed_by))
    for vendor in project.vendors:
        text = wording.step("vendor-of", company=vendor.name, object=wording.quoted(project.name))
        steps.append(Step(origin=vendor.id, target=project.id, relation="vendor-of", text=text, statements=vendor.statements))
    return steps


def _gaps(rule: Rule, project: ProjectRecord, troubled: list[str], words: Words) -> list[Said]:
    """What the papers leave open; what a status asks for (a signature, or none) is held against what is recorded."""
    named, groups = ["why"], rule.text.words
    if set(project.statuses) - set(troubled) and troubled:
        named.append("differ")
    if set(troubled) & set(groups["only-after-signing"]) and not project.signed:
        named.append("unsigned")
    if set(troubled) & set(groups["only-before-signing"]) and project.signed:
        named.append("signed-after-all")
    if set(troubled) & set(groups["equipment-may-stand"]):
        named.append("equipment")
    if not project.vendors:
        named.append("vendor")
    return rule.text.gaps_of(*named, "since", **words)
