"""Merge: the statements of all documents as one table, one row for each, sorted by kind, property, mention and id.

Extraction writes one JSON file for each document; DuckDB reads them together and writes Parquet with one thread
and a fixed order, so that the bytes depend on the statements alone. What is alike stands together, so that a question about one kind or
property reads a small part of the file.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb
import msgspec

from enduse.model.extraction import Extraction
from enduse.model.storage import read_json

COLUMNS = {
    "id": "VARCHAR",
    "entity": "VARCHAR",
    "schema": "VARCHAR",
    "property": "VARCHAR",
    "value": "VARCHAR",
    "document": "VARCHAR",
    "start": "BIGINT",
    "end": "BIGINT",
    "quote": "VARCHAR",
    "prefix": "VARCHAR",
    "suffix": "VARCHAR",
    "source": "VARCHAR",
    "method": "VARCHAR",
    "method_version": "VARCHAR",
    "lang": "VARCHAR",
    "original": "VARCHAR",
    "valid_from": "VARCHAR",
    "valid_to": "VARCHAR",
    "page": "BIGINT",
    "confidence": "DOUBLE",
    "first_seen": "VARCHAR",
    "specimen": "BOOLEAN",
}


def merge_task(inputs: list[Path], params: dict[str, Any], output: Path) -> None:
    """Write the statements of every extraction in ``inputs`` to the Parquet file ``output``, one row per statement id."""
    rows = output.with_name(output.name + ".jsonl")
    encoder = msgspec.json.Encoder()
    try:
        with rows.open("wb") as lines:
            for path in inputs:
                for statement in read_json(path, Extraction).statements:
                    # The id is no field of a statement; it is put before the first of them.
                    lines.write(b'{"id":"%b",%b\n' % (statement.id.encode(), encoder.encode(statement)[1:]))
        _to_parquet(rows, output, str(params.get("memory", "1GB")))
    finally:
        rows.unlink(missing_ok=True)


def _to_parquet(rows: Path, output: Path, memory: str) -> None:
    columns = ", ".join(f"'{name}': '{type_}'" for name, type_ in COLUMNS.items())
    config: dict[str, str | bool | int | float | list[str]] = {
        "threads": "1",
        "memory_limit": memory,
        "temp_directory": str(output.with_name(output.name + ".tmp")),
    }
    with duckdb.connect(":memory:", config=config) as connection:
        connection.execute(
            f"COPY (SELECT DISTINCT * FROM read_json(?, format='newline_delimited', columns={{{columns}}}, maximum_object_size=134217728)"  # noqa: S608 - constant columns
            f" ORDER BY schema, property, entity, id) TO '{str(output).replace(chr(39), chr(39) * 2)}' (FORMAT parquet, COMPRESSION zstd)",
            [str(rows)],
        )
