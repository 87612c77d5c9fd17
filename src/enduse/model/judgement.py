"""Judgements: what a person decided about two mentions or one finding."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Verdict(Enum):
    """Nomenklatura's algebra of judgements, without its fourth value: no judgement is no row."""

    POSITIVE = "positive"
    NEGATIVE = "negative"
    UNSURE = "unsure"


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
