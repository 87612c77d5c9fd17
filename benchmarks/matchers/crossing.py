"""Cross-referencing many organisations with each matcher's own way of choosing pairs: (id, id) in order -> score."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

import scorers

Scored = dict[tuple[str, str], float]


def run(matcher: str, names: dict[str, list[str]], pairs: int) -> Scored:
    """Score the ``pairs`` most promising pairs; NotImplementedError where a matcher has no way of choosing any."""
    if matcher == "enduse":
        return _enduse(names, pairs)
    if matcher in scorers.RAPIDFUZZ:
        raise NotImplementedError("rapidfuzz compares strings and chooses no pairs")
    return _nomenklatura(matcher, names, pairs)


def _nomenklatura(matcher: str, names: dict[str, list[str]], pairs: int) -> Scored:
    """As its command ``xref`` does, with the limit on suggestions raised to the number of pairs."""
    from nomenklatura.db import Session, get_engine
    from nomenklatura.matching import get_algorithm
    from nomenklatura.resolver import Resolver
    from nomenklatura.store import load_entity_file_store
    from nomenklatura.xref import xref

    algorithm = get_algorithm(matcher)
    if algorithm is None:
        raise ImportError(f"this nomenklatura has no matcher {matcher}")
    scored: Scored = {}

    def keep(_: Any, left: Any, right: Any, score: float) -> float:
        scored[min(left.id, right.id), max(left.id, right.id)] = score
        return score

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "entities.json"
        with path.open("w", encoding="utf-8") as file:
            for key, said in names.items():
                file.write(json.dumps({"id": key, "schema": "Organization", "properties": {"name": said}}) + "\n")
        session = Session(get_engine(f"sqlite:///{folder}/resolver.db"))
        resolver: Any = Resolver(session, create=True)
        resolver.load_into_memory()
        store = load_entity_file_store(path, resolver=resolver)
        xref(
            resolver,
            session,
            store,
            Path(folder) / "index",
            limit=pairs,
            limit_factor=1,
            discount_internal=1.0,
            algorithm=algorithm,
            heuristic=keep,
        )
    return scored


def _enduse(names: dict[str, list[str]], pairs: int) -> Scored:
    """As the build does, with one worker; every pair is given back, however low its score."""
    from enduse.entities.matching.bulk import cross_reference
    from enduse.entities.matching.prepared import Party

    parties = [Party(id=key, names=tuple(said)) for key, said in names.items()]
    found = cross_reference(parties, least=0.0, most=pairs, workers=1)
    return {(tie.left, tie.right): tie.score for tie in found.ties}
