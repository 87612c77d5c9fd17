"""Findings: the list, and a page for each with its path drawn and told, every edge with its quotes, and what is missing."""

from __future__ import annotations

from typing import Any

from enduse.atlas.decided import changed, decided
from enduse.atlas.diagram import draw_path
from enduse.atlas.pages.differences import difference
from enduse.atlas.pages.quoted import passages_of
from enduse.atlas.pages.rule_names import rule_link
from enduse.atlas.press import Press
from enduse.atlas.sheet import Sheet
from enduse.findings.grades.grading import Differing, Grade
from enduse.findings.way_gaps import step_gap
from enduse.model.finding import Finding, Step
from enduse.release.states import ON_THE_WAY, State


def write(press: Press) -> None:
    """Write ``findings/``."""
    sheet = press.sheet("findings/index.html")
    cards = [finding_card(press, sheet, finding) for finding in press.library.findings]
    press.publish(
        sheet, "findings.html", title=press.words["findings"]["title"], section="findings", cards=cards, stations=_stations(press)
    )
    for finding in press.library.findings:
        _page(press, finding)


def _stations(press: Press) -> list[tuple[str, int]]:
    """The states of findings that are shown, in the order of the way, each with the number in it; invented ones do not count."""
    states = [finding.state for finding in press.library.findings if not finding.specimen]
    return [(state.value, states.count(state.value)) for state in (*ON_THE_WAY, State.PUBLISHED)]


def finding_card(press: Press, sheet: Sheet, finding: Finding) -> dict[str, Any]:
    """A finding as a list shows it: its title leads to its page."""
    return {
        "title": sheet.ref(press.library.finding_pages[finding.id], press.tongue.said(finding.title)),
        "summary": press.tongue.said(finding.summary),
        "finding": finding,
        "rule": rule_link(press, sheet, finding.rule),
        "day": finding.day,
        "statements": " ".join(dict.fromkeys(ident for step in finding.path for ident in step.statements)),
        "edges": len(finding.path),
    }


def _page(press: Press, finding: Finding) -> None:
    sheet = press.sheet(press.library.finding_pages[finding.id])
    course = press.library.release.courses[finding.id]
    grade = press.grades[finding.id]
    press.publish(
        sheet,
        "finding.html",
        title=press.tongue.said(finding.title),
        section="findings",
        specimen=finding.specimen,
        card=finding_card(press, sheet, finding),
        finding=finding,
        decided=decided(press, sheet, course),
        replies=[{"party": sheet.name(each.party), "day": each.decided.isoformat(), "answer": each.answer} for each in course.replies],
        overridden=bool(course.overrides),
        changed=changed(press, course),
        steps=[_step(sheet, step, edge) for step, edge in zip(finding.path, grade.edges, strict=True)],
        grade=grade,
        differences=[_difference(press, sheet, each) for each in grade.differing],
        diagram=draw_path(finding.path, lambda ident: _node(press, sheet, ident), press.words["finding"]["diagram"], press.relation),
    )


def _node(press: Press, sheet: Sheet, ident: str) -> tuple[str, str | None, str]:
    library = sheet.library
    page = library.pages.get(ident)
    entity = library.entity(ident)
    return (
        sheet.caption(ident),
        sheet.way(page) if page else None,
        press.words["kinds"].get(entity.schema, entity.schema) if entity else "",
    )


def _step(sheet: Sheet, step: Step, grade: Grade) -> dict[str, Any]:
    passages = passages_of(sheet, sheet.by_id(step.statements))
    return {
        "step": step,
        "ids": " ".join(step.statements),
        "origin": sheet.name(step.origin),
        "target": sheet.name(step.target),
        "passages": passages,
        "grade": grade,
        "gap": step_gap(step, sheet.caption(step.target)),
    }


def _difference(press: Press, sheet: Sheet, found: Differing) -> dict[str, Any]:
    return difference(press, sheet, found.subject, sheet.by_id([ident for ids in found.values.values() for ident in ids]))
