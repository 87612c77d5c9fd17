"""The statements as resolved, cut into parts: each the statements of one kind, or of some properties of a kind of which there are many.

A part is made of the tables of statements and the table of mentions alone, so that parts of a large case are tasks of their own, and the
same bytes as where one process makes them all.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from enduse.engine.sql import open_sql, quoted, read_parquet, write_parquet
from enduse.model.kinds import load_kinds
from enduse.model.storage import read_json, write_json

MENTIONS, STATEMENTS, PARTS = "mentions.parquet", "statements", "parts.json"
MOST_ROWS = 1_500_000
"""Statements of a part, unless a single property of a kind has more."""


@dataclass(frozen=True, slots=True)
class Part:
    """The statements of a kind with these properties; with all, where none is named."""

    schema: str
    properties: tuple[str, ...] = ()


def parts_of(connection: duckdb.DuckDBPyConnection, most: int = MOST_ROWS) -> tuple[Part, ...]:
    """How the view ``said`` is cut: kind by kind, in the order of their names and, within a kind, of its properties."""
    found: dict[str, list[tuple[str, int]]] = {}
    for schema, property_, rows in connection.execute("SELECT schema, property, count(*) FROM said GROUP BY ALL ORDER BY ALL").fetchall():
        found.setdefault(schema, []).append((property_, rows))
    parts = []
    for schema, counted in found.items():
        groups = _groups(counted, most)
        parts += [Part(schema, group) for group in groups] if len(groups) > 1 else [Part(schema)]
    return tuple(parts) or (Part(""),)


def _groups(counted: Iterable[tuple[str, int]], most: int) -> list[tuple[str, ...]]:
    """Neighbours together while they have no more than ``most`` rows."""
    groups: list[list[str]] = []
    held = 0
    for name, rows in counted:
        if not groups or held + rows > most:
            groups.append([])
            held = 0
        groups[-1].append(name)
        held += rows
    return [tuple(group) for group in groups]


def write_part(connection: duckdb.DuckDBPyConnection, part: Part, output: Path) -> None:
    """Write a part of the view ``said``; the table ``mentions`` tells the entity a statement is about, and the one its value names."""
    chosen = f"schema = {quoted(part.schema)}"
    if part.properties:
        chosen += f" AND property IN ({', '.join(map(quoted, part.properties))})"
    kind = load_kinds().get(part.schema)
    links = sorted(each.name for each in kind.properties.values() if each.type == "entity") if kind is not None else []
    write_parquet(connection, _RESOLVED.format(chosen=chosen, links=f"[{', '.join(map(quoted, links))}]::VARCHAR[]"), output)


_RESOLVED = """
    SELECT s.*, coalesce(about.entity, s.entity) AS canonical,
           CASE WHEN list_contains({links}, s.property) THEN coalesce(named.entity, s.value) END AS target
    FROM (SELECT * FROM said WHERE {chosen}) s
    LEFT JOIN mentions about ON about.mention = s.entity
    LEFT JOIN mentions named ON named.mention = CASE WHEN list_contains({links}, s.property) THEN s.value END
    ORDER BY s.property, canonical, s.id
"""


def part_file(number: int) -> str:
    """The file of the part of that number."""
    return f"{number:03}.parquet"


def part_task(inputs: list[Path], params: dict[str, Any], output: Path) -> None:
    """Write one part: ``inputs`` are the table of mentions and the tables of statements.

    ``params``: ``schema`` and ``properties`` as in ``Part``; ``memory``, DuckDB's limit (``1GB``).
    """
    mentions, *tables = inputs
    with open_sql(output.with_name(output.name + ".tmp"), memory=str(params.get("memory", "1GB"))) as connection:
        connection.execute(f"CREATE VIEW said AS SELECT * FROM {read_parquet(*tables)}")  # noqa: S608 - paths
        connection.execute(f"CREATE VIEW mentions AS SELECT * FROM {read_parquet(mentions)}")  # noqa: S608 - a path
        write_part(connection, Part(params["schema"], tuple(params["properties"])), output)


def gather_task(inputs: list[Path], params: dict[str, Any], output: Path) -> None:  # noqa: ARG001 - what every task is called with
    """Write the folder of the entities stage: ``inputs`` are what ``join_task`` wrote and the parts in their order.

    Nothing is read: files are given a second name, or copied where the disk knows no such thing.
    """
    joined, *parts = inputs
    (output / STATEMENTS).mkdir(parents=True)
    for path in sorted(joined.iterdir()):
        if path.name != PARTS:
            _link(path, output / path.name)
    for number, part in enumerate(parts):
        _link(part, output / STATEMENTS / part_file(number))


def write_parts(parts: Sequence[Part], folder: Path) -> None:
    """Say in ``folder`` how the statements are cut."""
    write_json(folder / PARTS, parts)


def read_parts(folder: Path) -> tuple[Part, ...]:
    """How the statements are cut, as ``write_parts`` said."""
    return read_json(folder / PARTS, tuple[Part, ...])


def _link(path: Path, place: Path) -> None:
    try:
        os.link(path, place)
    except OSError:
        shutil.copyfile(path, place)
