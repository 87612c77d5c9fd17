"""Names of parties on lists: which are too weak to join two bodies, and how other names are taken where nothing special is known."""

from __future__ import annotations

import re
from dataclasses import dataclass

from enduse.sources.entry import Entry, Name
from enduse.sources.passage import Passage

_NUMBERED = re.compile(r"(?:no\. ?)?\d+(?:st|nd|rd|th)?(?: \w+)?", re.IGNORECASE)
_ADDRESS_ENTRY = re.compile(r"Address \d+")
SHORT = 5
"""A single word of at most so many characters names too many bodies to join two by itself."""


@dataclass(frozen=True, slots=True)
class ReadNames:
    """The own name of an entry and its other names; ``problems`` are (code, sentence) for a reviewer."""

    own: Passage
    others: tuple[Name, ...] = ()
    problems: tuple[tuple[str, str], ...] = ()


def plain_names(entry: Entry) -> ReadNames:
    """Names as they stand, where the form has already cut one from the other."""
    return ReadNames(entry.name.trimmed(), tuple(Name("alias", alias.trimmed()) for alias in entry.aliases if alias.value.strip()))


_TRAILING = re.compile(r"\s*\((?P<formerly>formerly )?(?P<it>[A-Z0-9](?:[^()]|\([^()]*\))*)\)$")
_NO_NAME = re.compile(r"Limited|Group|Holdings?")


def bracketed_names(entry: Entry) -> ReadNames:
    """As ``plain_names``; a last bracket holds a short name, ``A Co., Ltd. (AC)``, or a former one, ``(formerly B Co., Ltd.)``."""
    plain = plain_names(entry)
    bracket = _TRAILING.search(plain.own.value)
    if bracket is None or bracket.start() == 0 or _NO_NAME.fullmatch(bracket["it"]):
        return plain
    inside = Name("previousName" if bracket["formerly"] else "alias", plain.own.part(*bracket.span("it")))
    return ReadNames(plain.own.part(0, bracket.start()), (inside, *plain.others))


def is_weak(name: str) -> bool:
    """Whether a name is too short or too common to join two bodies by itself: ``CTI``, ``12th Institute``."""
    return (" " not in name and len(name) <= SHORT and name.isascii()) or _NUMBERED.fullmatch(name) is not None


def is_address_entry(name: str) -> bool:
    """Whether an entry lists an address instead of a party, as entries may since June 2024 (15 CFR 744.16)."""
    return _ADDRESS_ENTRY.fullmatch(name) is not None
