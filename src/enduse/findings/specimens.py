"""Specimens: findings from invented papers are marked, and invented papers never meet real ones in a finding."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import duckdb

from enduse.model.errors import UsageError
from enduse.model.finding import Finding

Mark = tuple[bool, str, str]
"""Whether a statement is a specimen, its entity and its property."""


def marked(findings: Sequence[Finding], connection: duckdb.DuckDBPyConnection) -> list[Finding]:
    """The findings, those that rest on invented papers marked; reference data, which says nothing of any party, goes with both.

    Raises:
        UsageError: a specimen and a real statement stand in one path.
    """
    wanted = sorted({statement for finding in findings for step in finding.path for statement in step.statements})
    rows = connection.execute(
        "SELECT id, specimen, entity, property FROM statements WHERE id IN (SELECT unnest(?::VARCHAR[]))"
        " AND NOT starts_with(source, 'reference:')",
        [wanted],
    ).fetchall()
    marks = {id_: (specimen, entity, property_) for id_, specimen, entity, property_ in rows}
    return [replace(finding, specimen=_is_specimen(finding, marks)) for finding in findings]


def _is_specimen(finding: Finding, marks: dict[str, Mark]) -> bool:
    found = sorted({marks[s] for step in finding.path for s in step.statements if s in marks})
    if found and found[0][0] != found[-1][0]:
        real, invented = found[0], found[-1]
        raise UsageError(
            f"rule {finding.rule}: the finding “{finding.title.en}” would join invented and real papers: {invented[1]} ({invented[2]}) is"
            f" marked specimen, {real[1]} ({real[2]}) is not; expected all or none. Mark every row of the specimen world specimen, or"
            " change its names so that no invented paper names a real body"
        )
    return bool(found) and found[0][0]
