"""Tables as Parquet, read from their JSON lines by DuckDB."""

from __future__ import annotations

from pathlib import Path

import duckdb

from enduse.atlas.exporters import EXPORTERS
from enduse.atlas.exporters.tables import Tables

FILES = tuple(f"{name}.parquet" for name in EXPORTERS)


def write(tables: Tables, folder: Path) -> None:
    """Write a Parquet file beside the JSON lines of each table. One thread, so that rows keep their order and the bytes are the same."""
    with duckdb.connect(":memory:", config={"threads": "1", "memory_limit": "1GB"}) as connection:
        for name, rows in tables.rows.items():
            target = str(folder / f"{name}.parquet").replace("'", "''")
            if not rows:
                columns = ", ".join(f'NULL::VARCHAR AS "{column}"' for column in EXPORTERS[name].COLUMNS)
                connection.execute(f"COPY (SELECT {columns} WHERE false) TO '{target}' (FORMAT parquet)")
                continue
            read = "SELECT * FROM read_json(?, format='newline_delimited', sample_size=-1, convert_strings_to_integers=false)"
            connection.execute(f"COPY ({read}) TO '{target}' (FORMAT parquet, COMPRESSION zstd)", [str(folder / f"{name}.jsonl")])
