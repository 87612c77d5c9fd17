"""A vendor is recorded as having a contract, work or a facility in Xinjiang."""

from __future__ import annotations

from collections.abc import Iterator

from enduse.findings.graph import Graph
from enduse.findings.rules import Rule, register
from enduse.findings.ties import tie_findings
from enduse.model.finding import Finding


@register("vendor-activity-in-xinjiang")
def vendor_activity_in_xinjiang(graph: Graph, rule: Rule) -> Iterator[Finding]:
    """One finding for each vendor and kind of record."""
    yield from tie_findings(graph, rule)
