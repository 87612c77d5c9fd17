"""Refusals: what a bond that could not bring its mentions together leaves behind, an issue for a reviewer or a weaker tie."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from itertools import combinations

from enduse.entities.identity import JUDGEMENT, NAME, Bond, Refused
from enduse.entities.sentences import told
from enduse.model.comparison import Comparison
from enduse.model.issue import Issue

MOST_PAIRS = 300
"""Pairs of one refused bond listed as possibly the same."""

Tie = tuple[str, str, str, Comparison | None]
"""(mention, mention, why, comparison)."""


def refusal_issues(refused: Iterable[Refused], open_pairs: Collection[tuple[str, str]]) -> list[Issue]:
    """Issues of refused bonds; each names what keeps the mentions apart.

    None where the judgement is about two mentions of one name, which is what it was given for, nor for ``open_pairs`` (in order), of
    which a reviewer was not sure, nor where particulars tell them apart: those are weaker ties only.
    """
    issues = []
    for each in refused:
        bond, (left, right) = each.bond, each.apart
        meant = each.apart in open_pairs or (bond.rank >= NAME and (left in bond.members and right in bond.members))
        if not meant and (bond.rank < NAME or "judged" in each.why):
            issues.append(_judgements_conflict(each) if bond.rank == JUDGEMENT else _refused_union(each))
    return issues


def refusal_ties(refused: Iterable[Refused], open_pairs: Collection[tuple[str, str]]) -> list[Tie]:
    """The pairs a refused bond would have joined, as weaker ties; without ``open_pairs``, which are weaker ties already."""
    ties: list[Tie] = []
    for each in refused:
        pairs = [pair for pair in combinations(each.bond.members, 2) if set(pair) & set(each.at)][:MOST_PAIRS]
        ties += [(left, right, _because(each), each.bond.comparison) for left, right in pairs if (left, right) not in open_pairs]
    return ties


def _because(each: Refused) -> str:
    said = each.bond.reason
    if each.bond.rank == JUDGEMENT:
        return told("reasons", "judgements-apart", reason=said, one=each.apart[0], other=each.apart[1])
    return told("reasons", "kept-apart", reason=said, one=each.apart[0], other=each.apart[1], why=each.why)


def _refused_union(each: Refused) -> Issue:
    return Issue(
        stage="entities",
        code="refused-union",
        message=f"{_members(each.bond)} were not joined ({each.bond.reason}): {each.apart[0]} and {each.apart[1]}: {each.why}",
        action="Decide which holds: the judgement that keeps them apart, or the reason that joins them.",
        place=" ".join(each.bond.members[:2]),
        owner="reviewer",
    )


def _judgements_conflict(each: Refused) -> Issue:
    return Issue(
        stage="entities",
        code="judgements-conflict",
        message=f"{_members(each.bond)} are {each.bond.reason}, and by such judgements {each.apart[0]} would be {each.apart[1]}, "
        "which a judgement says are different; kept apart",
        action="Decide which judgement holds and withdraw the other (enduse review undo), or add one that replaces it.",
        place=" ".join(each.bond.members),
        owner="reviewer",
    )


def _members(bond: Bond) -> str:
    shown = " and ".join(bond.members[:2])
    return shown if len(bond.members) == 2 else f"{shown} and {len(bond.members) - 2} more"
