"""Screening: many rows against an index at once, each with the bodies it may mean, what speaks for it, and a plain verdict."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from itertools import groupby
from operator import attrgetter

from enduse.engine.collector import collector_at_rest
from enduse.findings.listed.answer import ALIKE, FORMERLY, ITSELF, LISTED, OWNED, UNDER, UNDETERMINED, Standing
from enduse.findings.listed.answer import Match as Likeness
from enduse.findings.listed.names import Asked, Found
from enduse.model.dates import PartialDate
from enduse.model.errors import AmbiguousValue
from enduse.screening.answer import CHECK, NONE, POSSIBLE, Counterparty, Hit, Related, Screened
from enduse.screening.index import Index
from enduse.screening.policy import Policy, load_policy


@collector_at_rest()
def screen(index: Index, rows: Sequence[Counterparty]) -> list[Screened]:
    """An answer to each row, in the order of the rows; the same row gets the same answer in any company."""
    policy = load_policy()
    asked = {row.row: Asked(row.name, row.countries, row.identifiers, row.least) for row in rows}
    found = index.find(asked.values())
    wanted = {(match.body, row.day) for row in rows for match in _shown(row, found[asked[row.row]], policy)}
    bodies = {body for body, _ in wanted}
    said = _Said(index, policy, bodies, wanted)
    return [said.answer(row, found[asked[row.row]]) for row in rows]


def _shown(row: Counterparty, found: Found, policy: Policy) -> list[Likeness]:
    least = policy.possible if row.least is None else row.least
    return [match for match in found.matches if match.score >= least]


class _Said:
    """Everything the index says of some bodies on some days, fetched at once."""

    def __init__(self, index: Index, policy: Policy, bodies: Iterable[str], wanted: Iterable[tuple[str, str]]) -> None:
        self.policy = policy
        self.stood = index.stood(wanted)
        self.heads, self.related, self.pages = index.heads(bodies), index.related(bodies), index.pages(bodies)

    def answer(self, row: Counterparty, found: Found) -> Screened:
        hits = [self._hit(row, match) for match in _shown(row, found, self.policy)]
        hits.sort(key=lambda hit: -_weight(hit, self.policy))  # among equals they stay as the index found them, the surest first
        telling = [hit for hit in hits if hit.score >= self.policy.possible]
        verdict = max((_verdict(hit, self.policy) for hit in telling), key=(NONE, POSSIBLE, CHECK).index, default=NONE)
        return Screened(row, verdict, tuple(hits[: self.policy.hits]), tuple(_notes(row, telling, found, self.policy)))

    def _hit(self, row: Counterparty, match: Likeness) -> Hit:
        standings = self.stood.get((match.body, row.day), ())
        related = tuple(self.related.get(match.body, ()))
        name, schema = self.heads.get(match.body, (match.body, ""))
        return Hit(
            entity=match.body,
            name=name,
            schema=schema,
            matched=match.name,
            how=match.how,
            score=match.score,
            features=match.features,
            concerns=concerns_of(row.day, standings, related, self.policy),
            standings=standings,
            related=related,
            near=_near(related),
            page=self.pages.get(match.body, ""),
        )


def concerns_of(day: str, standings: Sequence[Standing], related: Sequence[Related], policy: Policy) -> tuple[str, ...]:
    """What the case says of a body on a day, as codes of ``verdicts.yml``, the heaviest first."""
    found = {"finding"} if related else set[str]()
    for each in standings:
        if each.relation == FORMERLY:
            found.add("formerly")
        elif each.outcome == LISTED and each.relation in (ITSELF, OWNED, UNDER):
            found.add({ITSELF: "listed", OWNED: "owned", UNDER: "under"}[each.relation])
        elif each.outcome == UNDETERMINED:
            found.add("undetermined")
        elif "before-start" in each.reasons and _announced_by(day, each.announced):
            found.add("announced")
    return tuple(code for code in policy.concerns if code in found)


def _announced_by(day: str, announced: Sequence[str]) -> bool:
    """Whether an announcement surely lay on or before the day."""
    asked, said = _last(day), [last for last in map(_last, announced) if last is not None]
    return asked is not None and bool(said) and max(said) <= asked


def _weight(hit: Hit, policy: Policy) -> float:
    """How telling a hit is: a surer likeness and a heavier concern first; one without any concern last, and after it what is
    too unlike to be one body."""
    if hit.score < policy.possible:
        return -1.0
    order = list(policy.concerns)
    worst = min((order.index(code) for code in hit.concerns), default=len(order))
    return (hit.score >= policy.sure) * len(order) * 2 * bool(hit.concerns) + len(order) - worst


def _verdict(hit: Hit, policy: Policy) -> str:
    if not hit.concerns:
        return NONE
    return CHECK if hit.score >= policy.sure or hit.how != ALIKE else POSSIBLE


def _notes(row: Counterparty, hits: Sequence[Hit], found: Found, policy: Policy) -> Iterable[str]:
    if not row.name.strip():
        yield "no-name"
        return
    if found.maybe_person:
        yield "may-be-person"
    if not hits and not found.telling:
        yield "no-body"
    if not _is_day(row.day):
        yield "no-day"
    if any("before-start" in s.reasons or "before-announcement" in s.reasons for hit in hits for s in hit.standings):
        yield "listed-later"
    if any(hit.score >= policy.sure and not hit.concerns for hit in hits):
        yield "known"


def _is_day(text: str) -> bool:
    return _last(text) is not None


def _last(text: str) -> datetime.date | None:
    """The last day a date may mean; None for what is no date."""
    try:
        return PartialDate.parse(text).last
    except AmbiguousValue:
        return None


def _near(related: Sequence[Related]) -> str:
    """The findings that name a body in one line: each rule, how often, as what and when."""
    said = []
    for rule, group in groupby(sorted(related, key=attrgetter("rule", "day", "finding")), key=attrgetter("rule")):
        each = list(group)
        roles = ", ".join(sorted({role for one in each for role in one.roles}))
        years = sorted({one.day[:4] for one in each if one.day})
        times = "once" if len(each) == 1 else "twice" if len(each) == 2 else f"{len(each)} times"
        said.append(f"{rule}: {times}" + (f" as {roles}" if roles else "") + (f" ({', '.join(years)})" if years else ""))
    return "; ".join(said)
