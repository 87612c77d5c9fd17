"""Pieces: parts of a page that read alike wherever they stand, made once for all pages of one depth.

A project is a row in the list of all, of its country, its city, its vendor and its neighbours; a source is a line at the foot of every page
that rests on it. Such a part depends on where its page stands only by the way back to the top, and by the links that are left out on the
page they would lead to: so a piece remembers which pages it asked about, and is made anew on those.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from markupsafe import Markup

Key = tuple[str, ...]


@dataclass(slots=True)
class Noted:
    """What was noted while a part of a page was made: sources it rests on, pages it asked about whether they are its own."""

    sources: set[str] = field(default_factory=set)
    asked: set[str] = field(default_factory=set)

    def add(self, other: Noted) -> None:
        """Take over what another part noted."""
        self.sources |= other.sources
        self.asked |= other.asked


@dataclass(frozen=True, slots=True)
class Piece:
    """A part as it is printed, and what was noted in making it."""

    markup: Markup
    noted: Noted


class Pieces:
    """The pieces of one language, by what they are of and the depth they are made for."""

    def __init__(self) -> None:
        self._kept: dict[Key, Piece] = {}

    def get(self, key: Key, page: str) -> Piece | None:
        """The piece, unless ``page`` is one that it asked about."""
        found = self._kept.get(key)
        return None if found is None or page in found.noted.asked else found

    def put(self, key: Key, page: str, piece: Piece) -> None:
        """Keep a piece for other pages, unless it asked about the very page it was made on."""
        if page not in piece.noted.asked:
            self._kept[key] = piece
