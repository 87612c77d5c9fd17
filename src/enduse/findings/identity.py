"""Identity: another name of a body is cited where the finding itself knows the body by that name, and nowhere else.

A body that many lists know by many names would else rest on all of them in every finding, and lose its place when one list is renewed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import duckdb

from enduse.model.finding import Finding

Naming = tuple[str, str, str]
"""The mention that bears a name, the body it belongs to, and the name."""


def with_needed_aliases(findings: Sequence[Finding], connection: duckdb.DuckDBPyConnection) -> list[Finding]:
    """The findings, without the aliases that are no other mention's name in the same path."""
    rows = connection.execute(
        "SELECT id, entity, canonical, value, property = 'name' FROM statements"
        " WHERE id IN (SELECT unnest(?::VARCHAR[])) AND property IN ('name', 'alias', 'previousName')",
        [sorted({statement for finding in findings for step in finding.path for statement in step.statements})],
    ).fetchall()
    names = {id_: (entity, body, value) for id_, entity, body, value, is_name in rows if is_name}
    aliases = {id_: (entity, body, value) for id_, entity, body, value, is_name in rows if not is_name}
    return [_needed(finding, names, aliases) for finding in findings] if aliases else list(findings)


def _needed(finding: Finding, names: dict[str, Naming], aliases: dict[str, Naming]) -> Finding:
    cited = {statement for step in finding.path for statement in step.statements}
    bearers: dict[tuple[str, str], set[str]] = {}
    for mention, body, name in (names[statement] for statement in cited & names.keys()):
        bearers.setdefault((body, name), set()).add(mention)
    idle = {each for each in cited & aliases.keys() if not bearers.get(aliases[each][1:], set()) - {aliases[each][0]}}
    if not idle:
        return finding
    return replace(
        finding, path=tuple(replace(step, statements=tuple(s for s in step.statements if s not in idle)) for step in finding.path)
    )
