"""What an item is: one row of what was bought, with what was refused on the way."""

from __future__ import annotations

from dataclasses import dataclass, field

from enduse.language.amounts import AmountReading
from enduse.statements.notices.passage import Span


@dataclass(slots=True)
class Item:
    """One row; sums with their reading, the quantity as plain decimal text with the passage it stands in."""

    name: Span
    lot: Span | None = None
    texts: dict[str, Span] = field(default_factory=dict)
    """``brand``, ``model``, ``spec``, ``maker``."""
    quantity: tuple[str, Span] | None = None
    unit: tuple[str, Span] | None = None
    unit_price: tuple[AmountReading, Span] | None = None
    line_total: tuple[AmountReading, Span] | None = None
    supplier: Span | None = None
    """Whose row it is, where a column says so."""
    joined: Span | None = None
    """Model and quantity run together, where nothing in the row says which digits belong to which; the award's own sum may."""
    unitless: dict[str, Span] = field(default_factory=dict)
    """Sums without a unit, by column; the award's own sum may confirm them."""


@dataclass(slots=True)
class ItemsRead:
    """The items, and what was refused with the reason."""

    items: list[Item] = field(default_factory=list)
    refused: list[tuple[str, str, Span]] = field(default_factory=list)
