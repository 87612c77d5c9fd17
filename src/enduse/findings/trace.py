"""Trace: the ways goods may have gone between bodies of the case, over every recorded edge, parallel ones kept.

Unlike a finding a trace claims nothing beyond its single edges; two edges in a row need not concern the same goods
unless they belong to the same award or project (``via``). What the papers leave open between two edges stands as an edge of its own,
a ``gap``, without a passage.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from enduse.entities.resolved import Resolved
from enduse.findings.graph import PARENTS_SHOWN
from enduse.findings.settings import fold
from enduse.findings.validity import UNDATED, Validity, validities
from enduse.findings.way_gaps import way_gap
from enduse.model.dates import PartialDate
from enduse.model.said import NOTHING, Said

EDGES = f"""
    WITH award AS MATERIALIZED (
        SELECT canonical AS award, property, target, id, value FROM statements WHERE schema = 'ContractAward'
        AND property IN ('buyer', 'supplier', 'kind', 'notice')
    ), ends AS MATERIALIZED (
        SELECT award, property, target, id FROM award WHERE property IN ('buyer', 'supplier') AND target IS NOT NULL
        UNION
        SELECT award.award, 'buyer', n.target, n.id FROM award JOIN statements n ON n.canonical = award.target
        WHERE award.property = 'notice' AND n.schema = 'Notice' AND n.property = 'buyer' AND n.target IS NOT NULL
    ), item AS MATERIALIZED (
        SELECT a.canonical AS item, a.target AS award, a.id AS of, m.target AS maker, m.id FROM statements a
        JOIN statements m ON m.canonical = a.canonical AND m.schema = 'ContractItem' AND m.property = 'maker'
        WHERE a.schema = 'ContractItem' AND a.property = 'award'
    ), edge AS (
        SELECT maker AS origin, item AS target, 'made' AS relation, award AS via, [id] AS shown FROM item
        UNION ALL
        SELECT i.item, e.target, CASE e.property WHEN 'supplier' THEN 'sold-by' ELSE 'bought-by' END, i.award, [i.of, e.id]
        FROM item i JOIN ends e ON e.award = i.award
        WHERE e.property = 'supplier' OR i.award NOT IN (SELECT award FROM ends WHERE property = 'supplier')
        UNION ALL
        SELECT s.target, b.target, coalesce(k.value, 'award'), s.award, [s.id, b.id] || CASE WHEN k.id IS NULL THEN [] ELSE [k.id] END
        FROM ends s JOIN ends b ON b.award = s.award AND b.property = 'buyer'
        LEFT JOIN award k ON k.award = s.award AND k.property = 'kind'
        WHERE s.property = 'supplier'
        UNION ALL
        SELECT p.target, p.canonical, 'vendor-of', p.canonical, [p.id] FROM statements p
        WHERE p.schema = 'Project' AND p.property IN ('vendor', 'localPartner') AND p.target IS NOT NULL
        UNION ALL
        SELECT p.canonical, p.target, 'for', p.canonical, [p.id] FROM statements p
        WHERE p.schema = 'Project' AND p.property = 'customer' AND p.target IS NOT NULL
        UNION ALL
        SELECT t.child, t.parent, 'under', t.child, list(DISTINCT s.statement)
        FROM ({PARENTS_SHOWN}) t JOIN parent_statements s ON s.child = t.child AND s.parent = t.parent GROUP BY t.child, t.parent
        UNION ALL
        SELECT a.target, o.target, 'owned-by', a.canonical, [a.id, o.id] FROM statements a
        JOIN statements o ON o.canonical = a.canonical AND o.schema = 'Ownership' AND o.property = 'owner'
        WHERE a.schema = 'Ownership' AND a.property = 'asset' AND a.target IS NOT NULL AND o.target IS NOT NULL
        UNION ALL
        SELECT p.target, p.canonical, 'listed', p.canonical, [p.id] || coalesce(l.shown, []) FROM statements p
        LEFT JOIN (SELECT canonical, list(id) AS shown FROM statements WHERE schema = 'Sanction' AND property IN ('list', 'citation')
                   GROUP BY canonical) l ON l.canonical = p.canonical
        WHERE p.schema = 'Sanction' AND p.property = 'entity' AND p.target IS NOT NULL
    )
    SELECT origin, target, relation, via, list_sort(list_distinct(flatten(list(shown)))) AS shown FROM edge
    WHERE origin IN (SELECT unnest(?::VARCHAR[])) GROUP BY origin, target, relation, via ORDER BY origin, target, relation, via
"""  # noqa: S608 - constants
"""Edges that leave some bodies. Statements of one award or project stand together; two awards are two edges."""


@dataclass(frozen=True, slots=True)
class Edge:
    """``via`` is the award, project, ownership or listing the edge belongs to (the lower body for ``under``).

    ``gap`` says what the papers leave open; only an edge of the relation ``gap`` has it, and it has no statements.
    """

    origin: str
    target: str
    relation: str
    via: str
    statements: tuple[str, ...]
    validity: Validity = UNDATED
    gap: Said = NOTHING


@dataclass(frozen=True, slots=True)
class Trace:
    """Paths, shortest first; ``cut`` says that there were more than ``limit``."""

    paths: tuple[tuple[Edge, ...], ...]
    cut: bool = False


def trace(
    resolved: Resolved, origin: str, target: str | None = None, depth: int = 4, limit: int = 500, on: PartialDate | None = None
) -> Trace:
    """Ways of up to ``depth`` edges from the entity ``origin``: to ``target``, or to wherever they end.

    With ``on`` only edges that hold on that day, and those of which it cannot be said. Gaps are not counted in ``depth``.
    """
    edges = _reach(resolved, origin, depth, on)
    if target is not None:
        edges = _leading_to(edges, target)
    found: list[tuple[Edge, ...]] = []
    waiting: list[tuple[Edge, ...]] = [()]
    while waiting:
        longer = []
        for path in waiting:
            last = path[-1].target if path else origin
            onward = [] if last == target or len(path) == depth else [e for e in edges.get(last, ()) if _fits(path, e, origin)]
            if path and (last == target if target is not None else not onward):
                found.append(path)
            longer += [(*path, edge) for edge in onward]
        waiting = longer[: 4 * limit]
        if len(found) > limit or len(longer) > 4 * limit:
            return Trace(tuple(with_gaps(resolved, path) for path in found[:limit]), cut=True)
    return Trace(tuple(with_gaps(resolved, path) for path in found))


def with_gaps(resolved: Resolved, path: tuple[Edge, ...]) -> tuple[Edge, ...]:
    """The path with an edge of its own where the papers do not show how goods came from their maker to whoever sold or bought them."""
    found: list[Edge] = []
    for edge in path:
        made = found[-1] if found and found[-1].relation == "made" and found[-1].target == edge.origin else None
        if made is not None and made.origin != edge.target:
            text = way_gap(edge.relation, caption(resolved, edge.target))
            found.append(Edge(made.origin, edge.target, "gap", edge.via, (), gap=text))
        found.append(edge)
    return tuple(found)


def caption(resolved: Resolved, id: str) -> str:
    """What an entity is called; its id where it has no caption."""
    try:
        return resolved.entity(id).caption or id
    except KeyError:
        return id


def _fits(path: tuple[Edge, ...], edge: Edge, origin: str) -> bool:
    """Whether the edge carries the path on: no body twice, and goods leave a seller only in the award they were sold in."""
    if edge.target == origin or any(step.target == edge.target for step in path):
        return False
    return not path or path[-1].relation != "sold-by" or edge.via == path[-1].via


def edges_from(resolved: Resolved, origins: Collection[str]) -> list[Edge]:
    """Every edge that leaves one of these entities, sorted by its ends, relation and ``via``."""
    rows = resolved.connection.execute(EDGES, [sorted(origins)]).fetchall()
    held = validities(resolved.connection, ((relation, via, tuple(shown)) for _, _, relation, via, shown in rows))
    found = []
    for start, end, relation, via, shown in rows:
        validity = held[relation, via, tuple(shown)]
        found.append(Edge(start, end, relation, via, tuple(sorted({*shown, *validity.statements})), validity))
    return found


def _reach(resolved: Resolved, origin: str, depth: int, on: PartialDate | None) -> dict[str, list[Edge]]:
    edges: dict[str, list[Edge]] = {}
    frontier: Collection[str] = {origin}
    for _ in range(depth):
        for at in frontier:
            edges[at] = []
        for edge in edges_from(resolved, frontier):
            if on is None or edge.validity.holds(on) is not False:
                edges[edge.origin].append(edge)
        frontier = {edge.target for found in edges.values() for edge in found} - set(edges)
        if not frontier:
            break
    return edges


def _leading_to(edges: dict[str, list[Edge]], target: str) -> dict[str, list[Edge]]:
    """Only the edges from which the target can be reached."""
    back: dict[str, set[str]] = {}
    for found in edges.values():
        for edge in found:
            back.setdefault(edge.target, set()).add(edge.origin)
    kept, waiting = {target}, [target]
    while waiting:
        fresh = back.get(waiting.pop(), set()) - kept
        kept |= fresh
        waiting += sorted(fresh)
    return {origin: [edge for edge in found if edge.target in kept] for origin, found in edges.items() if origin in kept}


def named(resolved: Resolved, text: str) -> list[str]:
    """Ids of the entities that ``text`` names: by id, or by exact caption, name or alias without case; sorted."""
    wanted = fold(text)
    rows = resolved.connection.execute(
        "SELECT id FROM entities WHERE id = $text OR lower(caption) = $folded UNION SELECT canonical FROM statements"
        " WHERE property IN ('name', 'alias', 'weakAlias') AND lower(trim(value)) = $folded",
        {"text": text, "folded": wanted},
    ).fetchall()
    return sorted(row[0] for row in rows)
