"""The tables of the statistical look in DuckDB: a row for each party, and two rows for each candidate pair.

Splink looks for its own pairs by equal columns. Ours are found already, so each pair is laid as two rows that only share its number, and
the rule ``l.pair = r.pair`` gives exactly those.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import duckdb
import msgspec

from enduse.engine.sql import quoted
from enduse.entities.matching.statistical_columns import COLUMNS

Row = Mapping[str, Sequence[str]]
RECORDS, PAIRED, JUDGED = "records", "paired", "judged"
PAIR = "pair"


def lay(connection: duckdb.DuckDBPyConnection, rows: Iterable[Row], pairs: Iterable[tuple[int, int]], folder: Path) -> None:
    """Make ``RECORDS`` of the parties' columns and ``PAIRED`` of their pairs, which are positions among them. ``folder`` is for files."""
    lists = ", ".join(f"{name}: 'VARCHAR[]'" for name in COLUMNS)
    _load(connection, folder / "rows.jsonl", RECORDS, f"{{unique_id: 'BIGINT', {lists}}}", _records(rows))
    shape = "{pair: 'BIGINT', l: 'BIGINT', r: 'BIGINT'}"
    _load(connection, folder / "pairs.jsonl", "pairs", shape, ({PAIR: n, "l": left, "r": right} for n, (left, right) in enumerate(pairs)))
    columns = ", ".join(COLUMNS)
    sides = (f"2 * pair + {at} AS unique_id, pair, {columns} FROM pairs JOIN records ON unique_id = {side}" for at, side in enumerate("lr"))
    connection.execute(f"CREATE TABLE {PAIRED} AS {' UNION ALL '.join(f'(SELECT {side})' for side in sides)} ORDER BY unique_id")


def lay_judged(connection: duckdb.DuckDBPyConnection, pairs: Sequence[tuple[int, int]], folder: Path) -> None:
    """Make ``JUDGED`` of pairs that people have judged the same."""
    shape = "{unique_id_l: 'BIGINT', unique_id_r: 'BIGINT'}"
    _load(connection, folder / "judged.jsonl", JUDGED, shape, ({"unique_id_l": left, "unique_id_r": right} for left, right in pairs))


def stated(connection: duckdb.DuckDBPyConnection, columns: Sequence[str]) -> int:
    """In how many pairs both sides state something in one of the columns."""
    both = " AND ".join(f"({' OR '.join(f'{side}.{name} IS NOT NULL' for name in columns)})" for side in "ab")
    pairs = f"{PAIRED} a JOIN {PAIRED} b ON a.pair = b.pair AND a.unique_id < b.unique_id"
    found = connection.execute(f"SELECT count(*) FROM {pairs} WHERE {both}")  # noqa: S608 - names of ours
    count: int = found.fetchall()[0][0]
    return count


def _records(rows: Iterable[Row]) -> Iterator[dict[str, object]]:
    for number, row in enumerate(rows):
        yield {"unique_id": number, **{name: list(row[name]) or None for name in COLUMNS}}


def _load(connection: duckdb.DuckDBPyConnection, path: Path, table: str, shape: str, rows: Iterable[Mapping[str, object]]) -> None:
    with path.open("wb") as file:
        file.writelines(msgspec.json.encode(row) + b"\n" for row in rows)
    read = f"read_json({quoted(str(path))}, format='newline_delimited', columns={shape})"
    connection.execute(f"CREATE TABLE {table} AS FROM {read}")
    path.unlink()
