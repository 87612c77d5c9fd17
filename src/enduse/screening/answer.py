"""What screening says of a row: the bodies its name may mean, what the lists say of each on the day, and findings that name it."""

from __future__ import annotations

from dataclasses import dataclass

from enduse.findings.listed.answer import Standing
from enduse.model.comparison import Feature

CHECK, POSSIBLE, NONE = "match to check", "possible", "none"
"""Verdicts. ``none`` is no clearance: it says that this case holds nothing against a body of this name."""


@dataclass(frozen=True, slots=True)
class Counterparty:
    """One row asked about. ``day`` is what is asked (the row's, or that of the whole run); ``least`` the likeness from which bodies are
    shown, without it that of the policy. A likeness below the policy's is shown and makes no verdict."""

    row: int
    name: str
    day: str
    countries: tuple[str, ...] = ()
    identifiers: tuple[tuple[str, str], ...] = ()
    least: float | None = None


@dataclass(frozen=True, slots=True)
class Related:
    """A finding in whose path a body stands, and as what."""

    finding: str
    rule: str
    title: str
    outcome: str
    state: str
    day: str
    roles: tuple[str, ...]

    @property
    def page(self) -> str:
        """The finding's page in the atlas, from its top; every finding an index holds is shown there."""
        return f"findings/{self.finding}.html"


@dataclass(frozen=True, slots=True)
class Hit:
    """A body that a name may mean."""

    entity: str
    name: str
    schema: str
    matched: str
    """The name of the body that speaks for it."""
    how: str
    score: float
    features: tuple[Feature, ...]
    concerns: tuple[str, ...]
    """Codes of ``verdicts.yml``, the heaviest first."""
    standings: tuple[Standing, ...]
    related: tuple[Related, ...]
    near: str
    """The findings in words: rule, how often, as what, when."""
    page: str
    """The body's page in the atlas, from its top; empty where it has none."""


@dataclass(frozen=True, slots=True)
class Screened:
    """The answer to one row. ``notes`` are codes of ``verdicts.yml``."""

    asked: Counterparty
    verdict: str
    hits: tuple[Hit, ...]
    notes: tuple[str, ...] = ()
