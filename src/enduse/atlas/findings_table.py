"""Findings as tables beside the statements, so that a count can ask for them in SQL."""

from __future__ import annotations

from collections.abc import Sequence

import duckdb

from enduse.model.finding import Finding


def load_findings(connection: duckdb.DuckDBPyConnection, findings: Sequence[Finding]) -> None:
    """Make the table ``findings`` (``id, rule, outcome, title, day, specimen``) of the in-memory connection anew."""
    connection.execute(
        "CREATE OR REPLACE TABLE findings (id VARCHAR, rule VARCHAR, outcome VARCHAR, title VARCHAR, day VARCHAR, specimen BOOLEAN)"
    )
    rows = [(f.id, f.rule, f.outcome, f.title.en, f.day, f.specimen) for f in findings]
    if rows:
        connection.executemany("INSERT INTO findings VALUES (?, ?, ?, ?, ?, ?)", rows)
