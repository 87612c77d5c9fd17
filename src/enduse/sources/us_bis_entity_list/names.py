"""Names as the Entity List writes them: what is a name, what is another name, what is neither.

The parsed text carries the marks of the printed list: ``; and`` at the end of an alias, ``(a.k.a., …`` inside a name,
an address behind an alias. Only what can be cut off by its own mark is cut; the rest goes to a reviewer, never into a guess.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from enduse.sources.passage import Passage

_SEE = re.compile(r"\s*\(\s*see (?:also|alternate)[^)]*\)?\.?$", re.IGNORECASE)
_ALSO_KNOWN = re.compile(r"\s*[,;]?\s*\(?\b[af]\.k\.a\.?,?\s*", re.IGNORECASE)
_COUNTED = re.compile(r"the following (?:\w+ )?alias(?:es)?:?$", re.IGNORECASE)
_TAIL = re.compile(r"(?:\s*[;,:]?\s+and|[;,\s])+$")
_HEAD = re.compile(r"^(?:and\s+|[;,\s])+")
_LAND = "Russia|China|Ukraine|Finland|Romania|Taiwan|Thailand|Canada|Pakistan|Iran|U\\.A\\.E|United Kingdom"
_ADDRESS = re.compile(
    rf"; and |\(address|\(see a|\bP\.?\s?O\.? Box\b|\b\d{{5,6}}\b|[,.] (?:{_LAND})(?=[.;,)]|\s*\d|$)",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"(?:no\. ?)?\d+(?:st|nd|rd|th)?(?: \w+)?", re.IGNORECASE)
_ADDRESS_ENTRY = re.compile(r"Address \d+")
SHORT = 5
"""A single word of at most so many characters names too many bodies to join two by itself."""


@dataclass(frozen=True, slots=True)
class Names:
    """What a passage names; not ``understood`` where only a person can tell its parts."""

    names: tuple[Passage, ...] = ()
    understood: bool = True


def read_name(passage: Passage) -> Names:
    """The name of an entry, followed by the other names its own brackets hold."""
    return Names(_split_also_known(_without(passage.trimmed(), _SEE)))


def read_alias(passage: Passage) -> Names:
    """The names one alias of the source holds."""
    cleaned = _without(_without(passage.trimmed(), _TAIL), _HEAD)
    if not cleaned.value or _COUNTED.fullmatch(cleaned.value):
        return Names()
    if _ADDRESS.search(cleaned.value) or ";" in cleaned.value or cleaned.value.startswith("("):
        return Names(understood=False)
    return Names(_split_also_known(cleaned))


def is_weak(name: str) -> bool:
    """Whether a name is too short or too common to join two bodies by itself: ``CTI``, ``12th Institute``."""
    return (" " not in name and len(name) <= SHORT) or _NUMBERED.fullmatch(name) is not None


def is_address_entry(name: str) -> bool:
    """Whether an entry lists an address instead of a party, as entries may since June 2024 (15 CFR 744.16)."""
    return _ADDRESS_ENTRY.fullmatch(name) is not None


def _without(passage: Passage, pattern: re.Pattern[str]) -> Passage:
    match = pattern.search(passage.value)
    if match is None or match.start() == match.end():
        return passage
    return passage.part(match.end(), len(passage.value)) if match.start() == 0 else passage.part(0, match.start())


def _split_also_known(passage: Passage) -> tuple[Passage, ...]:
    mark = _ALSO_KNOWN.search(passage.value)
    if mark is None or mark.start() == 0:
        return (passage,)
    first = passage.part(0, mark.start())
    rest = passage.value[mark.end() :].rstrip()
    if "(" in passage.value[mark.start() : mark.end()] and rest.endswith(")"):
        rest = rest[:-1]
    other = passage.part(mark.end(), mark.end() + len(rest))
    other = _without(other, _TAIL)
    if not other.value or _COUNTED.fullmatch(other.value):
        return (first,)
    return (first, other)
