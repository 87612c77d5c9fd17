"""Edges: judgements as the resolver of nomenklatura writes and reads them, one JSON array a line.

``[target, source, judgement, score, user, created_at]``, where target is the greater of both ids (hubs before all others) and
judgement is ``positive``, ``negative``, ``unsure`` or ``no_judgement`` (https://github.com/opensanctions/nomenklatura,
nomenklatura/resolver/edge.py and identifier.py). That reader takes the first six values of a line, so what we keep beside them
(reason, what was seen, which id stood left) goes into a seventh, an object, which it does not look at.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import msgspec

from enduse.decisions.standing import standing
from enduse.model.errors import UsageError
from enduse.model.judgement import Judgement, Seen, Verdict

UNNAMED = "unnamed reviewer of nomenklatura"
"""Who judged, where the edge names nobody: our logs have a name for every line."""
COLUMNS = ("target", "source", "judgement", "score", "user", "created_at")
_WEAKEST_FIRST = (Verdict.POSITIVE, Verdict.UNSURE, Verdict.NEGATIVE)
"""Nomenklatura keeps the last edge it loads of a pair; between reviewers the negative one holds with us, so it comes last."""


@dataclass(slots=True)
class Edges:
    """What a file holds: judgements in the order of their lines, and how many lines were suggestions of a machine, which are none."""

    judgements: list[Judgement] = field(default_factory=list)
    suggestions: int = 0


def read_edges(text: str, name: str) -> Edges:
    """Read a file of edges; ``name`` is how errors and ``origin`` call it.

    Raises:
        UsageError: a line is not an edge (line, what stands there and what was expected).
    """
    found = Edges()
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        values, beside = _values(line, f"{name} line {number}")
        if values["judgement"] == "no_judgement":
            found.suggestions += 1
        else:
            found.judgements.append(_judgement(values, beside, f"{name} line {number}"))
    return found


def write_edges(judgements: Iterable[Judgement]) -> str:
    """What every reviewer has standing on every pair, as lines."""
    held = [judgement for given in standing(judgements).values() for judgement in given]
    ordered = sorted(held, key=lambda j: (j.pair, _WEAKEST_FIRST.index(j.verdict), j.reviewer))
    return "".join(to_line(judgement) for judgement in ordered)


def to_line(judgement: Judgement) -> str:
    """One judgement as a line, with the line break."""
    source, target = sorted(judgement.pair, key=_rank)
    kept = ("left", "right", "reason", "origin", *(("seen",) if judgement.seen is not None else ()))
    everything = msgspec.to_builtins(judgement)
    score = judgement.seen.score if judgement.seen is not None else None
    user = None if judgement.reviewer == UNNAMED else judgement.reviewer
    row = [target, source, judgement.verdict.value, score, user, judgement.decided or None, {name: everything[name] for name in kept}]
    return json.dumps(row) + "\n"


def _values(line: str, where: str) -> tuple[dict[str, Any], dict[str, Any]]:
    try:
        raw = json.loads(line)
    except json.JSONDecodeError as error:
        raise UsageError(f"{where} is not JSON ({error}); expected {_expected()}.") from error
    if isinstance(raw, list) and len(raw) >= len(COLUMNS):
        values, rest = dict(zip(COLUMNS, raw, strict=False)), raw[len(COLUMNS) :]
        beside = rest[0] if rest and isinstance(rest[0], dict) else {}
    elif isinstance(raw, dict):
        values, beside = {name: raw.get(name) for name in COLUMNS}, {}
        values["created_at"] = raw.get("created_at", raw.get("timestamp"))
    else:
        raise UsageError(f"{where} has {line[:60]!r}; expected {_expected()}.")
    texts = all(isinstance(values[name], str) and values[name] for name in ("target", "source", "judgement"))
    others = all(values[name] is None or isinstance(values[name], str) for name in ("user", "created_at"))
    score = values["score"] is None or (isinstance(values["score"], int | float) and not isinstance(values["score"], bool))
    if not (texts and others and score) or values["target"] == values["source"]:
        raise UsageError(f"{where} has {line[:60]!r}; expected two different ids in {_expected()}.")
    return values, beside


def _judgement(values: dict[str, Any], beside: dict[str, Any], where: str) -> Judgement:
    try:
        verdict = Verdict(values["judgement"])
        if verdict is Verdict.WITHDRAWN:
            raise ValueError(values["judgement"])
        kept = {name: beside[name] for name in ("left", "right", "reason", "origin") if isinstance(beside.get(name), str)}
        seen = msgspec.convert(beside["seen"], Seen) if isinstance(beside.get("seen"), dict) else None
    except (ValueError, msgspec.ValidationError) as error:
        raise UsageError(f"{where}: {error}; expected positive, negative, unsure or no_judgement in {_expected()}.") from error
    if {kept.get("left"), kept.get("right")} != {values["target"], values["source"]}:
        kept |= {"left": values["target"], "right": values["source"]}
    if seen is None and values["score"] is not None:
        seen = Seen(score=float(values["score"]), method="nomenklatura")
    given = {"reason": f"taken over from {where.partition(' line ')[0]}", "origin": "nomenklatura"} | kept
    return Judgement(verdict=verdict, reviewer=values["user"] or UNNAMED, decided=values["created_at"] or "", seen=seen, **given)


def _rank(mention: str) -> tuple[int, str]:
    """Nomenklatura's order of ids: Wikidata's, then its own, then all others."""
    return (3 if re.fullmatch(r"Q\d+", mention) else 2 if mention.startswith("NK-") else 1), mention


def _expected() -> str:
    return "an array of " + ", ".join(COLUMNS)
