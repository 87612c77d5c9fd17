"""Item controls: which control on goods, read in which text, reaches a kind of goods of a country, and which is read as not reaching it.

The facts stand in ``item_controls.yml``, which ``scripts/make_item_controls.py`` writes. A kind of which they say nothing is left to the
lists, which turn on the buyer; that is said too, never that goods are free.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import cache
from importlib import resources

import msgspec

from enduse.findings import wording
from enduse.model.errors import InvalidTaxonomy
from enduse.model.said import NOTHING, Said
from enduse.model.yaml_text import read_yaml
from enduse.vocabulary.load import vocabulary


class Text(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A text that was read; ``date`` is its own, as it is written."""

    publisher: str
    title: str
    date: str = ""
    address: str = ""


class Control(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An item class, terms of ``technology`` whose goods may be of it, and the control it falls under, in the words of the fact."""

    facts: str
    country: str
    kinds: tuple[str, ...]
    item: str
    by_item: bool
    """Whether the item class is controlled as such; else only lists of parties are named for it."""
    number: str
    whom: str
    read: tuple[Text, ...]
    reason: str = ""
    since: str = ""


class Outside(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A control that is read as not reaching these kinds."""

    facts: str
    country: str
    kinds: tuple[str, ...]
    rule: str
    says: str
    read: tuple[Text, ...]


class ItemControls(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The content of ``item_controls.yml``."""

    controls: tuple[Control, ...]
    outside: tuple[Outside, ...]

    def reaching(self, country: str, kinds: Collection[str]) -> list[Control]:
        """The rows whose item class goods of these kinds may belong to; what is said of a kind holds for finer kinds too."""
        return [each for each in self.controls if each.country == country and _with_finer(each.kinds) & set(kinds)]

    def not_reaching(self, country: str, kinds: Collection[str]) -> list[Outside]:
        """The controls that are read as not reaching goods of these kinds."""
        return [each for each in self.outside if each.country == country and _with_finer(each.kinds) & set(kinds)]

    def without(self, country: str, kinds: Iterable[str]) -> list[str]:
        """Those of the kinds for which no row names a control on items."""
        return [kind for kind in kinds if not any(each.by_item for each in self.reaching(country, [kind]))]


@cache
def item_controls() -> ItemControls:
    """The facts shipped with this version.

    Raises:
        InvalidTaxonomy: ``item_controls.yml`` lacks a key or has an unknown one.
    """
    text = resources.files(__package__).joinpath("item_controls.yml").read_text("utf-8")
    try:
        return msgspec.convert(read_yaml(text), ItemControls)
    except msgspec.ValidationError as error:
        raise InvalidTaxonomy(f"findings/item_controls.yml: {error}; write it anew with scripts/make_item_controls.py") from error


@cache
def _with_finer(kinds: tuple[str, ...]) -> frozenset[str]:
    return frozenset(vocabulary("technology").with_finer(kinds))


def control_sentences(said: dict[str, Said], country: str, kinds: Collection[str]) -> list[Said]:
    """What the facts say of goods of these kinds, a sentence each; ``said`` holds the templates (``control``, ``outside``, their parts)."""
    found = []
    for control in item_controls().reaching(country, kinds):
        reason = said["control-reason"].fill(reason=wording.quoted(control.reason)) if control.reason else NOTHING
        since = said["control-since"].fill(since=wording.quoted(control.since)) if control.since else NOTHING
        found.append(
            said["control"].fill(
                item=wording.quoted(control.item),
                number=wording.quoted(control.number),
                whom=wording.quoted(control.whom),
                reason=reason,
                since=since,
                read=_read(said, control.read),
            )
        )
    for outside in item_controls().not_reaching(country, kinds):
        found.append(
            said["outside"].fill(
                rule=wording.quoted(outside.rule),
                kinds=wording.labels("technology", set(kinds) & _with_finer(outside.kinds)),
                says=wording.quoted(outside.says),
                read=_read(said, outside.read),
            )
        )
    return found


def _read(said: dict[str, Said], texts: Iterable[Text]) -> Said:
    """The texts as one citation: publisher, title and, where it has one, its date."""
    cited = []
    for text in texts:
        dated = said["cited-day"].fill(date=wording.date(text.date)) if text.date else NOTHING
        cited.append(said["cited"].fill(publisher=text.publisher, title=wording.quoted(text.title), dated=dated))
    return wording.joined("and-list", cited)
