"""Bonds of organisations with exactly the same name, and the equal names that are not enough.

A name joins when, folded for script and width, it equals the name of another mention and
- at least one of the two is a name or legal name (two equal aliases are only likely);
- at least one of the two is known to be an organisation: two entries of a list that does not say (LegalEntity) may be two persons
  of one name, and that name is repeated nowhere;
- neither is masked, and it names one body: not ``市公安局``, and not a body of a district that several cities have;
- it has four Latin characters or two Chinese ones; shorter names join only rows of hand-kept tables, name to name;
- the countries said of the two do not differ. Where a name belongs to bodies of several countries, a mention without country stays apart.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from enduse.entities.identity import NAME, Bond, Clusters
from enduse.entities.mentions import ORGANISATION, OWN_NAMES, Mention
from enduse.entities.sentences import told
from enduse.language.masking import absence
from enduse.language.scripts import fold_name, is_cjk

MOST_PAIRS = 300
"""Pairs of one name listed as possibly the same; beyond it the name is too common to help a reviewer."""

Possible = tuple[str, str, str]
"""(mention, mention, why)."""
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True, order=True)
class Holder:
    """A mention that has a name, in its cluster (``unit``); ``primary`` is its own name, ``unsorted`` may be a person."""

    unit: str
    mention: str
    primary: bool
    unsorted: bool

    def may_join(self, other: Holder) -> bool:
        """Whether the equal name is enough for these two, countries apart."""
        return (self.primary or other.primary) and not (self.unsorted and other.unsorted)


@dataclass(slots=True)
class SameNames:
    """What equal names give: bonds, pairs that are only likely, and names held by too many to list."""

    bonds: list[Bond] = field(default_factory=list)
    possible: list[Possible] = field(default_factory=list)
    crowded: list[str] = field(default_factory=list)


def name_links(mentions: Mapping[str, Mention], clusters: Clusters, names_one_body: Callable[[str, bool], bool]) -> SameNames:
    """Bonds between the clusters that stronger reasons have made.

    ``names_one_body(name, specimen)`` says whether a name tells one body from all others.
    """
    found = SameNames()
    groups = _groups(mentions, clusters, names_one_body, found)
    countries = _countries(mentions, clusters)
    outside = _neighbours(groups, countries)
    for name, holders in groups:
        pairs = _link_countried(name, [h for h in holders if countries[h.unit]], countries, found)
        free = [h for h in holders if not countries[h.unit]]
        pairs += _link(free, _said(name, free), found)
        for home, realms in sorted({h.unit: outside.component(h.unit) for h in free}.items()):
            pairs += _link_free(name, home, realms, holders, countries, found)
        said = _said(name, holders)
        found.bonds += [Bond.of(NAME, members, said) for members in _together(pairs)]
    return found


def _together(pairs: Iterable[Pair]) -> list[set[str]]:
    """The mentions that pairs of one name tie together, directly or through others of that name."""
    of: dict[str, set[str]] = {}
    for pair in pairs:
        first, second = (of.setdefault(mention, {mention}) for mention in pair)
        if first is not second:
            first |= second
            of.update(dict.fromkeys(second, first))
    return list({id(group): group for group in of.values()}.values())


def _link_free(
    name: str, home: str, realms: list[set[str]], holders: Sequence[Holder], countries: Mapping[str, set[str]], found: SameNames
) -> list[Pair]:
    """Join a cluster without country to those of the one country its names point to, or say why not."""
    own = [h for h in holders if h.unit == home]
    others = [h for h in holders if countries[h.unit]]
    said = _said(name, holders)
    pairs = []
    for mine in own:
        for other in others:
            if not mine.may_join(other):
                continue
            if len(realms) > 1:
                spread = ", ".join(sorted(set().union(*realms)))
                why = told("reasons", "several-countries", reason=said, spread=spread)
                found.possible.append((mine.mention, other.mention, why))
            else:
                pairs.append((mine.mention, other.mention))
    return pairs


def _link_countried(name: str, holders: Sequence[Holder], countries: Mapping[str, set[str]], found: SameNames) -> list[Pair]:
    realms = _realms([countries[h.unit] for h in holders])
    parts = [[h for h in holders if countries[h.unit] & realm] for realm in realms]
    said = _said(name, holders)
    pairs = [pair for part in parts for pair in _link(part, said, found)]
    for left, right in combinations(parts, 2):
        if any(h.primary for h in left + right):
            found.possible.append((left[0].mention, right[0].mention, told("reasons", "different-countries", reason=said)))
    return pairs


def _link(holders: Sequence[Holder], said: str, found: SameNames) -> list[Pair]:
    """Join what may be joined, through the best holder and through the first that has the name as its own."""
    centres = [*sorted(holders, key=lambda h: (h.unsorted, not h.primary, h))[:1], *[h for h in holders if h.primary][:1]]
    pairs = [(centre.mention, h.mention) for centre in centres for h in holders if h.mention != centre.mention and h.may_join(centre)]
    if not pairs:
        why = told("reasons", "no-organisation" if all(h.unsorted for h in holders) else "own-name-of-neither", reason=said)
        units = combinations(sorted({h.unit: h for h in holders}.values()), 2)
        found.possible += [(a.mention, b.mention, why) for a, b in units]
    return pairs


def _said(name: str, holders: Sequence[Holder]) -> str:
    """The reason in words; the name is left out where it may be a person's."""
    return told("reasons", "same-name") if all(h.unsorted for h in holders) else told("reasons", "same-name-as", name=name)


class _Neighbours:
    """Clusters without country that share names, and the countries of all that share a name with any of them."""

    def __init__(self) -> None:
        self._root: dict[str, str] = {}
        self._seen: dict[str, list[set[str]]] = {}

    def root(self, unit: str) -> str:
        while self._root.setdefault(unit, unit) != unit:
            unit = self._root[unit]
        return unit

    def join(self, left: str, right: str) -> None:
        a, b = sorted((self.root(left), self.root(right)))
        if a != b:
            self._root[b] = a
            self._seen.setdefault(a, []).extend(self._seen.pop(b, []))

    def sees(self, unit: str, countries: set[str]) -> None:
        self._seen.setdefault(self.root(unit), []).append(countries)

    def component(self, unit: str) -> list[set[str]]:
        return _realms(self._seen.get(self.root(unit), []))


def _neighbours(groups: Iterable[tuple[str, list[Holder]]], countries: Mapping[str, set[str]]) -> _Neighbours:
    found = _Neighbours()
    for _, holders in groups:
        free = [h for h in holders if not countries[h.unit]]
        primary = [h for h in free if h.primary]
        for h in free if primary else []:
            found.join(primary[0].unit, h.unit)
        for mine in free:
            for other in holders:
                if countries[other.unit] and mine.may_join(other):
                    found.sees(mine.unit, countries[other.unit])
    return found


def _realms(sets: Iterable[set[str]]) -> list[set[str]]:
    """Sets of countries, merged where they overlap, in a fixed order."""
    merged: list[set[str]] = []
    for countries in sorted((set(s) for s in sets), key=sorted):
        touching = [realm for realm in merged if realm & countries]
        merged = [realm for realm in merged if not realm & countries] + [set().union(countries, *touching)]
    return sorted(merged, key=sorted)


def _groups(
    mentions: Mapping[str, Mention], clusters: Clusters, names_one_body: Callable[[str, bool], bool], found: SameNames
) -> list[tuple[str, list[Holder]]]:
    """Clusters by folded name, for names that may join; names that may not are noted as possible or crowded."""
    by_key: dict[tuple[bool, str], set[Holder]] = {}
    shown: dict[tuple[bool, str], str] = {}
    for mention in mentions.values():
        for fact in mention.names() if mention.family == ORGANISATION else ():
            key = (mention.specimen, fold_name(fact.value))
            primary = fact.property in OWN_NAMES
            if absence(fact.value) is not None or (_is_short(key[1]) and not (primary and fact.source.startswith("record:"))):
                continue
            by_key.setdefault(key, set()).add(
                Holder(clusters.root(mention.id), mention.id, primary, unsorted=mention.schema == "LegalEntity")
            )
            shown[key] = min(shown.get(key, fact.value), fact.value)
    groups = []
    for key, holders in sorted(by_key.items()):
        if len({h.unit for h in holders}) < 2:
            continue
        ordered = sorted(holders, key=lambda h: (not h.primary, h))
        if names_one_body(shown[key], key[0]):
            groups.append((shown[key], ordered))
        else:
            _note_open_name(shown[key], ordered, found)
    return groups


def _note_open_name(name: str, holders: Sequence[Holder], found: SameNames) -> None:
    pairs = list(combinations(sorted({h.unit: h.mention for h in holders}.values()), 2))
    if len(pairs) > MOST_PAIRS:
        found.crowded.append(name)
        return
    found.possible += [(a, b, f"same name ({name}), which several bodies have") for a, b in pairs]


def _countries(mentions: Mapping[str, Mention], clusters: Clusters) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for mention in mentions.values():
        found.setdefault(clusters.root(mention.id), set()).update(mention.values("country"))
    return found


def _is_short(key: str) -> bool:
    han = sum(1 for character in key if is_cjk(character))
    return han < 2 and sum(1 for character in key if character.isalnum()) < 4
