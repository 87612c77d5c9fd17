"""An officer of a vendor is recorded as a deputy to a people's congress or a member of a consultative conference."""

from __future__ import annotations

from collections.abc import Iterator

from enduse.findings.graph import Graph
from enduse.findings.posts import post_findings
from enduse.findings.rules import Rule, register
from enduse.model.finding import Finding


@register("vendor-legislature-seat")
def vendor_legislature_seat(graph: Graph, rule: Rule) -> Iterator[Finding]:
    """One finding for each recorded seat; posts in the party's organisation belong to vendor-executive-party-post."""
    yield from post_findings(graph, rule, "seat")
