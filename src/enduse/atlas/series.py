"""Numbers by key and year, and what is missing: asked of the case by the queries of ``counts.yml``."""

from __future__ import annotations

from dataclasses import dataclass

import duckdb

from enduse.atlas.counts import queries


@dataclass(frozen=True, slots=True)
class Series:
    """For each key, greatest first, the number of each year; ``left_out`` further keys are in the downloads."""

    id: str
    of: str
    sql: str
    rows: tuple[tuple[str, dict[int, int]], ...]
    left_out: int

    @property
    def years(self) -> range:
        """All years from the first with a number to the last."""
        found = [year for _, counts in self.rows for year in counts]
        return range(min(found), max(found) + 1) if found else range(0)

    @property
    def most(self) -> int:
        """The greatest number of one year and key: the scale of every chart."""
        return max((number for _, counts in self.rows for number in counts.values()), default=1)


@dataclass(frozen=True, slots=True)
class Missing:
    """Of ``total`` things, ``missing`` lack something."""

    id: str
    sql: str
    missing: int
    total: int


def all_series(connection: duckdb.DuckDBPyConnection) -> list[Series]:
    """Every series of the case."""
    found = []
    for each in queries()["series"]:
        counts: dict[str, dict[int, int]] = {}
        for key, year, number in connection.execute(each["sql"]).fetchall():
            if key is not None and str(year).isdigit():
                counts.setdefault(str(key), {})[int(year)] = int(number)
        ranked = sorted(counts.items(), key=lambda item: (-sum(item[1].values()), item[0]))
        most = int(each["most"])
        found.append(Series(each["id"], each["of"], each["sql"], tuple(ranked[:most]), max(0, len(ranked) - most)))
    return found


def what_is_missing(connection: duckdb.DuckDBPyConnection) -> list[Missing]:
    """What dossiers could say and these papers leave open; kinds of which the case has none are left out."""
    found = []
    for each in queries()["missing"]:
        row = connection.execute(each["sql"]).fetchone()
        missing, total = (int(row[0] or 0), int(row[1] or 0)) if row else (0, 0)
        if total:
            found.append(Missing(each["id"], each["sql"], missing, total))
    return found
