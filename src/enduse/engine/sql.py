"""DuckDB as tasks use it: in memory, with limits on memory and on temporary space that we set and not the machine.

DuckDB 2.0 ignores a limit on temporary space that is given while connecting, and would else fill nine tenths of the disk before it says so.
"""

from __future__ import annotations

from pathlib import Path

import duckdb

TEMPORARY_SPACE = "60GB"
"""What one task may spill: a join that has gone wrong ends here, with a message, and not at a full disk."""
GROUP = 122_880
"""Rows of a row group unless something else is asked for; DuckDB's own number."""


def open_sql(temporary: Path, *, memory: str = "1GB", threads: int = 1, space: str = TEMPORARY_SPACE) -> duckdb.DuckDBPyConnection:
    """A connection that holds at most ``memory`` (``1GB``) and spills at most ``space`` to the folder ``temporary``.

    What a query writes must come from one thread or be told its whole order: bytes may not depend on how many threads there are.
    """
    connection = duckdb.connect(":memory:", config={"threads": str(threads), "memory_limit": memory, "temp_directory": str(temporary)})
    connection.execute("SET max_temp_directory_size = $space", {"space": space})
    connection.execute("SET enable_progress_bar = false")  # stdout is data
    return connection


def write_parquet(
    connection: duckdb.DuckDBPyConnection, query: str, path: Path, given: list[str] | None = None, *, group: int = GROUP
) -> None:
    """Write the rows of ``query`` (with ``given`` for its parameters) in its order, ``group`` rows in a row group.

    What DuckDB has learned of its sources is not used: where it knows that a column lacks nothing it writes other bytes for the same rows,
    and it knows that of one file and not of two.
    """
    connection.execute("SET disabled_optimizers = 'statistics_propagation'")
    try:
        how = f"FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {group}"
        connection.execute(f"COPY ({query}) TO {quoted(str(path))} ({how})", given or [])
    finally:
        connection.execute("RESET disabled_optimizers")


def read_parquet(*paths: Path) -> str:
    """The table function that reads these Parquet files as one table, for the place of a table in a query."""
    return f"read_parquet([{', '.join(quoted(str(path)) for path in paths)}])"


def quoted(text: str) -> str:
    """A text inside SQL, where no parameter can stand."""
    return "'" + text.replace("'", "''") + "'"
