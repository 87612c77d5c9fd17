"""Units: the clusters that exact reasons have made, as the comparison of likeness is given them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from enduse.entities.identity import Clusters
from enduse.entities.mentions import ORGANISATION, OWN_NAMES, Mention
from enduse.language.masking import absence

PARTICULARS = (
    *("country", "province", "city", "place", "placeCode", "address"),
    *("uscCode", "leiCode", "registrationNumber", "tickerSymbol", "sector"),
)
"""What is compared, and shown to a reviewer, beside names."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A body as known so far. ``id`` is the mention whose id serves best; ``names`` are its own, ``aliases`` others."""

    id: str
    schema: str
    specimen: bool
    names: tuple[str, ...]
    aliases: tuple[str, ...]
    particulars: tuple[tuple[str, str], ...]
    """(property, value), in the order of ``PARTICULARS``."""
    mentions: tuple[str, ...]
    registers: frozenset[str] = frozenset()
    """Lists and tables of bodies that it stands in."""

    @property
    def called(self) -> tuple[str, ...]:
        """All its names, its own first."""
        return self.names + self.aliases

    @property
    def may_be_a_person(self) -> bool:
        """Whether no source says that it is an organisation: a list that does not tell its companies from its persons."""
        return self.schema == "LegalEntity"

    @property
    def of_government(self) -> bool:
        """Whether it is a public body."""
        return self.schema == "PublicBody"

    def values(self, name: str) -> tuple[str, ...]:
        """The values of one particular."""
        return tuple(value for prop, value in self.particulars if prop == name)

    def lines(self) -> tuple[tuple[str, str], ...]:
        """Names and particulars as a reviewer sees them."""
        return tuple(("name", name) for name in self.names) + tuple(("alias", name) for name in self.aliases) + self.particulars


def units_of(clusters: Clusters, mentions: Mapping[str, Mention]) -> dict[str, Unit]:
    """Every cluster of organisations that has a name, by its id."""
    found = {}
    for ids in clusters.all():
        members = [mentions[each] for each in ids]
        if members[0].family == ORGANISATION and (unit := unit_of(members)).called:
            found[unit.id] = unit
    return dict(sorted(found.items()))


def unit_of(members: Iterable[Mention]) -> Unit:
    """The unit these mentions make."""
    ordered = sorted(members, key=lambda m: (m.rank, m.id))
    facts = [fact for m in ordered for fact in m.names() if absence(fact.value) is None]
    called, own = {fact.value for fact in facts}, {fact.value for fact in facts if fact.property in OWN_NAMES}
    particulars = [(name, value) for name in PARTICULARS for value in sorted({v for m in ordered for v in m.values(name)})]
    kinds = {m.schema for m in ordered}
    return Unit(
        id=ordered[0].id,
        schema="PublicBody" if "PublicBody" in kinds else next(iter(sorted(kinds - {"LegalEntity"})), "LegalEntity"),
        specimen=ordered[0].specimen,
        names=tuple(sorted(own)),
        aliases=tuple(sorted(called - own)),
        particulars=tuple(particulars),
        mentions=tuple(sorted(m.id for m in ordered)),
        registers=frozenset(register for m in ordered if (register := _register(m))),
    )


def registers(mentions: Mapping[str, Mention]) -> dict[str, frozenset[str]]:
    """The register of each mention that stands in one.

    A list or register has one entry for a body, and a hand-kept table of companies or bodies one row: two entries, however alike, are
    two to whoever keeps them. Rows about sales, projects and listings name a body as often as it takes part.
    """
    return {mention.id: frozenset({register}) for mention in mentions.values() if (register := _register(mention))}


def _register(mention: Mention) -> str:
    prefix = mention.id.split(":", 1)[0]
    if mention.source.startswith(("list:", "register:")):
        return mention.source
    return f"table of {prefix} rows" if prefix in ("company", "body") else ""
