"""Names: the bodies that a name may mean, exactly or by likeness, with score and reasons.

An exact name is one that folds to the same signs (``fold_name``). Names that tell no body from another (masked, generic, shorter than
four letters or two characters) and those a source calls weak find bodies by likeness only. Parties whose kind the list leaves open may
be natural persons, unless they have a company's identifier or a known maker's name: the names of those are known here only to be refused.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from typing import NamedTuple, Protocol

import duckdb
from rapidfuzz.fuzz import ratio

from enduse.engine.collector import collector_at_rest
from enduse.entities.matching.compare import Outcome, explain, weigh
from enduse.entities.matching.keys import WORD
from enduse.entities.matching.near_words import NearWords
from enduse.entities.matching.prepared import Party, Prepared, prepare
from enduse.entities.matching.thresholds import load_thresholds
from enduse.findings.listed.answer import ALIKE, FORMER_NAME, Match
from enduse.findings.listed.asked_keys import asked_keys
from enduse.findings.listed.name_tables import WEAK, insert
from enduse.findings.listed.postings import Postings
from enduse.language.scripts import fold_name
from enduse.model.comparison import Feature

CANDIDATES = 5
"""Bodies compared with one name: those that share the rarest keys with it."""
SPELT_ALIKE = 95.0
"""Of a hundred letters of two names those that stand in both in one order, from which on they are spelt alike: a slip in eleven letters."""
BATCH = 5_000
"""Names prepared at a time."""


class Asked(NamedTuple):
    """A party asked about: its name, and where known its countries and its identifiers as (property, value).

    ``least`` is the likeness from which bodies are found; without it that of a pair that is possibly one body.
    """

    name: str
    countries: tuple[str, ...] = ()
    identifiers: tuple[tuple[str, str], ...] = ()
    least: float | None = None


@dataclass(slots=True)
class Found:
    """What a name found: bodies it may mean, whether it is the name of a party that may be a natural person, and whether it tells no body
    from another (masked, generic)."""

    matches: list[Match] = field(default_factory=list)
    maybe_person: bool = False
    telling: bool = True


class Parties(Protocol):
    """Prepared parties by position: a list, or a file of them."""

    def __getitem__(self, position: int, /) -> Prepared:
        """One party."""
        ...


class NameIndex:
    """The names of some bodies (``name_tables``), asked with many names at once."""

    def __init__(
        self, connection: duckdb.DuckDBPyConnection, bodies: Sequence[str], parties: Parties, postings: Postings | None = None
    ) -> None:
        self._connection = connection
        self._postings = postings
        self._bodies = bodies
        self._parties = parties
        self._exact: dict[str, dict[str, tuple[str, str]]] = {}
        for key, body, how, written in connection.execute("SELECT * FROM exact_name ORDER BY key, body").fetchall():
            self._exact.setdefault(key, {})[body] = (how, written)
        self._unclear = {row[0] for row in connection.execute("SELECT key FROM unclear_name").fetchall()}

    @cached_property
    def _words(self) -> NearWords:
        """The words of the bodies' names that are keys, for those asked with a slip."""
        rows = self._connection.execute("SELECT DISTINCT key[2:] FROM body_key WHERE key[1] = ?", [WORD]).fetchall()
        return NearWords(word for (word,) in rows)

    def find(self, asked: Iterable[Asked]) -> dict[Asked, Found]:
        """For each different party asked about what it found; bodies in the order of how surely the name is theirs."""
        found: dict[Asked, Found] = {}
        walk = iter(sorted(set(asked)))
        while batch := list(islice(walk, BATCH)):
            with collector_at_rest():
                found |= self._find(batch)
        return found

    def _find(self, batch: Sequence[Asked]) -> dict[Asked, Found]:
        prepared = {each: _prepared(each) for each in batch if each.name.strip()}
        alike = self._alike(list(prepared), list(prepared.values()))
        found = {each: self._found(each, alike.get(each, [])) for each in batch}
        for each in batch:
            found[each].telling = each in prepared and any(not name.generic for name in prepared[each].names)
        return found

    def _found(self, asked: Asked, alike: list[Match]) -> Found:
        key = fold_name(asked.name)
        exact = [
            Match(body, how, 1.0, written, (f"{written!r} is {'a former' if how == FORMER_NAME else 'a'} name of it",))
            for body, (how, written) in sorted(self._exact.get(key, {}).items())
        ]
        return Found([*exact, *alike], maybe_person=bool(key) and key in self._unclear)

    def _alike(self, asked: Sequence[Asked], prepared: Sequence[Prepared]) -> dict[Asked, list[Match]]:
        possible = load_thresholds().possible
        found: dict[Asked, list[Match]] = {}
        for position, bodies in self._candidates(prepared).items():
            name, least = asked[position].name, asked[position].least
            least = possible if least is None else least
            exact = self._exact.get(fold_name(name), {})
            matches: list[tuple[float, Match]] = []
            for body, given in bodies:
                if self._bodies[body] not in exact:
                    party = self._parties[body]
                    outcome = weigh(prepared[position], party)
                    if given or 0 < outcome.score >= least:
                        spelt = max((ratio(name, each.text) for each in party.names), default=0.0)
                        matches.append((spelt, self._match(prepared[position], body, outcome)))
            found[asked[position]] = [match for _, match in sorted(matches, key=_order)]
        return found

    def _match(self, asked: Prepared, body: int, outcome: Outcome) -> Match:
        party = self._parties[body]
        compared = explain(asked, party, outcome)
        written = outcome.names[1].text if outcome.names is not None else party.names[0].text if party.names else ""
        return Match(self._bodies[body], ALIKE, compared.score, written, tuple(map(_why, compared.features)), compared.features)

    def _candidates(self, asked: Sequence[Prepared]) -> dict[int, list[tuple[int, bool]]]:
        """The bodies worth comparing with each party, and whether a source gives the very name as a weak one of theirs."""
        keys = [asked_keys(party, self._words) for party in asked]
        if self._postings is not None:
            return self._postings.propose(keys, CANDIDATES, load_thresholds().blocking.least_weight)
        rows = [(key, number) for number, own in enumerate(keys) for key in own]
        self._connection.execute("CREATE OR REPLACE TEMP TABLE asked_key (key VARCHAR, asked INTEGER)")
        insert(self._connection, "asked_key", rows)
        found: dict[int, list[tuple[int, bool]]] = {}
        query = """
            SELECT asked, body, given FROM (
                SELECT asked, body, bool_or(key[1] = ?) AS given,
                    row_number() OVER (PARTITION BY asked ORDER BY sum(weight) DESC, body) AS rank
                FROM asked_key JOIN body_key USING (key) GROUP BY asked, body HAVING sum(weight) >= ?
            ) WHERE rank <= ? ORDER BY asked, body"""
        for number, body, given in self._connection.execute(query, [WEAK, load_thresholds().blocking.least_weight, CANDIDATES]).fetchall():
            found.setdefault(number, []).append((body, given))
        return found


def _order(found: tuple[float, Match]) -> tuple[bool, float, float, str]:
    """The surest first. Of bodies that are both taken for the one asked, one with a name spelt nearly as it comes before one with a
    rendering in another script, which many names share; of equal scores that which is spelt most alike."""
    spelt, match = found
    return match.score < load_thresholds().match or spelt < SPELT_ALIKE, -match.score, -spelt, match.body


def _prepared(asked: Asked) -> Prepared:
    return prepare(Party(id="asked", names=(asked.name,), identifiers=asked.identifiers, countries=asked.countries))


def _why(feature: Feature) -> str:
    return feature.why
