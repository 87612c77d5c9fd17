"""Joins: which mentions a page takes for one body and why, and which other bodies it may be."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from enduse.atlas.claim import Claim
from enduse.atlas.identity import id_of
from enduse.atlas.sheet import Sheet
from enduse.entities.sentences import retold
from enduse.entities.wording import reasons
from enduse.model.comparison import Comparison
from enduse.model.entity import Entity, Join, PossiblySame
from enduse.model.statement import Statement

NAMES = ("name", "legalName", "alias", "weakAlias")
MOST_REASONS = 4
"""Features said of one pair, the strongest; the download has them all."""
MOST_POSSIBLE = 12
"""Bodies listed as possibly the same, the most alike first; the download has them all."""


@dataclass(frozen=True, slots=True)
class Line:
    """One reason that joins, or one body that may be the same: names that lead to passages or pages, and what is said in words."""

    names: tuple[Claim | Markup, ...]
    said: tuple[str, ...]
    statements: str
    """Ids of the statements behind the names, for the sentence that is told from them."""
    score: str
    more: int = 0
    """Further mentions joined for the same reason."""


@dataclass(frozen=True, slots=True)
class Joins:
    """What a page says of its body's identity; ``unlisted`` further bodies may be the same."""

    joined: tuple[Line, ...]
    possible: tuple[Line, ...]
    unlisted: int


def joins_of(sheet: Sheet, entity: Entity) -> Joins | None:
    """What is to be said of an entity's identity; nothing where it is one mention that resembles no other."""
    ties = sorted(sheet.library.ties(entity.id), key=lambda tie: (-_score(tie), tie.left, tie.right, tie.why))
    by_body = [(other, [tie for tie in ties if other in (tie.left, tie.right)]) for other in _others(entity, ties)]
    if not entity.joins and not by_body:
        return None
    joined = [line for _, same in groupby(sorted(entity.joins, key=_kind), key=_kind) if (line := _joined(sheet, entity, list(same)))]
    possible = [line for other, about in by_body[:MOST_POSSIBLE] if (line := _possible(sheet, entity, other, about))]
    return Joins(tuple(joined), tuple(possible), max(len(by_body) - MOST_POSSIBLE, 0))


def _kind(join: Join) -> tuple[str, str, str]:
    """What is said once: one line for all joins by one name or identifier, a line for each judgement and score."""
    own = f"{join.left} {join.right}" if join.rule in ("judgement", "score") else ""
    return join.rule, join.reason, own


def _joined(sheet: Sheet, entity: Entity, same: Sequence[Join]) -> Line | None:
    first = same[0]
    named = [_naming(sheet, entity.id, mention) for mention in (first.left, first.right)]
    shown = [statements for statements in named if statements]
    if not shown:
        return None
    return Line(
        names=tuple(sheet.claim(statements[:1]) for statements in shown),
        said=_said(sheet, first.reason, first.comparison),
        statements=" ".join(id_of(statements[0]) for statements in shown),
        score=_shown(first.comparison),
        more=len(same) - 1,
    )


def _possible(sheet: Sheet, entity: Entity, other: str, about: Sequence[PossiblySame]) -> Line | None:
    named = [statements[0] for ident in (entity.id, other) if (statements := _naming(sheet, ident))]
    if not named:
        return None
    compared = next((tie.comparison for tie in about if tie.comparison is not None), None)
    said = [part for tie in about for part in _said(sheet, tie.why, None)]
    passages = tuple(sheet.claim([statement]) for statement in named)
    for statement in named:
        sheet.address(statement)
    return Line(
        names=(sheet.name(other), *passages[1:]),
        said=(*dict.fromkeys(said), *(_said(sheet, "", compared) if compared else ())),
        statements=" ".join(id_of(statement) for statement in named),
        score=_shown(compared),
    )


def _said(sheet: Sheet, words: str, comparison: Comparison | None) -> tuple[str, ...]:
    language = sheet.tongue.spoken
    told = reasons(comparison, language)[:MOST_REASONS] if comparison is not None else []
    return tuple(_spoken(sheet, text) for text in (retold(words, language) or words, *told) if text)


def _spoken(sheet: Sheet, text: str) -> str:
    """Ids of mentions give way to the names of what they became: ids mean nothing to a reader."""

    def name(match: re.Match[str]) -> str:
        ident = sheet.library.resolved.canonical(match[0])
        entity = sheet.library.entity(ident)
        return f"“{entity.caption}”" if entity is not None else match[0]

    return re.sub(r"[\w-]+:[^\s,;]+[^\s,;:.]", name, text)


def _naming(sheet: Sheet, ident: str, mention: str | None = None) -> list[Statement]:
    """Statements that name an entity, or one mention of it, its own names first."""
    facts = sheet.library.facts.get(ident, {})
    return [s for name in NAMES for s in sorted(facts.get(name, []), key=lambda s: (s.value, id_of(s))) if mention in (None, s.entity)]


def _others(entity: Entity, ties: Sequence[PossiblySame]) -> list[str]:
    return list(dict.fromkeys(tie.right if tie.left == entity.id else tie.left for tie in ties))


def _score(tie: PossiblySame) -> float:
    return tie.comparison.score if tie.comparison is not None else 1.0


def _shown(comparison: Comparison | None) -> str:
    return f"{comparison.score:.2f}" if comparison is not None else ""
