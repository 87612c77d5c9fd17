"""Merge: the statements of many documents as one table, one row for each, sorted by kind, property, mention and id.

Extraction writes one JSON file for each document, and one shard for a thousand that came in bulk. Of a large case the documents are dealt
out to several tables by their hash (``deal``), so that several processes work at once and none holds much; every statement of a document
is in one table. DuckDB writes Parquet with one thread and in a fixed order, so that the bytes depend on the statements alone. What is
alike stands together, so that a question about one kind or property reads a small part of a file.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

import duckdb
import msgspec

from enduse.engine.sql import open_sql, write_parquet
from enduse.model.errors import DamagedBuild
from enduse.model.written_id import written_id
from enduse.statements.id_in_sql import REQUIRED, id_in_sql, plain
from enduse.statements.shard_file import SUFFIX, read_lines, read_shard

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
            for path in inputs:
                _write_rows(path, lines)
        with open_sql(output.with_name(output.name + ".tmp"), memory=str(params.get("memory", "1GB"))) as connection:
            distinct = "" if _load(connection, rows) else "DISTINCT ON (id)"
            ordered = f"SELECT {distinct} * FROM said ORDER BY schema, property, entity, id"  # noqa: S608 - constants
            write_parquet(connection, ordered, output, group=GROUP)
    finally:
        rows.unlink(missing_ok=True)


def weight(path: Path) -> int:
    """Bytes of what a file holds for a table: an extraction is as large as its file, a shard larger, being deflated."""
    return read_shard(path).statement_bytes if path.suffix == SUFFIX else path.stat().st_size


def _write_rows(path: Path, lines: BinaryIO) -> None:
    """Every statement as a line of JSON, with its id where DuckDB would not find the right one."""
    if path.suffix == SUFFIX:
        lines.write(read_lines(path))
        return
    text = path.read_bytes()
    try:
        statements = msgspec.json.decode(text, type=_Written).statements
        if plain(text, len(statements)):
            lines.writelines(part for statement in statements for part in (statement, b"\n"))
        else:
            lines.writelines(b'{"id":"%b",%b\n' % (written_id(each).encode(), bytes(each)[1:]) for each in statements)
    except msgspec.MsgspecError as error:
        raise _damaged(f"{path.parent.name}/{path.name}", error) from error


def _load(connection: duckdb.DuckDBPyConnection, rows: Path) -> bool:
    """Make the table ``said``; whether every statement stands once."""
    columns = ", ".join(f"'{name}': '{type_}'" for name, type_ in COLUMNS.items())
    read = f"read_json(?, format='newline_delimited', columns={{{columns}}}, maximum_object_size=134217728)"
    lacks = " OR ".join(f'"{name}" IS NULL' for name in REQUIRED)
    try:
        connection.execute(
            f"CREATE TABLE said AS SELECT * REPLACE (coalesce(id, {id_in_sql(COLUMNS)}) AS id) FROM {read}",  # noqa: S608 - constants
            [str(rows)],
        )
    except (duckdb.InvalidInputException, duckdb.ConversionException) as error:
        raise _damaged("an extraction", error) from error
    counted = f"SELECT count(*), count(DISTINCT id), count(*) FILTER ({lacks}) FROM said"  # noqa: S608 - constants
    statements, ids, lacking = connection.execute(counted).fetchall()[0]
    if lacking:
        raise _damaged("an extraction", f"{lacking} of its statements lack a field")
    return bool(statements == ids)


def _damaged(what: str, why: object) -> DamagedBuild:
    return DamagedBuild(f"{what} is not as it was written ({why}). Delete the folder build and build again.")
