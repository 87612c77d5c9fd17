"""The graph of parties: who sold, bought, owns, belongs under or is listed, each edge with its validity and its statements."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from enduse.atlas.exporters.tables import Tables
from enduse.findings.trace import edges_from
from enduse.model.dates import PartialDate

NODE = {"label": "name", "kind": "kind of entity", "countries": "ISO codes", "specimen": "true for invented examples", "page": "page"}
EDGE = {
    "relation": "what the records show",
    "via": "the award, project, ownership or listing it belongs to",
    "valid_on": "the day it happened, for what happens once; several where sources differ",
    "valid_from": "from this day on (it counts), with the precision of the source",
    "valid_to": "until before this day; empty where no end is stated",
    "statements": "ids of the statements behind it",
    "specimen": "true where everything behind it is invented",
}
Attributes = dict[str, str]


@dataclass(frozen=True, slots=True)
class Drawn:
    """Nodes by id, and edges as (id, source, target, attributes); every attribute is text."""

    nodes: dict[str, Attributes]
    edges: tuple[tuple[str, str, str, Attributes], ...]


def graph_of(tables: Tables) -> Drawn:
    """Every edge between entities shown that rests on statements of the downloads, in the order of its ends."""
    library = tables.press.library
    held = {row["id"]: row["specimen"] for row in tables.rows["statements"]}
    entities = {row["id"]: row for row in tables.rows["entities"]}
    nodes: dict[str, Attributes] = {}
    edges: list[tuple[str, str, str, Attributes]] = []
    for edge in edges_from(library.resolved, library.shown):
        statements = [ident for ident in edge.statements if ident in held]
        if not statements or not {edge.origin, edge.target} <= entities.keys():
            continue
        for end in (edge.origin, edge.target):
            row = entities[end]
            nodes[end] = {
                "label": library.caption(end),
                "kind": row["schema"],
                "countries": " ".join(row["countries"]),
                "specimen": _truth(row["specimen"]),
                "page": row["page"] or "",
            }
        starts, ends = _dates(edge.validity.starts), _dates(edge.validity.ends)
        attributes = {
            "relation": edge.relation,
            "via": edge.via,
            "valid_on": starts if edge.validity.event else "",
            "valid_from": "" if edge.validity.event else starts,
            "valid_to": ends,
            "statements": " ".join(statements),
            "specimen": _truth(all(held[ident] for ident in statements)),
        }
        edges.append((f"e{len(edges)}", edge.origin, edge.target, attributes))
    return Drawn(dict(sorted(nodes.items())), tuple(edges))


def _dates(dates: Sequence[PartialDate]) -> str:
    return " or ".join(map(str, dates))


def _truth(value: object) -> str:
    return "true" if value else "false"


def declared(names: Iterable[str]) -> list[tuple[str, str]]:
    """Attributes with their type, ``boolean`` or ``string``."""
    return [(name, "boolean" if name == "specimen" else "string") for name in names]
