"""An officer of a vendor is recorded as holding a post in the party organisation of the company."""

from __future__ import annotations

from collections.abc import Iterator

from enduse.findings import paths
from enduse.findings.assembly import assemble
from enduse.findings.graph import Graph, PartyPost, Trade
from enduse.findings.rules import Rule, register
from enduse.findings.wording import any_date, quoted
from enduse.model.finding import Finding, Step
from enduse.model.said import NOTHING, Words


@register("vendor-executive-party-post")
def vendor_executive_party_post(graph: Graph, rule: Rule) -> Iterator[Finding]:
    """One finding for each recorded post; only companies are subjects, the person is a name in the words of the record."""
    posts = [post for post in graph.party_posts(rule.text.terms["party_tie"]) if post.roles]
    trades = graph.trades({post.company.id for post in posts})
    for post in posts:
        trade = trades.get(post.company.id)
        if trade is not None:
            yield _finding(rule, post, trade)


def _finding(rule: Rule, post: PartyPost, trade: Trade) -> Finding:
    says = rule.text.steps
    words: Words = {
        "company": post.company.name,
        "holder": quoted(post.holder_name) or says["someone"],
        "role": quoted(post.roles),
        "post": says["post"].fill(post=quoted(post.post)) if post.post else NOTHING,
        "dated": says["dated"].fill(date=any_date(post.dates)) if post.dates else says["undated"],
    }
    held = says["party-post"].fill(**words)
    steps = [
        Step(origin=post.holder, target=post.company.id, relation="party-post", text=held, statements=post.statements),
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
