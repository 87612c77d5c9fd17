"""The queue: pairs for a reviewer, in the order of what a decision would change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from enduse.decisions.standing import standing
from enduse.entities.resolved import Resolved
from enduse.model.comparison import Comparison, Feature
from enduse.model.finding import Finding
from enduse.model.judgement import Judgement, Verdict

TRADE = ("buyer", "supplier", "maker", "endUser", "customer", "vendor", "localPartner", "proposedSupplier", "bidder")
"""Properties that name a party of a sale, a project or a bid."""


@dataclass(frozen=True, slots=True)
class Weight:
    """What hangs on one body: findings whose path it stands in, listings, sales and projects, and mentions."""

    findings: int = 0
    listings: int = 0
    trade: int = 0
    mentions: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A pair to decide. ``joined`` says that a score has joined the two already, which a person may confirm or take back."""

    left: str
    right: str
    left_name: str
    right_name: str
    joined: bool
    score: float | None
    why: tuple[str, ...]
    features: tuple[Feature, ...]
    changes: str
    """What a decision would change, in words."""
    left_open: bool = False
    """Whether a reviewer has looked and was not sure: such pairs come last."""


def proposals(resolved: Resolved, findings: Iterable[Finding], judgements: Iterable[Judgement]) -> list[Proposal]:
    """All pairs nobody has decided, most valuable first.

    The order: pairs that tie a listing to a sale or project, then findings and listings concerned, then size (mentions, sales and
    projects), then score, then ids.
    """
    weights = _weights(resolved, findings)
    held = standing(judgements)
    unsure = {pair for pair, given in held.items() if any(j.verdict is Verdict.UNSURE for j in given)}
    decided = {pair for pair, given in held.items() if pair not in unsure and given}
    found = [_proposal(resolved, weights, pair, tied, unsure) for pair, tied in _tied(resolved).items()]
    found += [
        _joined(resolved, weights, (join.left, join.right), entity.id, join.comparison, join.reason)
        for entity in resolved.entities()
        for join in entity.joins
        if join.rule == "score" and (min(join.left, join.right), max(join.left, join.right)) not in decided
    ]
    return [proposal for _, proposal in sorted(found, key=lambda ranked: ranked[0])]


Ranked = tuple[tuple[bool, bool, int, int, float, str, str], Proposal]


def _tied(resolved: Resolved) -> dict[tuple[str, str], list[tuple[str, Comparison | None]]]:
    tied: dict[tuple[str, str], list[tuple[str, Comparison | None]]] = {}
    for tie in resolved.resolution.possibly_same:
        tied.setdefault((tie.left, tie.right), []).append((tie.why, tie.comparison))
    return tied


def _proposal(
    resolved: Resolved,
    weights: Mapping[str, Weight],
    pair: tuple[str, str],
    tied: list[tuple[str, Comparison | None]],
    unsure: set[tuple[str, str]],
) -> Ranked:
    left, right = (weights.get(end, Weight()) for end in pair)
    compared = max((c for _, c in tied if c is not None), key=lambda c: c.score, default=None)
    made = Proposal(
        left=pair[0],
        right=pair[1],
        left_name=resolved.entity(pair[0]).caption,
        right_name=resolved.entity(pair[1]).caption,
        joined=False,
        score=compared.score if compared else None,
        why=tuple(why for why, _ in tied),
        features=compared.features if compared else (),
        changes=_apart_changes(left, right),
        left_open=pair in unsure,
    )
    links = bool((left.listings and right.trade) or (right.listings and left.trade))
    return _rank(made, [left, right], links=links), made


def _joined(
    resolved: Resolved, weights: Mapping[str, Weight], pair: tuple[str, str], entity: str, compared: Comparison | None, why: str
) -> Ranked:
    weight = weights.get(entity, Weight())
    named = resolved.connection.execute(
        "SELECT entity, min(value) FROM statements WHERE entity IN (SELECT unnest(?))"
        " AND property IN ('name', 'legalName', 'alias') GROUP BY entity",
        [list(pair)],
    ).fetchall()
    names = dict(named)
    rests = f"joined by the score alone; on the joined body rest {_says(weight)}"
    made = Proposal(
        left=pair[0],
        right=pair[1],
        left_name=names.get(pair[0], pair[0]),
        right_name=names.get(pair[1], pair[1]),
        joined=True,
        score=compared.score if compared else None,
        why=(why,),
        features=compared.features if compared else (),
        changes=rests,
    )
    return _rank(made, [weight], links=bool(weight.listings and weight.trade)), made


def _rank(made: Proposal, weights: list[Weight], *, links: bool) -> tuple[bool, bool, int, int, float, str, str]:
    weighty = sum(w.findings + w.listings for w in weights)
    size = sum(w.mentions + w.trade for w in weights)
    return made.left_open, not links, -weighty, -size, -(made.score or 0.0), made.left, made.right


def _apart_changes(left: Weight, right: Weight) -> str:
    said = []
    for listed, trading in ((left, right), (right, left)):
        if listed.listings and trading.trade:
            listings, trade = _count(listed.listings, "listing"), _count(trading.trade, "sale or project", "sales or projects")
            said.append(f"would tie {listings} to {trade}")
    said += [f"{_count(n, 'finding')} concerned" for n in [left.findings + right.findings] if n]
    return "; ".join(said) or f"one side has {_says(left)}, the other {_says(right)}"


def _says(weight: Weight) -> str:
    parts = [(weight.findings, "finding", "findings"), (weight.listings, "listing", "listings")]
    parts += [(weight.trade, "sale or project", "sales or projects"), (weight.mentions, "mention", "mentions")]
    return ", ".join(_count(number, one, many) for number, one, many in parts if number)


def _count(number: int, one: str, many: str = "") -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"


def _weights(resolved: Resolved, findings: Iterable[Finding]) -> dict[str, Weight]:
    connection = resolved.connection
    listings = dict(
        connection.execute(
            "SELECT target, count(DISTINCT canonical) FROM statements WHERE schema = 'Sanction' AND property = 'entity' GROUP BY target"
        ).fetchall()
    )
    trade = dict(
        connection.execute(
            "SELECT target, count(DISTINCT canonical) FROM statements WHERE property IN (SELECT unnest(?)) GROUP BY target", [list(TRADE)]
        ).fetchall()
    )
    in_findings: dict[str, int] = {}
    for finding in findings:
        for ident in {*finding.subjects, *(end for step in finding.path for end in (step.origin, step.target))}:
            in_findings[ident] = in_findings.get(ident, 0) + 1
    return {
        entity.id: Weight(in_findings.get(entity.id, 0), listings.get(entity.id, 0), trade.get(entity.id, 0), len(entity.mentions))
        for entity in resolved.entities()
    }
