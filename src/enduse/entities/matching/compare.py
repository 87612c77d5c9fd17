"""Two parties compared: identifiers first, then names, then countries; a graded score and the reasons for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from msgspec import Struct, field

from enduse.entities.matching.latin import may_be_told_apart, score_latin
from enduse.entities.matching.names import explain_names, score_names
from enduse.entities.matching.prepared import NAME, WEAK, Party, Prepared, PreparedName, family, prepare
from enduse.entities.matching.reasons import feature
from enduse.entities.matching.thresholds import PartyRules, load_thresholds
from enduse.model.comparison import Comparison

_NOWHERE = frozenset[str]()
_SHORT = 2
"""Characters of a name that needs more than the name."""


ScoreNames = Callable[[PreparedName, PreparedName, frozenset[str]], float]
"""The score of two names of parties that are both of some countries; see ``names.score_names``."""


class Evidence(NamedTuple):
    """One sign beside the names before it is put into words: its ``kind`` (reasons.yml), the two values, and what it adds."""

    kind: str
    left: str
    right: str
    weight: float


class Outcome(Struct, gc=False):
    """The score, the signs beside the names it rests on, and the two names that speak loudest."""

    score: float
    evidence: list[Evidence] = field(default_factory=list)
    names: tuple[PreparedName, PreparedName] | None = None


def compare_names(left: str, right: str, schema: str = "Organization") -> Comparison:
    """Compare two names as if nothing else were known of the parties; see ``compare``."""
    return compare(prepare(Party(id="left", names=(left,), schema=schema)), prepare(Party(id="right", names=(right,), schema=schema)))


def compare(left: Prepared, right: Prepared) -> Comparison:
    """How alike two parties are, and why. Symmetric: turned round, the values of each feature change sides and nothing else does.

    The score is for ranking and for the thresholds of thresholds.yml; it is not a probability.
    """
    return explain(left, right, weigh(left, right))


def explain(left: Prepared, right: Prepared, outcome: Outcome) -> Comparison:
    """What ``weigh`` found of two parties, in words."""
    features = [feature(*each) for each in outcome.evidence]
    if outcome.names is not None:
        features += explain_names(*outcome.names, left.countries & right.countries)
    elif not features:
        features.append(feature("nothing", "", "", 0.0))
    return Comparison(outcome.score, tuple(sorted(features, key=lambda f: (-abs(f.weight), f.name, f.left, f.right))))


def score(left: Prepared, right: Prepared, scored: ScoreNames = score_names) -> float:
    """The score of ``compare`` alone, without the reasons: for tables of many pairs, which remember scores of names (``remembered``)."""
    return weigh(left, right, scored).score


def weigh(left: Prepared, right: Prepared, scored: ScoreNames = score_names) -> Outcome:
    """Score two parties and keep what the score rests on; ``scored`` gives the score of two of their names."""
    if left.specimen != right.specimen:
        return Outcome(0.0, [Evidence("specimen-and-real", str(left.specimen), str(right.specimen), -1.0)])
    if left.schema != right.schema and family(left.schema) != family(right.schema):
        return Outcome(0.0, [Evidence("kinds-differ", left.schema, right.schema, -1.0)])
    rules = load_thresholds().parties
    home = left.countries & right.countries if left.countries and right.countries else _NOWHERE
    if len(left.names) == len(right.names) == 1:
        outcome = _weigh_only_names(left.names[0], right.names[0], home, scored)
    else:
        outcome = _weigh_names(left, right, home, scored)
    if left.masked or right.masked:
        outcome.evidence.append(Evidence("masked", ", ".join(left.masked), ", ".join(right.masked), 0.0))
    if outcome.score:
        if outcome.score > rules.told_apart and not len(left.names) == len(right.names) == 1:
            _tell_apart(left, right, outcome, home)
        if left.countries and right.countries:
            _weigh_countries(left, right, outcome, home)
        if outcome.score > rules.short:
            _cap_short(left, right, outcome, home)
        outcome.score = min(outcome.score, rules.best)
    if left.numbers and right.numbers:
        _weigh_numbers(left, right, outcome)
    if left.codes or right.codes or left.wrong_codes or right.wrong_codes:
        _weigh_codes(left, right, outcome)
    outcome.score = round(outcome.score, 6)
    return outcome


def _weigh_only_names(one: PreparedName, other: PreparedName, home: frozenset[str], scored: ScoreNames) -> Outcome:
    """What ``_weigh_names`` makes of two parties of one name each, as most in tables and all asked one by one are."""
    value = scored(one, other, home)
    if not value:
        return Outcome(0.0)
    if one.strength == other.strength == NAME:
        return Outcome(value, names=(one, other))
    strength = _strength(one, other, load_thresholds().parties)
    told = value * strength
    return Outcome(told, [Evidence("strength", one.strength, other.strength, told - told / strength)], (one, other))


def _weigh_names(left: Prepared, right: Prepared, home: frozenset[str], scored: ScoreNames) -> Outcome:
    """The best of all pairs of names, of equal names where there are such.

    Ties go to the pair first in the order of texts, so that the order given never counts.
    """
    rules = load_thresholds().parties
    best, told = 0.0, ("", "")
    names: tuple[PreparedName, PreparedName] | None = None
    for one, other in _pairs_of_names(left, right):
        value = scored(one, other, home)
        if value < best or not value:
            continue
        if not one.strength == other.strength == NAME:
            value *= _strength(one, other, rules)
        if value >= best:
            texts = (one.text, other.text) if one.text <= other.text else (other.text, one.text)
            if value > best or texts < told:
                best, told, names = value, texts, (one, other)
    outcome = Outcome(best, names=names)
    if not left.names or not right.names:
        outcome.evidence.append(Evidence("no-name", "", "", 0.0))
    elif names is not None and (strength := _strength(*names, rules)) < 1:
        outcome.evidence.append(Evidence("strength", names[0].strength, names[1].strength, best - best / strength))
    return outcome


def _tell_apart(left: Prepared, right: Prepared, outcome: Outcome, home: frozenset[str]) -> None:
    """Own names that differ in number or place alone keep two parties apart, whatever alias they share (``CASIC``, ``Sophgo``)."""
    cap = load_thresholds().parties.told_apart
    sides = [[name.latin for name in party.names if name.latin is not None and name.strength == NAME] for party in (left, right)]
    pairs = [(one, other) for one in sides[0] for other in sides[1]]
    if not any(may_be_told_apart(*pair) for pair in pairs):
        return
    own = [score_latin(one, other, home) for one, other in pairs]
    best = max(own, key=lambda each: (each.words, each.cap is None, sorted(each.cap[1:3]) if each.cap else []), default=None)
    if best is not None and best.cap is not None and best.words > cap:
        outcome.evidence.append(Evidence(best.cap.kind, best.cap.left, best.cap.right, cap - outcome.score))
        outcome.score = cap


def _pairs_of_names(left: Prepared, right: Prepared) -> Iterable[tuple[PreparedName, PreparedName]]:
    one, other = left.by_key, right.by_key
    if not one.keys().isdisjoint(other):
        equal = [(one[key], other[key]) for key in one.keys() & other.keys() if not one[key].generic]
        if equal:
            return equal
    return product(left.names, right.names)


def _strength(one: PreparedName, other: PreparedName, rules: PartyRules) -> float:
    if one.strength == NAME and other.strength == NAME:
        return 1.0
    return rules.weak_alias if WEAK in (one.strength, other.strength) else rules.alias


def _weigh_countries(left: Prepared, right: Prepared, outcome: Outcome, home: frozenset[str]) -> None:
    rules = load_thresholds().parties
    before = outcome.score
    if home:
        outcome.score += (1 - outcome.score) * rules.country_same * outcome.score
        said = _listed(home)
        outcome.evidence.append(Evidence("country-same", said, said, outcome.score - before))
    else:
        outcome.score *= rules.country_differs
        outcome.evidence.append(Evidence("country-differs", _listed(left.countries), _listed(right.countries), outcome.score - before))


@lru_cache(maxsize=1024)
def _listed(countries: frozenset[str]) -> str:
    return ", ".join(sorted(countries))


def _cap_short(left: Prepared, right: Prepared, outcome: Outcome, home: frozenset[str]) -> None:
    """A name of one or two characters needs more than the name, unless both are known names of one maker."""
    if outcome.names is None or not any(map(_is_short, outcome.names)) or _one_brand(*outcome.names):
        return
    rules = load_thresholds().parties
    cap = rules.short_shared if home and left.numbers & right.numbers else rules.short
    if outcome.score > cap:
        outcome.evidence.append(Evidence("short", outcome.names[0].text, outcome.names[1].text, cap - outcome.score))
        outcome.score = cap


def _is_short(name: PreparedName) -> bool:
    if name.latin is not None:
        return name.latin.letters <= _SHORT
    return len(name.key) <= _SHORT or sum(map(str.isalnum, name.key)) <= _SHORT


def _one_brand(one: PreparedName, other: PreparedName) -> bool:
    return not one.parsed.brands.isdisjoint(other.parsed.brands)


def _weigh_numbers(left: Prepared, right: Prepared, outcome: Outcome) -> None:
    rules = load_thresholds().parties
    before = outcome.score
    common = left.numbers & right.numbers
    if common:
        shown = ", ".join(f"{name} {value}" for name, _, value in sorted(common))
        outcome.score = max(before, rules.same_number + (1 - rules.same_number) * before * 0.9)
        outcome.evidence.append(Evidence("same-number", shown, shown, outcome.score - before))
        return
    # A firm may be listed at two exchanges, so stock codes that differ say nothing.
    kinds = {each[:2] for each in left.numbers if each[0] != "tickerSymbol"} & {each[:2] for each in right.numbers}
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
        outcome.score = before * rules.other_code
        outcome.evidence.append(
            Evidence("other-code", ", ".join(sorted(left.codes)), ", ".join(sorted(right.codes)), min(outcome.score - before, -0.5))
        )
