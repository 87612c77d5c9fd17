"""Which facts stand in which section of a dossier: lists of terms, kept as data (``sections.yml``)."""

from __future__ import annotations

from functools import cache
from importlib import resources

import msgspec
import yaml

from enduse.findings.rules import load_rules


class Ties(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Kinds of ties apart from those to party and state."""

    ownership: tuple[str, ...]
    xinjiang: tuple[str, ...]


class Sections(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The content of ``sections.yml``."""

    ties: Ties
    answers: tuple[str, ...]
    xinjiang_words: tuple[str, ...]
    maker_relations: tuple[str, ...]

    def of_tie(self, kind: str) -> str:
        """``ownership``, ``xinjiang`` or ``party``."""
        return "ownership" if kind in self.ties.ownership else "xinjiang" if kind in self.ties.xinjiang else "party"


@cache
def sections() -> Sections:
    """The lists.

    Raises:
        msgspec.ValidationError: the file has another shape.
    """
    return msgspec.convert(yaml.safe_load((resources.files(__package__) / "sections.yml").read_text("utf-8")), Sections)


@cache
def troubled_statuses() -> frozenset[str]:
    """Statuses that the rule ``project-in-trouble`` calls trouble."""
    return frozenset(load_rules()["project-in-trouble"].text.terms["project_status"])


@cache
def setback_events() -> frozenset[str]:
    """Kinds of events that the same rule calls trouble."""
    return frozenset(load_rules()["project-in-trouble"].text.terms["event"])
