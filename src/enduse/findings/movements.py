"""Movements that are not sales: what a record shows of an offer, or of goods in use, read as an award is."""

from __future__ import annotations

from collections.abc import Collection

import duckdb

from enduse.findings.sales import Sale, sales_of


def movements(connection: duckdb.DuckDBPyConnection, kinds: Collection[str]) -> list[Sale]:
    """Awards whose every source gives one of these kinds (vocabulary ``supply-kind``), sorted by id; ``statements`` hold what says so."""
    rows = connection.execute(
        "SELECT canonical FROM statements WHERE schema = 'ContractAward' AND property = 'kind' GROUP BY canonical"
        " HAVING bool_and(value IN (SELECT unnest(?::VARCHAR[]))) ORDER BY canonical",
        [sorted(kinds)],
    ).fetchall()
    return sales_of(connection, {row[0] for row in rows})
