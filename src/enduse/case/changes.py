"""What a build changed in the findings: which are new, which are withdrawn and why, which now say something else.

Told in the build's report and on its standard error alone: the site is a function of papers, tables and decisions, never of the
build before.
"""

from __future__ import annotations

import tempfile
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from enduse.case.layout import Case
from enduse.case.state import State, read_state
from enduse.engine.sql import open_sql, read_parquet
from enduse.model.errors import DamagedBuild, UsageError
from enduse.model.finding import Finding

RULE_GONE, STATEMENTS_GONE, READ_OTHERWISE = "rule not asked any more", "statements gone", "no longer follows from its statements"


@dataclass(frozen=True, slots=True)
class Gone:
    """A statement that a withdrawn finding rested on and that is no longer there, with the passage it was."""

    statement: str
    document: str
    quote: str


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """A finding of the build before that this build does not make. ``now`` are findings of its rule about the same bodies."""

    id: str
    rule: str
    title: str
    reason: str
    gone: tuple[Gone, ...] = ()
    now: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Named:
    """A finding that is new, or whose ``was`` (its outcome in the build before) is another."""

    id: str
    rule: str
    title: str
    outcome: str
    was: str | None = None


@dataclass(frozen=True, slots=True)
class Changes:
    """The findings of a build against those of the last one that finished; sorted by id."""

    new: tuple[Named, ...] = ()
    changed: tuple[Named, ...] = ()
    withdrawn: tuple[Withdrawn, ...] = ()


@dataclass(frozen=True, slots=True)
class Before:
    """The last finished build."""

    findings: tuple[Finding, ...]
    statements: tuple[Path, ...]


def build_before(case: Case) -> Before | None:
    """The last finished build of a case; nothing where there is none, or where it is not as this version writes it."""
    try:
        state: State = read_state(case)
        return Before(state.read_findings(), state.statements) if all(path.is_file() for path in state.statements) else None
    except (UsageError, DamagedBuild, FileNotFoundError):
        return None


def changes_since(before: Before, findings: Iterable[Finding], statements: Sequence[Path], rules: Collection[str]) -> Changes:
    """How these findings, made from these statements by these rules, differ from those of the build before."""
    was = {each.id: each for each in before.findings}
    now = {each.id: each for each in findings}
    lost = [was[each] for each in sorted(was.keys() - now.keys())]
    gone = _gone(before.statements, statements, {s for each in lost for step in each.path for s in step.statements})
    return Changes(
        new=tuple(_named(now[each]) for each in sorted(now.keys() - was.keys())),
        changed=tuple(_named(now[each], was[each]) for each in sorted(now.keys() & was.keys()) if now[each].outcome != was[each].outcome),
        withdrawn=tuple(_withdrawn(each, gone, now.values(), rules) for each in lost),
    )


def _named(finding: Finding, before: Finding | None = None) -> Named:
    return Named(finding.id, finding.rule, finding.title.en, finding.outcome, before.outcome if before else None)


def _withdrawn(finding: Finding, gone: dict[str, Gone], now: Iterable[Finding], rules: Collection[str]) -> Withdrawn:
    lost = tuple(gone[each] for each in sorted({s for step in finding.path for s in step.statements}) if each in gone)
    reason = RULE_GONE if rules and finding.rule not in rules else STATEMENTS_GONE if lost else READ_OTHERWISE
    alike = tuple(sorted(each.id for each in now if each.rule == finding.rule and each.subjects == finding.subjects))
    return Withdrawn(finding.id, finding.rule, finding.title.en, reason, lost, alike)


def _gone(before: Sequence[Path], now: Sequence[Path], wanted: Collection[str]) -> dict[str, Gone]:
    """Those of the wanted statements that stood before and stand no longer."""
    if not wanted:
        return {}
    query = (
        f"SELECT id, document, quote FROM {read_parquet(*before)} WHERE id IN (SELECT unnest($wanted::VARCHAR[]))"  # noqa: S608 - paths
        f" AND id NOT IN (SELECT id FROM {read_parquet(*now)} WHERE id IN (SELECT unnest($wanted::VARCHAR[]))) ORDER BY id"
    )
    with tempfile.TemporaryDirectory() as temporary, open_sql(Path(temporary)) as connection:
        rows = connection.execute(query, {"wanted": sorted(wanted)}).fetchall()
    return {id_: Gone(id_, document, quote) for id_, document, quote in rows}
