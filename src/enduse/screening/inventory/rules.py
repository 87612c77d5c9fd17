"""The rules of ``rules.yml``: which list makes each apply, whom of the owners it binds, in what act, and its text with what was read."""

from __future__ import annotations

from functools import cache

import msgspec

from enduse.model.errors import InvalidTaxonomy
from enduse.screening.inventory.tables import load
from enduse.sources.registry import load_source

BUYING, AWARD, USING, NONE = "buying", "award", "using", "none"


class Read(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A text that was read."""

    publisher: str
    title: str
    date: str = ""
    address: str = ""


class Text(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a rule says."""

    rule: str
    citation: str
    binds: str
    restricts: str
    does_not_restrict: str
    since: str
    read: tuple[Read, ...]

    def cites(self) -> tuple[str, ...]:
        """The texts read, as cited."""
        return _cites(self.read)


class Purpose(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """For which makers a rule covers some purposes only, at which kinds of place they count as met, and for which owners anyway."""

    makers: tuple[str, ...]
    places: tuple[str, ...]
    taken_for: tuple[str, ...]


class OwnerRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One rule for owners. ``list`` is empty for a rule that names no company."""

    id: str
    country: str
    act: str
    list: str = ""
    law: str = ""
    bound: tuple[str, ...] = ()
    purpose: Purpose | None = None
    text: Text | None = None

    def says(self) -> Text:
        """The text of the rule, its own or that of its list's source.

        Raises:
            InvalidTaxonomy: the source has no rule of that name.
        """
        return self.text or _law(self.list, self.law)


class OwnerRules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The content of ``rules.yml``."""

    rules: tuple[OwnerRule, ...]
    without_list: tuple[OwnerRule, ...]
    said: dict[str, str]


@cache
def owner_rules() -> OwnerRules:
    """The rules, the same for every case."""
    return load("rules.yml", OwnerRules)


@cache
def _law(source: str, name: str) -> Text:
    for each in load_source(source).law:
        if each.rule == name:
            read = tuple(Read(one.publisher, one.title, one.date, one.address) for one in each.read)
            return Text(each.rule, each.citation, each.binds, each.restricts, each.does_not_restrict, each.since, read)
    raise InvalidTaxonomy(f"screening/inventory/rules.yml: the source {source} has no rule {name!r} in its law.yml")


@cache
def _cites(texts: tuple[Read, ...]) -> tuple[str, ...]:
    return tuple(", ".join(each for each in (read.publisher, read.title, read.date, read.address) if each) for read in texts)
