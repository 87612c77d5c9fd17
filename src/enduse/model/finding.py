"""Findings: what the papers show when statements are joined, with one quoted passage for every edge."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass

from enduse.model.said import Said


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One edge of a path: ``text`` says it in words, ``statements`` are the ids of the passages that show it."""

    origin: str
    """Canonical id of the entity the edge leaves."""
    target: str
    relation: str
    text: Said
    statements: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A rule, a path and the gaps the papers leave.

    ``outcome`` is ``shown`` or ``undetermined`` (a date too coarse to say); ``state`` is what people decided (``draft`` until then).
    """

    rule: str
    rule_version: str
    outcome: str
    title: Said
    summary: Said
    day: str | None
    subjects: tuple[str, ...]
    """Canonical ids of the entities the finding is about, buyer first, then every other organisation it names: all of them are asked."""
    path: tuple[Step, ...]
    gaps: tuple[Said, ...]
    """What these papers do not show, as sentences."""
    rule_says: Said
    """What the rule behind it restricts, and what it does not."""
    specimen: bool = False
    state: str = "draft"

    @property
    def id(self) -> str:
        """Hash of rule and path: a finding keeps its id while its evidence stands, however its sentences are worded."""
        payload = [self.rule, [[s.origin, s.target, s.relation, list(s.statements)] for s in self.path]]
        return hashlib.sha256(json.dumps(payload, separators=(",", ":")).encode()).hexdigest()[:16]
