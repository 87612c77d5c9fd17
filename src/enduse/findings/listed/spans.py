"""Partial dates in SQL: the first and last day a written date may mean, exactly as ``PartialDate`` reads it; NULL for what is no date."""

from __future__ import annotations

import duckdb

_MACROS = """
CREATE OR REPLACE TEMP MACRO part_first(part) AS CASE WHEN part < '0001' THEN NULL
    WHEN regexp_full_match(part, '\\d{4}') THEN try_cast(part || '-01-01' AS DATE)
    WHEN regexp_full_match(part, '\\d{4}-\\d{2}') THEN try_cast(part || '-01' AS DATE)
    WHEN regexp_full_match(part, '\\d{4}-\\d{2}-\\d{2}') THEN try_cast(part AS DATE) END;
CREATE OR REPLACE TEMP MACRO part_last(part) AS CASE
    WHEN regexp_full_match(part, '\\d{4}') THEN try_cast(part || '-12-31' AS DATE)
    WHEN regexp_full_match(part, '\\d{4}-\\d{2}') THEN last_day(try_cast(part || '-01' AS DATE))
    WHEN regexp_full_match(part, '\\d{4}-\\d{2}-\\d{2}') THEN try_cast(part AS DATE) END;
CREATE OR REPLACE TEMP MACRO span_first(given) AS CASE
    WHEN part_last(split_part(trim(given) || '/' || trim(given), '/', 2)) >= part_first(split_part(trim(given), '/', 1))
     AND len(string_split(trim(given), '/')) <= 2
    THEN part_first(split_part(trim(given), '/', 1)) END;
CREATE OR REPLACE TEMP MACRO span_last(given) AS CASE WHEN span_first(given) IS NOT NULL
    THEN part_last(split_part(trim(given) || '/' || trim(given), '/', 2)) END;
"""


def define_spans(connection: duckdb.DuckDBPyConnection) -> None:
    """Make ``span_first`` and ``span_last`` known to this connection."""
    connection.execute(_MACROS)
