"""Pages as rows of a Parquet file: which columns there must be, how the rows are cut into stretches, and taking one stretch in.

The file is read by DuckDB, outside of the jail: whoever gives it is trusted to give a table, and nobody is trusted for what stands in it.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import duckdb

from enduse.documents.containers.limits import load_limits
from enduse.engine.sql import open_sql, quoted
from enduse.evidence.page_pack import Page, PagePacker
from enduse.model.errors import UnreadableDocument, UsageError

COLUMNS = {
    "body": ("BLOB", "VARCHAR"),
    "url": ("VARCHAR",),
    "name": ("VARCHAR",),
    "media_type": ("VARCHAR",),
    "fetched_at": ("VARCHAR", "TIMESTAMP", "TIMESTAMP WITH TIME ZONE", "DATE"),
    "status": ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER"),
    "sha256": ("VARCHAR",),
}
"""Our columns and the types each may have; only ``body`` must be there. Text is taken as the UTF-8 it is stored as."""
STRETCH_ROWS, STRETCH_BYTES = 8_000, 256 << 20
"""Row groups are put together until a stretch has so many rows or (as stored, all columns) bytes. A row group is never cut."""
_FETCHED = 32


def parquet_columns(path: Path, shown: str, named: Mapping[str, str], ignored: Sequence[str]) -> dict[str, str]:
    """Our column -> the column of the file. ``named`` are those that go by another name there, ``ignored`` those that are left.

    Raises:
        UsageError: the file is no Parquet, has no body, or has a column of which nobody said what it is.
    """
    types = {str(name): str(type_) for name, type_, *_ in _ask(shown, f"DESCRIBE FROM {_table(path)}")}
    for ours in named:
        if ours not in COLUMNS:
            raise UsageError(f"{shown}: case.yml has {ours!r} under columns; known are {', '.join(COLUMNS)}.")
    for name in (*named.values(), *ignored):
        if name not in types:
            raise UsageError(f"{shown}: case.yml names the column {name!r}, which the file does not have; it has {', '.join(types)}.")
    columns = {ours: named.get(ours, ours) for ours in COLUMNS if named.get(ours, ours) in types and named.get(ours, ours) not in ignored}
    if "body" not in columns:
        raise UsageError(f"{shown}: it has no column body. Name the one with the pages in case.yml:  columns: {{body: NAME}}")
    for ours, theirs in columns.items():
        if types[theirs] not in COLUMNS[ours]:
            raise UsageError(f"{shown}: column {theirs} is of type {types[theirs]}; {ours} is read from {' or '.join(COLUMNS[ours])}.")
    left = [name for name in types if name not in columns.values() and name not in ignored]
    if left:
        raise UsageError(
            f"{shown}: nothing is known of the column(s) {', '.join(left)}. Say what they are under columns in case.yml, or leave them:"
            f"  ignore: [{', '.join(left)}]"
        )
    return columns


def parquet_stretches(path: Path, shown: str) -> list[tuple[int, int]]:
    """Rows from and up to (not included) of every stretch.

    Raises:
        UsageError: the file is no Parquet.
    """
    query = (
        "SELECT any_value(row_group_num_rows), sum(total_compressed_size)"  # noqa: S608 - a path, quoted
        f" FROM parquet_metadata({quoted(str(path))}) GROUP BY row_group_id ORDER BY row_group_id"
    )
    stretches: list[tuple[int, int]] = []
    first = last = size = 0
    for rows, stored in _ask(shown, query):
        last += int(str(rows))
        size += int(str(stored))
        if last - first >= STRETCH_ROWS or size >= STRETCH_BYTES:
            stretches.append((first, last))
            first, size = last, 0
    return [*stretches, (first, last)] if last > first else stretches


def pack_rows(path: Path, columns: Mapping[str, str], first: int, last: int, packer: PagePacker) -> None:
    """Take the rows from ``first`` up to ``last`` (not included) in.

    Raises:
        UnreadableDocument: these rows cannot be read.
    """
    chosen = ", ".join(_expression(ours, columns.get(ours)) for ours in COLUMNS)
    query = (
        f"SELECT file_row_number, {chosen} FROM {_table(path, numbered=True)}"  # noqa: S608 - names and a path, quoted
        " WHERE file_row_number >= ? AND file_row_number < ?"
    )
    with tempfile.TemporaryDirectory() as aside, open_sql(Path(aside)) as connection:
        connection.execute("SET TimeZone = 'UTC'")
        try:
            connection.execute(query, [first, last])
            while rows := connection.fetchmany(_FETCHED):
                for row in rows:
                    _take(packer, *row)
        except (duckdb.OutOfMemoryException, duckdb.IOException):
            raise  # the machine, not the file
        except duckdb.Error as error:
            says = str(error).strip().partition("\n")[0]
            raise UnreadableDocument("corrupt", f"rows {first} to {last - 1} cannot be read ({says})") from error


def _take(
    packer: PagePacker,
    number: int,
    stored: bytes | str | None,
    url: str | None,
    name: str | None,
    media_type: str | None,
    fetched_at: str | None,
    status: int | None,
    sha256: str | None,
) -> None:
    named = name or url or f"row {number}"
    body = stored.encode() if isinstance(stored, str) else stored
    if body is None:
        packer.remark(name=named, code="no-body", message="the row has no body")
    elif len(body) > (most := load_limits().member_bytes):
        message = f"a page of {len(body):,} bytes; {most:,} are the most"
        packer.remark(name=named, code="limit:member-bytes", message=message)
    elif sha256 and hashlib.sha256(body).hexdigest() != sha256.lower():
        message = f"its bytes do not have the hash the row states ({sha256[:64]})"
        packer.remark(name=named, code="digest-mismatch", message=message)
    else:
        page = Page(
            place=number,
            name=named,
            url=url or "",
            media_type=media_type or "",
            fetched_at=fetched_at or "",
            status=status,
            checks=("sha256 as the row states",) if sha256 else (),
        )
        packer.take(body, page)


def _expression(ours: str, theirs: str | None) -> str:
    if theirs is None:
        return "NULL"
    name = '"' + theirs.replace('"', '""') + '"'
    return f"{name}::VARCHAR" if ours == "fetched_at" else name


def _table(path: Path, *, numbered: bool = False) -> str:
    return f"read_parquet({quoted(str(path))}{', file_row_number = true' if numbered else ''})"


def _ask(shown: str, query: str) -> list[tuple[object, ...]]:
    with tempfile.TemporaryDirectory() as aside, open_sql(Path(aside)) as connection:
        try:
            return connection.execute(query).fetchall()
        except duckdb.Error as error:
            says = str(error).strip().partition("\n")[0]
            raise UsageError(f"{shown} cannot be read as Parquet ({says}). Get the file again, or take it out of case.yml.") from error
