"""One entry of the list, the same from whichever file it was read."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources

import yaml

from enduse.model.issue import Issue
from enduse.sources.passage import Passage
from enduse.sources.us_bis_entity_list.citation import Citations, read_citations


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry as the file writes it. ``place`` says where it stands; absent parts are ``None`` or empty."""

    place: str
    listed_on: Passage
    """The passage that names the list."""
    name: Passage
    aliases: tuple[Passage, ...] = ()
    addresses: tuple[Passage, ...] = ()
    destination: Passage | None = None
    """The heading the entry stands under."""
    countries: tuple[tuple[str, Passage], ...] = ()
    citations: Passage | None = None
    start: Passage | None = None
    """The day the file itself gives for the listing, where its form has a column for it."""
    provisions: Passage | None = None
    licence_policy: Passage | None = None

    @property
    def cited(self) -> Citations:
        """The citations, read."""
        return read_citations(self.citations.value if self.citations else "")


@dataclass(frozen=True, slots=True)
class Snapshot:
    """All entries of one file, the day it was taken where the file says so, and what could not be read."""

    entries: tuple[Entry, ...]
    day: str | None = None
    issues: tuple[Issue, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)


def identifiers(entries: Sequence[Entry]) -> list[str]:
    """Twelve hex digits for each entry: the hash of name, destination and first citation, and of its place among equals.

    Later citations are left out, so that an amendment does not make a new party of an old one. Equals are ordered by
    everything else they say, so that the order of the file never matters.
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
def destinations() -> dict[str, str]:
    """Country code of each destination of the list."""
    raw = yaml.safe_load((resources.files(__package__) / "destinations.yml").read_text("utf-8"))
    return {str(name): str(code) for name, code in raw.items()}


def _identity(entry: Entry) -> tuple[str, str, str]:
    country = entry.destination.value if entry.destination else ",".join(sorted({code for code, _ in entry.countries}))
    cited = entry.cited
    written = entry.citations.value if entry.citations else ""
    return entry.name.value, country, cited.found[0].number if cited.starts_with_one else written


def _rest(entry: Entry) -> tuple[str, ...]:
    parts = (entry.citations, *entry.addresses, *entry.aliases, entry.provisions)
    return tuple(part.value if part else "" for part in parts)
