"""The gap between a maker and whoever sold or bought its goods, as an edge of its own: no paper of a sale shows that stretch of the way."""

from __future__ import annotations

from enduse.findings.sentences import sentences
from enduse.model.finding import Step
from enduse.model.said import NOTHING, Said

TO_SELLER = frozenset({"sold-by", "goods-sold-by"})
TO_BUYER = frozenset({"bought-by", "goods-bought-by"})


def way_gap(relation: str, body: str | Said) -> Said:
    """What the papers leave open on the way of goods to ``body``; no words for a relation that leaves none."""
    if relation in TO_SELLER:
        return sentences().gaps["how-body-obtained"].fill(body=body)
    return sentences().gaps["way-to-body"].fill(body=body) if relation in TO_BUYER else NOTHING


def step_gap(step: Step, target: str) -> Said:
    """The gap beside a step of a finding; ``target`` is what the step's target is called."""
    return way_gap(step.relation, target)
