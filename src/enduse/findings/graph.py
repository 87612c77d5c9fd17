"""The graph of a resolved case, asked by the rules: sales, listings, bodies above a buyer, posts held in the party.

Nothing is loaded before it is asked for, and each question is a query for the bodies concerned.
"""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from enduse.entities.resolved import Resolved
from enduse.findings.facts import Facts, Party, called, facts_of, ids, parties, together, values
from enduse.findings.listings import LISTED, Listing, listings_of
from enduse.findings.sales import SALE_AWARDS, SALE_BUYERS, SALE_VENDORS, Sale, sales_by, sales_to
from enduse.findings.settings import settings
from enduse.model.said import Said

PARENTS_SHOWN = """
    SELECT DISTINCT child, parent FROM parent_statements
    EXCEPT
    SELECT child, parent FROM parent_statements WHERE statement NOT IN (SELECT id FROM statements)
"""
"""Ties of parentage whose every passage stands; one that rests on a passage no longer there is no edge."""


@dataclass(frozen=True, slots=True)
class Above:
    """A listed body above a buyer; ``trail`` leads from the buyer to it."""

    buyer: str
    parent: str
    trail: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tier:
    """One step of a trail: ``child`` belongs under ``parent``."""

    child: Party
    parent: Party
    reason: str
    statements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PartyPost:
    """A post in the party held by someone of a company. The person is text, as in the record: persons have no page."""

    id: str
    company: Party
    holder: str
    holder_name: str
    roles: str
    post: str
    dates: tuple[str, ...]
    statements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Trade:
    """Why a company counts as a vendor: one project, sale or tracking list that names it as such."""

    company: str
    relation: str
    object: str
    caption: str
    statements: tuple[str, ...]


class Graph:
    """Questions to one resolved case."""

    def __init__(self, resolved: Resolved) -> None:
        self.resolved = resolved
        self.connection = resolved.connection

    def listed_buyers(self) -> list[str]:
        """Bodies that bought something and are on some list, at whatever time."""
        return self._column(f"SELECT DISTINCT buyer FROM ({SALE_BUYERS}) WHERE buyer IN ({LISTED}) ORDER BY buyer")  # noqa: S608 - constants

    def sales(self, buyers: Collection[str], since: Mapping[str, str] | None = None) -> Iterator[Sale]:
        """Sales to these bodies, without those that surely lie before the day that ``since`` gives for a body."""
        return sales_to(self.connection, buyers, since)

    def buyers_of_shared_sellers(self, least: int) -> list[str]:
        """Listed bodies that bought from a seller that sold to ``least`` or more of them, at whatever time."""
        query = f"""
            WITH sold AS (
                SELECT DISTINCT s.target AS seller, b.buyer FROM ({SALE_BUYERS}) b JOIN statements s ON s.canonical = b.award
                WHERE s.schema = 'ContractAward' AND s.property = 'supplier' AND b.buyer IN ({LISTED})
            )
            SELECT DISTINCT buyer FROM sold
            WHERE seller IN (SELECT seller FROM sold GROUP BY seller HAVING count(*) >= $least) ORDER BY buyer
        """  # noqa: S608 - constants
        return self._column(query, {"types": list(settings().sale_notice_types), "least": least})

    def listed_vendors(self) -> list[str]:
        """Bodies that sold something, or made what was sold, and are on some list, at whatever time."""
        return self._column(f"SELECT DISTINCT vendor FROM ({SALE_VENDORS}) WHERE vendor IN ({LISTED}) ORDER BY vendor")  # noqa: S608 - constants

    def sales_by(self, vendors: Collection[str], since: Mapping[str, str] | None = None) -> Iterator[Sale]:
        """Sales by these bodies, or of goods they made, without those that surely lie before the day that ``since`` gives for a body."""
        return sales_by(self.connection, vendors, since)

    def listings(self, bodies: Collection[str]) -> dict[str, list[Listing]]:
        """Listings of these bodies on lists that restrict supply to a party."""
        return listings_of(self.connection, bodies, frozenset({settings().supply_direction}))

    def every_listing(self, bodies: Collection[str]) -> dict[str, list[Listing]]:
        """Listings of these bodies on lists of which it is known what they restrict, in whichever direction."""
        return listings_of(self.connection, bodies, None)

    def listed_above_buyers(self, depth: int) -> list[Above]:
        """Listed bodies up to ``depth`` tiers above any buyer, nearest first."""
        query = f"""
            WITH RECURSIVE tie AS MATERIALIZED ({PARENTS_SHOWN}),
            buyers AS (SELECT DISTINCT buyer FROM ({SALE_BUYERS})),
            up AS (
                SELECT child AS buyer, parent AS body, [child, parent] AS trail FROM tie WHERE child IN (SELECT buyer FROM buyers)
                UNION ALL
                SELECT up.buyer, tie.parent, list_append(up.trail, tie.parent) FROM up JOIN tie ON tie.child = up.body
                WHERE len(up.trail) <= $depth AND NOT list_contains(up.trail, tie.parent)
            )
            SELECT buyer, body, trail FROM up WHERE body IN ({LISTED}) ORDER BY buyer, len(trail), trail
        """  # noqa: S608 - constants
        rows = self.connection.execute(query, {"types": list(settings().sale_notice_types), "depth": depth}).fetchall()
        return [Above(buyer, body, tuple(trail)) for buyer, body, trail in rows]

    def tiers(self, trails: Iterable[Sequence[str]]) -> dict[tuple[str, str], Tier]:
        """The ties (child, parent) along these trails, each with its passages."""
        wanted = sorted({pair for trail in trails for pair in itertools.pairwise(trail)})
        names = self.names(end for pair in wanted for end in pair)
        rows = self.connection.execute(
            """
            WITH wanted AS (SELECT unnest(?::VARCHAR[]) AS child, unnest(?::VARCHAR[]) AS parent)
            SELECT child, parent, list(DISTINCT p.reason ORDER BY p.reason), list(DISTINCT s.statement ORDER BY s.statement)
            FROM wanted JOIN parents p USING (child, parent) JOIN parent_statements s USING (child, parent) GROUP BY child, parent
            """,
            [[child for child, _ in wanted], [parent for _, parent in wanted]],
        ).fetchall()
        return {
            (child, parent): Tier(Party(child, names[child], ()), Party(parent, names[parent], ()), "; ".join(reasons), tuple(statements))
            for child, parent, reasons, statements in rows
        }

    def party_posts(self, ties: Collection[str]) -> list[PartyPost]:
        """Posts recorded under these terms of the vocabulary ``party-tie``."""
        held = self._column(
            "SELECT DISTINCT canonical FROM statements WHERE schema = 'PartyTie' AND property = 'tie'"
            " AND value IN (SELECT unnest(?::VARCHAR[])) ORDER BY canonical",
            [sorted(ties)],
        )
        facts = facts_of(self.connection, "PartyTie", held)
        named = parties(self.connection, [fact for each in facts.values() for fact in each.get("subject", ())])
        people = self._people(facts)
        posts = []
        for tie, each in facts.items():
            for company in together(named[f.id] for f in each.get("subject", ()) if f.id in named):
                posts.append(_post(tie, each, company, people, set(ties)))
        return posts

    def trades(self, companies: Collection[str]) -> dict[str, Trade]:
        """For each company that is a vendor, the first passage that shows it: a project, a sale, or a tracking list."""
        query = f"""
            WITH sales AS MATERIALIZED ({SALE_AWARDS}), wanted AS (SELECT unnest($companies::VARCHAR[]) AS id), shows AS (
            SELECT target AS company, 1 AS rank, 'vendor-of' AS relation, canonical AS object, list(DISTINCT id ORDER BY id) AS shown
            FROM statements WHERE schema = 'Project' AND property = 'vendor' AND target IN (FROM wanted) GROUP BY ALL
            UNION ALL
            SELECT s.target, 2, 'supplier-in', s.canonical, list_distinct(flatten(list([s.id] || sales.shown)))
            FROM statements s JOIN sales ON sales.award = s.canonical
            WHERE s.schema = 'ContractAward' AND s.property = 'supplier' AND s.target IN (FROM wanted) GROUP BY ALL
            UNION ALL
            SELECT m.target, 3, 'maker-in', a.target, list_distinct(flatten(list([m.id, a.id] || sales.shown)))
            FROM statements m JOIN statements a ON a.canonical = m.canonical AND a.schema = 'ContractItem' AND a.property = 'award'
            JOIN sales ON sales.award = a.target
            WHERE m.schema = 'ContractItem' AND m.property = 'maker' AND m.target IN (FROM wanted) GROUP BY ALL
            UNION ALL
            SELECT canonical, 4, 'tracked', canonical, list(DISTINCT id ORDER BY id) FROM statements
            WHERE property = 'tracked' AND canonical IN (FROM wanted) GROUP BY ALL
            ) SELECT company, relation, object, shown FROM shows
            QUALIFY row_number() OVER (PARTITION BY company ORDER BY rank, object) = 1 ORDER BY company
        """  # noqa: S608 - constants
        given = {"types": list(settings().sale_notice_types), "companies": sorted(companies)}
        rows = self.connection.execute(query, given).fetchall()
        captions = self.resolved.captions(object_ for _, _, object_, _ in rows)
        return {
            company: Trade(company, relation, object_, captions.get(object_) or object_, tuple(sorted(shown)))
            for company, relation, object_, shown in rows
        }

    def caption(self, id: str) -> str:
        """What an entity is called; its id where it has no caption."""
        try:
            return self.resolved.entity(id).caption or id
        except KeyError:
            return id

    def name(self, id: str) -> Said:
        """What a body is called in the sentences of each language; its id where it has no caption."""
        return self.names([id])[id]

    def names(self, ids: Iterable[str]) -> dict[str, Said]:
        """``name`` of many at once."""
        wanted = sorted(set(ids))
        known = self.resolved.both_captions(wanted)
        return {id_: called(known[id_][0] or id_, known[id_][1]) if id_ in known else Said.alike(id_) for id_ in wanted}

    def _people(self, ties: dict[str, Facts]) -> dict[str, list[tuple[str, str]]]:
        mentions = sorted({fact.value for each in ties.values() for fact in each.get("holder", ())})
        rows = self.connection.execute(
            "SELECT entity, value, id FROM statements WHERE property = 'name' AND entity IN (SELECT unnest(?::VARCHAR[]))"
            " ORDER BY entity, id",
            [mentions],
        ).fetchall()
        found: dict[str, list[tuple[str, str]]] = {}
        for mention, name, statement in rows:
            found.setdefault(mention, []).append((name, statement))
        return found

    def _column(self, query: str, given: list[object] | dict[str, object] | None = None) -> list[str]:
        parameters: object = given if given is not None else {"types": list(settings().sale_notice_types)}
        return [row[0] for row in self.connection.execute(query, parameters).fetchall()]


def _post(tie: str, facts: Facts, company: Party, people: dict[str, list[tuple[str, str]]], terms: set[str]) -> PartyPost:
    holders = facts.get("holder", [])
    names = [named for fact in holders for named in people.get(fact.value, ())]
    shown = {f.id for f in facts["tie"] if f.value in terms} | set(ids(facts, "executiveRole", "object", "detail", "date"))
    shown |= {fact.id for fact in holders} | {statement for _, statement in names}
    return PartyPost(
        id=tie,
        company=company,
        holder=next((str(fact.target or fact.value) for fact in holders), tie),
        holder_name=" / ".join(sorted({name for name, _ in names})),
        roles=" / ".join(values(facts, "executiveRole")),
        post=" / ".join(values(facts, "detail") or values(facts, "object")),
        dates=tuple(values(facts, "date")),
        statements=tuple(sorted(shown | set(company.statements))),
    )
