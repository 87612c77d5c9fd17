"""Posts: an officer of a vendor is recorded as holding one outside business, and one finding for each record."""

from __future__ import annotations

from collections.abc import Iterator

from enduse.findings import paths
from enduse.findings.assembly import assemble
from enduse.findings.graph import Graph, PartyPost, Trade
from enduse.findings.rules import Rule
from enduse.findings.wording import any_date, quoted
from enduse.model.finding import Finding, Step
from enduse.model.said import NOTHING, Words


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
    words: Words = {
        "company": post.company.name,
        "holder": quoted(post.holder_name) or says["someone"],
        "role": quoted(post.roles),
        "post": says["post"].fill(post=quoted(post.post)) if post.post else NOTHING,
        "dated": says["dated"].fill(date=any_date(post.dates)) if post.dates else says["undated"],
    }
    held = says["held"].fill(**words)
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
        gaps=rule.text.gaps_of("since-then", "influence", **words),
        rule_says=(),
        words=words,
    )
