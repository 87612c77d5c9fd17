"""Posts: an officer of a vendor is recorded as holding one outside business, and one finding for each record."""

from __future__ import annotations

from collections.abc import Iterator

from enduse.findings import paths
from enduse.findings.assembly import assemble
from enduse.findings.graph import Graph, PartyPost, Trade
from enduse.findings.rules import Rule
from enduse.findings.wording import quoted
from enduse.model.finding import Finding, Step


def post_findings(graph: Graph, rule: Rule, relation: str) -> Iterator[Finding]:
    """One finding for each recorded post of the rule's kinds; the person is a name in the words of the record and no subject."""
    posts = [post for post in graph.party_posts(rule.text.terms["party_tie"]) if post.roles]
    trades = graph.trades({post.company.id for post in posts})
    for post in posts:
        trade = trades.get(post.company.id)
        if trade is not None:
            yield _finding(rule, relation, post, trade)


def _finding(rule: Rule, relation: str, post: PartyPost, trade: Trade) -> Finding:
    says = rule.text.steps
    words = {
        "company": post.company.name,
        "holder": quoted(post.holder_name) or "Someone named in the record",
        "role": quoted(post.roles),
        "post": says["post"].format(post=quoted(post.post)) if post.post else "",
        "dated": says["dated"].format(date=" or ".join(post.dates)) if post.dates else says["undated"],
    }
    held = says["held"].format(**words)
    steps = [
        Step(origin=post.holder, target=post.company.id, relation=relation, text=held, statements=post.statements),
        paths.trade_step(post.company, trade),
    ]
    return assemble(
        rule,
        outcome="shown",
        day=post.dates[0] if len(post.dates) == 1 else None,
        subjects=[post.company.id],
        path=steps,
        gaps=[rule.text.gaps[name].format(**words) for name in ("since-then", "influence")],
        rule_says=(),
        words=words,
    )
