"""Standing judgements: what holds of all that was recorded, a pure function of the logs.

A reviewer's log is a stack for each pair: a judgement goes on top, a withdrawal takes the top away. What lies on top holds.
Nomenklatura joins mentions through ids of its own (``NK-…``, or Wikidata's ``Q…``) that no paper or table of a case has; such a
hub is expanded here, so that judgements taken over from there say something about the mentions on both its sides.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Collection, Iterable, Sequence

from enduse.model.judgement import Judgement, Verdict

Pair = tuple[str, str]
HUB = re.compile(r"NK-\w+|Q[1-9]\d*")
"""Ids that are nomenklatura's or Wikidata's (https://github.com/opensanctions/nomenklatura, resolver/identifier.py)."""


def standing(judgements: Iterable[Judgement]) -> dict[Pair, tuple[Judgement, ...]]:
    """The judgement each reviewer has standing on each pair, pairs and reviewers in order.

    The order of ``judgements`` counts only within one reviewer's log.
    """
    stacks: dict[Pair, dict[str, list[Judgement]]] = {}
    for judgement in judgements:
        stack = stacks.setdefault(judgement.pair, {}).setdefault(judgement.reviewer, [])
        if judgement.verdict is not Verdict.WITHDRAWN:
            stack.append(judgement)
        elif stack:
            stack.pop()
    found = {pair: tuple(by[name][-1] for name in sorted(by) if by[name]) for pair, by in sorted(stacks.items())}
    return {pair: given for pair, given in found.items() if given}


def without_hubs(judgements: Iterable[Judgement], known: Collection[str]) -> list[Judgement]:
    """Standing judgements with every hub that is not itself ``known`` replaced by the mentions judged the same as it.

    Hubs judged the same as other hubs are one. A hub that stands for fewer than two mentions joins nothing.
    """
    given = list(judgements)
    hub_of = _Hubs()
    for judgement in given:
        left, right = judgement.pair
        if judgement.verdict is Verdict.POSITIVE and _is_hub(left, known) and _is_hub(right, known):
            hub_of.join(left, right)
    members: dict[str, dict[str, Judgement]] = {}
    plain, crossing = [], []
    for judgement in given:
        hubs = [end for end in judgement.pair if _is_hub(end, known)]
        if not hubs:
            plain.append(judgement)
        elif judgement.verdict is Verdict.POSITIVE and len(hubs) == 1:
            mention = next(end for end in judgement.pair if end not in hubs)
            members.setdefault(hub_of.root(hubs[0]), {}).setdefault(mention, judgement)
        elif judgement.verdict is not Verdict.POSITIVE:
            crossing.append(judgement)
    for _, by_mention in sorted(members.items()):
        first, *others = sorted(by_mention)
        plain += [dataclasses.replace(by_mention[other], left=first, right=other) for other in others]
    for judgement in crossing:
        sides = [sorted(members.get(hub_of.root(end), {})) if _is_hub(end, known) else [end] for end in judgement.pair]
        plain += [dataclasses.replace(judgement, left=a, right=b) for a in sides[0] for b in sides[1] if a != b]
    return plain


def last_of(judgements: Sequence[Judgement], pair: Pair) -> Judgement | None:
    """What one reviewer's log has standing on a pair."""
    given = standing(judgements).get(pair, ())
    return given[0] if given else None


def _is_hub(mention: str, known: Collection[str]) -> bool:
    return mention not in known and HUB.fullmatch(mention) is not None


class _Hubs:
    """Hubs that were judged to be one."""

    def __init__(self) -> None:
        self._root: dict[str, str] = {}

    def root(self, hub: str) -> str:
        while self._root.setdefault(hub, hub) != hub:
            hub = self._root[hub]
        return hub

    def join(self, left: str, right: str) -> None:
        first, second = sorted((self.root(left), self.root(right)))
        self._root[second] = first
