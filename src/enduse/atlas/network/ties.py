"""The ties of a body: whom papers and records tie to it, in which way, and by which award, project, ownership or listing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from enduse.atlas.library import Library
from enduse.atlas.pages.brands import brands_of

LEADS_TO = ("above", "owners", "lists", "vendors", "sellers", "makers", "partners", "together")
LEADS_FROM = ("below", "owned", "customers", "buyers", "resellers", "brands")
"""Kinds of tie as seen from the body in the middle; their words are ``network.groups``."""


@dataclass(frozen=True, slots=True)
class Tie:
    """``other`` is an entity; ``via`` is the award, item, project or ownership that names it in ``property``.

    A body above or below has no ``via``: there ``statements`` are the passages that show it.
    """

    other: str
    via: str = ""
    property: str = ""
    statements: tuple[str, ...] = ()


def ties_of(library: Library, ident: str) -> dict[str, list[Tie]]:
    """The ties of a body to other bodies of the case by kind; kinds without one are absent.

    Lists that name it and brands of goods it makes are no bodies: ``listings_of`` and ``brands_of`` have them.
    """
    targets = library.targets
    projects = library.pointing(ident, "vendor")
    bought_for = [p for p in library.pointing(ident, "customer") if p in library.facts]
    supplied, bought = library.pointing(ident, "supplier"), library.pointing(ident, "buyer")
    made = sorted({award for item in library.pointing(ident, "maker") for award in targets(item, "award")})
    goods = [item for award in sorted({*bought, *supplied}) for item in library.pointing(award, "award")]

    def by(things: Iterable[str], prop: str) -> Iterator[Tie]:
        return (Tie(other, thing, prop) for thing in things for other in targets(thing, prop))

    found = {
        "above": (Tie(p.parent, statements=p.statements) for p in library.resolved.parents(ident)),
        "owners": by(library.pointing(ident, "asset"), "owner"),
        "vendors": by(bought_for, "vendor"),
        "sellers": by(bought, "supplier"),
        "makers": by(goods, "maker"),
        "partners": by(projects, "localPartner"),
        "together": by(projects, "vendor"),
        "below": _below(library, ident),
        "owned": by(library.pointing(ident, "owner"), "asset"),
        "customers": by(projects, "customer"),
        "buyers": by(sorted({*supplied, *made}), "buyer"),
        "resellers": by(made, "supplier"),
    }
    kept = {kind: [tie for tie in ties if tie.other != ident and library.entity(tie.other)] for kind, ties in found.items()}
    return {kind: ties for kind, ties in kept.items() if ties}


def listings_of(library: Library, ident: str) -> dict[str, list[str]]:
    """List -> the listings by which it names the body, sorted."""
    found: dict[str, list[str]] = {}
    for listing in library.pointing(ident, "entity"):
        if name := library.value(listing, "list"):
            found.setdefault(name, []).append(listing)
    return dict(sorted(found.items()))


def neighbours_of(library: Library, ident: str) -> int:
    """How many bodies, lists and brands stand one step away."""
    others = {tie.other for ties in ties_of(library, ident).values() for tie in ties}
    return len(others) + len(listings_of(library, ident)) + len(brands_of(library, ident))


def _below(library: Library, ident: str) -> Iterator[Tie]:
    for child in library.children.get(ident, ()):
        for parent in library.resolved.parents(child):
            if parent.parent == ident:
                yield Tie(child, statements=parent.statements)
