"""Ask: many questions (a name, a day) to a resolved case, answered together.

Bodies come from names, entries from bodies, outcomes from spans of days; each is asked once for all questions, so that a hundred thousand
of them cost two joins and not a hundred thousand queries. The same questions give the same answers in any order.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import duckdb
import msgspec

from enduse.entities.matching.thresholds import load_thresholds
from enduse.entities.resolved import Resolved
from enduse.findings.listed.answer import (
    ALIKE,
    LISTED,
    NOT_ANSWERED,
    NOT_FOUND,
    NOT_LISTED,
    UNDER,
    UNDETERMINED,
    Answer,
    Body,
    Match,
    Question,
    Rule,
    Standing,
)
from enduse.findings.listed.list_tables import load_list_tables
from enduse.findings.listed.name_tables import load_names
from enduse.findings.listed.names import Asked, Found, NameIndex
from enduse.findings.listed.standing import load_days, standings
from enduse.model.dates import PartialDate
from enduse.model.errors import AmbiguousValue

Stood = dict[tuple[str, str], tuple[Standing, ...]]
"""Standings by body and day."""


class Listings:
    """The lists of one case, ready to be asked: the tables of ``list_tables`` and an index of names over the same connection."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, names: NameIndex) -> None:
        self.connection = connection
        self.names = names
        rows = connection.execute(
            "SELECT id, coalesce(caption, id), schema, specimen FROM entities WHERE id IN (SELECT unnest(trail) FROM reach)"
        ).fetchall()
        self._heads: dict[str, tuple[str, str, bool]] = {id_: (caption, schema, specimen) for id_, caption, schema, specimen in rows}
        former = connection.execute("SELECT body, names FROM former_name").fetchall()
        self._former: dict[str, tuple[str, ...]] = {body: tuple(names) for body, names in former}
        self._texts: dict[str, str] = {}
        self._tuples: dict[tuple[str, ...], tuple[str, ...]] = {}
        """What entries say, each text held once: the same is said of a body on many days, and of many bodies."""

    @classmethod
    def of(cls, resolved: Resolved) -> Listings:
        """The lists of a resolved case; names of the bodies in reach of a list can be asked for."""
        load_list_tables(resolved.connection)
        return cls(resolved.connection, NameIndex(resolved.connection, *load_names(resolved.connection)))

    def rules(self) -> dict[str, tuple[Rule, ...]]:
        """What each list of the case does in law, by the key of the list."""
        rows = self.connection.execute("SELECT list, rules FROM list_rule ORDER BY list").fetchall()
        return {key: msgspec.json.decode(rules, type=tuple[Rule, ...]) for key, rules in rows}

    def copies(self) -> list[tuple[str, str, int]]:
        """The lists of the case: key, day of the newest copy (empty where only records show the list), number of entries."""
        query = "SELECT list, coalesce(max(list_last(copies)), ''), count(DISTINCT entry) FROM entry GROUP BY list ORDER BY list"
        return [(key, day, number) for key, day, number in self.connection.execute(query).fetchall()]

    def ask(self, questions: Sequence[Question], known_on: str = "") -> list[Answer]:
        """One answer for each question, in their order. ``known_on``: only what could be known on that day counts.

        Raises:
            AmbiguousValue: ``known_on`` is not a date.
        """
        found = self.names.find(Asked(question.name) for question in questions)
        for each in found.values():  # an index may know bodies that no list reaches: of those the lists say nothing
            each.matches = [match for match in each.matches if match.body in self._heads]
        bodies = {question.name: [match.body for match in found[Asked(question.name)].matches] for question in questions}
        stood = self.stood({(body, q.date) for q in questions for body in bodies[q.name]}, known_on)
        return [self._answer(question, known_on, found[Asked(question.name)], stood) for question in questions]

    def stood(self, asked: Iterable[tuple[str, str]], known_on: str = "") -> Stood:
        """What every entry in reach says of each body on its day, for all pairs of body and day at once.

        Raises:
            AmbiguousValue: ``known_on`` is not a date.
        """
        known = PartialDate.parse(known_on) if known_on else None
        pairs = sorted(set(asked))
        load_days(self.connection, {day: _day(day) for _, day in pairs})
        stood: Stood = {}
        for row in standings(self.connection, pairs, known):
            key = (str(row[0]), str(row[1]))
            stood[key] = (*stood.get(key, ()), self._standing(row[2:], known))
        return stood

    def _standing(self, row: Sequence[Any], known: PartialDate | None) -> Standing:
        outcome, relation, reasons, trail, list_, title, entry, caption, announced, effective, ended, *rest = row
        citations, acts, amendments, provisions, licence, copy, gone_by, share, statements = rest
        once, several = self._one, self._several
        return Standing(
            outcome=once(outcome),
            relation=once(relation),
            reasons=several(reasons),
            trail=several(self._heads[id_][0] if id_ in self._heads else id_ for id_ in trail),
            list=once(list_),
            list_title=once(title),
            entry=once(entry),
            listed_body=once(caption),
            announced=several(announced),
            effective=several(effective),
            ended=several(ended),
            citations=several(citations),
            acts=several(acts),
            amendments=several(_amendment(**each) for each in amendments if not _later(each["day"], known)),
            provisions=several(provisions),
            licence=several(licence),
            copy_of=once(copy),
            gone_by=once(gone_by),
            share=once(share),
            statements=several(statements),
        )

    def _one(self, text: str) -> str:
        return self._texts.setdefault(text, text)

    def _several(self, texts: Iterable[str]) -> tuple[str, ...]:
        found = tuple(self._texts.setdefault(each, each) for each in texts)
        return self._tuples.setdefault(found, found)

    def _answer(self, question: Question, known_on: str, found: Found, stood: Stood) -> Answer:
        bodies = tuple(self._body(match, stood.get((match.body, question.date), ())) for match in found.matches)
        outcome, reasons = overall(bodies, maybe_person=found.maybe_person)
        shown = () if outcome == NOT_ANSWERED else bodies
        return Answer(question.name, question.date, known_on, outcome, reasons, shown)

    def _body(self, match: Match, said: tuple[Standing, ...]) -> Body:
        caption, schema, specimen = self._heads[match.body]
        return Body(match.body, caption, schema, specimen, match, said, self._former.get(match.body, ()))


def listed(resolved: Resolved, questions: Iterable[tuple[str, str]], known_on: str = "") -> list[Answer]:
    """Whether each name was listed on its day, and what could be known of it on ``known_on``."""
    return Listings.of(resolved).ask([Question(name, date) for name, date in questions], known_on)


def overall(bodies: Sequence[Body], *, maybe_person: bool) -> tuple[str, tuple[str, ...]]:
    """The outcome of a question and why: that of the bodies of exactly this name; without one, never more than ``undetermined``."""
    exact = [body for body in bodies if body.match.how != ALIKE]
    outcomes = {of_body(body) for body in exact}
    if maybe_person and LISTED not in outcomes:
        return (UNDETERMINED if exact else NOT_ANSWERED), ("may-be-person",)
    if not exact:
        return (UNDETERMINED, ("only-alike",)) if bodies else (NOT_FOUND, ("no-name",))
    if len(outcomes) > 1:
        return UNDETERMINED, ("several-bodies",)
    outcome = outcomes.pop()
    sure = load_thresholds().match
    if outcome == NOT_LISTED and any(b.match.how == ALIKE and b.match.score >= sure and of_body(b) != NOT_LISTED for b in bodies):
        return UNDETERMINED, ("alike-is-listed",)
    own = [s for body in exact for s in body.standings if s.relation != UNDER]
    if not own:
        return outcome, ("no-entry-of-its-own",)
    return outcome, tuple(sorted({code for s in own if s.outcome == outcome for code in s.reasons}))


def of_body(body: Body) -> str:
    """The outcome of one body: what its own entries say, and those of its owners where a rule reaches down; never those above it."""
    said = {s.outcome for s in body.standings if s.relation != UNDER}
    if LISTED in said:
        return LISTED
    return UNDETERMINED if UNDETERMINED in said else NOT_LISTED


def _amendment(number: str, day: str) -> str:
    return f"{number}, {day}" if day else number


def _later(day: str, known: PartialDate | None) -> bool:
    """Whether an act lies wholly after the day of knowledge."""
    read = _day(day)
    return known is not None and read is not None and read.first > known.last


def _day(text: str) -> PartialDate | None:
    try:
        return PartialDate.parse(text)
    except AmbiguousValue:
        return None
