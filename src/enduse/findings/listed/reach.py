"""Reach: the bodies that are, belong under, or are owned by the body of an entry.

``reach`` has one row for each body and way to a listed one: ``trail`` are ids from the body to the listed one, ``share`` the stakes along
it as stated. A stake counts where it is of the rules' threshold or more, or where no share is stated; each step must reach the threshold
by itself, shares of several owners are not added up.
"""

from __future__ import annotations

import duckdb

from enduse.findings.graph import PARENTS_SHOWN
from enduse.findings.listed.ownership import ownership_rules

MOST_STEPS = 6
"""Steps followed upwards; no case has a longer chain of offices or stakes."""

_STAKE = """
CREATE OR REPLACE TEMP TABLE stake AS
WITH fact AS (SELECT canonical AS id, property, value, target, id AS statement FROM statements WHERE schema = 'Ownership'),
said AS (
    SELECT id, list_sort(list(DISTINCT value) FILTER (property = 'percentage')) AS shares,
        list(DISTINCT value) FILTER (property = 'startDate') AS starts, list(DISTINCT value) FILTER (property = 'endDate') AS ends,
        list(DISTINCT statement ORDER BY statement) AS statements
    FROM fact GROUP BY id
), d AS (
    SELECT id, shares, statements, CASE WHEN len(shares) = 1 THEN shares[1] END AS share,
        CASE WHEN len(starts) = 1 THEN starts[1] END AS start, CASE WHEN len(ends) = 1 THEN ends[1] END AS stop,
        ends IS NOT NULL AS ends_stated
    FROM said
)
SELECT o.target AS owner, a.target AS asset, d.statements, coalesce(array_to_string(d.shares, ' / '), '') AS share,
    try_cast(trim(replace(d.share, '%', '')) AS DOUBLE) AS percent, span_first(d.start) AS s_first, span_last(d.start) AS s_last,
    span_first(d.stop) AS e_first, span_last(d.stop) AS e_last,
    span_first(d.start) IS NULL OR (d.ends_stated AND span_first(d.stop) IS NULL) AS undated
FROM fact o JOIN fact a ON a.id = o.id AND a.property = 'asset' AND a.target IS NOT NULL JOIN d ON d.id = o.id
WHERE o.property = 'owner' AND o.target IS NOT NULL;
"""

_REACH = f"""
CREATE OR REPLACE TEMP TABLE reach AS
WITH RECURSIVE listed AS (SELECT DISTINCT party FROM entry), tie AS (
    SELECT child, parent, list(DISTINCT statement ORDER BY statement) AS shown
    FROM parent_statements JOIN ({PARENTS_SHOWN}) USING (child, parent) GROUP BY child, parent
), under AS (
    SELECT child AS body, parent AS target, [child, parent] AS trail, shown FROM tie WHERE parent IN (FROM listed)
    UNION ALL
    SELECT tie.child, u.target, list_prepend(tie.child, u.trail), list_sort(list_distinct(u.shown || tie.shown))
    FROM under u JOIN tie ON tie.parent = u.body
    WHERE len(u.trail) <= $steps AND NOT list_contains(u.trail, tie.child)
), counted AS (SELECT * FROM stake WHERE percent IS NULL OR percent >= $threshold),
owned AS (
    SELECT asset AS body, owner AS target, [asset, owner] AS trail, [share] AS shares, percent IS NULL AS unsure, undated,
           s_first, s_last, e_first, e_last, statements
    FROM counted WHERE owner IN (FROM listed)
    UNION ALL
    SELECT c.asset, o.target, list_prepend(c.asset, o.trail), list_prepend(c.share, o.shares), o.unsure OR c.percent IS NULL,
           o.undated OR c.undated, greatest(o.s_first, c.s_first), greatest(o.s_last, c.s_last), least(o.e_first, c.e_first),
           least(o.e_last, c.e_last), list_sort(list_distinct(o.statements || c.statements))
    FROM owned o JOIN counted c ON c.owner = o.body WHERE len(o.trail) <= $steps AND NOT list_contains(o.trail, c.asset)
)
SELECT party AS body, party AS target, 'itself' AS relation, [party] AS trail, '' AS share, false AS unsure, false AS undated,
       NULL::DATE AS s_first, NULL::DATE AS s_last, NULL::DATE AS e_first, NULL::DATE AS e_last, []::VARCHAR[] AS statements FROM listed
UNION ALL
SELECT body, target, 'under', trail, '', false, false, NULL, NULL, NULL, NULL, shown FROM under
UNION ALL
SELECT body, target, 'owned', trail, array_to_string(shares, ' > '), unsure, undated, s_first, s_last, e_first, e_last, statements
FROM owned;
"""  # noqa: S608 - constants


def load_reach(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the tables ``stake`` and ``reach`` from ``entry``, the parents and the ownerships of the case."""
    threshold = min(rule.threshold for rule in ownership_rules())
    connection.execute(_STAKE)
    connection.execute(_REACH, {"steps": MOST_STEPS, "threshold": threshold})
