"""The index of a case, opened: names are looked for in it, and lists, findings and pages asked, for many rows at once."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import duckdb
import msgspec

from enduse.entities.matching.store import Stores
from enduse.findings.listed.answer import Answer, Question, Rule, Standing
from enduse.findings.listed.ask import Listings, Stood
from enduse.findings.listed.names import Asked, Found, NameIndex
from enduse.findings.listed.postings import FILE as POSTINGS
from enduse.findings.listed.postings import Postings
from enduse.findings.listed.turns import Turns
from enduse.screening.answer import Related
from enduse.screening.directory import Directory

KEPT = 20_000
"""Prepared parties held in memory at most."""
REMEMBERED = 20_000
"""Bodies in times whose standings are held in memory at most."""
_SIZE = 1 << 40
_LIST = "list:"
"""How the source of a list's copy is called."""


@dataclass(frozen=True, slots=True)
class Record:
    """A body's own values by property, the sources that state them, the ids of what was joined in it, and days sources carry."""

    properties: dict[str, list[str]]
    sources: list[str]
    referents: list[str]
    first_seen: str | None = None
    last_seen: str | None = None


_RECORD = msgspec.json.Decoder(Record)


def lists_of(record: Record | None, standings: Sequence[Standing]) -> tuple[str, ...]:
    """The lists that say something of a body: as a source of its values, or by an entry in its reach."""
    sources = record.sources if record is not None else []
    return tuple(sorted({each.removeprefix(_LIST) for each in sources if each.startswith(_LIST)} | {each.list for each in standings}))


class Index:
    """An index folder as ``index_task`` wrote it. Nothing is written through it; one thread at a time may ask.

    Candidates come from memory, which costs some 40 MB for 20,000 bodies and half of the time of a join over the table, also for thousands
    of names at once.
    """

    def __init__(self, folder: Path, *, memory: str = "256MB") -> None:
        self.connection = duckdb.connect(str(folder / "tables.duckdb"), read_only=True, config={"memory_limit": memory, "threads": "1"})
        self._parties = Stores([folder / "parties"], _SIZE, KEPT)
        self.bodies: list[str] = [row[0] for row in self.connection.execute("SELECT id FROM body_at ORDER BY position").fetchall()]
        """The bodies a name may find."""
        names = NameIndex(self.connection, self.bodies, self._parties, Postings(folder / POSTINGS))
        self.listings = Listings(self.connection, names)
        self.about: dict[str, str] = dict(self.connection.execute("SELECT name, value FROM about").fetchall())
        self.rules: dict[str, tuple[Rule, ...]] = self.listings.rules()
        self.copies: list[tuple[str, str, int]] = self.listings.copies()
        """The lists: key, day of the newest copy, number of entries."""
        self._reached = {row[0] for row in self.connection.execute("SELECT DISTINCT body FROM reach").fetchall()}
        self._turns = Turns(self.connection)
        self._stood: OrderedDict[tuple[str, str], tuple[Standing, ...]] = OrderedDict()

    def find(self, asked: Iterable[Asked]) -> dict[Asked, Found]:
        """The bodies each party may be."""
        return self.listings.names.find(asked)

    def listed(self, questions: Sequence[Question], known_on: str = "") -> list[Answer]:
        """What the lists say of each name on its day.

        Raises:
            AmbiguousValue: ``known_on`` is not a date.
        """
        return self.listings.ask(questions, known_on)

    def stood(self, asked: Iterable[tuple[str, str]]) -> Stood:
        """What the lists say of each body on its day; a body no list reaches is absent. What was asked last is remembered, once for all
        days on which the lists say the same."""
        asked_as = {pair: (pair[0], self._turns.same_as(*pair)) for pair in asked if pair[0] in self._reached}
        wanted = set(asked_as.values())
        known = {pair: self._stood[pair] for pair in wanted if pair in self._stood}
        if missing := wanted - known.keys():
            said = self.listings.stood(missing)
            known |= {pair: said.get(pair, ()) for pair in missing}
            self._stood.update((pair, known[pair]) for pair in sorted(missing))
            while len(self._stood) > REMEMBERED:
                self._stood.popitem(last=False)
        return {pair: known[same] for pair, same in asked_as.items()}

    def heads(self, bodies: Iterable[str]) -> dict[str, tuple[str, str]]:
        """Caption and kind of bodies."""
        return {id_: self._heads[id_] for id_ in bodies if id_ in self._heads}

    def related(self, bodies: Iterable[str]) -> dict[str, list[Related]]:
        """The findings that name each body, by day and id."""
        return {id_: self._related[id_] for id_ in bodies if id_ in self._related}

    def pages(self, bodies: Iterable[str]) -> dict[str, str]:
        """The page of each body in the atlas."""
        return {id_: self._pages[id_] for id_ in bodies if id_ in self._pages}

    def record(self, body: str) -> Record | None:
        """What the case says of a body; nothing of one that a name cannot find."""
        said = self._records.get(body)
        return None if said is None else _RECORD.decode(said)

    def warm(self, day: str) -> None:
        """Remember what the lists say of every body on a day, and load what names are read with, so that no answer waits for either."""
        self.stood((body, day) for body in self._reached)
        self.record("")
        self.heads(()), self.related(()), self.pages(())
        self.find([Asked("Warm Water Works")])

    @cached_property
    def directory(self) -> Directory:
        """Every name of the bodies a name can find, for looking through."""
        rows = self.connection.execute("SELECT key, list(DISTINCT body ORDER BY body) FROM exact_name GROUP BY key ORDER BY key").fetchall()
        heads = self._heads
        everyone = sorted((id_ for id_ in self._records if id_ in heads), key=lambda id_: (heads[id_][0], id_))
        return Directory.of(((key, tuple(bodies)) for key, bodies in rows), tuple(everyone))

    @cached_property
    def known_by(self) -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
        """For each body that a name can find its countries, and the lists that say something of it."""
        day, found = self.newest_copy(), {}
        stood = self.stood((body, day) for body in self.directory.everyone)
        for body in self.directory.everyone:
            record = _RECORD.decode(self._records[body])
            found[body] = (tuple(record.properties.get("country", ())), lists_of(record, stood.get((body, day), ())))
        return found

    def canonical(self, joined: str) -> str | None:
        """The body in which the mention of that id was joined."""
        return self._joined.get(joined)

    @cached_property
    def _joined(self) -> dict[str, str]:
        return {each: body for body, said in self._records.items() for each in _RECORD.decode(said).referents}

    @cached_property
    def _records(self) -> dict[str, str]:
        return dict(self.connection.execute("SELECT entity, said FROM record").fetchall())

    @cached_property
    def _heads(self) -> dict[str, tuple[str, str]]:
        rows = self.connection.execute("SELECT id, coalesce(caption, id), schema FROM entities").fetchall()
        return {id_: (caption, schema) for id_, caption, schema in rows}

    @cached_property
    def _related(self) -> dict[str, list[Related]]:
        found: dict[str, list[Related]] = {}
        rows = self.connection.execute("SELECT * FROM related ORDER BY entity, day, finding").fetchall()
        for entity, finding, rule, title, outcome, state, day, roles in rows:
            found.setdefault(entity, []).append(Related(finding, rule, title, outcome, state, day, tuple(roles)))
        return found

    @cached_property
    def _pages(self) -> dict[str, str]:
        return dict(self.connection.execute("SELECT entity, page FROM page").fetchall())

    def newest_copy(self) -> str:
        """The day of the newest copy of a list in the case; empty where there is none."""
        return max((day for _, day, _ in self.copies), default="")

    def close(self) -> None:
        """Give files and memory back."""
        self._parties.close()
        self.connection.close()

    def __enter__(self) -> Index:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
