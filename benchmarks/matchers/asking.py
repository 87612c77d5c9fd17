"""Asking an index of many bodies for names, with each matcher's own way of choosing candidates: per name the five best, (id, score).

nomenklatura is asked as its enrichment is: ``Index.match_entities`` proposes at most 75 candidates a name, the algorithm scores each. All
names of a set are one batch, which is what it is made for (words that are frequent in the batch propose nothing). Its entities are built
before the clock and kept, so that their names are taken apart once.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import scorers

TOP = 5
PART = 2_000
"""Names that Enduse is given at a time, as ``enduse screen`` gives them."""

Ranked = list[list[tuple[str, float]]]
Ask = Callable[[Sequence[str]], Ranked]


def load(matcher: str, index: str, entities: dict[str, list[str]]) -> Ask:
    """The question function of a matcher: over the folder ``index`` for Enduse, over ``entities`` (id: names) for the others."""
    if matcher == "exact":
        return _exact(entities)
    if matcher in scorers.OURS:
        return _in_parts(_screen(index) if matcher == "enduse-screen" else _enduse(index))
    if matcher in scorers.RAPIDFUZZ:
        raise NotImplementedError("rapidfuzz compares strings and chooses no candidates")
    return _nomenklatura(matcher, entities)


def threshold(matcher: str) -> float:
    """From which score on the matcher calls a body the one asked for."""
    return 1.0 if matcher == "exact" else scorers.load("enduse" if matcher in scorers.OURS else matcher).threshold


def _in_parts(ask: Ask) -> Ask:
    return lambda names: [each for at in range(0, len(names), PART) for each in ask(names[at : at + PART])]


def _enduse(index: str) -> Ask:
    """The names alone: no lists, no days; bodies however unlike, as the peer ranks them."""
    from enduse.findings.listed.names import Asked
    from enduse.screening.index import Index

    opened = Index(Path(index))

    def ask(names: Sequence[str]) -> Ranked:
        asked = [Asked(name, least=0.0) for name in names]
        found = opened.find(asked)
        return [[(match.body, match.score) for match in found[each].matches[:TOP]] for each in asked]

    return ask


def _screen(index: str) -> Ask:
    """All that ``enduse screen`` says of a row, which has a day; bodies in its order, in which a listed one comes first."""
    from enduse.screening.answer import Counterparty
    from enduse.screening.index import Index
    from enduse.screening.screen import screen

    opened = Index(Path(index))

    def ask(names: Sequence[str]) -> Ranked:
        rows = [Counterparty(at, name, f"{1997 + at % 30}-06-15") for at, name in enumerate(names)]
        return [[(hit.entity, hit.score) for hit in each.hits[:TOP]] for each in screen(opened, rows)]

    return ask


def _exact(entities: dict[str, list[str]]) -> Ask:
    """The floor: one look-up of the folded name."""
    from enduse.language.scripts import fold_name

    known: dict[str, list[str]] = {}
    for key, said in sorted(entities.items()):
        for folded in dict.fromkeys(map(fold_name, said)):
            known.setdefault(folded, []).append(key)
    return lambda names: [[(key, 1.0) for key in known.get(fold_name(name), ())[:TOP]] for name in names]


def _nomenklatura(matcher: str, entities: dict[str, list[str]]) -> Ask:
    from nomenklatura.blocker import Index
    from nomenklatura.db import Session, get_engine
    from nomenklatura.matching import ScoringConfig, get_algorithm
    from nomenklatura.resolver import Resolver
    from nomenklatura.store import load_entity_file_store

    algorithm = get_algorithm(matcher)
    if algorithm is None:
        raise ImportError(f"this nomenklatura has no matcher {matcher}")
    folder = tempfile.TemporaryDirectory()
    resolver: Any = Resolver(Session(get_engine(f"sqlite:///{folder.name}/resolver.db")), create=True)
    resolver.load_into_memory()
    config = ScoringConfig.defaults()

    def view(name: str, said: dict[str, list[str]]) -> Any:
        path = Path(folder.name) / f"{name}.json"
        path.write_text("".join(_lines(said)), "utf-8")
        return load_entity_file_store(path, resolver=resolver).default_view()

    held = view("entities", entities)
    index = Index(held, Path(folder.name) / "index")
    index.build()
    bodies = {entity.id: entity for entity in held.entities()}

    def ask(names: Sequence[str]) -> Ranked:
        asked = {entity.id: entity for entity in view("asked", {f"q{at:06}": [name] for at, name in enumerate(names)}).entities()}
        ranked: Ranked = [[] for _ in names]
        for given, candidates in index.match_entities(asked.values()):
            own = asked[given.id]
            scored = [(other.id, float(algorithm.compare(own, bodies[other.id], config).score)) for other, _ in candidates]
            ranked[int(given.id[1:])] = sorted(scored, key=lambda each: -each[1])[:TOP]
        return ranked

    return ask


def _lines(said: dict[str, list[str]]) -> Iterator[str]:
    for key, names in said.items():
        yield json.dumps({"id": key, "schema": "Organization", "properties": {"name": names}}) + "\n"
