"""Validity: when an edge of a trace holds, as far as the papers say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import duckdb

from enduse.findings.settings import settings
from enduse.model.dates import PartialDate, in_force
from enduse.model.errors import AmbiguousValue

STATES = {
    "vendor-of": ("Project", "signedDate", ""),
    "for": ("Project", "signedDate", ""),
    "owned-by": ("Ownership", "startDate", "endDate"),
    "listed": ("Sanction", "startDate", "endDate"),
}
"""Relations that last -> kind of thing they belong to, its property of the first day and of the end. ``under`` lasts by its passages' own
spans; every other relation is a sale and holds on its day."""


@dataclass(frozen=True, slots=True)
class Validity:
    """``event``: it happened on one of ``starts``; otherwise it lasts from ``starts`` (that day counts) until before ``ends``.

    Several dates are sources that differ. ``statements`` are the passages of the dates.
    """

    event: bool = False
    starts: tuple[PartialDate, ...] = ()
    ends: tuple[PartialDate, ...] = ()
    statements: tuple[str, ...] = ()

    def holds(self, day: PartialDate) -> bool | None:
        """Whether it holds on a day; ``None``: undetermined (no date, a date too coarse, or sources that differ)."""
        ends = self.ends or (None,)
        answers = {_within(day, start) if self.event else in_force(day, start, end) for start in self.starts for end in ends}
        return answers.pop() if len(answers) == 1 else None


UNDATED = Validity()


def _within(day: PartialDate, event: PartialDate) -> bool | None:
    if event.last < day.first or day.last < event.first:
        return False
    return True if day.first <= event.first and event.last <= day.last else None


Edges = Iterable[tuple[str, str, tuple[str, ...]]]
"""(relation, the award, project, ownership or listing it belongs to, its statements)."""


def validities(connection: duckdb.DuckDBPyConnection, edges: Edges) -> dict[tuple[str, str, tuple[str, ...]], Validity]:
    """When each of these edges holds."""
    wanted = list(dict.fromkeys(edges))
    dated = _dated(connection, {via for _, via, _ in wanted})
    spans = _spans(connection, {each for relation, _, shown in wanted if relation == "under" for each in shown})
    found = {}
    for relation, via, shown in wanted:
        if relation == "under":
            held = {each: spans[each] for each in shown if each in spans}
            starts, ends = _dates({k: v[0] for k, v in held.items()}), _dates({k: v[1] for k, v in held.items()})
            found[relation, via, shown] = Validity(False, tuple(starts), tuple(ends))
        elif relation in STATES:
            schema, first, last = STATES[relation]
            begun, ended = dated.get((via, schema, first), {}), dated.get((via, schema, last), {})
            found[relation, via, shown] = Validity(False, _dates(begun), _dates(ended), tuple(sorted({*begun, *ended})))
        else:
            found[relation, via, shown] = _sale(via, dated)
    return found


def _sale(award: str, dated: Mapping[tuple[str, str, str], Mapping[str, str]]) -> Validity:
    """The day of a sale; where only its notice is dated, the days it may lie in."""
    stated = dated.get((award, "ContractAward", "date"), {})
    if stated:
        return Validity(True, _dates(stated), (), tuple(sorted(stated)))
    published = dated.get((award, "Notice", "publishedDate"), {})
    possible = tuple(each.stretched_back(settings().publication_lag_days) for each in _dates(published))
    return Validity(True, possible, (), tuple(sorted(published)))


def _dates(stated: Mapping[str, str]) -> tuple[PartialDate, ...]:
    found = set()
    for value in stated.values():
        try:
            found.add(PartialDate.parse(value))
        except AmbiguousValue:
            continue
    return tuple(sorted(found))


def _dated(connection: duckdb.DuckDBPyConnection, things: Iterable[str]) -> dict[tuple[str, str, str], dict[str, str]]:
    """Dates of these things and of the notices of awards among them: (thing, kind, property) -> statement -> value."""
    rows = connection.execute(
        """
        WITH asked AS (SELECT unnest(?::VARCHAR[]) AS id)
        SELECT a.id, s.schema, s.property, s.id, s.value FROM asked a JOIN statements s ON s.canonical = a.id
        WHERE s.property IN ('date', 'signedDate', 'startDate', 'endDate')
        UNION
        SELECT a.id, n.schema, n.property, n.id, n.value FROM asked a
        JOIN statements l ON l.canonical = a.id AND l.schema = 'ContractAward' AND l.property = 'notice'
        JOIN statements n ON n.canonical = l.target AND n.schema = 'Notice' AND n.property = 'publishedDate'
        ORDER BY ALL
        """,
        [sorted(things)],
    ).fetchall()
    found: dict[tuple[str, str, str], dict[str, str]] = {}
    for thing, schema, property_, statement, value in rows:
        found.setdefault((thing, schema, property_), {})[statement] = value
    return found


def _spans(connection: duckdb.DuckDBPyConnection, statements: Iterable[str]) -> dict[str, tuple[str, str]]:
    """The spans that statements carry themselves."""
    rows = connection.execute(
        "SELECT id, coalesce(valid_from, ''), coalesce(valid_to, '') FROM statements WHERE id IN (SELECT unnest(?::VARCHAR[]))"
        " AND (valid_from IS NOT NULL OR valid_to IS NOT NULL) ORDER BY id",
        [sorted(statements)],
    ).fetchall()
    return {statement: (first, last) for statement, first, last in rows}
