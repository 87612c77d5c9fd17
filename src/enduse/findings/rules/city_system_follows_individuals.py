"""Records of a city system state or indicate that individuals can be followed with it."""

from __future__ import annotations

from collections.abc import Iterator

from enduse.findings.city_findings import city_findings
from enduse.findings.graph import Graph
from enduse.findings.rules import Rule, register
from enduse.model.finding import Finding


@register("city-system-follows-individuals")
def city_system_follows_individuals(graph: Graph, rule: Rule) -> Iterator[Finding]:
    """One finding for each project; a project of which no record says so has none, and its page says `not stated`."""
    yield from city_findings(graph, rule)
