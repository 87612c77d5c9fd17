"""Entries of all lists as tables: what each says, its terms (every pair of a start and an end), and the day of the copy that shows it.

``entry`` has one row for each entry and party; ``term`` one for each start and end of it, as first and last days. Several starts or ends
are sources that differ. Parties that are natural persons are in neither.
"""

from __future__ import annotations

import duckdb

from enduse.findings.listed.spans import define_spans
from enduse.findings.settings import known_list

_SAID = """
CREATE OR REPLACE TEMP TABLE said AS
SELECT canonical AS entry, property, value, target, id, source, first_seen, valid_from,
       source LIKE 'list:%' OR source = 'record:list-history' AS day_of_its_own  -- in hand-kept rows it is the day of the whole row
FROM statements WHERE schema = 'Sanction';
CREATE OR REPLACE TEMP TABLE act AS
SELECT m.entry, m.id AS link, a.property, a.value, a.id FROM said m JOIN statements a ON a.canonical = m.target AND a.schema = 'Measure'
WHERE m.property = 'measure' AND a.property IN ('name', 'announcedDate', 'citation', 'licencePolicy');
"""

_ENTRY = """
CREATE OR REPLACE TEMP TABLE entry AS
WITH party AS (
    SELECT s.entry, s.target AS party, e.caption, list_sort(list_distinct(list(s.id))) AS shown,
           bool_and(s.source LIKE 'list:%' AND s.first_seen IS NOT NULL) AS only_copies,
           list_sort(list_distinct(list(s.first_seen) FILTER (s.first_seen IS NOT NULL))) AS copies
    FROM said s JOIN entities e ON e.id = s.target
    WHERE s.property = 'entity' AND e.schema <> 'Person' GROUP BY s.entry, s.target, e.caption
), own AS (
    SELECT entry,
        list(DISTINCT value ORDER BY value) FILTER (property = 'listingDate') AS announced,
        list(DISTINCT value ORDER BY value) FILTER (property = 'startDate') AS effective,
        list(DISTINCT value ORDER BY value) FILTER (property = 'endDate') AS ended,
        list(DISTINCT value ORDER BY value) FILTER (property = 'citation') AS citations,
        list(DISTINCT {'number': value, 'day': CASE WHEN day_of_its_own THEN coalesce(valid_from, '') ELSE '' END})
            FILTER (property = 'amendment') AS amendments,
        list(DISTINCT value ORDER BY value) FILTER (property = 'provisions') AS provisions,
        list(DISTINCT value ORDER BY value) FILTER (property = 'licencePolicy') AS licence,
        list(DISTINCT id ORDER BY id) FILTER (property IN
            ('list', 'listingDate', 'startDate', 'endDate', 'citation', 'amendment', 'provisions', 'licencePolicy', 'measure')) AS shown
    FROM said GROUP BY entry
), legal AS (
    SELECT entry, list(DISTINCT value ORDER BY value) FILTER (property = 'announcedDate') AS announced,
        list(DISTINCT value ORDER BY value) FILTER (property = 'citation') AS citations,
        list(DISTINCT value ORDER BY value) FILTER (property = 'licencePolicy') AS licence,
        list(DISTINCT value ORDER BY value) FILTER (property = 'name') AS acts, list(DISTINCT id ORDER BY id) AS shown
    FROM act GROUP BY entry
)
SELECT p.entry, p.party, p.caption, l.key AS list, l.title AS list_title,
       coalesce(o.announced, g.announced, []) AS announced, coalesce(o.effective, []) AS effective, coalesce(o.ended, []) AS ended,
       coalesce(o.citations, g.citations, []) AS citations, coalesce(g.acts, []) AS acts,
       list_sort(coalesce(o.amendments, [])) AS amendments, coalesce(o.provisions, []) AS provisions,
       coalesce(o.licence, g.licence, []) AS licence, coalesce(p.copies, []) AS copies, p.only_copies,
       list_sort(list_distinct(p.shown || coalesce(o.shown, []) || coalesce(g.shown, []))) AS statements
FROM party p JOIN own o USING (entry) LEFT JOIN legal g USING (entry)
JOIN said n ON n.entry = p.entry AND n.property = 'list' JOIN list_key l ON l.name = n.value
GROUP BY ALL;
"""

_SHARE_ENDS = """
CREATE OR REPLACE TEMP TABLE entry AS
WITH ends AS (
    SELECT party, list, effective, list_sort(list_distinct(flatten(list(ended)))) AS ended,
           list_sort(list_distinct(flatten(list(statements)))) AS statements
    FROM entry WHERE len(ended) > 0 GROUP BY party, list, effective
)
SELECT e.* REPLACE (
    CASE WHEN len(e.ended) = 0 AND s.ended IS NOT NULL THEN s.ended ELSE e.ended END AS ended,
    CASE WHEN len(e.ended) = 0 AND s.ended IS NOT NULL THEN list_sort(list_distinct(e.statements || s.statements))
         ELSE e.statements END AS statements)
FROM entry e LEFT JOIN ends s ON s.party = e.party AND s.list = e.list AND s.effective = e.effective;
"""
"""An end that one source gives for an entry also ends the same entry where another source is silent."""

_GONE = """
CREATE OR REPLACE TEMP TABLE gone AS
WITH copy AS (SELECT DISTINCT list, unnest(copies) AS day FROM entry),
shown AS (SELECT party, list, effective, max(list_last(copies)) AS last FROM entry WHERE len(copies) > 0 GROUP BY party, list, effective)
SELECT e.entry, e.party, min(c.day) AS gone_by FROM entry e JOIN shown s USING (party, list, effective)
JOIN copy c ON c.list = e.list AND span_first(c.day) > span_last(s.last)
WHERE len(e.copies) > 0 AND len(e.ended) = 0 GROUP BY e.entry, e.party;
"""
"""The first later copy of the same list that shows no entry of the party with that first day. It says that the entry left, was renamed or
was written otherwise between two days; only an act says that it ended."""

_TERM = """
CREATE OR REPLACE TEMP TABLE term AS
WITH one AS (
    SELECT entry, party, effective, ended,
           (SELECT list(d ORDER BY d) FROM unnest(effective) u(d) WHERE span_first(d) IS NOT NULL) AS starts,
           (SELECT list(d ORDER BY d) FROM unnest(ended) u(d) WHERE span_first(d) IS NOT NULL) AS ends
    FROM (SELECT DISTINCT entry, party, effective, ended FROM entry)
), started AS (SELECT entry, party, effective, ends, ended, unnest(coalesce(starts, [NULL::VARCHAR])) AS s FROM one)
SELECT entry, party, span_first(s) AS s_first, span_last(s) AS s_last, s IS NULL AND len(effective) > 0 AS s_unread,
       span_first(e) AS e_first, span_last(e) AS e_last, e IS NULL AND len(ended) > 0 AS e_unread
FROM (SELECT *, unnest(coalesce(ends, [NULL::VARCHAR])) AS e FROM started);
CREATE OR REPLACE TEMP TABLE witness AS
WITH announced AS (SELECT entry, party, unnest(announced) AS d FROM entry), copied AS (SELECT entry, party, unnest(copies) AS d FROM entry)
SELECT e.entry, e.party, a.a_first, a.a_last, CASE WHEN e.only_copies THEN c.last END AS copy_last, c.days AS copy_days,
    span_first(g.gone_by) AS gone_first
FROM (SELECT DISTINCT entry, party, only_copies FROM entry) e
LEFT JOIN (SELECT entry, party, min(span_first(d)) AS a_first, max(span_last(d)) AS a_last FROM announced GROUP BY ALL) a
    ON a.entry = e.entry AND a.party = e.party
LEFT JOIN (SELECT entry, party, max(span_last(d)) AS last, list(span_first(d)) FILTER (span_first(d) = span_last(d)) AS days
    FROM copied GROUP BY ALL) c ON c.entry = e.entry AND c.party = e.party
LEFT JOIN gone g ON g.entry = e.entry AND g.party = e.party;
"""


def load_entries(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the tables ``entry``, ``gone``, ``term`` and ``witness`` of a resolved case."""
    define_spans(connection)
    connection.execute(_SAID)
    names = [row[0] for row in connection.execute("SELECT DISTINCT value FROM said WHERE property = 'list' ORDER BY value").fetchall()]
    known = [known_list(name) for name in names]
    connection.execute("CREATE OR REPLACE TEMP TABLE list_key (name VARCHAR, key VARCHAR, title VARCHAR)")
    connection.execute(
        "INSERT INTO list_key SELECT unnest(?::VARCHAR[]), unnest(?::VARCHAR[]), unnest(?::VARCHAR[])",
        [names, [each.key for each in known], [each.title for each in known]],
    )
    for statement in (_ENTRY, _SHARE_ENDS, _GONE, _TERM):
        connection.execute(statement)
