"""Mentions: what the statements say of each party."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from enduse.model.kinds import load_kinds

ORGANISATION = "organisation"
"""The family of every kind of organisation; a person, a project or a place is a family of its own."""
NAME_PROPERTIES = ("name", "legalName", "alias", "previousName")
"""Properties that name a party, strongest first; a ``weakAlias`` never joins."""
OWN_NAMES = ("name", "legalName")
"""Of those the ones that are its own name today; two equal other names are only likely."""
TITLE_PROPERTIES = ("name", "title", "projectName", "list")
_READ = (*NAME_PROPERTIES, *TITLE_PROPERTIES, "country", "uscCode", "leiCode", "registrationNumber", "tickerSymbol", "sameAs")
_READ_PLACES = ("place", "placeCode", "parentCode", "level")
READ = frozenset({*_READ, *_READ_PLACES})
"""Properties that the entities stage reads."""
READ_TWICE = READ | {"address", "sector"}
"""Those it reads where a case asks for a second look (``second_look``)."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One value said of a mention and the statement that says it."""

    property: str
    value: str
    statement: str
    lang: str | None
    source: str
    ended: bool


@dataclass(slots=True)
class Mention:
    """One mention with the facts the entities stage needs, in the order of their statements' ids."""

    id: str
    schema: str
    specimen: bool
    source: str
    """The least of its sources in text order; enough to tell list, record, paper and reference apart."""
    facts: dict[str, list[Fact]] = field(default_factory=dict)

    @property
    def family(self) -> str:
        """Only mentions of one family can be one entity."""
        kind = load_kinds().get(self.schema)
        legal = kind is not None and kind.is_a("LegalEntity") and self.schema != "Person"
        return ORGANISATION if legal else self.schema

    def values(self, name: str) -> list[str]:
        """The values of one property."""
        return [fact.value for fact in self.facts.get(name, [])]

    def names(self) -> Iterator[Fact]:
        """Names that may join, strongest property first."""
        for name in NAME_PROPERTIES:
            yield from self.facts.get(name, [])

    @property
    def rank(self) -> int:
        """How well the id serves as the canonical one: hand-kept bodies, listings, lists and registers, parties of rows, papers."""
        prefix = self.id.split(":", 1)[0]
        if self.source.startswith("paper"):
            return 4
        if prefix in ("company", "body"):
            return 0
        if prefix == "listed":
            return 1
        return 2 if self.source.startswith(("list:", "register:")) else 3
