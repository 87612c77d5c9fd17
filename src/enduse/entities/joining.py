"""Joining by score: which scores join two bodies by themselves, and which only propose.

Conservative on purpose, because a false merge costs more than a missed one (docs/decisions/0057). A score at or above ``match`` (that of
the comparison, or ``least`` of joining.yml where that is more) joins two bodies where no feature speaks against it, both are known to be
organisations, neither is a public body, and neither has a *rival*: another body that matches it as well and does not match the other
side. The names agree as wholes, or in two scripts in more than a short reading. Every other score at or above ``possible`` is a weaker
tie, with the reason it joins nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from itertools import combinations

from enduse.entities.identity import SCORE, Bond
from enduse.entities.matching.latin_name import read_latin
from enduse.entities.matching.latin_text import latin_words
from enduse.entities.sentences import told
from enduse.entities.units import Unit
from enduse.language.scripts import is_cjk
from enduse.model.comparison import Comparison
from enduse.model.entity import PossiblySame, Uncompared
from enduse.model.issue import Issue
from enduse.model.yaml_text import read_yaml

Pair = tuple[str, str]
Compare = Callable[[Unit, Unit], Comparison]


@dataclass(frozen=True, slots=True)
class Limits:
    """What ``joining.yml`` says; the reasons stand beside each number there."""

    least: float
    national: frozenset[str]
    whole: frozenset[str]
    across: frozenset[str]
    characters: int
    known: frozenset[str]
    agree: frozenset[str]
    largest_web: int
    most_listed: int


@cache
def limits() -> Limits:
    """The limits of ``joining.yml``."""
    raw = read_yaml((resources.files(__package__) / "joining.yml").read_text("utf-8"))
    across = raw["across_scripts"]
    return Limits(
        least=raw["least"]["score"],
        national=frozenset(raw["national_forms"]["words"]),
        whole=frozenset(raw["whole_names"]["features"]),
        across=frozenset(across["features"]),
        characters=across["characters"],
        known=frozenset(across["known"]),
        agree=frozenset(across["agree"]),
        largest_web=raw["largest_web"]["units"],
        most_listed=raw["most_listed"]["pairs"],
    )


@dataclass(slots=True)
class Scored:
    """What scores give: bonds, weaker ties, and what a reviewer must know."""

    bonds: list[Bond] = field(default_factory=list)
    possible: list[PossiblySame] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    uncompared: Uncompared = field(default_factory=Uncompared)


def judge_scores(
    units: Mapping[str, Unit], ties: Mapping[Pair, Comparison], *, match: float, possible: float, apart: Callable[[str, str], bool]
) -> Scored:
    """Sort ties (pairs of unit ids in order, each with its comparison) into bonds and weaker ties.

    Ties must hold every pair of neighbours of a body that matches both (see ``with_rivals``). ``apart`` says whether two units are
    kept apart by a judgement: such a pair are no rivals, since a person has told them apart; the weaker bond gives way later.
    """
    found = Scored()
    never = {pair: _never(units, pair, comparison) for pair, comparison in ties.items() if comparison.score >= match}
    around = neighbours(never)
    webs = _webs(neighbours(pair for pair, said in never.items() if said is None))
    crowded = {unit for web in webs if len(web) > limits().largest_web for unit in web}
    found.issues += [_crowded(web, units) for web in webs if len(web) > limits().largest_web]
    weaker: list[tuple[Pair, Comparison, str]] = []
    for pair, comparison in sorted(ties.items()):
        why = _why_not(pair, units, around, crowded, never, apart=apart)
        if why is None:
            found.bonds.append(Bond(SCORE, pair, told("reasons", "scores-agree"), 1 - comparison.score, comparison))
        elif comparison.score >= possible:
            weaker.append((pair, comparison, why))
    found.possible = _best(weaker)
    return found


def with_rivals(units: Mapping[str, Unit], ties: Mapping[Pair, Comparison], compare: Compare, *, match: float) -> dict[Pair, Comparison]:
    """Ties with every two bodies compared that one body matches: pairs that were never candidates are no proof that they are unlike."""
    complete = dict(ties)
    for near in neighbours(pair for pair, comparison in ties.items() if comparison.score >= match).values():
        if len(near) <= limits().largest_web:
            for pair in combinations(sorted(near), 2):
                if pair not in complete:
                    complete[pair] = compare(units[pair[0]], units[pair[1]])
    return complete


def neighbours(pairs: Iterable[Pair]) -> dict[str, set[str]]:
    """Whom each unit is tied to."""
    found: dict[str, set[str]] = {}
    for left, right in pairs:
        found.setdefault(left, set()).add(right)
        found.setdefault(right, set()).add(left)
    return found


def _may_join(units: Mapping[str, Unit], pair: Pair) -> str | None:
    """Why these two are joined by no score, whatever it is; nothing where a score may."""
    left, right = units[pair[0]], units[pair[1]]
    if left.of_government or right.of_government:
        return told("reasons", "only-by-a-person")
    if left.registers & right.registers:
        return told("reasons", "kept-as-two")
    if left.may_be_a_person or right.may_be_a_person:
        return told("reasons", "may-be-a-person")
    return None


def _too_little(comparison: Comparison) -> str | None:
    """Why this comparison joins nothing, however high its score."""
    known = limits()
    speaking = [feature for feature in comparison.features if feature.weight > 0]
    against = next((feature for feature in comparison.features if feature.weight < 0), None)
    if against is not None:
        return told("reasons", "against", feature=against.why)
    whole = [feature for feature in speaking if feature.name in known.whole]
    if any(_forms_differ(feature.left, feature.right) for feature in whole):
        return told("reasons", "forms-differ")
    across = [feature for feature in speaking if feature.name in known.across]
    if whole:
        return None
    if not across:
        return told("reasons", "in-part-only")
    long = max(sum(map(is_cjk, feature.left + feature.right)) for feature in across) >= known.characters
    agree = any(feature.name in known.agree and feature.left == feature.right for feature in speaking)
    if agree and (long or any(feature.name in known.known for feature in across)):
        return None
    return told("reasons", "by-reading-only")


def _forms_differ(left: str, right: str) -> bool:
    """Whether both names state a legal form and not the same, or only one a form of some country's own."""
    forms = [set(read_latin(name).forms) for name in (left, right)]
    own = [set(latin_words(name)) & limits().national for name in (left, right)]
    return bool(forms[0] and forms[1] and forms[0] != forms[1]) or own[0] != own[1]


def _never(units: Mapping[str, Unit], pair: Pair, comparison: Comparison) -> str | None:
    return _may_join(units, pair) or _too_little(comparison)


def _why_not(
    pair: Pair,
    units: Mapping[str, Unit],
    around: Mapping[str, set[str]],
    crowded: set[str],
    never: Mapping[Pair, str | None],
    *,
    apart: Callable[[str, str], bool],
) -> str | None:
    if pair not in never:
        return told("reasons", "not-enough")
    if (said := never[pair]) is not None:
        return said
    if crowded.intersection(pair):
        return told("reasons", "too-many")
    for one, other in (pair, pair[::-1]):
        for rival in sorted(around[one] - {other}):
            joinable = never.get((min(rival, other), max(rival, other)), "no match") is None
            if not joinable and not apart(rival, other):
                named = {name: _named(units[unit]) for name, unit in (("one", one), ("rival", rival), ("other", other))}
                return told("reasons", "rival", **named)
    return None


def _named(unit: Unit) -> str:
    """How a sentence calls a body; who may be a person is not named."""
    return told("reasons", "perhaps-a-person") if unit.may_be_a_person else f"“{unit.called[0]}”"


def _webs(around: Mapping[str, set[str]]) -> list[set[str]]:
    """Units that hang together by matches."""
    found, seen = [], set[str]()
    for start in sorted(around):
        if start not in seen:
            web, waiting = {start}, [start]
            while waiting:
                near = around[waiting.pop()] - web
                web |= near
                waiting += near
            seen |= web
            found.append(web)
    return found


def _best(weaker: Sequence[tuple[Pair, Comparison, str]]) -> list[PossiblySame]:
    """The weaker ties, of each body only its best."""
    kept, listed = [], Counter[str]()
    for pair, comparison, why in sorted(weaker, key=lambda tie: (-tie[1].score, tie[0])):
        if max(listed[pair[0]], listed[pair[1]]) < limits().most_listed:
            listed.update(pair)
            kept.append(PossiblySame(left=pair[0], right=pair[1], why=why, comparison=comparison))
    return kept


def _crowded(web: set[str], units: Mapping[str, Unit]) -> Issue:
    some = ", ".join(units[unit].called[0] for unit in sorted(web)[:3])
    return Issue(
        stage="entities",
        code="crowded-scores",
        message=f"{len(web)} bodies hang together by the likeness of their names alone ({some} …); none of them is joined by it",
        action="Judge pairs of them (enduse resolve lists them), or give them identifiers.",
        place=min(web),
        owner="reviewer",
    )
