"""The parts a notice is cut into: labelled values, headed tables, and lines with the section they stand in."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from msgspec import Struct

from enduse.statements.notices.dictionary import Head
from enduse.statements.notices.passage import Page, Passage, Span

LOT = re.compile(
    r"(?:第?(?:[A-Z]|\d{1,3}|[一二三四五六七八九十]{1,3})(?:包|标段|标项|分包|包组|标包|包件)"
    r"|(?:合同包|采购包|标包|包件|包组?|标段|标项|分包|包号|品目)[:]?\s?(?:[A-Z]|\d{1,3}|[一二三四五六七八九十]{1,3}))"
)
"""A lot by its number or letter."""
LOT_BEGINS = frozenset("第合采标包分品一二三四五六七八九十ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")
"""What the name of a lot begins with."""


class Pair(Struct):
    """A label and its value, with the section and lot they stand in; ``label`` keeps the unit bracket."""

    field: str
    label: str
    value: Span
    section: str
    lot: Span | None
    place: str
    """``line``, ``cell`` or ``summary`` (a summary put on one line)."""


@dataclass(slots=True)
class HeadedTable:
    """Rows under heads; ``heads`` are the folded texts, one for each column."""

    heads: tuple[str, ...]
    known: tuple[Head, ...]
    section: str
    lot: Span | None
    hidden: bool
    rows: list[tuple[tuple[Span | None, ...], Span | None]] = field(default_factory=list)
    """Cells and the lot a caption row gave them."""
    glued: bool = False
    """Whether the cells had to be told apart by what the heads let stand below them."""


@dataclass(slots=True)
class Outline:
    """What was found, in order; ``lines`` are all visible and hidden lines with the section they stand in."""

    page: Page
    pairs: list[Pair] = field(default_factory=list)
    tables: list[HeadedTable] = field(default_factory=list)
    lines: list[tuple[Passage, str]] = field(default_factory=list)
    sections: set[str] = field(default_factory=set)
    _by_field: dict[str, list[Pair]] = field(default_factory=dict)
    _any_hidden: bool = False
    _sorted: int = 0
    """How many of the pairs are in ``_by_field``; pairs are only ever added."""

    def of(self, *fields: str) -> list[Pair]:
        """Pairs of these fields, visible ones first."""
        if self._sorted < len(self.pairs):
            for pair in self.pairs[self._sorted :]:
                self._by_field.setdefault(pair.field, []).append(pair)
                self._any_hidden = self._any_hidden or pair.value.hidden
            self._sorted = len(self.pairs)
        found = [*self._by_field.get(fields[0], ())] if len(fields) == 1 else [pair for pair in self.pairs if pair.field in fields]
        if self._any_hidden:
            found.sort(key=lambda pair: pair.value.hidden)
        return found


def lot_marker(span: Span) -> Span | None:
    """The span, if it says nothing but which lot follows: ``第1包``, ``标段一``."""
    return span if len(span.text) <= 12 and LOT.fullmatch(span.text.strip("() ")) else None
