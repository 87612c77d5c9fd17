"""The resolved case: every statement with the entity it is about, open for SQL and for pages.

An in-memory DuckDB over the folder that the entities stage wrote, so that rules and claims ask in SQL and pages fetch many entities at
once. A small case is loaded; of a large one the tables stay files, and only what a question touches is read. Nothing is written.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path

import duckdb

from enduse.engine.sql import open_sql, quoted, read_parquet
from enduse.entities.statement_parts import MENTIONS, STATEMENTS
from enduse.entities.written import ENTITIES, JOINS, read_entities, read_joins, read_summary
from enduse.model.entity import Entity, Join, Parent, PossiblySame
from enduse.model.errors import DamagedBuild
from enduse.model.issue import Issue
from enduse.model.kinds import load_kinds
from enduse.model.statement import Statement

FIELDS = Statement.__struct_fields__
LOADED = 400_000
"""Statements up to which a case is loaded: some 400 MB, and every question is then answered in a millisecond or two."""


class Resolved:
    """Statements joined with the entities stage.

    Tables: ``statements`` (all fields of a statement, ``id``, ``canonical``, ``target``), ``entities``
    (``id, schema, caption, specimen, countries, caption_zh``), ``mentions`` (``mention, entity``), ``joins``, ``parents`` (``child, parent,
    reason``)
    and ``parent_statements`` (``child, parent, statement``). ``target`` is the entity an entity-typed value names.
    """

    def __init__(self, folder: Path, *, memory: str = "1GB", threads: int = 1, loaded: bool | None = None) -> None:
        """``folder`` as ``enduse.entities.written`` wrote it; ``loaded``: whether all is read now, so that the folder may go.

        Raises:
            DamagedBuild: a file of the folder is not as it was written.
        """
        self._spill = tempfile.TemporaryDirectory(prefix="enduse-")
        self.connection = open_sql(Path(self._spill.name), memory=memory, threads=threads)
        self._summary = read_summary(folder)
        self._parents: dict[str, list[Parent]] = {}
        for parent in self._summary.parents:
            self._parents.setdefault(parent.child, []).append(parent)
        try:
            self._open_tables(folder, loaded=loaded)
        except duckdb.Error as error:
            self.close()
            raise DamagedBuild(
                f"entities/{folder.name} is not as it was written ({error}). Delete the folder build and build again."
            ) from error
        self._load_parents()

    @property
    def possibly_same(self) -> tuple[PossiblySame, ...]:
        """Pairs of entities that may be one body."""
        return self._summary.possibly_same

    @property
    def issues(self) -> tuple[Issue, ...]:
        """What the entities stage could not do."""
        return self._summary.issues

    def entity(self, id: str) -> Entity:
        """The entity of that id.

        Raises:
            KeyError: no such entity.
        """
        if "_all" in self.__dict__:
            return self._all[id]
        found = read_entities(self.connection, [id])
        if not found:
            raise KeyError(id)
        return found[0]

    def entities(self, schema: str | None = None) -> list[Entity]:
        """All entities of a kind or of one that extends it, sorted by id; they stay in memory from then on."""
        kinds = load_kinds()
        return [e for e in self._all.values() if schema is None or (e.schema in kinds and kinds[e.schema].is_a(schema))]

    def captions(self, ids: Iterable[str]) -> dict[str, str]:
        """What entities are called, for those that are known."""
        return {id_: name for id_, (name, _) in self.both_captions(ids).items()}

    def both_captions(self, ids: Iterable[str]) -> dict[str, tuple[str, str]]:
        """What entities are called, and in Chinese, for those that are known."""
        query = "SELECT id, caption, caption_zh FROM entities WHERE id IN (SELECT unnest(?::VARCHAR[]))"
        return {id_: (name, chinese) for id_, name, chinese in self.connection.execute(query, [sorted(set(ids))]).fetchall()}

    def canonical(self, mention: str) -> str:
        """The id of the entity a mention belongs to; the mention itself where it stands alone."""
        if "_all" in self.__dict__:
            return self._by_mention.get(mention, mention)
        return self.canonicals([mention])[mention]

    def canonicals(self, mentions: Iterable[str]) -> dict[str, str]:
        """``canonical`` of many at once."""
        wanted = sorted(set(mentions))
        query = "SELECT mention, entity FROM mentions WHERE mention IN (SELECT unnest(?::VARCHAR[]))"
        return {each: each for each in wanted} | dict(self.connection.execute(query, [wanted]).fetchall())

    def scored_joins(self, ids: Iterable[str]) -> dict[str, list[Join]]:
        """For those of these entities that a score alone holds together somewhere: its joins by score."""
        return read_joins(self.connection, sorted(set(ids)), rule="score")

    def parents(self, id: str) -> list[Parent]:
        """The bodies directly above a body."""
        return self._parents.get(id, [])

    def facts(self, ids: Iterable[str]) -> dict[str, dict[str, list[Statement]]]:
        """Statements of many entities at once: entity id -> property -> statements, in the order of their ids."""
        wanted = sorted(set(ids))
        found: dict[str, dict[str, list[Statement]]] = {each: {} for each in wanted}
        rows = self.connection.execute(
            f"SELECT canonical, {_columns()} FROM statements WHERE canonical IN (SELECT unnest(?)) ORDER BY canonical, property, id",  # noqa: S608 - constant columns
            [wanted],
        )
        for canonical, *values in rows.fetchall():
            statement = _statement(values)
            found[canonical].setdefault(statement.property, []).append(statement)
        return found

    def statements(self, ids: Iterable[str]) -> dict[str, Statement]:
        """Statements by id; unknown ids are absent."""
        wanted = sorted(set(ids))
        query = f"SELECT id, {_columns()} FROM statements WHERE id IN (SELECT unnest(?)) ORDER BY id"  # noqa: S608 - constant columns
        return {each: _statement(values) for each, *values in self.connection.execute(query, [wanted]).fetchall()}

    def statement(self, id: str) -> Statement:
        """One statement.

        Raises:
            KeyError: no such statement.
        """
        return self.statements([id])[id]

    def close(self) -> None:
        """Give the memory and the temporary folder back."""
        self.connection.close()
        self._spill.cleanup()

    def __enter__(self) -> Resolved:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @cached_property
    def _all(self) -> dict[str, Entity]:
        return {entity.id: entity for entity in read_entities(self.connection)}

    @cached_property
    def _by_mention(self) -> dict[str, str]:
        return {mention: entity.id for entity in self._all.values() for mention in entity.mentions}

    def _open_tables(self, folder: Path, *, loaded: bool | None) -> None:
        files = {"entities": folder / ENTITIES, "mentions": folder / MENTIONS, "joins": folder / JOINS}
        sources = {name: read_parquet(path) for name, path in files.items()}
        parts = sorted((folder / STATEMENTS).glob("*.parquet"))
        listed = ", ".join(quoted(str(part)) for part in parts)
        sources["statements"] = read_parquet(*parts)
        counted = f"SELECT sum(num_rows) FROM parquet_file_metadata([{listed}])"  # noqa: S608 - paths
        rows = self.connection.execute(counted).fetchall()[0][0]
        load = rows <= LOADED if loaded is None else loaded
        for name, source in sources.items():
            order = " ORDER BY id" if load and name == "statements" else ""
            self.connection.execute(f"CREATE {'TABLE' if load else 'VIEW'} {name} AS SELECT * FROM {source}{order}")  # noqa: S608 - paths
        if not load:
            # Questions of a case's author run with access to files switched off (claims); these files stay open to them.
            self.connection.execute(f"SET allowed_directories = [{quoted(str(folder))}]")

    def _load_parents(self) -> None:
        parents = self._summary.parents
        self.connection.execute("CREATE TABLE parents (child VARCHAR, parent VARCHAR, reason VARCHAR)")
        self.connection.execute(
            "INSERT INTO parents SELECT unnest(?::VARCHAR[]), unnest(?::VARCHAR[]), unnest(?::VARCHAR[])",
            [[p.child for p in parents], [p.parent for p in parents], [p.reason for p in parents]],
        )
        shown = [(p.child, p.parent, s) for p in parents for s in p.statements]
        self.connection.execute("CREATE TABLE parent_statements (child VARCHAR, parent VARCHAR, statement VARCHAR)")
        self.connection.execute(
            "INSERT INTO parent_statements SELECT unnest(?::VARCHAR[]), unnest(?::VARCHAR[]), unnest(?::VARCHAR[])",
            [[row[0] for row in shown], [row[1] for row in shown], [row[2] for row in shown]],
        )


def _columns() -> str:
    return ", ".join(f'"{name}"' for name in FIELDS)


def _statement(values: list[object]) -> Statement:
    return Statement(**dict(zip(FIELDS, values, strict=True)))  # type: ignore[arg-type]  # columns are the fields, in order
