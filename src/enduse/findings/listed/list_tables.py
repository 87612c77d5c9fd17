"""All tables a question to the lists needs, made of a resolved case: entries, reach, former names, and what each list does in law."""

from __future__ import annotations

import duckdb
import msgspec

from enduse.findings.listed.entries import load_entries
from enduse.findings.listed.law import rules_by_list
from enduse.findings.listed.name_tables import insert
from enduse.findings.listed.reach import load_reach

TABLES = ("entry", "gone", "term", "witness", "reach", "former_name", "list_rule")
"""What ``load_list_tables`` makes; with ``entities`` it is all that ``Listings`` reads."""
_FORMER = """
CREATE OR REPLACE TEMP TABLE former_name AS
SELECT canonical AS body,
       list(DISTINCT value || CASE WHEN valid_to IS NULL THEN '' ELSE ' (until ' || valid_to || ')' END ORDER BY 1) AS names
FROM statements WHERE property = 'previousName' AND canonical IN (SELECT body FROM reach) GROUP BY canonical;
CREATE OR REPLACE TEMP TABLE list_rule (list VARCHAR, rules VARCHAR);
"""


def load_list_tables(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the tables of a resolved case."""
    load_entries(connection)
    load_reach(connection)
    connection.execute(_FORMER)
    keys = [row[0] for row in connection.execute("SELECT DISTINCT list FROM entry ORDER BY list").fetchall()]
    rules = sorted(rules_by_list(connection, keys).items())
    insert(connection, "list_rule", [(key, msgspec.json.encode(each).decode()) for key, each in rules])
