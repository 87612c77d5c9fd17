"""One entry of a list of parties, the same from whichever form it was read."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources

from enduse.model.issue import Issue
from enduse.model.yaml_text import read_yaml
from enduse.sources.passage import Passage


@dataclass(frozen=True, slots=True)
class Name:
    """A name of a party: ``property`` is ``name``, ``alias``, ``previousName`` or ``weakAlias``, ``valid_to`` the day it was given up."""

    property: str
    passage: Passage
    lang: str | None = "en"
    valid_to: str | None = None


@dataclass(frozen=True, slots=True)
class Stated:
    """A value of the party that the entry gives beside its names: an identifier, a web address, another country."""

    property: str
    value: str
    passage: Passage


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry as the file writes it. ``place`` says where it stands; absent parts are ``None`` or empty."""

    place: str
    listed_on: Passage
    """The passage that names the list."""
    name: Passage
    aliases: tuple[Passage, ...] = ()
    """Other names as the file writes them, still to be read."""
    names: tuple[Name, ...] = ()
    """Other names the file gives ready to be stated, with their kind and language."""
    addresses: tuple[Passage, ...] = ()
    destination: Passage | None = None
    """The heading, or the country, the entry stands under."""
    countries: tuple[tuple[str, Passage], ...] = ()
    citations: Passage | None = None
    announced: Passage | None = None
    start: Passage | None = None
    """The day the file itself gives for the listing, where its form has a place for it."""
    end: Passage | None = None
    amended: Passage | None = None
    """The day the entry was last changed."""
    provisions: Passage | None = None
    licence_policy: Passage | None = None
    program: Passage | None = None
    reason: Passage | None = None
    status: Passage | None = None
    """How the entry stands in the publisher's own words (``Active``, ``Partially Modified``)."""
    summary: Passage | None = None
    """Remarks of the publisher on the entry."""
    number: Passage | None = None
    """The publisher's own number of the entry."""
    stated: tuple[Stated, ...] = ()
    schema: str | None = None
    """The kind of party, where the list says it; otherwise a word in the name decides."""
    key: str = ""
    """What else tells the entry from one of the same name: the first citation, the publisher's number, the day."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """All entries of one file, the day it was taken where the file says so, and what could not be read."""

    entries: tuple[Entry, ...]
    day: str | None = None
    issues: tuple[Issue, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)
    unread: tuple[tuple[int, int], ...] = ()
    """Passages of parties left out and of fields not read, sorted: no statement shows them in the neighbours of its quote."""


def identifiers(entries: Sequence[Entry]) -> list[str]:
    """Twelve hex digits for each entry: the hash of name, destination and key, and of its place among equals.

    Equals are ordered by everything else they say, so that the order of the file never matters.
    """
    groups: defaultdict[tuple[str, str, str], list[int]] = defaultdict(list)
    for at, entry in enumerate(entries):
        groups[_identity(entry)].append(at)
    ids = [""] * len(entries)
    for identity, members in groups.items():
        members.sort(key=lambda at: (_rest(entries[at]), at))
        for ordinal, at in enumerate(members, start=1):
            payload = json.dumps([*identity, ordinal], ensure_ascii=False, separators=(",", ":"))
            ids[at] = hashlib.sha256(payload.encode("utf-8", "surrogatepass")).hexdigest()[:12]
    return ids


@cache
def country_codes() -> dict[str, str]:
    """Country code of each name of a country that a list uses."""
    raw = read_yaml((resources.files(__package__) / "countries.yml").read_text("utf-8"))
    return {str(name): str(code) for name, code in raw.items()}


def country_code(name: str) -> str | None:
    """The code of a country as a list writes it (name or code), or None for one nobody entered yet.

    >>> country_code("China"), country_code("CN"), country_code("Atlantis")
    ('cn', 'cn', None)
    """
    code = country_codes().get(name)
    return code if code or name.lower() not in country_codes().values() else name.lower()


def _identity(entry: Entry) -> tuple[str, str, str]:
    country = entry.destination.value if entry.destination else ",".join(sorted({code for code, _ in entry.countries}))
    return entry.name.value, country, entry.key


def _rest(entry: Entry) -> tuple[str, ...]:
    parts = (entry.citations, *entry.addresses, *entry.aliases, entry.provisions, entry.start)
    return tuple(part.value if part else "" for part in parts)
