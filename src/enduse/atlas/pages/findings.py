"""Findings: the list, and a page for each with its path drawn and told, every edge with its quotes, and what is missing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from enduse.atlas.diagram import draw_path
from enduse.atlas.press import Press
from enduse.atlas.sheet import Sheet
from enduse.model.finding import Finding, Step
from enduse.model.statement import Statement


def write(press: Press) -> None:
    """Write ``findings/``."""
    sheet = press.sheet("findings/index.html")
    cards = [finding_card(press, sheet, finding) for finding in press.library.findings]
    press.publish(sheet, "findings.html", title=press.words["findings"]["title"], section="findings", cards=cards)
    for finding in press.library.findings:
        _page(press, finding)


def finding_card(press: Press, sheet: Sheet, finding: Finding) -> dict[str, Any]:
    """A finding as a list shows it: its title leads to its page."""
    return {
        "title": sheet.ref(press.library.finding_pages[finding.id], finding.title.en),
        "summary": finding.summary.en,
        "finding": finding,
        "rule": rule_name(press, finding.rule),
        "day": finding.day,
        "statements": " ".join(dict.fromkeys(ident for step in finding.path for ident in step.statements)),
        "edges": len(finding.path),
    }


def rule_name(press: Press, rule: str) -> str:
    """The rule's name as the interface says it."""
    names: dict[str, str] = press.words["rules_named"]
    return names.get(rule, rule.replace("-", " ").capitalize())


def _page(press: Press, finding: Finding) -> None:
    sheet = press.sheet(press.library.finding_pages[finding.id])
    press.publish(
        sheet,
        "finding.html",
        title=finding.title.en,
        section="findings",
        specimen=finding.specimen,
        card=finding_card(press, sheet, finding),
        finding=finding,
        steps=[_step(sheet, step) for step in finding.path],
        diagram=draw_path(finding.path, lambda ident: _node(press, sheet, ident), press.words["finding"]["diagram"]),
    )


def _node(press: Press, sheet: Sheet, ident: str) -> tuple[str, str | None, str]:
    library = sheet.library
    page = library.pages.get(ident)
    entity = library.entity(ident)
    return (
        library.caption(ident),
        sheet.root + page if page else None,
        press.words["kinds"].get(entity.schema, entity.schema) if entity else "",
    )


def _step(sheet: Sheet, step: Step) -> dict[str, Any]:
    passages = passages_of(sheet, sheet.by_id(step.statements))
    return {
        "step": step,
        "ids": " ".join(step.statements),
        "origin": sheet.name(step.origin),
        "target": sheet.name(step.target),
        "passages": passages,
    }


def passages_of(sheet: Sheet, statements: Sequence[Statement]) -> list[dict[str, Any]]:
    """Each distinct passage once: its quote as a link into the document, what it says, and the document."""
    groups: dict[tuple[str, int, int], list[Statement]] = {}
    for statement in statements:
        sheet.address(statement)  # cited also where another statement of the same passage is the one printed
        groups.setdefault((statement.document, statement.start, statement.end), []).append(statement)
    return [_passage(sheet, group) for group in groups.values()]


def _passage(sheet: Sheet, group: list[Statement]) -> dict[str, Any]:
    first = group[0]
    info = sheet.shelf.held(first.document).info
    cited = sorted({s.source.partition(":")[2] for s in group if s.source.startswith("record:")})
    sources = [sheet.library.resolved.canonical(f"source:{ident}") for ident in cited]
    return {
        "quote": sheet.quote(first),
        "label": sheet.values.label(first.schema, first.property),
        "role": info.role,
        "where": sheet.ref(sheet.shelf.page(first), sheet.shelf.name(first)),
        "sources": [sheet.name(ident) for ident in sources if ident in sheet.library.pages],
        "specimen": first.specimen,
    }
