"""Equipment in use: records that say that a named body used equipment of a named maker on a day. A purchase alone is no such record."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from enduse.findings import paths, wording
from enduse.findings.facts import Party, dates, facts_of, ids, parties, together, values
from enduse.findings.graph import Graph
from enduse.findings.movements import movements
from enduse.findings.sales import Day
from enduse.model.said import Said

EVENTS = """
    SELECT DISTINCT canonical FROM statements
    WHERE schema = 'Event' AND property = 'kind' AND value IN (SELECT unnest(?::VARCHAR[])) ORDER BY canonical
"""


@dataclass(frozen=True, slots=True)
class Use:
    """One record, one body that uses and one maker; ``goods`` are the record's own words."""

    id: str
    user: Party
    vendor: Party
    goods: Said
    days: tuple[Day, ...]
    statements: tuple[str, ...]


def uses(graph: Graph, kinds: Collection[str], event_kinds: Collection[str], users: Collection[str]) -> list[Use]:
    """Every such record of one of ``users``: movements of these kinds, and events of these kinds that concern both parties."""
    found = [*_in_movements(graph, kinds, users), *_in_events(graph, event_kinds, users)]
    return sorted(found, key=lambda use: (use.id, use.user.id, use.vendor.id))


def _in_movements(graph: Graph, kinds: Collection[str], users: Collection[str]) -> Iterator[Use]:
    for movement in movements(graph.connection, kinds):
        makers = together(maker for item in movement.items if not item.by_brand for maker in item.makers)
        dated = {statement for day in movement.days for statement in day.statements}
        for user in movement.buyers if makers else ():
            if user.id not in users:
                continue
            for maker in makers:
                items = [item for item in movement.items if maker.id in item.maker_ids]
                shown = {*movement.statements, *dated, *user.statements, *maker.statements, *(s for item in items for s in item.statements)}
                yield Use(movement.id, user, maker, paths.goods(items), movement.days, tuple(sorted(shown)))


def _in_events(graph: Graph, kinds: Collection[str], users: Collection[str]) -> Iterator[Use]:
    rows = graph.connection.execute(EVENTS, [sorted(kinds)]).fetchall()
    events = facts_of(graph.connection, "Event", [row[0] for row in rows])
    named = parties(graph.connection, [fact for each in events.values() for fact in each.get("party", ())])
    for event, facts in events.items():
        if not {fact.value for fact in facts["kind"]} <= set(kinds):
            continue
        concerned = together(named[fact.id] for fact in facts.get("party", ()) if fact.id in named)
        days = tuple(Day(day, day, False, tuple(f.id for f in facts["date"] if f.value == day.text)) for day in dates(facts, "date"))
        words = Said.alike(f"“{wording.quoted(' / '.join(values(facts, 'name')))}”")
        for user in concerned:
            for maker in concerned if user.id in users else ():
                if maker.id != user.id:
                    shown = {*ids(facts, "kind", "name", "date"), *user.statements, *maker.statements}
                    yield Use(event, user, maker, words, days, tuple(sorted(shown)))
