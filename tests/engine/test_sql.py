"""DuckDB as tasks use it: what it may hold is what we say, and the bytes it writes depend on the rows alone."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from enduse.engine.sql import open_sql, read_parquet, write_parquet

SPILLS = "CREATE TABLE much AS SELECT range AS id, repeat('样本', 50) || range AS value FROM range({rows}) ORDER BY value DESC"


def test_a_query_that_spills_too_much_ends_with_a_message(tmp_path: Path) -> None:
    with (
        open_sql(tmp_path / "spill", memory="20MB", space="1MB") as connection,
        pytest.raises(duckdb.Error, match="max_temp_directory_size"),
    ):
        connection.execute(SPILLS.format(rows=400_000))


def test_the_limits_are_ours(tmp_path: Path) -> None:
    with open_sql(tmp_path / "spill", memory="100MB") as connection:
        said = dict(connection.execute("SELECT name, value FROM duckdb_settings()").fetchall())
    assert said["memory_limit"] == "95.3 MiB"
    assert said["max_temp_directory_size"] == "55.8 GiB"
    assert said["temp_directory"] == str(tmp_path / "spill")
    assert said["threads"] == "1"


def test_rows_of_several_files_are_written_as_rows_of_one(tmp_path: Path) -> None:
    query = "SELECT * FROM {source} ORDER BY id"
    with open_sql(tmp_path / "spill") as connection:
        made = "SELECT range AS id, 'body ' || range AS value, CASE WHEN range = 7 THEN NULL ELSE 1 END AS page FROM range(300)"
        write_parquet(connection, made, tmp_path / "all.parquet")
        parts = [tmp_path / f"{part}.parquet" for part in range(3)]
        for part, path in enumerate(parts):
            write_parquet(connection, f"SELECT * FROM ({made}) WHERE id % 3 = {part}", path)  # noqa: S608 - constants
        for name, sources in (("one", [tmp_path / "all.parquet"]), ("three", parts)):
            write_parquet(connection, query.format(source=read_parquet(*sources)), tmp_path / name)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "three").read_bytes()


def test_a_path_with_a_quotation_mark_is_a_path(tmp_path: Path) -> None:
    path = tmp_path / "o'brien.parquet"
    with open_sql(tmp_path / "spill") as connection:
        write_parquet(connection, "SELECT 1 AS id", path)
        assert connection.execute(f"FROM {read_parquet(path)}").fetchall() == [(1,)]
