"""Judgements: what a person decided about two mentions or one finding, and what lay before that person at the time."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from enduse.model.comparison import Feature


class Verdict(Enum):
    """Nomenklatura's algebra of judgements, without its fourth value (no judgement is no row), and with a withdrawal.

    A withdrawal takes back the last judgement its reviewer has standing on the pair, so that the one before it, if any, holds again.
    """

    POSITIVE = "positive"
    NEGATIVE = "negative"
    UNSURE = "unsure"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What the reviewer saw: names and particulars of both sides, and how the machine compared them then.

    ``left`` and ``right`` are lines of (property, value), names first. ``score`` is missing where nothing was compared.
    """

    left: tuple[tuple[str, str], ...] = ()
    right: tuple[tuple[str, str], ...] = ()
    score: float | None = None
    features: tuple[Feature, ...] = ()
    method: str = ""
    """Name and version of the comparison, as ``comparison 3``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """``left`` and ``right`` (mention ids) are, are not, or may be the same body, says ``reviewer`` because of ``reason``."""

    left: str
    right: str
    verdict: Verdict
    reviewer: str
    decided: str
    """ISO day or instant, as the reviewer's machine wrote it."""
    reason: str
    seen: Seen | None = None
    origin: str = ""
    """Where the judgement was taken over from (``nomenklatura``); empty where the reviewer recorded it here."""

    @property
    def pair(self) -> tuple[str, str]:
        """Both mentions, in the order of their ids."""
        return min(self.left, self.right), max(self.left, self.right)
