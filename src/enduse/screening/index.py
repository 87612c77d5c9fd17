"""The index of a case, opened: names are looked for in it, and lists, findings and pages asked, for many rows at once."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import duckdb

from enduse.entities.matching.store import Stores
from enduse.findings.listed.answer import Rule
from enduse.findings.listed.ask import Listings, Stood
from enduse.findings.listed.names import Asked, Found, NameIndex
from enduse.screening.answer import Related

KEPT = 20_000
"""Prepared parties held in memory at most."""
_SIZE = 1 << 40


class Index:
    """An index folder as ``index_task`` wrote it. Nothing is written through it; one thread at a time may ask."""

    def __init__(self, folder: Path, *, memory: str = "256MB") -> None:
        self.connection = duckdb.connect(str(folder / "tables.duckdb"), read_only=True, config={"memory_limit": memory, "threads": "1"})
        self._parties = Stores([folder / "parties"], _SIZE, KEPT)
        rows = self.connection.execute("SELECT id FROM body_at ORDER BY position").fetchall()
        self.listings = Listings(self.connection, NameIndex(self.connection, [row[0] for row in rows], self._parties))
        self.about: dict[str, str] = dict(self.connection.execute("SELECT name, value FROM about").fetchall())
        self.rules: dict[str, tuple[Rule, ...]] = self.listings.rules()

    def find(self, asked: Iterable[Asked]) -> dict[Asked, Found]:
        """The bodies each party may be."""
        return self.listings.names.find(asked)

    def stood(self, asked: Iterable[tuple[str, str]]) -> Stood:
        """What the lists say of each body on its day."""
        return self.listings.stood(asked)

    def heads(self, bodies: Iterable[str]) -> dict[str, tuple[str, str]]:
        """Caption and kind of bodies."""
        query = "SELECT id, coalesce(caption, id), schema FROM entities WHERE id IN (SELECT unnest(?::VARCHAR[]))"
        return {id_: (caption, schema) for id_, caption, schema in self.connection.execute(query, [sorted(set(bodies))]).fetchall()}

    def related(self, bodies: Iterable[str]) -> dict[str, list[Related]]:
        """The findings that name each body, by day and id."""
        query = "SELECT * FROM related WHERE entity IN (SELECT unnest(?::VARCHAR[])) ORDER BY entity, day, finding"
        found: dict[str, list[Related]] = {}
        for entity, finding, rule, title, outcome, state, day, roles in self.connection.execute(query, [sorted(set(bodies))]).fetchall():
            found.setdefault(entity, []).append(Related(finding, rule, title, outcome, state, day, tuple(roles)))
        return found

    def pages(self, bodies: Iterable[str]) -> dict[str, str]:
        """The page of each body in the atlas."""
        query = "SELECT entity, page FROM page WHERE entity IN (SELECT unnest(?::VARCHAR[]))"
        return dict(self.connection.execute(query, [sorted(set(bodies))]).fetchall())

    def newest_copy(self) -> str:
        """The day of the newest copy of a list in the case; empty where there is none."""
        return max((day for _, day, _ in self.listings.copies()), default="")

    def close(self) -> None:
        """Give files and memory back."""
        self._parties.close()
        self.connection.close()

    def __enter__(self) -> Index:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
