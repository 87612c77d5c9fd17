"""Names as tables: every name of a set of bodies taken apart once, so that any number of names can be looked for among them.

``exact_name`` has a row for each name that tells its body apart, by its folded key; ``unclear_name`` the keys of names of parties that
may be natural persons; ``body_key`` what each body shares with others worth comparing, with what sharing it counts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from math import log2

import duckdb

from enduse.entities.matching.keys import CHINESE, keys_of
from enduse.entities.matching.prepared import Party, Prepared, prepare, spellings
from enduse.entities.matching.thresholds import load_thresholds
from enduse.findings.listed.answer import EXACT, FORMER_NAME
from enduse.language.scripts import fold_name, is_cjk

FEWEST = 4_000
"""Bodies among which a key counts as rare, at the fewest: in a list of ten names a shared word is no less telling."""
UNCLEAR = "LegalEntity"
"""The kind of a party that may be a natural person."""
WEAK = "="
"""Begins the key of a name that a source gives as a weak one: an equal name always proposes its body, however little it scores."""
_SURELY = 1_000
"""The weight of such a key; above all others together."""
IDENTIFIERS = ("uscCode", "leiCode", "tickerSymbol", "isinCode", "registrationNumber")
REACHED = "SELECT body FROM reach"
"""The bodies that are listed, or belong under or to one that is."""
_GIVEN = """
SELECT s.canonical, e.schema, s.property, s.value, e.countries
FROM statements s JOIN entities e ON e.id = s.canonical
WHERE s.canonical IN ({among}) AND s.schema <> 'Person' AND e.schema <> 'Person'
AND s.property IN ('name', 'legalName', 'alias', 'previousName', 'weakAlias', 'uscCode', 'leiCode', 'tickerSymbol', 'isinCode',
                   'registrationNumber')
GROUP BY ALL ORDER BY s.canonical, s.property, s.value
"""
_TABLES = """
CREATE OR REPLACE TEMP TABLE exact_name (key VARCHAR, body VARCHAR, how VARCHAR, written VARCHAR);
CREATE OR REPLACE TEMP TABLE unclear_name (key VARCHAR);
CREATE OR REPLACE TEMP TABLE body_key (key VARCHAR, body INTEGER, weight INTEGER);
"""


@dataclass(slots=True)
class _Given:
    """What the statements give of one body."""

    schema: str
    countries: tuple[str, ...]
    values: dict[str, list[str]] = field(default_factory=dict)

    def of(self, *properties: str) -> tuple[str, ...]:
        return tuple(value for each in properties for value in self.values.get(each, ()))


def load_names(connection: duckdb.DuckDBPyConnection, among: str = REACHED) -> tuple[list[str], list[Prepared]]:
    """Make the tables for the bodies the query ``among`` selects; their ids and their prepared names, in the order of ``body_key.body``."""
    given: dict[str, _Given] = {}
    for body, schema, property_, value, countries in connection.execute(_GIVEN.format(among=among)).fetchall():
        given.setdefault(body, _Given(schema, tuple(countries))).values.setdefault(property_, []).append(value)
    connection.execute(_TABLES)
    unclear = {body for body, each in given.items() if _may_be_a_person(each)}
    keys = sorted({fold_name(n) for body in unclear for n in given[body].of("name", "legalName", "alias", "previousName", "weakAlias")})
    insert(connection, "unclear_name", [(key,) for key in keys])
    bodies = sorted(given.keys() - unclear)
    parties = [prepare(_party(body, given[body])) for body in bodies]
    insert(connection, "exact_name", sorted(row for body, party in zip(bodies, parties, strict=True) for row in _exact(given[body], party)))
    weak = {(WEAK + fold_name(name), number, _SURELY) for number, body in enumerate(bodies) for name in given[body].of("weakAlias")}
    insert(connection, "body_key", [*_weighed(parties), *sorted(weak)])
    return bodies, parties


def _exact(given: _Given, party: Prepared) -> Iterator[tuple[str, str, str, str]]:
    """The names that mean this body when they are equal; the strongest way a name is given stands for it."""
    found: dict[str, tuple[str, str]] = {}
    for property_ in ("name", "legalName", "alias", "previousName"):
        for value in given.of(property_):
            if tells_apart(value, party):
                found.setdefault(fold_name(value), (FORMER_NAME if property_ == "previousName" else EXACT, value))
    return ((key, party.id, how, value) for key, (how, value) in found.items())


def _weighed(parties: Sequence[Prepared]) -> Iterator[tuple[str, int, int]]:
    """The keys of the bodies with what sharing one counts: the rarer the more; those too many share propose nothing."""
    rules = load_thresholds().blocking
    held = [(key, number) for number, party in enumerate(parties) for key in sorted(keys_of(party)) if key != CHINESE]
    sizes: dict[str, int] = {}
    for key, _ in held:
        sizes[key] = sizes.get(key, 0) + 1
    among = max(len(parties), FEWEST)
    for key, number in held:
        if sizes[key] <= rules.most_sharing:
            yield key, number, max(1, round(rules.kinds.get(key[0], 0.0) * 10 * log2((among + 1) / (sizes[key] + 1))))


def tells_apart(name: str, prepared: Prepared) -> bool:
    """Whether an equal name is enough to mean this body: not masked, not generic, and of four letters or two characters at least."""
    key = fold_name(name)
    han = sum(map(is_cjk, key))
    if han < 2 and sum(map(str.isalnum, key)) < 4:
        return False
    read = [prepared.by_key.get(fold_name(spelling)) for spelling in spellings(name)]
    return any(each is not None and not each.generic for each in read)


def _may_be_a_person(given: _Given) -> bool:
    if given.schema != UNCLEAR or given.of(*IDENTIFIERS[:-1]):
        return False
    return not any(_is_maker(name) for name in given.of("name"))


def _is_maker(name: str) -> bool:
    """Whether a name is that of a maker the dictionaries know, and so no person's."""
    parsed = prepare(Party(id="name", names=(name,))).names
    return any(each.parsed.brands for each in parsed)


def insert(connection: duckdb.DuckDBPyConnection, table: str, rows: Sequence[tuple[object, ...]]) -> None:
    """Fill a table of this package, column by column."""
    if rows:
        columns = [list(column) for column in zip(*rows, strict=True)]
        marks = ", ".join("unnest(?)" for _ in columns)
        connection.execute(f"INSERT INTO {table} SELECT {marks}", columns)


def _party(body: str, given: _Given) -> Party:
    return Party(
        id=body,
        names=given.of("name", "legalName"),
        aliases=given.of("alias", "previousName"),
        weak_aliases=given.of("weakAlias"),
        identifiers=tuple((name, value) for name in IDENTIFIERS for value in given.of(name)),
        countries=given.countries,
    )
