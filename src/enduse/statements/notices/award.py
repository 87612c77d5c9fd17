"""What an award is: a lot, who won it and at what sum; with what was refused on the way."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from enduse.language.amounts import AmountReading
from enduse.language.scripts import fold_name
from enduse.statements.notices.parties import joint_members, name_in, refusal, without_role
from enduse.statements.notices.passage import Span
from enduse.statements.notices.sums import read_sum

NOT_AWARD = frozenset(
    {"bidders", "candidates", "experts", "fee", "proposed", "failed", "attachments", "qualification", "documents", "links"}
)
"""Sections that never say who won."""
BY_SENTENCE = 0.9
"""Confidence of a supplier whom only a sentence names."""
INTENDED = 0.8
"""Confidence of a supplier whom a notice of a result still calls the intended one (拟中标)."""
_LOT_WORDS = re.compile(r"第|合同包|采购包|标包|包组|包号|包件|标段|标项|分包|品目|包|[()号:\s]")


_NUMERALS = "一二三四五六七八九"


@dataclass(slots=True)
class Award:
    """One lot won by one supplier, or by the members of one joint bid."""

    suppliers: list[Span]
    lot: Span | None
    amount: Span | None = None
    reading: AmountReading | None = None
    address: Span | None = None
    confidence: float = 1.0

    @property
    def key(self) -> tuple[str, tuple[str, ...]]:
        """Lot and suppliers, folded: what makes two passages speak of one award."""
        return lot_key(self.lot), tuple(sorted(fold_name(span.text) for span in self.suppliers))


@dataclass(slots=True)
class AwardsRead:
    """The awards, and what was refused with the reason."""

    awards: list[Award] = field(default_factory=list)
    refused: list[tuple[str, str, Span]] = field(default_factory=list)


def lot_key(lot: Span | None) -> str:
    """A lot without the words around its number: ``第1包``, ``包1`` and ``标段一`` are one lot."""
    bare = fold_name(_LOT_WORDS.sub("", lot.text)) if lot else ""
    value = _NUMERALS.find(bare) if len(bare) == 1 else -1
    return str(value + 1) if value >= 0 else bare


def suppliers_in(span: Span, read: AwardsRead) -> list[Span]:
    """The supplier a passage names, or the members of a joint bid; none where one of them is refused."""
    members = []
    span = name_in(span)
    for start, end in joint_members(span, span.text):
        part = without_role(span.part(start, end))
        reason = refusal(part)
        if reason is None:
            members.append(part)
        else:
            if reason not in {"empty", "missing"}:
                read.refused.append(("supplier", reason, part))
            return []
    return members


def pay(award: Award, cell: Span, read: AwardsRead, *, header: str = "", label: str = "") -> None:
    """Give an award the sum a passage states, and say where it states none that counts."""
    cell, reading = read_sum(cell, header=header, label=label)
    award.amount, award.reading = cell, reading
    if reading.money is None and reading.status not in {"empty", "missing", "not_an_amount"}:
        read.refused.append(("amount", reading.status, cell))
