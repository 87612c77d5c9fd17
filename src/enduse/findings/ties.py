"""Ties of vendors to party, state and Xinjiang: the recorded ones of some kinds, and one finding for each company and kind."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

import duckdb

from enduse.findings import paths, wording
from enduse.findings.assembly import assemble
from enduse.findings.facts import Facts, Party, facts_of, ids, parties, together, values
from enduse.findings.graph import Graph, Trade
from enduse.findings.rules import Rule
from enduse.model.finding import Finding, Step
from enduse.model.said import NOTHING, Said


@dataclass(frozen=True, slots=True)
class Tie:
    """One record of a tie: ``term`` is its kind, the texts are the record's own."""

    id: str
    company: Party
    term: str
    object: str
    detail: str
    place: str
    dates: tuple[str, ...]
    statements: tuple[str, ...]


def ties_of(connection: duckdb.DuckDBPyConnection, terms: Collection[str]) -> list[Tie]:
    """Every record of a tie of these kinds (vocabulary ``party-tie``), by company, kind and id."""
    rows = connection.execute(
        "SELECT DISTINCT canonical FROM statements WHERE schema = 'PartyTie' AND property = 'tie'"
        " AND value IN (SELECT unnest(?::VARCHAR[])) ORDER BY canonical",
        [sorted(terms)],
    ).fetchall()
    facts = facts_of(connection, "PartyTie", [row[0] for row in rows])
    named = parties(connection, [fact for each in facts.values() for fact in each.get("subject", ())])
    found = [
        _tie(id_, each, company, term)
        for id_, each in facts.items()
        for company in together(named[f.id] for f in each.get("subject", ()) if f.id in named)
        for term in values(each, "tie")
        if term in terms
    ]
    return sorted(found, key=lambda tie: (tie.company.id, tie.term, tie.id))


def _tie(id_: str, facts: Facts, company: Party, term: str) -> Tie:
    shown = {fact.id for fact in facts["tie"] if fact.value == term} | set(ids(facts, "object", "detail", "place", "date"))
    return Tie(
        id=id_,
        company=company,
        term=term,
        object=" / ".join(values(facts, "object")),
        detail=" / ".join(values(facts, "detail")),
        place=" / ".join(values(facts, "place")),
        dates=tuple(values(facts, "date")),
        statements=tuple(sorted(shown | set(company.statements))),
    )


def tie_findings(graph: Graph, rule: Rule) -> Iterator[Finding]:
    """One finding for each vendor and kind of tie, each record a step; for a kind with ``words`` a record must hold one of them."""
    kept: dict[tuple[str, str], list[Tie]] = {}
    for tie in ties_of(graph.connection, rule.text.terms["party_tie"]):
        if _holds(tie, rule.text.words.get(tie.term)):
            kept.setdefault((tie.company.id, tie.term), []).append(tie)
    trades = graph.trades({company for company, _ in kept})
    for (company, _), ties in kept.items():
        if company in trades:
            yield _finding(rule, ties, trades[company])


def _holds(tie: Tie, words: tuple[str, ...] | None) -> bool:
    said = f"{tie.object} {tie.detail}".casefold()
    return words is None or any(word.casefold() in said for word in words)


def _finding(rule: Rule, ties: list[Tie], trade: Trade) -> Finding:
    company = ties[0].company
    kind = wording.labels("party-tie", [ties[0].term])
    words = {"company": company.name, "kind": kind, "records": wording.counted(len(ties))}
    days = {day for tie in ties for day in tie.dates}
    return assemble(
        rule,
        outcome="shown",
        day=days.pop() if len(days) == 1 else None,
        subjects=[company.id],
        path=[*(_step(tie, kind) for tie in ties), paths.trade_step(company, trade)],
        gaps=rule.text.gaps_of(**words),
        rule_says=(),
        words=words,
    )


def _step(tie: Tie, kind: Said) -> Step:
    text = wording.step(
        "tie",
        company=tie.company.name,
        kind=kind,
        object=wording.quoted(tie.object),
        place=wording.step("tie-place", place=wording.quoted(tie.place)) if tie.place else NOTHING,
        dated=wording.step("tie-dated", date=wording.any_date(tie.dates)) if tie.dates else wording.step("tie-undated"),
        detail=wording.step("tie-detail", detail=wording.quoted(tie.detail)) if tie.detail else NOTHING,
    )
    return Step(origin=tie.company.id, target=tie.id, relation=tie.term, text=text, statements=tie.statements)
