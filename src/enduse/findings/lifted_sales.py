"""Lifted: what is said around many sales, taken out of a large case once, so that each batch of them is not looked for in all of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import duckdb

LIFT = """
    CREATE TEMP TABLE statements AS
    WITH all_said AS NOT MATERIALIZED (
        SELECT id, entity, canonical, schema, property, value, target, source, first_seen FROM memory.main.statements
    ),
    wanted AS (SELECT unnest($awards::VARCHAR[]) AS award),
    award AS MATERIALIZED (FROM all_said SEMI JOIN wanted ON award = canonical WHERE schema = 'ContractAward'),
    noticed AS (SELECT DISTINCT target AS notice FROM award WHERE property = 'notice'),
    notice AS MATERIALIZED (FROM all_said SEMI JOIN noticed ON notice = canonical WHERE schema = 'Notice'),
    sold AS (
        SELECT DISTINCT canonical AS item FROM all_said SEMI JOIN wanted ON award = target
        WHERE schema = 'ContractItem' AND property = 'award'
    ),
    item AS MATERIALIZED (FROM all_said SEMI JOIN sold ON item = canonical WHERE schema = 'ContractItem'),
    linked AS (
        SELECT value AS mention FROM award WHERE property IN ('buyer', 'supplier')
        UNION SELECT value FROM notice WHERE property = 'buyer' UNION SELECT value FROM item WHERE property = 'maker'
    ),
    named AS MATERIALIZED (
        FROM all_said SEMI JOIN linked ON mention = entity WHERE property IN ('name', 'alias', 'previousName', 'sameAs')
    ),
    called AS (SELECT DISTINCT canonical AS body, value AS called FROM named WHERE property IN ('alias', 'previousName')),
    brand AS MATERIALIZED (FROM all_said WHERE schema = 'Company' AND property = 'brand'),
    holder AS (SELECT DISTINCT entity AS mention FROM brand)
    FROM award UNION FROM notice UNION FROM item UNION FROM named UNION FROM brand
    UNION FROM all_said SEMI JOIN called ON body = canonical AND called = value WHERE property = 'name'
    UNION FROM all_said SEMI JOIN holder ON mention = entity WHERE property = 'name'
"""
"""Of the awards, their notices and their goods all that is said; of the parties these link, what names them and shows that a name of theirs
is another mention's; and every brand with the name of its holder. ``sales.sales_of`` asks for nothing else. Each part is read of the tables
by itself: what is named once and asked often DuckDB would else copy whole."""


@contextmanager
def lifted(connection: duckdb.DuckDBPyConnection, awards: Sequence[str]) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection to the same case on which ``statements`` holds only what is said around these awards."""
    with connection.cursor() as near:  # a temporary table is seen by its own cursor alone, and there it stands before the table of all
        near.execute(LIFT, {"awards": list(awards)})
        yield near
