"""Merge: the statements of many documents as one table, one row for each, sorted by kind, property, mention and id.

Extraction writes one JSON file for each document. Of a large case the documents are dealt out to several tables by their hash
(``deal``), so that several processes work at once and none holds much; every statement of a document is in one table. DuckDB writes
Parquet with one thread and in a fixed order, so that the bytes depend on the statements alone. What is alike stands together, so that a
question about one kind or property reads a small part of a file.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

import msgspec

from enduse.engine.sql import open_sql, write_parquet
from enduse.model.errors import DamagedBuild
from enduse.model.written_statement import written_id

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
TABLE_BYTES = 128 * 2**20
"""Bytes of extractions up to which there is one table; as many tables are made as keep the average below it, in powers of two."""
GROUP = 20_480
"""Rows of a row group: with it a question about one property of a kind need not read its neighbours in each of a hundred tables."""

T = TypeVar("T")


class _Written(msgspec.Struct):
    """An extraction as it stands in its file; a statement stays the text it is."""

    statements: tuple[msgspec.Raw, ...]


def deal(given: Iterable[tuple[str, T]], size: int) -> list[list[T]]:
    """What is given with the hash of its document, dealt out to tables by that hash; ``size``: bytes of all.

    The number of tables is a power of two: as papers are added it changes seldom, and a paper stays in the table it was in. Each table
    holds what it holds in the order given.
    """
    bits = max(0, -(-size // TABLE_BYTES) - 1).bit_length()
    tables: dict[int, list[T]] = {}
    for document, each in given:
        place = int.from_bytes(hashlib.sha256(document.encode()).digest()[:4], "big") >> (32 - bits)
        tables.setdefault(place, []).append(each)
    return [tables[place] for place in sorted(tables)]


def merge_task(inputs: list[Path], params: dict[str, Any], output: Path) -> None:
    """Write the statements of every extraction in ``inputs`` to the Parquet file ``output``, one row per statement id.

    ``params``: ``memory``, DuckDB's limit (``1GB``).

    Raises:
        DamagedBuild: a file is not what extraction wrote.
    """
    rows = output.with_name(output.name + ".jsonl")
    try:
        with rows.open("wb") as lines:
            _write_rows(inputs, lines)
        columns = ", ".join(f"'{name}': '{type_}'" for name, type_ in COLUMNS.items())
        read = f"read_json(?, format='newline_delimited', columns={{{columns}}}, maximum_object_size=134217728)"
        with open_sql(output.with_name(output.name + ".tmp"), memory=str(params.get("memory", "1GB"))) as connection:
            ordered = f"SELECT * FROM {read} ORDER BY schema, property, entity, id"  # noqa: S608 - constants
            write_parquet(connection, ordered, output, [str(rows)], group=GROUP)
    finally:
        rows.unlink(missing_ok=True)


def _write_rows(inputs: Iterable[Path], lines: BinaryIO) -> None:
    """Every statement once, as a line of JSON with its id, which is no field of a statement, before the first of them."""
    seen: set[str] = set()
    for path in inputs:
        try:
            for statement in msgspec.json.decode(path.read_bytes(), type=_Written).statements:
                id_ = written_id(statement)
                if id_ not in seen:
                    seen.add(id_)
                    lines.write(b'{"id":"%b",%b\n' % (id_.encode(), bytes(statement)[1:]))
        except msgspec.MsgspecError as error:
            raise DamagedBuild(
                f"{path.parent.name}/{path.name} is not as it was written ({error}). Delete the folder build and build again."
            ) from error
