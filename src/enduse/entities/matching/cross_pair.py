"""A Chinese and a Latin name side by side while they are compared: what of each has been answered so far."""

from __future__ import annotations

from msgspec import Struct, field

from enduse.entities.matching.cross_weights import Found, Weights
from enduse.language.names import OrganisationName

FUNCTIONS = frozenset({"organ", "school", "unit"})
"""Kinds of part that say what a body is."""
CORE = frozenset({"core", "plain", "direction", "maker"})
"""Kinds of part that tell a name apart."""
PLAIN = frozenset({"plain", "direction", "maker"})
NAMED = frozenset({"sound", "brand", "likeness", "letters", "spelling"})
"""Features that find the core."""


class Pair(Struct, gc=False):
    """One comparison under way; ``taken`` marks characters of the Chinese name, ``used`` parts of the Latin one, bit by bit."""

    han: OrganisationName
    latin: OrganisationName
    w: Weights
    taken: int = 0
    used: int = 0
    core_syllables: int = 0
    beside: float = 0.0
    pinyin: frozenset[int] = frozenset()
    """The parts of the Latin name that can be pinyin by themselves."""
    branded: frozenset[str] = frozenset()
    """The trades of the maker, where both names are the maker's."""
    found: list[Found] = field(default_factory=list)

    def add(self, kind: str, left: str, right: str, weight: float) -> None:
        """Note a feature."""
        self.found.append(Found(kind, left, right, weight))


def take_core(pair: Pair) -> None:
    """Mark the whole core as answered."""
    at = 0
    for part in pair.han.parts:
        size = len(part.text) if part.kind != "legal" else 0
        if part.kind == "core":
            pair.taken |= ((1 << size) - 1) << at
        at += size


def open_core(pair: Pair) -> str:
    """The characters of the core that nothing has answered."""
    at, found = 0, []
    for part in pair.han.parts:
        if part.kind == "legal":
            continue
        if part.kind == "core":
            found += [character for offset, character in enumerate(part.text) if not pair.taken >> (at + offset) & 1]
        at += len(part.text)
    return "".join(found)


def character_at(han: OrganisationName, syllable: int) -> int:
    """The position of a syllable's character in a name with Latin letters, whose runs are one syllable each."""
    at, count, inside = 0, 0, False
    for character in "".join(part.text for part in han.parts if part.kind != "legal"):
        letter = character.isascii()
        if not (letter and inside):
            if count == syllable:
                return at
            count += 1
        inside = letter
        at += 1
    return at


def core_characters(han: OrganisationName, start: int, end: int) -> int:
    """How many characters from ``start`` to before ``end`` belong to the core."""
    at = core = 0
    for part in han.parts:
        if part.kind == "legal":
            continue
        size = len(part.text)
        if part.kind in CORE and at < end and at + size > start:
            core += min(end, at + size) - max(start, at)
        at += size
    return core


def pinyin_parts(latin: OrganisationName) -> frozenset[int]:
    """The parts of a Latin name that can be pinyin by themselves."""
    return frozenset([first for first, last in latin.spans if last == first + 1])
