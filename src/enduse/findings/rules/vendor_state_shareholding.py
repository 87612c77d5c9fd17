"""A vendor is recorded as held in part or controlled by the state."""

from __future__ import annotations

from collections.abc import Iterator

from enduse.findings.graph import Graph
from enduse.findings.rules import Rule, register
from enduse.findings.ties import tie_findings
from enduse.model.finding import Finding


@register("vendor-state-shareholding")
def vendor_state_shareholding(graph: Graph, rule: Rule) -> Iterator[Finding]:
    """One finding for each vendor and kind of record; an actual controller counts only where the record names an office of state assets."""
    yield from tie_findings(graph, rule)
