"""Evidence on the maker of a device, and what follows from it."""

from __future__ import annotations

from dataclasses import dataclass

STATED, FIRM, LEAD, SAID = "stated", "firm", "lead", "said"
"""Strengths. ``SAID`` names no maker: it tells of a record outside its days, a denial, or of nothing found."""

UNKNOWN, POSSIBLE, LIKELY, SEVERAL = "unknown", "possible", "likely", "several"
"""Classes beside ``STATED``, in words in ``maker.yml``."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One line: the maker it speaks for, its family (brand, record, model, serial, firmware, text, mac), its strength, and it in words."""

    maker: str
    family: str
    strength: str
    said: str
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Made:
    """Who made a device. ``makers`` holds one id where one is preferred, all where hints differ, none where nothing is known."""

    makers: tuple[str, ...]
    known: str
    evidence: tuple[Evidence, ...]
    against: tuple[str, ...] = ()
    """Makers for which weaker evidence speaks."""

    @property
    def settled(self) -> bool:
        """Whether one maker is known well enough to say what rules ask."""
        return self.known in (STATED, LIKELY)
