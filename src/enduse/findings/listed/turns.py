"""Turns: the days on which what a list says of a body may change, so that all days between two of them need one question.

``standing.py`` compares a day asked with the days an entry, a stake or a rule states, and with nothing else. Each of those days turns what
is said, and so does the day after it; between two turns nothing does. A month or a year is no such day: it may hold a turn.
"""

from __future__ import annotations

import datetime
from array import array
from bisect import bisect_right
from collections.abc import Mapping

import duckdb

from enduse.findings.listed.ownership import ownership_rules
from enduse.model.dates import PartialDate
from enduse.model.errors import AmbiguousValue

_TURNS = """
WITH point AS (
    SELECT party AS target, unnest([s_first, s_last, e_first, e_last]) AS day FROM term
    UNION SELECT party, unnest(list_concat([a_first, a_last, copy_last], copy_days)) FROM witness
), own AS (
    SELECT r.body, p.day FROM (SELECT DISTINCT body, target FROM reach) r JOIN point p USING (target)
    UNION SELECT body, unnest([s_first, s_last, e_first, e_last]) FROM reach
    UNION SELECT body, unnest($rules::DATE[]) FROM reach WHERE relation = 'owned'
), turn AS (SELECT body, day - DATE '0001-01-01' + 1 AS day FROM own WHERE day IS NOT NULL)
SELECT body, list_sort(list_distinct(list(day) || list(day + 1))) FROM turn GROUP BY body
"""


class Turns:
    """The turns of every body that a list reaches, from the tables of ``list_tables``, as days counted from the first of year 1."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        periods = [period for rule in ownership_rules() for period in rule.periods]
        days = {day for each in periods for day in (PartialDate.parse(each.start).first, PartialDate.parse(each.end).last)}
        rows = connection.execute(_TURNS, {"rules": sorted(days)}).fetchall()
        self._turns: Mapping[str, array[int]] = {body: array("l", turns) for body, turns in rows}

    def same_as(self, body: str, day: str) -> str:
        """One day for all on which the lists say the same of the body; the day itself where it is not a single one."""
        try:
            asked = PartialDate.parse(day)
        except AmbiguousValue:
            return day
        if asked.first != asked.last:
            return day
        turns = self._turns.get(body)
        if not turns:
            return "0001-01-01"
        at = bisect_right(turns, asked.first.toordinal())
        return datetime.date.fromordinal(turns[at - 1] if at else max(turns[0] - 1, 1)).isoformat()
