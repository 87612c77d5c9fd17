"""The outcome of the entities stage as files: a folder of Parquet tables and one small JSON file.

``entities.parquet`` (id, schema, caption, specimen, countries, caption_zh), ``mentions.parquet`` (mention, entity; what is not there is an
entity by itself, under its own id), ``joins.parquet`` (entity, left, right, rule, reason, comparison as JSON),
``statements/<number>.parquet`` (every statement of a kind, or of a part of a large one, with ``canonical``, the entity it is about, and
``target``, the entity its value names; see ``statement_parts``) and ``summary.json``. Every table is written in one order by one thread,
so that the bytes depend on what was said alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import duckdb
import msgspec

from enduse.engine.sql import open_sql, read_parquet, write_parquet
from enduse.entities.statement_parts import MENTIONS, STATEMENTS, part_file, parts_of, write_part
from enduse.model.comparison import Comparison
from enduse.model.entity import Entity, Join, Parent, PossiblySame, Resolution, Uncompared
from enduse.model.issue import Issue
from enduse.model.storage import read_json, write_json

ENTITIES, JOINS, SUMMARY = "entities.parquet", "joins.parquet", "summary.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What is small whatever the size of the case, and how many mentions and entities there are."""

    mentions: int = 0
    entities: int = 0
    parents: tuple[Parent, ...] = ()
    possibly_same: tuple[PossiblySame, ...] = ()
    issues: tuple[Issue, ...] = ()
    uncompared: Uncompared = field(default_factory=Uncompared)


TABLES = """
    CREATE TABLE entities (id VARCHAR, schema VARCHAR, caption VARCHAR, specimen BOOLEAN, countries VARCHAR[], caption_zh VARCHAR);
    CREATE TABLE mentions (mention VARCHAR, entity VARCHAR);
    CREATE TABLE joins (entity VARCHAR, "left" VARCHAR, "right" VARCHAR, rule VARCHAR, reason VARCHAR, comparison VARCHAR);
"""


def fill(connection: duckdb.DuckDBPyConnection, entities: Iterable[Entity]) -> None:
    """Make the tables and put these entities into them."""
    connection.execute(TABLES)
    given = list(entities)
    insert(connection, "entities", [[e.id, e.schema, e.caption, e.specimen, list(e.countries), e.caption_zh] for e in given])
    insert(connection, "mentions", [[mention, e.id] for e in given for mention in e.mentions])
    insert(connection, "joins", [[e.id, j.left, j.right, j.rule, j.reason, _encoded(j.comparison)] for e in given for j in e.joins])


def insert(connection: duckdb.DuckDBPyConnection, table: str, rows: list[list[Any]]) -> None:
    """Rows into a table, in the order of its columns."""
    types = [row[0] for row in connection.execute(f"SELECT column_type FROM (DESCRIBE {table})").fetchall()]  # noqa: S608 - our own tables
    places = ", ".join(f"unnest(?::{type_}[])" for type_ in types)
    for start in range(0, len(rows), 50_000):
        columns = [list(column) for column in zip(*rows[start : start + 50_000], strict=True)]
        connection.execute(f"INSERT INTO {table} SELECT {places}", columns)


def write_folder(connection: duckdb.DuckDBPyConnection, summary: Summary, output: Path) -> None:
    """Write the tables, and the view ``said`` (the statements as merged), to the folder ``output``."""
    (output / STATEMENTS).mkdir(parents=True)
    write_tables(connection, summary, output)
    for number, part in enumerate(parts_of(connection)):
        write_part(connection, part, output / STATEMENTS / part_file(number))


def write_tables(connection: duckdb.DuckDBPyConnection, summary: Summary, output: Path) -> None:
    """Write all but the statements to the folder ``output``, which is there."""
    counted = "SELECT (SELECT count(*) FROM mentions), (SELECT count(*) FROM entities)"
    mentions, entities = connection.execute(counted).fetchall()[0]
    write_json(output / SUMMARY, replace(summary, mentions=summary.mentions or mentions, entities=entities))
    write_parquet(connection, "SELECT * FROM entities ORDER BY id", output / ENTITIES)
    write_parquet(connection, "SELECT * FROM mentions ORDER BY mention", output / MENTIONS)
    write_parquet(connection, 'SELECT * FROM joins ORDER BY entity, "left", "right"', output / JOINS)


def write_resolution(statements: Path, resolution: Resolution, output: Path) -> None:
    """Write a resolution that is in memory, of the statements table ``statements``, as the folder ``output``."""
    with open_sql(output.with_name(output.name + ".tmp")) as connection:
        connection.execute(f"CREATE VIEW said AS SELECT * FROM {read_parquet(statements)}")  # noqa: S608 - a path
        fill(connection, resolution.entities)
        write_folder(connection, summary_of(resolution), output)


def summary_of(resolution: Resolution) -> Summary:
    """A resolution without its entities."""
    return Summary(
        parents=resolution.parents,
        possibly_same=resolution.possibly_same,
        issues=resolution.issues,
        uncompared=resolution.uncompared,
    )


def read_summary(folder: Path) -> Summary:
    """What ``summary.json`` says.

    Raises:
        DamagedBuild: it is not as it was written.
    """
    return read_json(folder / SUMMARY, Summary)


def read_entities(connection: duckdb.DuckDBPyConnection, chosen: list[str] | None = None) -> list[Entity]:
    """Entities from the tables, by id; all where ``chosen`` is None."""
    where = "" if chosen is None else "WHERE {} IN (SELECT unnest(?::VARCHAR[]))"
    given = [] if chosen is None else [chosen]
    heads = connection.execute(f"SELECT * FROM entities {where.format('id')} ORDER BY id", given).fetchall()  # noqa: S608 - constants
    members: dict[str, list[str]] = {}
    query = f"SELECT entity, mention FROM mentions {where.format('entity')} ORDER BY entity, mention"  # noqa: S608 - constants
    for entity, mention in connection.execute(query, given).fetchall():
        members.setdefault(entity, []).append(mention)
    joins = read_joins(connection, chosen)
    return [
        Entity(
            id=id_,
            schema=schema,
            caption=caption,
            mentions=tuple(members.get(id_, [id_])),
            joins=tuple(joins.get(id_, ())),
            countries=tuple(countries),
            specimen=specimen,
            caption_zh=chinese,
        )
        for id_, schema, caption, specimen, countries, chinese in heads
    ]


def read_joins(connection: duckdb.DuckDBPyConnection, chosen: list[str] | None = None, rule: str | None = None) -> dict[str, list[Join]]:
    """Joins by entity, of all entities or of the chosen, by all rules or by one."""
    query = """SELECT * FROM joins WHERE ($chosen IS NULL OR entity IN (SELECT unnest($chosen::VARCHAR[])))
               AND ($rule IS NULL OR rule = $rule) ORDER BY entity, "left", "right" """
    joins: dict[str, list[Join]] = {}
    for entity, left, right, of_rule, reason, comparison in connection.execute(query, {"chosen": chosen, "rule": rule}).fetchall():
        joins.setdefault(entity, []).append(Join(left=left, right=right, rule=of_rule, reason=reason, comparison=_decoded(comparison)))
    return joins


def read_resolution(folder: Path) -> Resolution:
    """The whole outcome in memory: for small cases and tests."""
    summary = read_summary(folder)
    with duckdb.connect(":memory:", config={"threads": "1"}) as connection:
        for name, file in (("entities", ENTITIES), ("mentions", MENTIONS), ("joins", JOINS)):
            connection.execute(f"CREATE VIEW {name} AS SELECT * FROM {read_parquet(folder / file)}")  # noqa: S608 - a path
        entities = tuple(read_entities(connection))
    return Resolution(
        entities=entities,
        parents=summary.parents,
        possibly_same=summary.possibly_same,
        issues=summary.issues,
        uncompared=summary.uncompared,
    )


def _encoded(comparison: Comparison | None) -> str | None:
    return None if comparison is None else msgspec.json.encode(comparison, order="sorted").decode()


def _decoded(text: str | None) -> Comparison | None:
    return None if text is None else msgspec.json.decode(text, type=Comparison)
