"""Projects: how far each has come, who sold, when it was signed, and what happened, as the sources say."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import duckdb

from enduse.findings.facts import Facts, Party, facts_of, ids, parties, together, values


@dataclass(frozen=True, slots=True)
class Happening:
    """One recorded event of a project; ``words`` are the record's own."""

    id: str
    kind: str
    words: str
    dates: tuple[str, ...]
    statements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ProjectRecord:
    """One project; several statuses are sources that differ."""

    id: str
    name: str
    statuses: dict[str, tuple[str, ...]]
    """Each status with the statements that give it."""
    status_dates: tuple[str, ...]
    dated: tuple[str, ...]
    signed: tuple[str, ...]
    signed_by: tuple[str, ...]
    vendors: tuple[Party, ...]
    named: tuple[str, ...]
    events: tuple[Happening, ...]


CHOSEN = """
    SELECT canonical AS project FROM statements
    WHERE schema = 'Project' AND property = 'status' AND value IN (SELECT unnest($statuses::VARCHAR[]))
    UNION
    SELECT p.target FROM statements p JOIN statements k ON k.canonical = p.canonical AND k.schema = 'Event' AND k.property = 'kind'
    WHERE p.schema = 'Event' AND p.property = 'project' AND p.target IS NOT NULL AND k.value IN (SELECT unnest($kinds::VARCHAR[]))
    ORDER BY project
"""
"""Projects with one of these statuses, or with an event of one of these kinds."""


def projects_with(connection: duckdb.DuckDBPyConnection, statuses: Collection[str], kinds: Collection[str]) -> list[ProjectRecord]:
    """The projects with one of these statuses or events, by id, each with its events of these kinds."""
    rows = connection.execute(CHOSEN, {"statuses": sorted(statuses), "kinds": sorted(kinds)}).fetchall()
    projects = facts_of(connection, "Project", [row[0] for row in rows])
    vendors = parties(connection, [fact for each in projects.values() for fact in each.get("vendor", ())])
    events = _events(connection, projects, kinds)
    return [_project(id_, facts, vendors, events.get(id_, ())) for id_, facts in projects.items() if facts.get("name")]


def _events(connection: duckdb.DuckDBPyConnection, projects: Collection[str], kinds: Collection[str]) -> dict[str, list[Happening]]:
    rows = connection.execute(
        "SELECT target, canonical, list(DISTINCT id ORDER BY id) FROM statements WHERE schema = 'Event' AND property = 'project'"
        " AND target IN (SELECT unnest(?::VARCHAR[])) GROUP BY ALL ORDER BY ALL",
        [sorted(projects)],
    ).fetchall()
    facts = facts_of(connection, "Event", {event for _, event, _ in rows})
    found: dict[str, list[Happening]] = {}
    for project, event, links in rows:
        each = facts[event]
        for kind in values(each, "kind"):
            if kind in kinds:
                shown = {*links, *ids(each, "name", "date"), *(fact.id for fact in each["kind"] if fact.value == kind)}
                words = " / ".join(values(each, "name"))
                found.setdefault(project, []).append(Happening(event, kind, words, tuple(values(each, "date")), tuple(sorted(shown))))
    return {project: sorted(events, key=lambda event: (event.dates, event.id)) for project, events in found.items()}


def _project(id_: str, facts: Facts, vendors: dict[str, Party], events: Collection[Happening]) -> ProjectRecord:
    return ProjectRecord(
        id=id_,
        name=" / ".join(values(facts, "name")),
        statuses={status: tuple(f.id for f in facts["status"] if f.value == status) for status in values(facts, "status")},
        status_dates=tuple(values(facts, "statusDate")),
        dated=ids(facts, "statusDate"),
        signed=tuple(values(facts, "signedDate")),
        signed_by=ids(facts, "signedDate"),
        vendors=tuple(together(vendors[f.id] for f in facts.get("vendor", ()) if f.id in vendors)),
        named=ids(facts, "name"),
        events=tuple(events),
    )
