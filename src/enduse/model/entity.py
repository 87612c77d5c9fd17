"""Entities: mentions that are one body, and the ties between bodies that identity alone gives."""

from __future__ import annotations

from dataclasses import dataclass

from enduse.model.issue import Issue


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """A cluster of mentions. ``reasons`` says, for every mention joined, which rule or person joined it."""

    id: str
    schema: str
    caption: str
    mentions: tuple[str, ...]
    reasons: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    specimen: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Parent:
    """``child`` belongs under ``parent`` as bodies of government; ``statements`` are the passages that show it."""

    child: str
    parent: str
    reason: str
    statements: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """The outcome of the entities stage; a pure function of statements and judgements."""

    entities: tuple[Entity, ...] = ()
    parents: tuple[Parent, ...] = ()
    possibly_same: tuple[tuple[str, str, str], ...] = ()
    """(canonical id, canonical id, why): a weaker tie, kept apart, never used by a finding."""
    issues: tuple[Issue, ...] = ()
