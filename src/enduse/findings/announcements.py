"""Announcements of makers that they would stop supplying a place, and the later sales there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from enduse.findings.facts import Facts, Party, dates, facts_of, ids, parties, together, values
from enduse.findings.graph import Graph
from enduse.findings.sales import SALE_VENDORS, Sale, sales_of
from enduse.findings.settings import settings
from enduse.model.dates import PartialDate

SALES_THERE = f"""
    WITH sale AS MATERIALIZED ({SALE_VENDORS}), stop AS (
        SELECT k.canonical AS event, p.target AS maker, lower(trim(x.value)) AS place FROM statements k
        JOIN statements p ON p.canonical = k.canonical AND p.schema = 'Event' AND p.property = 'party'
        JOIN statements x ON x.canonical = k.canonical AND x.schema = 'Event' AND x.property = 'aboutPlace'
        WHERE k.schema = 'Event' AND k.property = 'kind' AND k.value IN (SELECT unnest($kinds::VARCHAR[]))
    ), places AS (
        SELECT canonical AS award, id, value, unnest(string_split(value, ',')) AS part FROM statements
        WHERE schema = 'ContractAward' AND property = 'place'
    )
    SELECT stop.event, stop.maker, sale.award, list(DISTINCT places.id ORDER BY places.id) AS placed,
           list(DISTINCT places.value ORDER BY places.value) AS written
    FROM stop JOIN sale ON sale.vendor = stop.maker
    JOIN places ON places.award = sale.award AND starts_with(lower(trim(places.part)), stop.place)
    GROUP BY ALL ORDER BY ALL
"""  # noqa: S608 - constants
"""Sales of a maker's goods whose place, or the region it lies in, bears the name of a place the maker's announcement is about."""


@dataclass(frozen=True, slots=True)
class Announcement:
    """One recorded announcement; ``words`` are the record's own."""

    id: str
    maker: Party
    words: str
    places: tuple[str, ...]
    days: tuple[PartialDate, ...]
    statements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SaleThere:
    """A sale of the maker's goods in a place the announcement is about; ``places`` are the places as the sale's record writes them."""

    announcement: Announcement
    sale: Sale
    places: tuple[str, ...]
    placed: tuple[str, ...]

    def after(self) -> bool | None:
        """Whether the sale was made after the day of the announcement; ``None`` where dates are missing, too coarse or differ."""
        answers = {_after(day.possible, said) for day in self.sale.days for said in self.announcement.days}
        return answers.pop() if len(answers) == 1 else None


def _after(day: PartialDate, said: PartialDate) -> bool | None:
    if day.first > said.last:
        return True
    return False if day.last <= said.first else None


def sales_after_announcements(graph: Graph, kinds: tuple[str, ...]) -> Iterator[SaleThere]:
    """Sales where a maker had announced (an event of one of these kinds, with its day) that it would stop."""
    given = {"types": list(settings().sale_notice_types), "kinds": sorted(kinds)}
    rows = graph.connection.execute(SALES_THERE, given).fetchall()
    events = facts_of(graph.connection, "Event", {row[0] for row in rows})
    makers = parties(graph.connection, [fact for each in events.values() for fact in each.get("party", ())])
    sales = {sale.id: sale for sale in sales_of(graph.connection, {row[2] for row in rows})}
    for event, maker, award, placed, places in rows:
        for announcement in _announcements(event, events[event], makers, kinds):
            if announcement.maker.id == maker and announcement.days and award in sales:
                yield SaleThere(announcement, sales[award], tuple(places), tuple(placed))


def _announcements(event: str, facts: Facts, makers: dict[str, Party], kinds: tuple[str, ...]) -> Iterator[Announcement]:
    shown = {fact.id for fact in facts["kind"] if fact.value in kinds} | set(ids(facts, "name", "aboutPlace", "date"))
    for maker in together(makers[f.id] for f in facts.get("party", ()) if f.id in makers):
        yield Announcement(
            id=event,
            maker=maker,
            words=" / ".join(values(facts, "name")),
            places=tuple(values(facts, "aboutPlace")),
            days=dates(facts, "date"),
            statements=tuple(sorted(shown | set(maker.statements))),
        )
