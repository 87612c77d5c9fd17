"""What comes again is worked out once: lists repeat each other's names, and with them pairs of names.

In 22,374 parties of eleven lists 31,000 names are 22,000 different ones, and of 91,700 pairs of parties 25,400 hold names compared before
under other ids. What is remembered follows from the spellings alone, and for scores from the countries of both parties.
"""

from __future__ import annotations

import msgspec

from enduse.entities.matching.names import score_names
from enduse.entities.matching.prepared import Parsed, PreparedName, parse_name

MOST_SCORES = 16_384
"""Scores remembered; then all are forgotten. A few megabytes with the spellings."""
MOST_SPELLINGS = 16_384
"""Names taken apart and remembered, a kilobyte each; beyond them the oldest is forgotten."""

_ScoredAs = tuple[str, str, frozenset[str]]
_NOWHERE = frozenset[str]()
_PARSED = msgspec.msgpack.Decoder(Parsed)


class Spellings:
    """Names taken apart in one run, kept as bytes: as objects they would weigh three times as much."""

    __slots__ = ("_most", "_parsed")

    def __init__(self, most: int = MOST_SPELLINGS) -> None:
        self._most = most
        self._parsed: dict[str, bytes] = {}

    def parse_name(self, text: str) -> Parsed:
        """See ``prepared.parse_name``."""
        known = self._parsed.get(text)
        if known is not None:
            again: Parsed = _PARSED.decode(known)
            return again
        found = parse_name(text)
        if len(self._parsed) >= self._most:
            del self._parsed[next(iter(self._parsed))]
        self._parsed[text] = msgspec.msgpack.encode(found)
        return found

    def forget(self) -> None:
        """Give the memory back."""
        self._parsed.clear()


class Scores:
    """The scores of pairs of names in one run."""

    __slots__ = ("_most", "_scores")

    def __init__(self, most: int = MOST_SCORES) -> None:
        self._most = most
        self._scores: dict[_ScoredAs, float] = {}

    def score_names(self, one: PreparedName, other: PreparedName, home: frozenset[str]) -> float:
        """See ``names.score_names``. That two Latin names have nothing in common is sooner told than remembered."""
        latin = one.latin is not None and other.latin is not None
        asked = one.text, other.text, home if latin else _NOWHERE
        known = self._scores.get(asked)
        if known is not None:
            return known
        found = score_names(one, other, home)
        if found or not latin:
            if len(self._scores) >= self._most:
                self._scores.clear()
            self._scores[asked] = found
        return found
