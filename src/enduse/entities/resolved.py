"""The resolved case: every statement with the entity it is about, open for SQL and for pages.

An in-memory DuckDB over two files of the build (``statements.parquet`` and the resolution), so that rules and
claims ask in SQL and pages fetch many entities at once. Nothing is ever written through it.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import duckdb

from enduse.model.entity import Entity, Parent, Resolution
from enduse.model.kinds import load_kinds
from enduse.model.statement import Statement
from enduse.model.storage import read_json

FIELDS = tuple(Statement.__dataclass_fields__)


class Resolved:
    """Statements joined with the entities stage.

    Tables: ``statements`` (all fields of a statement, ``id``, ``canonical``, ``target``), ``entities``
    (``id, schema, caption, specimen, countries, caption_zh``), ``mentions`` (``mention, entity``), ``parents`` (``child, parent, reason``)
    and ``parent_statements`` (``child, parent, statement``). ``target`` is the entity an entity-typed value names.
    """

    def __init__(self, statements: Path, resolution: Path, *, memory: str = "1GB", threads: int = 1) -> None:
        self.connection = duckdb.connect(":memory:", config={"memory_limit": memory, "threads": str(threads)})
        self._resolution = read_json(resolution, Resolution)
        self._by_id = {entity.id: entity for entity in self._resolution.entities}
        self._by_mention = {mention: entity.id for entity in self._resolution.entities for mention in entity.mentions}
        self._parents: dict[str, list[Parent]] = {}
        for parent in self._resolution.parents:
            self._parents.setdefault(parent.child, []).append(parent)
        self._load_entities()
        self._load_parents()
        self._load_statements(statements)

    @property
    def resolution(self) -> Resolution:
        """The entities stage as it was written."""
        return self._resolution

    def entity(self, id: str) -> Entity:
        """The entity of that id.

        Raises:
            KeyError: no such entity.
        """
        return self._by_id[id]

    def entities(self, schema: str | None = None) -> list[Entity]:
        """All entities of a kind or of one that extends it, sorted by id."""
        kinds = load_kinds()
        return [e for e in self._resolution.entities if schema is None or (e.schema in kinds and kinds[e.schema].is_a(schema))]

    def canonical(self, mention: str) -> str:
        """The id of the entity a mention belongs to; the mention itself where it stands alone."""
        return self._by_mention.get(mention, mention)

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
        """Give the memory back."""
        self.connection.close()

    def __enter__(self) -> Resolved:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _load_entities(self) -> None:
        entities = self._resolution.entities
        self.connection.execute(
            "CREATE TABLE entities (id VARCHAR, schema VARCHAR, caption VARCHAR, specimen BOOLEAN, countries VARCHAR[], caption_zh VARCHAR)"
        )
        self.connection.execute(
            "INSERT INTO entities SELECT unnest(?::VARCHAR[]), unnest(?::VARCHAR[]), unnest(?::VARCHAR[]),"
            " unnest(?::BOOLEAN[]), unnest(?::VARCHAR[][]), unnest(?::VARCHAR[])",
            [
                [e.id for e in entities],
                [e.schema for e in entities],
                [e.caption for e in entities],
                [e.specimen for e in entities],
                [list(e.countries) for e in entities],
                [e.caption_zh for e in entities],
            ],
        )
        self.connection.execute("CREATE TABLE mentions (mention VARCHAR, entity VARCHAR)")
        self.connection.execute(
            "INSERT INTO mentions SELECT unnest(?::VARCHAR[]), unnest(?::VARCHAR[])",
            [list(self._by_mention), list(self._by_mention.values())],
        )

    def _load_parents(self) -> None:
        parents = self._resolution.parents
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

    def _load_statements(self, path: Path) -> None:
        links = sorted({(kind.name, p.name) for kind in load_kinds().values() for p in kind.properties.values() if p.type == "entity"})
        self.connection.execute("CREATE TABLE links (schema VARCHAR, property VARCHAR)")
        self.connection.execute(
            "INSERT INTO links SELECT unnest(?::VARCHAR[]), unnest(?::VARCHAR[])", [list(c) for c in zip(*links, strict=True)]
        )
        self.connection.execute(
            """
            CREATE TABLE statements AS
            SELECT s.*, coalesce(about.entity, s.entity) AS canonical,
                   CASE WHEN l.property IS NOT NULL THEN coalesce(named.entity, s.value) END AS target
            FROM read_parquet(?) s
            LEFT JOIN mentions about ON about.mention = s.entity
            LEFT JOIN links l ON l.schema = s.schema AND l.property = s.property
            LEFT JOIN mentions named ON l.property IS NOT NULL AND named.mention = s.value
            ORDER BY s.id
            """,
            [str(path)],
        )


def _columns() -> str:
    return ", ".join(f'"{name}"' for name in FIELDS)


def _statement(values: list[object]) -> Statement:
    return Statement(**dict(zip(FIELDS, values, strict=True)))  # type: ignore[arg-type]  # columns are the fields, in order
