"""Types and properties as reconciliation clients see them: our kinds, their own values, and what the case says of a body on a day."""

from __future__ import annotations

from functools import cache

from enduse.model.kinds import load_kinds

IDENTIFIER_SPACE = "urn:enduse:body"
SCHEMA_SPACE = "https://followthemoney.tech/schema/"
"""Our kinds bear FollowTheMoney's names where it has them."""
ON = "on"
"""A property of a query that is a column of days."""
OURS = {
    "enduse:concerns": "What the case says of it on the day",
    "enduse:lists": "Entries of lists, with days and acts",
    "enduse:listed": "Lists it was on that day",
    "enduse:findings": "Findings that name it",
    "enduse:page": "Page in the atlas",
}
"""Properties that data extension gives beside a body's own values."""


@cache
def kinds() -> dict[str, str]:
    """Label of each kind of body that is served, by its name."""
    return {name: kind.label["en"] for name, kind in load_kinds().items() if kind.is_a("LegalEntity") and name != "Person"}


@cache
def type_of(schema: str) -> frozenset[str]:
    """A kind with those above it."""
    kind = load_kinds().get(schema)
    return frozenset(kind.ancestors if kind is not None else {schema})


def types(schema: str) -> list[tuple[str, str]]:
    """A kind and those above it, with labels, the nearest first."""
    kind = load_kinds().get(schema)
    return [(each, kinds()[each]) for each in (kind.ancestors if kind is not None else ()) if each in kinds()]


def default_types() -> list[tuple[str, str]]:
    """The kinds one may ask for, the widest first."""
    return sorted(kinds().items(), key=lambda item: (len(type_of(item[0])), item[0]))


@cache
def properties(schema: str = "") -> dict[str, str]:
    """Label of each property of a kind (all kinds without one) that has values of its own, by name; ours first."""
    found = dict(OURS)
    for name in kinds():
        if schema in ("", name) or schema not in kinds():
            own = load_kinds()[name].properties.values()
            found |= {each.name: each.label for each in own if each.type != "entity" and each.name not in found}
    return found


def label_of(property_: str) -> str:
    """The label of a property; its id where it is unknown."""
    return properties().get(property_.rpartition(":")[2]) or properties().get(property_) or property_
