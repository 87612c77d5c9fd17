"""Two parties compared: identifiers first, then names, then countries; a graded score and the reasons for it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import NamedTuple

import yaml

from enduse.entities.matching.latin import LatinScore, score_latin
from enduse.entities.matching.prepared import NAME, WEAK, Party, Prepared, PreparedName, family, prepare
from enduse.entities.matching.thresholds import load_thresholds
from enduse.model.comparison import Comparison, Feature


class Evidence(NamedTuple):
    """One feature before it is put into words: its ``kind`` (reasons.yml), the two values, what it adds, and what it is about."""

    kind: str
    left: str
    right: str
    weight: float
    about: str = ""


@dataclass(slots=True)
class Outcome:
    """The score and what it rests on; ``names`` are the two names that speak loudest, ``latin`` how they compare."""

    score: float
    evidence: list[Evidence] = field(default_factory=list)
    names: tuple[PreparedName, PreparedName] | None = None
    latin: LatinScore | None = None
    name_score: float = 0.0


def compare_names(left: str, right: str, schema: str = "Organization") -> Comparison:
    """Compare two names as if nothing else were known of the parties; see ``compare``."""
    return compare(prepare(Party(id="left", names=(left,), schema=schema)), prepare(Party(id="right", names=(right,), schema=schema)))


def compare(left: Prepared, right: Prepared) -> Comparison:
    """How alike two parties are, and why. Symmetric: turned round, the values of each feature change sides and nothing else does.

    The score is for ranking and for the thresholds of thresholds.yml; it is not a probability.
    """
    outcome = weigh(left, right)
    found = [*outcome.evidence, *_of_names(outcome)]
    features = [Feature(each.kind, each.left, each.right, round(each.weight, 4), _reason(each)) for each in found]
    return Comparison(outcome.score, tuple(sorted(features, key=lambda f: (-abs(f.weight), f.name, f.left, f.right))))


def score(left: Prepared, right: Prepared) -> float:
    """The score of ``compare`` alone, without the reasons: for tables of many pairs."""
    return weigh(left, right).score


def weigh(left: Prepared, right: Prepared) -> Outcome:
    """Score two parties and keep what the score rests on."""
    if left.specimen != right.specimen:
        return Outcome(0.0, [Evidence("specimen-and-real", str(left.specimen), str(right.specimen), -1.0)])
    if left.schema != right.schema and family(left.schema) != family(right.schema):
        return Outcome(0.0, [Evidence("kinds-differ", left.schema, right.schema, -1.0)])
    outcome = _weigh_names(left, right)
    outcome.name_score = outcome.score
    if left.masked or right.masked:
        outcome.evidence.append(Evidence("masked", ", ".join(left.masked), ", ".join(right.masked), 0.0))
    if outcome.score:
        _weigh_countries(left, right, outcome)
        _cap_short(left, right, outcome)
    outcome.score = min(outcome.score, load_thresholds().parties.best)
    if left.numbers and right.numbers:
        _weigh_numbers(left, right, outcome)
    if left.codes or right.codes or left.wrong_codes or right.wrong_codes:
        _weigh_codes(left, right, outcome)
    outcome.score = round(outcome.score, 6)
    return outcome


def _weigh_names(left: Prepared, right: Prepared) -> Outcome:
    """The best of all pairs of names; ties go to the pair first in the order of texts, so that the order given never counts."""
    rules = load_thresholds().parties
    home = left.countries & right.countries
    best = Outcome(0.0)
    rank: tuple[float, tuple[str, ...]] = (0.0, ())
    for one in left.names:
        for other in right.names:
            scored = _score_names(one, other, home)
            if scored.score <= 0.0:
                continue
            value = scored.score * _strength(one, other, rules.alias, rules.weak_alias)
            if value > rank[0] or (value == rank[0] and tuple(sorted((one.text, other.text))) < rank[1]):
                rank = (value, tuple(sorted((one.text, other.text))))
                best = Outcome(value, names=(one, other), latin=scored)
    if not left.names or not right.names:
        best.evidence.append(Evidence("no-name", "", "", 0.0))
    return best


def _score_names(one: PreparedName, other: PreparedName, home: frozenset[str]) -> LatinScore:
    if one.latin is not None and other.latin is not None:
        return score_latin(one.latin, other.latin, home)
    return LatinScore(0.0)


def _strength(one: PreparedName, other: PreparedName, alias: float, weak: float) -> float:
    if one.strength == NAME and other.strength == NAME:
        return 1.0
    return weak if WEAK in (one.strength, other.strength) else alias


def _weigh_countries(left: Prepared, right: Prepared, outcome: Outcome) -> None:
    if not left.countries or not right.countries:
        return
    rules = load_thresholds().parties
    before = outcome.score
    common = left.countries & right.countries
    if common:
        outcome.score += (1 - outcome.score) * rules.country_same * outcome.score
        said = ", ".join(sorted(common))
        outcome.evidence.append(Evidence("country-same", said, said, outcome.score - before))
    else:
        outcome.score *= rules.country_differs
        outcome.evidence.append(
            Evidence("country-differs", ", ".join(sorted(left.countries)), ", ".join(sorted(right.countries)), outcome.score - before)
        )


def _cap_short(left: Prepared, right: Prepared, outcome: Outcome) -> None:
    """A name of one or two characters needs more than the name."""
    if outcome.names is None or min(_characters(name) for name in outcome.names) > 2:
        return
    rules = load_thresholds().parties
    cap = rules.short_shared if left.countries & right.countries and left.numbers & right.numbers else rules.short
    if outcome.score > cap:
        outcome.evidence.append(Evidence("short", outcome.names[0].text, outcome.names[1].text, cap - outcome.score))
        outcome.score = cap


def _characters(name: PreparedName) -> int:
    return name.latin.letters if name.latin is not None else sum(map(str.isalnum, name.parsed.core or name.key))


def _weigh_numbers(left: Prepared, right: Prepared, outcome: Outcome) -> None:
    rules = load_thresholds().parties
    before = outcome.score
    common = left.numbers & right.numbers
    if common:
        shown = ", ".join(f"{name} {value}" for name, _, value in sorted(common))
        outcome.score = max(before, rules.same_number + (1 - rules.same_number) * before * 0.9)
        outcome.evidence.append(Evidence("same-number", shown, shown, outcome.score - before))
        return
    kinds = {each[:2] for each in left.numbers} & {each[:2] for each in right.numbers}
    if kinds:
        sides = [", ".join(f"{n[0]} {n[2]}" for n in sorted(party.numbers) if n[:2] in kinds) for party in (left, right)]
        outcome.score *= rules.other_number
        outcome.evidence.append(Evidence("other-number", sides[0], sides[1], outcome.score - before))


def _weigh_codes(left: Prepared, right: Prepared, outcome: Outcome) -> None:
    """Unified social credit codes decide before names; one that is not valid never joins and is said."""
    rules = load_thresholds().parties
    before = outcome.score
    for party, is_left in ((left, True), (right, False)):
        for code, found in party.wrong_codes:
            said = f"{code}: {found.replace('_', ' ')}"
            outcome.evidence.append(Evidence("wrong-code", said if is_left else "", "" if is_left else said, 0.0))
    if not left.codes or not right.codes:
        return
    common = ", ".join(sorted(left.codes & right.codes))
    if common:
        outcome.score = rules.same_code + (1 - rules.same_code) * before
        outcome.evidence.append(Evidence("same-code", common, common, outcome.score - before))
    else:
        outcome.score = min(before, 1.0) * rules.other_code
        outcome.evidence.append(
            Evidence("other-code", ", ".join(sorted(left.codes)), ", ".join(sorted(right.codes)), min(outcome.score - before, -0.5))
        )


def _of_names(outcome: Outcome) -> list[Evidence]:
    """The evidence in the two names that were taken."""
    if outcome.names is None or outcome.latin is None:
        return [Evidence("nothing", "", "", 0.0)] if outcome.score == 0.0 and not outcome.evidence else []
    one, other = outcome.names
    scored = outcome.latin
    found = _of_words(one, other, scored)
    standing = scored.words
    for kind, left, right, factor in scored.factors:
        found.append(Evidence(kind, left, right, standing * (factor - 1)))
        standing *= factor
    if scored.cap is not None:
        found.append(Evidence(*scored.cap[:3], min(scored.cap.factor - standing, 0.0)))
    if outcome.name_score < scored.score:
        found.append(Evidence("strength", one.strength, other.strength, outcome.name_score - scored.score))
    return found


def _of_words(one: PreparedName, other: PreparedName, scored: LatinScore) -> list[Evidence]:
    side = scored.alignment
    if one.key == other.key or side is None:
        return [Evidence("exact", one.text, other.text, scored.words)]
    kind = "acronym" if side.acronym else "names" if side.matched else "nothing"
    found = [Evidence(kind, one.text, other.text, scored.words, ", ".join(sorted(side.shared)))]
    if side.left or side.right:
        share = side.lost / (side.matched + side.lost)
        found.append(Evidence("left-over", " ".join(side.left), " ".join(side.right), -share))
    return found


def _reason(evidence: Evidence) -> str:
    return _reasons()[evidence.kind].format(left=evidence.left, right=evidence.right, about=evidence.about)


@cache
def _reasons() -> dict[str, str]:
    read: dict[str, str] = yaml.safe_load(resources.files(__package__).joinpath("reasons.yml").read_text("utf-8"))
    return read
