"""Facts: the few statements a rule needs, fetched by SQL, and parties with the passages that name them.

Every query selects by kind, property or entity, so that the same rules run over a million notices; no rule walks
all statements.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

import duckdb

from enduse.model.dates import PartialDate
from enduse.model.errors import AmbiguousValue
from enduse.model.said import Said


@dataclass(frozen=True, slots=True)
class Fact:
    """The columns of one statement that rules use."""

    id: str
    mention: str
    entity: str
    property: str
    value: str
    target: str | None
    source: str
    first_seen: str | None


Facts = dict[str, list[Fact]]
"""The facts of one entity by property."""


@dataclass(frozen=True, slots=True)
class Party:
    """A body on an edge: its canonical id, what it is called, and the statements that name it there (link and name)."""

    id: str
    name: Said
    statements: tuple[str, ...]
    written: tuple[str, ...] = ()
    """The names the papers use on that edge, aliases apart."""


def facts_of(connection: duckdb.DuckDBPyConnection, schema: str, entities: Collection[str]) -> dict[str, Facts]:
    """All facts of these entities as things of kind ``schema``: entity -> property -> facts in the order of their ids."""
    found: dict[str, Facts] = {each: {} for each in sorted(entities)}
    if not found:
        return found
    rows = connection.execute(
        "SELECT id, entity, canonical, property, value, target, source, first_seen FROM statements"
        " WHERE schema = ? AND canonical IN (SELECT unnest(?::VARCHAR[])) ORDER BY canonical, property, id",
        [schema, sorted(entities)],
    )
    for row in rows.fetchall():
        fact = Fact(*row)
        found[fact.entity].setdefault(fact.property, []).append(fact)
    return found


def parties(connection: duckdb.DuckDBPyConnection, links: Iterable[Fact]) -> dict[str, Party]:
    """The organisations these links name, by the id of the linking statement.

    A link whose mention bears no name, or that names a person, is left out: an edge without a passage is a gap.
    """
    wanted = [link for link in links if link.target is not None]
    if not wanted:
        return {}
    naming = _naming(connection, {link.value for link in wanted})
    rows = connection.execute(
        "SELECT id, caption, caption_zh FROM entities WHERE schema <> 'Person' AND id IN (SELECT unnest(?::VARCHAR[]))",
        [sorted({str(link.target) for link in wanted})],
    ).fetchall()
    captions = {id_: called(caption, chinese) for id_, caption, chinese in rows}
    found = {}
    for link in wanted:
        if link.target in captions and link.value in naming:
            names, statements = naming[link.value]
            found[link.id] = Party(str(link.target), captions[link.target], (link.id, *statements), tuple(names))
    return found


def _naming(connection: duckdb.DuckDBPyConnection, mentions: Collection[str]) -> dict[str, tuple[list[str], list[str]]]:
    """For each mention that bears a name: its names, and the statements of them and of its identity with others.

    Identity is shown by ``sameAs`` and by an alias that is another mention's name.
    """
    rows = connection.execute(
        """
        WITH given AS (SELECT unnest(?::VARCHAR[]) AS mention), said AS MATERIALIZED (
            SELECT s.entity, s.canonical, s.property, s.value, s.id FROM statements s JOIN given g ON g.mention = s.entity
            WHERE s.property IN ('name', 'alias', 'previousName', 'sameAs')
        ), shared AS (
            SELECT DISTINCT a.id FROM said a JOIN statements n ON n.canonical = a.canonical AND n.property = 'name' AND n.value = a.value
            WHERE a.property IN ('alias', 'previousName') AND n.entity <> a.entity
        )
        SELECT entity, coalesce(list(DISTINCT value ORDER BY value) FILTER (property = 'name'), []),
               list(id ORDER BY id)
        FROM said WHERE property NOT IN ('alias', 'previousName') OR id IN (FROM shared) GROUP BY entity ORDER BY entity
        """,
        [sorted(mentions)],
    ).fetchall()
    return {mention: (names, statements) for mention, names, statements in rows if names}


def called(caption: str, chinese: str) -> Said:
    """What a body is called in sentences: in Chinese ones by its Chinese name, where the case has one."""
    return Said(caption, chinese or caption)


def together(found: Iterable[Party]) -> list[Party]:
    """One party for each body, resting on the statements of all the edges that name it; sorted by id."""
    by_id: dict[str, Party] = {}
    for party in found:
        known = by_id.get(party.id)
        statements = tuple(sorted({*party.statements, *(known.statements if known else ())}))
        written = tuple(sorted({*party.written, *(known.written if known else ())}))
        by_id[party.id] = Party(party.id, party.name, statements, written)
    return [by_id[each] for each in sorted(by_id)]


def values(facts: Facts, property_: str) -> list[str]:
    """The different values stated for a property, sorted."""
    return sorted({fact.value for fact in facts.get(property_, ())})


def ids(facts: Facts, *properties: str) -> tuple[str, ...]:
    """The statement ids behind these properties, sorted."""
    return tuple(sorted(fact.id for each in properties for fact in facts.get(each, ())))


def dates(facts: Facts, property_: str) -> tuple[PartialDate, ...]:
    """The different dates stated for a property; what is not a date stands as no date, never as a guess."""
    found = []
    for value in values(facts, property_):
        try:
            found.append(PartialDate.parse(value))
        except AmbiguousValue:
            continue
    return tuple(found)
