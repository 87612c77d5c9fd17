"""Records of a city system state or indicate that it can be or was stopped from afar, or by its vendor."""

from __future__ import annotations

from collections.abc import Iterator

from enduse.findings.city_findings import city_findings
from enduse.findings.graph import Graph
from enduse.findings.rules import Rule, register
from enduse.model.finding import Finding


@register("city-system-remote-shutdown")
def city_system_remote_shutdown(graph: Graph, rule: Rule) -> Iterator[Finding]:
    """One finding for each project; a project of which no record says so has none, and its page says `not stated`."""
    yield from city_findings(graph, rule)
