"""Small invented worlds of mentions, judgements and scores for tests of identity."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from hypothesis import strategies as st

from enduse.entities.likeness import Candidates
from enduse.entities.mentions import Fact, Mention
from enduse.entities.resolve import resolve
from enduse.entities.units import Unit
from enduse.model.comparison import Comparison, Feature
from enduse.model.entity import Resolution
from enduse.model.judgement import Judgement, Verdict


def mention(id: str, schema: str = "Company", *, specimen: bool = False, **values: str | Sequence[str]) -> Mention:
    """A mention with facts; a value may be several."""
    kind = id.split(":")[0]
    source = "paper" if kind == "paper" else "list:us-bis-entity-list" if kind.startswith("us-") else "record:S001"
    made = Mention(id, schema, specimen, source)
    for name, given_values in values.items():
        listed = [given_values] if isinstance(given_values, str) else given_values
        made.facts[name] = [Fact(name, value, f"{id}/{name}/{n}", None, source, ended=False) for n, value in enumerate(listed)]
    return made


def judge(left: str, right: str, verdict: Verdict, reviewer: str = "ada") -> Judgement:
    """A judgement of an invented reviewer."""
    return Judgement(left=left, right=right, verdict=verdict, reviewer=reviewer, decided="2026-01-02", reason="compared addresses")


@dataclass(frozen=True)
class Scores:
    """Likeness read off a table: pair of mention ids (in order) -> score; the best of two units' mentions counts, others score 0."""

    table: Mapping[tuple[str, str], float]
    method: str = "a table of scores"
    join: float = 0.9
    possible: float = 0.6

    def candidates(self, units: Mapping[str, Unit]) -> Candidates:
        return Candidates(tuple((a, b) for a, b in combinations(sorted(units), 2) if self.compare(units[a], units[b]).score))

    def compare(self, left: Unit, right: Unit) -> Comparison:
        best = max(self.table.get((min(a, b), max(a, b)), 0.0) for a in left.mentions for b in right.mentions)
        return Comparison(best, (Feature("names", left.called[0], right.called[0], 1.0, "the same core"),))


def resolved(*mentions: Mention, judgements: Sequence[Judgement] = (), scores: Mapping[tuple[str, str], float] | None = None) -> Resolution:
    """The resolution of these mentions."""
    return resolve({m.id: m for m in mentions}, judgements, Scores(scores) if scores is not None else None)


def groups(resolution: Resolution) -> list[tuple[str, ...]]:
    """The mentions of every entity."""
    return sorted(entity.mentions for entity in resolution.entities)


NAMES = st.sampled_from(["Alpha Optics", "Beta Glass", "Gamma Works", "样本仪器公司", "YB"])
COUNTRIES = st.sampled_from([(), ("cn",), ("de",), ("cn", "de")])
KINDS = st.sampled_from(["company", "listed", "us-bis-entity-list", "paper"])
CODES = st.sampled_from([[], [], ["9" * 18], ["91990000MA0000001B"], ["91330000733796106P"]])
"""One that counts as equal only, and two whose check character is right, so that they tell bodies apart."""


@dataclass(frozen=True)
class World:
    """What a resolution is made of."""

    mentions: list[Mention]
    judgements: list[Judgement]
    scores: dict[tuple[str, str], float]

    def resolved(self, judgements: Sequence[Judgement] | None = None) -> Resolution:
        return resolved(*self.mentions, judgements=self.judgements if judgements is None else judgements, scores=self.scores)


@st.composite
def worlds(draw: st.DrawFn) -> World:
    """Up to nine mentions, judgements of two reviewers (no pair twice by one) and scores."""
    made = []
    for number in range(draw(st.integers(2, 9))):
        names = draw(st.lists(NAMES, min_size=1, max_size=2, unique=True))
        aliases = draw(st.lists(NAMES, max_size=2, unique=True))
        values = {"name": names, "alias": aliases, "country": list(draw(COUNTRIES)), "uscCode": draw(CODES)}
        schema = draw(st.sampled_from(["Company", "Company", "LegalEntity", "PublicBody"]))
        made.append(mention(f"{draw(KINDS)}:{number}", schema, specimen=draw(st.sampled_from([False, False, True])), **values))
    ids = sorted(m.id for m in made)
    pairs = st.sampled_from(list(combinations(ids, 2)))
    said = draw(st.lists(st.tuples(pairs, st.sampled_from(list(Verdict)[:3]), st.sampled_from(["ada", "bea"])), max_size=6))
    judgements = {(pair, reviewer): judge(*pair, verdict, reviewer) for pair, verdict, reviewer in said}
    scores = draw(st.dictionaries(pairs, st.sampled_from([0.3, 0.65, 0.92, 0.92, 0.95, 0.99]), max_size=8))
    return World(made, list(judgements.values()), scores)
