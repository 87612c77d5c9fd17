"""Sides: the two bodies a reviewer looks at, as the last build has them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from enduse.entities.mentions import ORGANISATION, Fact, Mention
from enduse.entities.resolved import Resolved
from enduse.entities.units import Unit, unit_of
from enduse.model.entity import Entity
from enduse.model.errors import UsageError
from enduse.model.statement import Statement


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a pair: the mention named, the entity the last build put it in, and its family (only one family can be one body)."""

    mention: str
    entity: Entity
    family: str
    unit: Unit
    """The whole entity."""
    alone: Unit
    """The mention by itself, for a pair that is one entity already."""

    @property
    def compares(self) -> bool:
        """Whether it is an organisation with a name, which is what likeness is about."""
        return self.family == ORGANISATION and bool(self.unit.called)


def find_side(resolved: Resolved, mention: str) -> Side:
    """The side that ``mention`` stands for.

    Raises:
        UsageError: no statement of the last build is about it.
    """
    ident = resolved.canonical(mention)
    try:
        entity = resolved.entity(ident)
    except KeyError as error:
        raise UsageError(
            f"No paper or table of this case has a mention {mention!r}. Use ids as they are printed by  enduse resolve  and in the column "
            "mentions of  enduse export;  if the paper is new, build the case first."
        ) from error
    return side_of(mention, entity, (s for facts in resolved.facts([ident])[ident].values() for s in facts))


def side_of(mention: str, entity: Entity, statements: Iterable[Statement]) -> Side:
    """A side from the statements about its entity."""
    mentions: dict[str, Mention] = {}
    for said in sorted(statements, key=lambda s: (s.property, s.id)):
        about = mentions.setdefault(said.entity, Mention(said.entity, said.schema, said.specimen, said.source))
        about.source = min(about.source, said.source)
        about.facts.setdefault(said.property, []).append(
            Fact(said.property, said.value, said.id, said.lang, said.source, ended=said.valid_to is not None)
        )
    family = mentions[mention].family if mention in mentions else entity.schema
    return Side(mention, entity, family, unit_of(mentions.values()), unit_of(m for m in mentions.values() if m.id == mention))
