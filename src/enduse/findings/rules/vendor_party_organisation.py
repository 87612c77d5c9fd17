"""A vendor is recorded as having a party organisation, or as holding its meetings and lessons."""

from __future__ import annotations

from collections.abc import Iterator

from enduse.findings.graph import Graph
from enduse.findings.rules import Rule, register
from enduse.findings.ties import tie_findings
from enduse.model.finding import Finding


@register("vendor-party-organisation")
def vendor_party_organisation(graph: Graph, rule: Rule) -> Iterator[Finding]:
    """One finding for each vendor and kind of record; posts held by officers belong to vendor-executive-party-post."""
    yield from tie_findings(graph, rule)
