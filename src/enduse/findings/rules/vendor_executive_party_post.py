"""An officer of a vendor is recorded as holding a post in the party organisation of the company."""

from __future__ import annotations

from collections.abc import Iterator

from enduse.findings.graph import Graph
from enduse.findings.posts import post_findings
from enduse.findings.rules import Rule, register
from enduse.model.finding import Finding


@register("vendor-executive-party-post")
def vendor_executive_party_post(graph: Graph, rule: Rule) -> Iterator[Finding]:
    """One finding for each recorded post in the party's organisation in the company."""
    yield from post_findings(graph, rule, "party-post")
