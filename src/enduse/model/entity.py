"""Entities: mentions that are one body, and the ties between bodies that identity alone gives."""

from __future__ import annotations

from dataclasses import dataclass

from enduse.model.comparison import Comparison
from enduse.model.issue import Issue


@dataclass(frozen=True, slots=True, kw_only=True)
class Join:
    """Why two mentions of an entity are one body: ``rule`` is ``judgement``, ``identifier``, ``table``, ``name`` or ``score``.

    ``comparison`` is what a join by score rests on.
    """

    left: str
    right: str
    rule: str
    reason: str
    comparison: Comparison | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PossiblySame:
    """Two entities (canonical ids, in order) that may be one body: a weaker tie, kept apart, never used by a finding."""

    left: str
    right: str
    why: str
    comparison: Comparison | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """A cluster of mentions. ``joins`` says, for every mention after the first, which rule or person joined it."""

    id: str
    schema: str
    caption: str
    """The name to show; in English where the case has an English one."""
    mentions: tuple[str, ...]
    joins: tuple[Join, ...] = ()
    countries: tuple[str, ...] = ()
    specimen: bool = False
    caption_zh: str = ""
    """The name to show in Chinese; empty where the case has no Chinese one."""

    @property
    def reasons(self) -> tuple[str, ...]:
        """The joins as sentences."""
        return tuple(f"{join.left} = {join.right}: {join.reason}" for join in self.joins)


@dataclass(frozen=True, slots=True, kw_only=True)
class Parent:
    """``child`` belongs under ``parent`` as bodies of government; ``statements`` are the passages that show it."""

    child: str
    parent: str
    reason: str
    statements: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Uncompared:
    """What the comparison of likeness left out: ``keys`` that too many bodies share to compare them for it (each with how many), and the
    number of ``pairs`` beyond the most that are compared."""

    keys: tuple[tuple[str, int], ...] = ()
    pairs: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """The outcome of the entities stage; a pure function of statements and judgements."""

    entities: tuple[Entity, ...] = ()
    parents: tuple[Parent, ...] = ()
    possibly_same: tuple[PossiblySame, ...] = ()
    issues: tuple[Issue, ...] = ()
    uncompared: Uncompared = Uncompared()
