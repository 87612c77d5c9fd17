"""What a case knows for inventories, kept with its index: who makes which brand's goods, and how others got rid of equipment."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import msgspec

from enduse.entities.resolved import Resolved
from enduse.findings.brands import OemRecord, oem_records
from enduse.findings.evidence import citations
from enduse.findings.facts import Facts, facts_of, values

FILE = "inventory.json"
ENDED_EVENTS = ("removal", "cancellation", "non-renewal", "block", "policy", "review")
"""Kinds of event (vocabulary ``event``) by which a body ended the use or the purchase of equipment, or began to."""
ENDED_PROJECTS = ("removed", "cancelled", "financing-cancelled")
"""States of a project (vocabulary ``project-status``) of the same meaning."""


@dataclass(frozen=True, slots=True)
class BrandRecord:
    """One record on the maker behind some brands; ``cites`` are its sources in words."""

    brands: tuple[str, ...]
    record: OemRecord
    cites: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Example:
    """How somebody ended it: a dated event, or a project that ended. ``bodies`` are ids of the parties or vendors it concerns."""

    id: str
    day: str
    kind: str
    who: str
    place: str
    text: str
    bodies: tuple[str, ...]
    cites: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """Both, in a settled order."""

    brands: tuple[BrandRecord, ...]
    examples: tuple[Example, ...]


def write_known(resolved: Resolved, folder: Path) -> None:
    """Write what a resolved case knows into the folder of its index; invented (specimen) rows stay out."""
    folder.joinpath(FILE).write_bytes(msgspec.json.encode(Known(_brands(resolved), _examples(resolved))))


def read_known(folder: Path) -> Known:
    """What ``write_known`` wrote."""
    return msgspec.json.decode(folder.joinpath(FILE).read_bytes(), type=Known)


def _brands(resolved: Resolved) -> tuple[BrandRecord, ...]:
    ids = _ids(resolved, "OemRelation")
    facts, records = facts_of(resolved.connection, "OemRelation", ids), oem_records(resolved.connection, ids)
    cited = _cited(resolved, facts.values())
    return tuple(BrandRecord(tuple(values(facts[id_], "brand")), records[id_], _cites(facts[id_], cited)) for id_ in ids)


def _examples(resolved: Resolved) -> tuple[Example, ...]:
    connection = resolved.connection
    events, projects = (facts_of(connection, schema, _ids(resolved, schema)) for schema in ("Event", "Project"))
    kept = {id_: facts for id_, facts in events.items() if set(values(facts, "kind")) & set(ENDED_EVENTS)}
    ended = {id_: facts for id_, facts in projects.items() if set(values(facts, "status")) & set(ENDED_PROJECTS)}
    cited = _cited(resolved, [*kept.values(), *ended.values()])
    found = [_event(id_, facts, cited) for id_, facts in kept.items()] + [_project(id_, facts, cited) for id_, facts in ended.items()]
    return tuple(sorted(found, key=lambda each: (each.day, each.id)))


def _event(id_: str, facts: Facts, cited: dict[str, str]) -> Example:
    said = {name: " / ".join(values(facts, name)) for name in ("date", "kind", "subject", "object", "place", "name")}
    text = f"{said['object']}: {said['name']}" if said["object"] else said["name"]
    return Example(id_, said["date"], said["kind"], said["subject"], said["place"], text, _bodies(facts, "party"), _cites(facts, cited))


def _project(id_: str, facts: Facts, cited: dict[str, str]) -> Example:
    said = {name: " / ".join(values(facts, name)) for name in ("statusDate", "status", "name", "city", "countryName", "summary")}
    place = ", ".join(each for each in (said["city"], said["countryName"]) if each)
    bodies = _bodies(facts, "vendor")
    return Example(id_, said["statusDate"], said["status"], said["name"], place, said["summary"], bodies, _cites(facts, cited))


def _bodies(facts: Facts, property_: str) -> tuple[str, ...]:
    return tuple(sorted({fact.target for fact in facts.get(property_, ()) if fact.target}))


def _ids(resolved: Resolved, schema: str) -> list[str]:
    query = "SELECT id FROM entities WHERE schema = ? AND NOT specimen ORDER BY id"
    return [row[0] for row in resolved.connection.execute(query, [schema]).fetchall()]


def _cited(resolved: Resolved, facts: Iterable[Facts]) -> dict[str, str]:
    """The sources of these facts in words, by their key."""
    sources = {fact.source for each in facts for found in each.values() for fact in found}
    return {
        key: ", ".join(said[name] for name in ("publisher", "title", "date", "url") if said.get(name))
        for key, said in citations(resolved, sources).items()
    }


def _cites(facts: Facts, cited: dict[str, str]) -> tuple[str, ...]:
    return tuple(sorted({cited[fact.source] for found in facts.values() for fact in found if cited.get(fact.source)}))
