"""Standing: for each body and day asked, what every entry in its reach says: its outcome, and the codes of why.

Two times are kept apart. What was true on the day: the start of an entry counts, the day it ends does not. What could be known on
another day: an entry from its announcement, or where none is stated surely from its first day; an end surely from the day it ends.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import duckdb

from enduse.findings.listed.ownership import ownership_rules
from enduse.model.dates import PartialDate

_STATE = """
CREATE OR REPLACE TEMP TABLE state AS
WITH term_day AS (
    SELECT t.*, w.a_first, w.a_last, w.copy_last, w.copy_days, w.gone_first, d.day, d.q_first, d.q_last
    FROM (SELECT DISTINCT r.target, a.day FROM asked a JOIN reach r USING (body)) x JOIN term t ON t.party = x.target
    JOIN day d ON d.day = x.day JOIN witness w ON w.entry = t.entry AND w.party = t.party
), judged AS (
    SELECT entry, party, day, CASE
        WHEN q_first IS NULL THEN ['undetermined', 'day-unread']
        WHEN e_first IS NOT NULL AND q_first >= e_last THEN ['not-listed', 'ended']
        WHEN s_first IS NULL AND a_first IS NOT NULL AND q_last < a_first THEN ['not-listed', 'before-announcement']
        WHEN s_first IS NULL AND q_first = q_last AND list_contains(copy_days, q_first) THEN ['listed', 'shown-by-copy']
        WHEN s_first IS NULL THEN ['undetermined', CASE WHEN s_unread THEN 'start-unread' ELSE 'no-start' END]
        WHEN q_last < s_first THEN ['not-listed', 'before-start']
        WHEN e_unread THEN ['undetermined', 'end-unread']
        WHEN q_first >= s_last AND (e_first IS NULL OR q_last < e_first) THEN
            CASE WHEN copy_last IS NOT NULL AND e_first IS NULL AND q_last > greatest(copy_last, s_last)
                 THEN CASE WHEN gone_first IS NULL OR $k_last::DATE < gone_first THEN ['undetermined', 'after-copy']
                           ELSE ['undetermined', 'after-copy', 'gone-from-later-copy'] END
                 ELSE ['listed', 'in-force'] END
        ELSE list_concat(['undetermined'], list_filter([
            CASE WHEN q_first <> q_last THEN 'day-coarse' END,
            CASE WHEN s_first <> s_last AND q_first < s_last THEN 'start-coarse' END,
            CASE WHEN e_first <> e_last AND q_last >= e_first THEN 'end-coarse' END], lambda c: c IS NOT NULL)) END AS said,
        s_last, e_first, a_first, a_last, list_min(copy_days) AS copied
    FROM term_day
), joined AS (
    SELECT entry, party, day, CASE WHEN count(DISTINCT said[1]) = 1 THEN min(said[1]) ELSE 'undetermined' END AS outcome,
           list_sort(list_distinct(flatten(list(CASE WHEN len(said) > 1 THEN said[2:] ELSE [] END)))
                     || CASE WHEN count(DISTINCT said[1]) > 1 THEN ['sources-differ'] ELSE [] END) AS reasons,
           max(s_last) AS s_last, min(e_first) AS e_first, min(a_first) AS a_first, max(a_last) AS a_last, min(copied) AS copied
    FROM judged GROUP BY entry, party, day
), known AS (
    SELECT *, CASE WHEN $k_first::DATE IS NULL OR $k_first::DATE >= coalesce(a_last, s_last, copied) THEN 'known'
                   WHEN a_first IS NOT NULL AND $k_last::DATE < a_first THEN 'unknown' ELSE 'maybe' END AS knowable FROM joined
)
SELECT entry, party, day,
    CASE WHEN knowable = 'unknown' AND outcome <> 'not-listed' THEN 'not-listed'
         WHEN knowable = 'maybe' AND outcome <> 'not-listed' THEN 'undetermined'
         WHEN outcome = 'not-listed' AND list_contains(reasons, 'ended') AND $k_last::DATE < e_first THEN 'undetermined'
         ELSE outcome END AS outcome,
    CASE WHEN knowable = 'unknown' AND outcome <> 'not-listed' THEN ['not-announced-then']
         WHEN knowable = 'maybe' AND outcome <> 'not-listed' THEN list_sort(reasons || ['announcement-not-stated'])
         WHEN outcome = 'not-listed' AND list_contains(reasons, 'ended') AND $k_last::DATE < e_first THEN ['end-not-known-then']
         ELSE reasons END AS reasons
FROM known;
"""

_STANDING = """
WITH wanted AS (
    SELECT DISTINCT a.body, a.day, r.* EXCLUDE (body), d.q_first, d.q_last FROM asked a JOIN reach r USING (body) JOIN day d USING (day)
), told AS (
    SELECT w.*, e.* EXCLUDE (party, statements), e.statements AS entry_statements, g.gone_by, s.outcome, s.reasons,
        CASE WHEN w.relation <> 'owned' THEN NULL ELSE coalesce(o.state, 'no-rule') END AS rule_state,
        len(list_intersect(b.countries, coalesce(o.exempt, []))) > 0 AS exempt,
        CASE WHEN w.q_last < w.s_first OR (w.e_first IS NOT NULL AND w.q_first >= w.e_last) THEN 'no'
             WHEN w.undated OR w.unsure THEN 'unknown'
             WHEN w.q_first >= w.s_last AND (w.e_first IS NULL OR w.q_last < w.e_first) THEN 'yes' ELSE 'unknown' END AS held
    FROM wanted w JOIN entry e ON e.party = w.target JOIN state s ON s.entry = e.entry AND s.party = e.party AND s.day = w.day
    LEFT JOIN gone g ON g.entry = e.entry AND g.party = e.party
    JOIN entities b ON b.id = w.body LEFT JOIN rule_day o ON o.day = w.day AND o.list = e.list
), owned AS (
    SELECT *, CASE
        WHEN relation = 'itself' AND outcome = 'not-listed' AND list_contains(reasons, 'ended') THEN [outcome, 'formerly']
        WHEN relation <> 'owned' OR outcome = 'not-listed' THEN [outcome, relation]
        WHEN rule_state = 'not-yet' THEN ['not-listed', relation, 'ownership-rule-not-yet']
        WHEN rule_state = 'suspended' THEN ['not-listed', relation, 'ownership-rule-suspended']
        WHEN rule_state = 'no-rule' THEN ['undetermined', relation, 'ownership-rule-not-recorded']
        WHEN exempt THEN ['not-listed', relation, 'ownership-rule-exempts']
        WHEN held = 'no' THEN ['not-listed', relation, 'stake-not-held']
        WHEN rule_state = 'unknown' THEN ['undetermined', relation, 'ownership-rule-unknown']
        WHEN held = 'unknown' THEN ['undetermined', relation, CASE WHEN unsure THEN 'share-unknown' ELSE 'stake-not-dated' END]
        ELSE [outcome, relation, 'ownership-rule-in-force'] END AS final
    FROM told
)
SELECT body, day, final[1], final[2],
       CASE WHEN relation = 'under' THEN list_sort(reasons || ['below-is-not-listed']) ELSE list_sort(reasons || final[3:]) END,
       trail, list, list_title, entry, caption, announced, effective, ended, citations, acts, amendments, provisions, licence,
       CASE WHEN only_copies THEN coalesce(list_last(copies), '') ELSE '' END, coalesce(gone_by, ''), share,
       list_sort(list_distinct(entry_statements || statements))
FROM owned ORDER BY body, day, list, relation, entry, trail
"""


def load_days(connection: duckdb.DuckDBPyConnection, days: Mapping[str, PartialDate | None]) -> None:
    """Make the tables ``day`` and ``rule_day``; a day that could not be read has no span."""
    connection.execute("CREATE OR REPLACE TEMP TABLE day (day VARCHAR, q_first DATE, q_last DATE)")
    read = sorted(days.items(), key=lambda item: item[0])
    connection.execute(
        "INSERT INTO day SELECT unnest(?::VARCHAR[]), unnest(?::DATE[]), unnest(?::DATE[])",
        [[t for t, _ in read], [d.first if d else None for _, d in read], [d.last if d else None for _, d in read]],
    )
    rows = [
        (text, key, rule.state(day), list(rule.exempt_countries))
        for text, day in read
        if day is not None
        for rule in ownership_rules()
        for key in rule.lists
    ]
    connection.execute("CREATE OR REPLACE TEMP TABLE rule_day (day VARCHAR, list VARCHAR, state VARCHAR, exempt VARCHAR[])")
    if rows:
        columns = [list(column) for column in zip(*rows, strict=True)]
        connection.execute(
            "INSERT INTO rule_day SELECT unnest(?::VARCHAR[]), unnest(?::VARCHAR[]), unnest(?::VARCHAR[]), unnest(?::VARCHAR[][])", columns
        )


def standings(
    connection: duckdb.DuckDBPyConnection, asked: Sequence[tuple[str, str]], known_on: PartialDate | None = None
) -> list[tuple[object, ...]]:
    """The rows of ``_STANDING`` for pairs of body and day; ``load_days`` must have been given those days."""
    connection.execute("CREATE OR REPLACE TEMP TABLE asked (body VARCHAR, day VARCHAR)")
    if not asked:
        return []
    pairs = sorted(set(asked))
    connection.execute(
        "INSERT INTO asked SELECT unnest(?::VARCHAR[]), unnest(?::VARCHAR[])", [[b for b, _ in pairs], [d for _, d in pairs]]
    )
    known = {"k_first": known_on.first if known_on else None, "k_last": known_on.last if known_on else None}
    connection.execute(_STATE, known)
    return connection.execute(_STANDING).fetchall()
