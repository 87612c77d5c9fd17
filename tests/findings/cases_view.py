"""A finding as ``expected.json`` holds it: statement ids written as the place of the statement."""

from __future__ import annotations

from typing import Any

from enduse.entities.resolved import Resolved
from enduse.model.finding import Finding


def view(finding: Finding, resolved: Resolved) -> dict[str, Any]:
    """The finding as plain data, its sentences in English, with ``entity property (source)`` for each statement."""
    statements = resolved.statements(s for step in finding.path for s in step.statements)
    places = {id_: f"{s.entity} {s.property}" + ("" if s.source == "paper" else f" ({s.source})") for id_, s in statements.items()}
    return {
        "rule": finding.rule,
        "outcome": finding.outcome,
        "title": finding.title.en,
        "summary": finding.summary.en,
        "day": finding.day,
        "subjects": list(finding.subjects),
        "path": [
            {
                "edge": f"{step.origin} {step.relation} {step.target}",
                "text": step.text.en,
                "statements": sorted(places[each] for each in step.statements),
            }
            for step in finding.path
        ],
        "gaps": [gap.en for gap in finding.gaps],
        "rule_says": finding.rule_says.en,
        "specimen": finding.specimen,
        "state": finding.state,
    }
