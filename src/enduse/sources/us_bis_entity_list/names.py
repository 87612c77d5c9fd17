"""Names as the Entity List writes them: what is a name, what is another name, what is neither.

The parsed text carries the marks of the printed list: ``; and`` at the end of an alias, ``(a.k.a., …`` inside a name,
an address behind an alias. Only what can be cut off by its own mark is cut; the rest goes to a reviewer, never into a guess.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from enduse.sources.entry import Entry, Name
from enduse.sources.names import ReadNames
from enduse.sources.passage import Passage

_SEE = re.compile(r"\s*\(\s*see (?:also|alternate)[^)]*\)?\.?$", re.IGNORECASE)
_ALSO_KNOWN = re.compile(r"\s*[,;]?\s*\(?\b[af]\.k\.a\.?,?\s*", re.IGNORECASE)
_COUNTED = re.compile(r"the following (?:\w+ )?alias(?:es)?:?$", re.IGNORECASE)
_TAIL = re.compile(r"(?:\s*[;,:]?\s+and|[;,\s])+$")
_HEAD = re.compile(r"^(?:and\s+|[;,\s])+")
_LAND = "Russia|China|Ukraine|Finland|Romania|Taiwan|Thailand|Canada|Pakistan|Iran|U\\.A\\.E|United Kingdom"
_COUNTRY = re.compile(rf"\b(?:{_LAND}|Belarus|Germany|Beijing)\b")
_ADDRESS = re.compile(
    rf"; and |\(address|\(see a|\bP\.?\s?O\.? Box\b|\b\d{{5,6}}\b|[,.] (?:{_LAND})(?=[.;,)]|\s*\d|$)",
    re.IGNORECASE,
)
_FORM = r"Ltd|LTD|Limited|LLC|Inc|Co|Corp|Company|CJSC|OJSC|JSC|OAO|GmbH"
_PART = rf"(?:[^.,;]|,\s(?={_FORM})|\bCo\.,?\s?(?=L)|(?<=\b[A-Z])\.)"
_NUMBERED = r"(?:No\.?|Suite|Room|Office|House|Unit|D\.|d\.)?\s?\d"
_BEFORE_ADDRESS = re.compile(
    rf"(?P<name>{_PART}{{3,80}}?)(?:(?<!\b[A-Z])\.\s+(?!{_FORM})(?=[A-Z'\d]|ul\.|d\.)|\.?,\s+(?={_NUMBERED}))(?P<address>.*)", re.DOTALL
)
"""A name, a full stop or a comma, and an address: after a comma only one that begins with a number is taken for it."""


@dataclass(frozen=True, slots=True)
class Names:
    """What a passage names; not ``understood`` where only a person can tell its parts."""

    names: tuple[Passage, ...] = ()
    understood: bool = True


def listed_names(entry: Entry) -> ReadNames:
    """The names of an entry; an alias whose parts only a person can tell is a problem and no name."""
    own, *others = read_name(entry.name).names
    problems = []
    for alias in entry.aliases:
        found = read_alias(alias)
        others += found.names
        if not found.understood:
            problems.append(("unread-alias", "an alias holds more than one name, or an address behind it; it is not stated"))
    return ReadNames(own, tuple(Name("alias", passage) for passage in others), tuple(problems))


def read_name(passage: Passage) -> Names:
    """The name of an entry, followed by the other names its own brackets hold."""
    return Names(_split_also_known(_without(passage.trimmed(), _SEE)))


def read_alias(passage: Passage) -> Names:
    """The names one alias of the source holds."""
    cleaned = _without(_without(passage.trimmed(), _TAIL), _HEAD)
    if not cleaned.value or _COUNTED.fullmatch(cleaned.value):
        return Names()
    before = _BEFORE_ADDRESS.fullmatch(cleaned.value)
    if before is not None and not re.search(r"\d", before["name"]) and _COUNTRY.search(before["address"]):
        return Names((cleaned.part(*before.span("name")),))
    if _ADDRESS.search(cleaned.value) or ";" in cleaned.value or cleaned.value.startswith("("):
        return Names(understood=False)
    return Names(_split_also_known(cleaned))


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
