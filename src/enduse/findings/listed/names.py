"""Names: the bodies within reach of a list that a name may mean, exactly or by likeness, with score and reasons.

An exact name is one that folds to the same signs (``fold_name``). Names that tell no body from another (masked, generic, shorter than
four letters or two characters) and those a source calls weak find bodies by likeness only. Parties whose kind the list leaves open may
be natural persons, unless they have a company's identifier or a known maker's name: the names of those are known here only to be refused.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from math import log2

import duckdb

from enduse.entities.matching.compare import compare, score
from enduse.entities.matching.keys import CHINESE, keys_of
from enduse.entities.matching.prepared import Party, Prepared, prepare, spellings
from enduse.entities.matching.thresholds import load_thresholds
from enduse.findings.listed.answer import ALIKE, EXACT, FORMER_NAME, Match
from enduse.language.names.brands import PREFIX as BRAND
from enduse.language.scripts import fold_name, is_cjk

CANDIDATES = 5
"""Bodies compared with one name: those that share the rarest keys with it."""
FEWEST = 4_000
"""Bodies among which a key counts as rare, at the fewest: in a list of ten names a shared word is no less telling."""
BATCH = 5_000
"""Names prepared at a time."""
UNCLEAR = "LegalEntity"
"""The kind of a party that may be a natural person."""
_NAMES = """
SELECT s.canonical, e.schema, s.property, s.value, e.countries, s.canonical IN (
    SELECT canonical FROM statements WHERE property IN ('uscCode', 'leiCode', 'tickerSymbol', 'isinCode')) AS identified
FROM statements s JOIN entities e ON e.id = s.canonical
WHERE s.canonical IN (SELECT body FROM reach) AND s.schema <> 'Person' AND e.schema <> 'Person'
AND s.property IN ('name', 'legalName', 'alias', 'previousName', 'weakAlias')
GROUP BY ALL ORDER BY s.canonical, s.property, s.value
"""


@dataclass(slots=True)
class Found:
    """What a name found: bodies it may mean, and whether it is the name of a party that may be a natural person."""

    matches: list[Match] = field(default_factory=list)
    maybe_person: bool = False


class NameIndex:
    """The names of all bodies in ``reach``, asked with many names at once."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection
        self._exact: dict[str, dict[str, tuple[str, str]]] = {}
        self._unclear: set[str] = set()
        parties: dict[str, dict[str, list[str]]] = {}
        countries: dict[str, list[str]] = {}
        unclear: set[str] = set()
        for body, schema, property_, value, said, identified in connection.execute(_NAMES).fetchall():
            parties.setdefault(body, {}).setdefault(property_, []).append(value)
            countries[body] = said
            if schema == UNCLEAR and not identified:
                unclear.add(body)
        for body in sorted(unclear):
            if not any(_is_maker(name) for name in parties[body].get("name", ())):
                self._unclear.update(fold_name(name) for names in parties.pop(body).values() for name in names)
        self._bodies = sorted(parties)
        self._prepared = [prepare(_party(body, parties[body], countries[body])) for body in self._bodies]
        for body, prepared in zip(self._bodies, self._prepared, strict=True):
            self._take_exact(body, parties[body], prepared)
        self._store_keys()

    def _take_exact(self, body: str, names: Mapping[str, Sequence[str]], prepared: Prepared) -> None:
        for property_ in ("name", "legalName", "alias", "previousName"):
            for value in names.get(property_, ()):
                key = fold_name(value)
                if tells_apart(value, prepared):
                    how = FORMER_NAME if property_ == "previousName" else EXACT
                    self._exact.setdefault(key, {}).setdefault(body, (how, value))

    def find(self, names: Iterable[str]) -> dict[str, Found]:
        """For each different name what it found; bodies in the order of how surely the name is theirs."""
        found: dict[str, Found] = {}
        walk = iter(sorted(set(names)))
        while batch := list(islice(walk, BATCH)):
            alike = self._alike([name for name in batch if name.strip()])
            for name in batch:
                found[name] = self._found(name, alike.get(name, []))
        return found

    def _found(self, name: str, alike: list[Match]) -> Found:
        key = fold_name(name)
        exact = [
            Match(body, how, 1.0, written, (f"{written!r} is {'a former' if how == FORMER_NAME else 'a'} name of it",))
            for body, (how, written) in sorted(self._exact.get(key, {}).items())
        ]
        named = {match.body for match in exact}
        others = [match for match in alike if match.body not in named]
        return Found([*exact, *others], maybe_person=bool(key) and key in self._unclear)

    def _alike(self, names: Sequence[str]) -> dict[str, list[Match]]:
        least = load_thresholds().possible
        prepared = [prepare(Party(id="asked", names=(name,))) for name in names]
        found: dict[str, list[Match]] = {}
        for position, bodies in self._candidates(prepared).items():
            scored = [(score(prepared[position], self._prepared[body]), body) for body in bodies]
            matches = [self._match(prepared[position], body) for value, body in scored if value >= least]
            found[names[position]] = sorted(matches, key=lambda match: (-match.score, match.body))
        return found

    def _match(self, asked: Prepared, body: int) -> Match:
        compared = compare(asked, self._prepared[body])
        own = {name.text for name in self._prepared[body].names}
        written = next((f.right for f in compared.features if f.right in own), self._prepared[body].names[0].text)
        return Match(self._bodies[body], ALIKE, compared.score, written, tuple(f.why for f in compared.features))

    def _store_keys(self) -> None:
        """The keys of the bodies with what sharing one counts: the rarer the more; those too many share propose nothing."""
        rules = load_thresholds().blocking
        sizes: dict[str, int] = {}
        held = [(key, number) for number, party in enumerate(self._prepared) for key in sorted(keys_of(party)) if key != CHINESE]
        for key, _ in held:
            sizes[key] = sizes.get(key, 0) + 1
        among = max(len(self._prepared), FEWEST)
        rows = [
            (key, number, max(1, round(rules.kinds.get(key[0], 0.0) * 10 * log2((among + 1) / (sizes[key] + 1)))))
            for key, number in held
            if sizes[key] <= rules.most_sharing
        ]
        self._connection.execute("CREATE OR REPLACE TEMP TABLE body_key (key VARCHAR, body INTEGER, weight INTEGER)")
        _insert(self._connection, "body_key", rows)

    def _candidates(self, asked: Sequence[Prepared]) -> dict[int, list[int]]:
        rows = [(key, number) for number, party in enumerate(asked) for key in sorted(keys_of(party))]
        self._connection.execute("CREATE OR REPLACE TEMP TABLE asked_key (key VARCHAR, asked INTEGER)")
        _insert(self._connection, "asked_key", rows)
        found: dict[int, list[int]] = {}
        query = """
            SELECT asked, body FROM (
                SELECT asked, body, row_number() OVER (PARTITION BY asked ORDER BY sum(weight) DESC, body) AS rank
                FROM asked_key JOIN body_key USING (key) GROUP BY asked, body HAVING sum(weight) >= ?
            ) WHERE rank <= ? ORDER BY asked, body"""
        for number, body in self._connection.execute(query, [load_thresholds().blocking.least_weight, CANDIDATES]).fetchall():
            found.setdefault(number, []).append(body)
        return found


def tells_apart(name: str, prepared: Prepared) -> bool:
    """Whether an equal name is enough to mean this body: not masked, not generic, and of four letters or two characters at least."""
    key = fold_name(name)
    han = sum(map(is_cjk, key))
    if han < 2 and sum(map(str.isalnum, key)) < 4:
        return False
    read = [prepared.by_key.get(fold_name(spelling)) for spelling in spellings(name)]
    return any(each is not None and not each.generic for each in read)


def _is_maker(name: str) -> bool:
    """Whether a name is that of a maker the dictionaries know, and so no person's."""
    parsed = prepare(Party(id="name", names=(name,))).names
    return any(key.startswith(BRAND) for each in parsed for key in each.parsed.core_keys)


def _insert(connection: duckdb.DuckDBPyConnection, table: str, rows: Sequence[tuple[object, ...]]) -> None:
    """Fill a table of this module, column by column."""
    if rows:
        columns = [list(column) for column in zip(*rows, strict=True)]
        marks = ", ".join("unnest(?)" for _ in columns)
        connection.execute(f"INSERT INTO {table} SELECT {marks}", columns)


def _party(body: str, names: Mapping[str, Sequence[str]], countries: Sequence[str]) -> Party:
    return Party(
        id=body,
        names=(*names.get("name", ()), *names.get("legalName", ())),
        aliases=(*names.get("alias", ()), *names.get("previousName", ())),
        weak_aliases=tuple(names.get("weakAlias", ())),
        countries=tuple(countries),
    )
