"""The queue: pairs for a reviewer, in the order of what a decision would change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from enduse.decisions.standing import standing
from enduse.entities.resolved import Resolved
from enduse.model.comparison import Comparison, Feature
from enduse.model.entity import PossiblySame
from enduse.model.finding import Finding
from enduse.model.judgement import Judgement, Verdict

TRADE = ("buyer", "supplier", "maker", "endUser", "customer", "vendor", "localPartner", "proposedSupplier", "bidder")
"""Properties that name a party of a sale, a project or a bid."""


Pair = tuple[str, str]


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
    why: str
    features: tuple[Feature, ...]
    changes: str
    """What a decision would change, in words."""
    left_open: bool = False
    """Whether a reviewer has looked and was not sure: such pairs come last."""
    specimen: bool = False


def proposals(resolved: Resolved, findings: Iterable[Finding], judgements: Iterable[Judgement]) -> list[Proposal]:
    """All pairs nobody has decided, most valuable first; what was decided since the last build is left out already.

    The order: real bodies before specimens, what nobody has looked at before what a reviewer left open; then pairs that tie a listing to
    a sale or project, then findings and listings concerned, then size (mentions, sales and projects), then score, then ids.
    """
    weights = _weights(resolved, findings)
    held = {pair: {judgement.verdict for judgement in given} for pair, given in standing(judgements).items()}
    decided = {pair for pair, verdicts in held.items() if Verdict.UNSURE not in verdicts}
    settled, unsure = _of_entities(resolved, decided), _of_entities(resolved, held.keys() - decided)
    ties = resolved.possibly_same
    found = [_proposal(resolved, weights, tie, unsure) for tie in ties if (tie.left, tie.right) not in settled]
    found += [
        _joined(resolved, weights, (join.left, join.right), entity.id, join.comparison, join.reason)
        for entity in resolved.entities()
        for join in entity.joins
        if join.rule == "score" and (min(join.left, join.right), max(join.left, join.right)) not in decided
    ]
    return [proposal for _, proposal in sorted(found, key=lambda ranked: ranked[0])]


Key = tuple[bool, bool, bool, int, int, float, str, str]
Ranked = tuple[Key, Proposal]


def _of_entities(resolved: Resolved, pairs: Iterable[Pair]) -> set[Pair]:
    """Pairs of mentions as pairs of the entities they are in, in order."""
    named = (sorted((resolved.canonical(left), resolved.canonical(right))) for left, right in pairs)
    return {(left, right) for left, right in named}


def _proposal(resolved: Resolved, weights: Mapping[str, Weight], tie: PossiblySame, unsure: set[Pair]) -> Ranked:
    left, right = weights[tie.left], weights[tie.right]
    made = Proposal(
        left=tie.left,
        right=tie.right,
        left_name=resolved.entity(tie.left).caption,
        right_name=resolved.entity(tie.right).caption,
        joined=False,
        score=tie.comparison.score if tie.comparison else None,
        why=tie.why,
        features=tie.comparison.features if tie.comparison else (),
        changes=_apart_changes(left, right),
        left_open=(tie.left, tie.right) in unsure,
        specimen=resolved.entity(tie.left).specimen,
    )
    links = bool((left.listings and right.trade) or (right.listings and left.trade))
    return _rank(made, [left, right], links=links), made


def _joined(
    resolved: Resolved, weights: Mapping[str, Weight], pair: tuple[str, str], entity: str, compared: Comparison | None, why: str
) -> Ranked:
    weight = weights[entity]
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
        why=why,
        features=compared.features if compared else (),
        changes=rests,
        specimen=resolved.entity(entity).specimen,
    )
    return _rank(made, [weight], links=bool(weight.listings and weight.trade)), made


def _rank(made: Proposal, weights: list[Weight], *, links: bool) -> Key:
    weighty = sum(w.findings + w.listings for w in weights)
    size = sum(w.mentions + w.trade for w in weights)
    return made.specimen, made.left_open, not links, -weighty, -size, -(made.score or 0.0), made.left, made.right


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
