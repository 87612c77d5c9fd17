"""Listings: who is on which control list, from which day to which, and what being on it restricts.

Effective day, not day of announcement, decides; a listing is in force on its effective day and no longer on the day it ends.
A copy of a list says nothing of days after the copy was made, for a list never shows who was taken off it.
"""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

import duckdb

from enduse.findings.facts import Fact, Facts, Party, dates, facts_of, ids, parties, together, values
from enduse.findings.settings import known_list
from enduse.model.dates import PartialDate, in_force


@dataclass(frozen=True, slots=True)
class Effect:
    """What a list restricts and what it does not, as a row of the case says."""

    id: str
    restricts: str
    unrestricted: str
    directions: frozenset[str]
    statements: tuple[str, ...]
    binds: str = ""
    starts: tuple[PartialDate, ...] = ()
    ends: tuple[PartialDate, ...] = ()
    bound: tuple[str, ...] = ()
    """The statements of whom the rule binds."""
    dated: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Listing:
    """One entry of one party on one list. Several starts or ends are sources that differ; both stand."""

    id: str
    party: Party
    list: str
    key: str
    announced: tuple[PartialDate, ...]
    starts: tuple[PartialDate, ...]
    ends: tuple[PartialDate, ...]
    copy_of: PartialDate | None
    """The day of the copy of the list that alone shows the entry; ``None`` where a record of the act shows it."""
    citation: str
    provisions: str
    licence: str
    effects: tuple[Effect, ...]
    statements: tuple[str, ...]
    directions: frozenset[str] = frozenset()
    """All that the list restricts, terms of the vocabulary ``direction``."""

    def held(self, days: Collection[PartialDate]) -> bool | None:
        """Whether the party was listed on the day; ``None`` where dates are missing, too coarse, or differ in what follows."""
        outcomes = {self._held(day, start, end) for day, start, end in itertools.product(days, self.starts, self.ends or (None,))}
        if not self.starts:
            outcomes = {False if self._before_announcement(day) else None for day in days}
        return outcomes.pop() if len(outcomes) == 1 else None

    def _held(self, day: PartialDate, start: PartialDate, end: PartialDate | None) -> bool | None:
        held = in_force(day, start, end)
        return None if held and self.after_copy(day) else held

    def after_copy(self, day: PartialDate) -> bool:
        """Whether the day may lie after the only copy of the list, which then cannot say that the entry still stood."""
        return self.copy_of is not None and not self.ends and day.last > self.copy_of.last

    def _before_announcement(self, day: PartialDate) -> bool:
        return bool(self.announced) and all(day.last < each.first for each in self.announced)


FROM_ACT = {"listingDate": "announcedDate", "licencePolicy": "licencePolicy"}
"""What a legal act says for the listings made under it: property of the listing, property of the act."""

NEVER = "~"
"""After every day, as a text."""

LISTED = """
    SELECT DISTINCT target AS party FROM statements WHERE schema = 'Sanction' AND property = 'entity' AND target IS NOT NULL
"""


def listings_of(
    connection: duckdb.DuckDBPyConnection, bodies: Collection[str], directions: frozenset[str] | None
) -> dict[str, list[Listing]]:
    """The listings of these bodies on lists of one of these directions (``None``: of any); bodies without one are absent."""
    if not bodies:
        return {}
    rows = connection.execute(
        "SELECT DISTINCT canonical FROM statements WHERE schema = 'Sanction' AND property = 'entity'"
        " AND target IN (SELECT unnest(?::VARCHAR[])) ORDER BY canonical",
        [sorted(bodies)],
    ).fetchall()
    entries = _with_acts(connection, facts_of(connection, "Sanction", [row[0] for row in rows]))
    named = parties(connection, [fact for entry in entries.values() for fact in entry.get("entity", ())])
    effects = effects_by_list(connection)
    found: dict[str, list[Listing]] = {}
    for entry, facts in entries.items():
        for listing in _listings(entry, facts, named, effects, directions):
            if listing.party.id in bodies:
                found.setdefault(listing.party.id, []).append(listing)
    return {party: _share_ends(found[party]) for party in sorted(found)}


def first_days(listings: Mapping[str, Iterable[Listing]]) -> dict[str, str]:
    """For each body the day before which none of its listings was in force, as text; empty where a listing has no first day."""
    starts = {body: [[start.text for start in listing.starts] for listing in found] for body, found in listings.items()}
    return {body: min(itertools.chain(*found)) if found and all(found) else "" for body, found in starts.items()}


def _with_acts(connection: duckdb.DuckDBPyConnection, entries: dict[str, Facts]) -> dict[str, Facts]:
    """The entries; where one does not say when it was announced or under which policy, its legal act says it."""
    linked = {entry: [fact for fact in facts.get("measure", ()) if fact.target] for entry, facts in entries.items()}
    acts = facts_of(connection, "Measure", {str(fact.target) for links in linked.values() for fact in links})
    completed = {}
    for entry, facts in entries.items():
        completed[entry] = dict(facts)
        for own, of_act in FROM_ACT.items():
            said = [fact for link in linked[entry] for fact in acts[str(link.target)].get(of_act, ())]
            if own not in facts and said:
                completed[entry][own] = said
    return completed


def effects_by_list(connection: duckdb.DuckDBPyConnection) -> dict[str, tuple[Effect, ...]]:
    """What the rows of the case say that each list does, by the key of the list."""
    rows = connection.execute("SELECT DISTINCT canonical FROM statements WHERE schema = 'RuleEffect' ORDER BY canonical").fetchall()
    found: dict[str, tuple[Effect, ...]] = {}
    for id_, facts in facts_of(connection, "RuleEffect", [row[0] for row in rows]).items():
        directions = frozenset(d.strip().replace("_", "-") for value in values(facts, "direction") for d in value.split(";"))
        for name in values(facts, "list"):
            effect = Effect(
                id=id_,
                restricts=" / ".join(values(facts, "restricts")),
                unrestricted=" / ".join(values(facts, "doesNotRestrict")),
                directions=directions,
                statements=ids(facts, "list", "direction", "restricts", "doesNotRestrict"),
                binds=" / ".join(values(facts, "binds")),
                starts=dates(facts, "effectiveDate"),
                ends=dates(facts, "endDate"),
                bound=ids(facts, "list", "binds"),
                dated=ids(facts, "effectiveDate", "endDate"),
            )
            key = known_list(name).key
            found[key] = (*found.get(key, ()), effect)
    return found


def lists_without_direction(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """Names of lists with listings of which nobody says what they restrict: no rule uses them, and a report should name them."""
    query = "SELECT DISTINCT value FROM statements WHERE schema = 'Sanction' AND property = 'list' ORDER BY value"
    rows = connection.execute(query).fetchall()
    effects = effects_by_list(connection)
    return [name for (name,) in rows if not _directions(name, effects)]


def _directions(name: str, effects: dict[str, tuple[Effect, ...]]) -> frozenset[str]:
    known = known_list(name)
    stated = effects.get(known.key, ())
    return frozenset(d for effect in stated for d in effect.directions) if stated else known.directions


def _listings(
    entry: str, facts: Facts, named: dict[str, Party], effects: dict[str, tuple[Effect, ...]], wanted: frozenset[str] | None
) -> list[Listing]:
    names = [name for name in values(facts, "list") if _concerns(_directions(name, effects), wanted)]
    if not names:
        return []
    known = known_list(names[0])
    dated = ("listingDate", "startDate", "endDate")
    shown = ids(facts, "list", *dated, "citation", "provisions", "licencePolicy")
    return [
        Listing(
            id=entry,
            party=party,
            list=known.title,
            key=known.key,
            announced=dates(facts, "listingDate"),
            starts=dates(facts, "startDate"),
            ends=dates(facts, "endDate"),
            copy_of=_copy_of(facts),
            citation="; ".join(values(facts, "citation")),
            provisions=" / ".join(values(facts, "provisions")),
            licence=" / ".join(values(facts, "licencePolicy")),
            effects=tuple(e for e in effects.get(known.key, ()) if _concerns(e.directions, wanted)),
            statements=tuple(sorted({*party.statements, *shown})),
            directions=_directions(names[0], effects),
        )
        for party in together(named[f.id] for f in facts.get("entity", ()) if f.id in named)
    ]


def _concerns(directions: frozenset[str], wanted: frozenset[str] | None) -> bool:
    return bool(directions) if wanted is None else bool(directions & wanted)


def _copy_of(facts: Facts) -> PartialDate | None:
    shows: list[Fact] = facts.get("entity", [])
    seen = [fact.first_seen for fact in shows if fact.source.startswith("list:") and fact.first_seen]
    return PartialDate.parse(max(seen)) if seen and len(seen) == len(shows) else None


def _share_ends(found: list[Listing]) -> list[Listing]:
    """An end that one source gives for an entry also ends the same entry where another source is silent."""
    ends: dict[tuple[str, tuple[PartialDate, ...]], list[Listing]] = {}
    for listing in found:
        if listing.ends:
            ends.setdefault((listing.key, listing.starts), []).append(listing)
    return [_ended(listing, ends.get((listing.key, listing.starts), [])) for listing in found]


def _ended(listing: Listing, ended: list[Listing]) -> Listing:
    if listing.ends or not ended:
        return listing
    ends = tuple(sorted({end for each in ended for end in each.ends}))
    statements = tuple(sorted({*listing.statements, *(s for each in ended for s in each.statements)}))
    return replace(listing, ends=ends, statements=statements)
