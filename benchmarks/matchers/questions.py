"""Names to ask of an index, each with the bodies that are right to find, and the names the index holds.

Two indexes, so that a name of the official pairs is asked where only its other name stands: one with the English names, in which the left
names of name_bench's organisations stand too, and one with the Chinese. Both hold all bodies of the lists and the parties beside them.
Right is every body that holds the name the question was drawn from; of a pair, every body that holds a name tied to the asked one by pairs
labelled as one body. A name that the index holds as it is asked is no question of a pair: it would be found by itself.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from enduse.entities.matching.prepared import Party
from enduse.entities.resolved import Resolved
from enduse.findings.listed.name_tables import insert
from enduse.language.scripts import fold_name
from matching_sets import SETS, Row
from matching_sets.rows import has_chinese

WRITTEN, SHORT, ANEW = "Latin, as written", "Latin, a letter missing", "words put together anew"
CHINESE, CHINESE_SHORT = "Chinese, as written", "Chinese, a sign missing"
BENCH, TO_ENGLISH, TO_CHINESE = "name-bench, Latin", "Chinese asked, English held", "English asked, Chinese held"
MIXED = (WRITTEN, SHORT, ANEW)
"""Together the mixture of which speed is said, as in ``rows_of``."""
ADDED = "bench:added"
"""Begins the ids of bodies that stand in the index for a labelled pair."""
_NAMES = """
SELECT s.canonical, list(DISTINCT s.value ORDER BY s.value) FROM statements s
WHERE s.canonical IN (SELECT id FROM body_at) AND s.property IN ('name', 'legalName', 'alias', 'previousName', 'weakAlias')
GROUP BY s.canonical ORDER BY s.canonical
"""


@dataclass(frozen=True, slots=True)
class Question:
    """A name, and the bodies that are right to find; none where nobody can say."""

    name: str
    right: frozenset[str] = frozenset()


Sets = dict[str, list[Question]]


def add_bodies(resolved: Resolved, parties: Sequence[Party]) -> list[str]:
    """Put parties into the resolved lists as bodies of their own, called ``bench:`` and their id; all names, sorted."""
    rows, bodies, names = [], [], set[str]()
    for party in parties:
        bodies.append((f"bench:{party.id}", "Organization", party.names[0], False, list(party.countries), ""))
        for property_, values in (("name", party.names), ("alias", party.aliases)):
            rows += [(f"{party.id}:{property_}:{at}", f"bench:{party.id}", property_, value) for at, value in enumerate(values)]
            names.update(values)
    insert(resolved.connection, "entities", bodies)
    query = """INSERT INTO statements BY NAME SELECT unnest(?) AS id, unnest(?) AS canonical, unnest(?) AS property, unnest(?) AS value,
        'Organization' AS schema"""
    resolved.connection.execute(query, [list(column) for column in zip(*rows, strict=True)])
    return sorted(names)


def held_names(resolved: Resolved) -> dict[str, list[str]]:
    """The names of every body that the index just written of ``resolved`` can find."""
    return dict(resolved.connection.execute(_NAMES).fetchall())


def without_one(name: str, drawn: random.Random) -> str:
    """The name with one sign missing."""
    cut = drawn.randrange(len(name))
    return name[:cut] + name[cut + 1 :]


def anew(words: Sequence[str], drawn: random.Random) -> str:
    """A name of two to five words."""
    return " ".join(drawn.choice(words) for _ in range(drawn.randint(2, 5)))


def added_parties(shared: Path, *, english: bool) -> list[Party]:
    """The bodies that stand in the index for one side of the labelled pairs, whether the pair is one body or not."""
    official = [row.right if english else row.left for row in SETS["official-pairs"](shared)]
    bench = [row.left for row in _name_bench(shared)] if english else []
    return [Party(id=f"added:{at:04}", names=(name,)) for at, name in enumerate(dict.fromkeys([*official, *bench]))]


def drawn_questions(held: Mapping[str, Sequence[str]], number: int, seed: int = 8) -> Sets:
    """``number`` questions a set, drawn by a fixed seed from the names of the lists and the parties beside them."""
    drawn = random.Random(seed)  # noqa: S311 - a benchmark, no secret
    right = _holders(held)
    names = sorted({name for key, said in held.items() if not key.startswith(ADDED) for name in said})
    latin, chinese = [name for name in names if not has_chinese(name)], [name for name in names if has_chinese(name)]
    words = sorted({word for name in names for word in name.split()})
    found: Sets = {ANEW: [Question(anew(words, drawn)) for _ in range(number)]}
    for whole, short, among in ((WRITTEN, SHORT, latin), (CHINESE, CHINESE_SHORT, chinese)):
        if among:
            for kind, cut in ((whole, False), (short, True)):
                chosen = [drawn.choice(among) for _ in range(number)]
                found[kind] = [Question(without_one(name, drawn) if cut else name, right[fold_name(name)]) for name in chosen]
    return found


def pair_questions(held: Mapping[str, Sequence[str]], shared: Path, *, english: bool) -> Sets:
    """The other names of the pairs that are one body."""
    official = SETS["official-pairs"](shared)
    if not english:
        return {TO_CHINESE: list(_asked(held, ((row.right, row.left) for row in official if row.match)))}
    found = {TO_ENGLISH: list(_asked(held, ((row.left, row.right) for row in official if row.match)))}
    if bench := _name_bench(shared):
        found[BENCH] = list(_asked(held, ((row.right, row.left) for row in bench if row.match)))
    return found


def _asked(held: Mapping[str, Sequence[str]], pairs: Iterable[tuple[str, str]]) -> Iterator[Question]:
    """A question for each different name asked; right are the holders of every name that the pairs tie to it."""
    holders, first = _holders(held), dict[str, str]()

    def find(folded: str) -> str:
        while first.setdefault(folded, folded) != folded:
            folded = first[folded]
        return folded

    asked = dict[str, str]()
    for name, standing in pairs:
        first[find(fold_name(standing))] = find(fold_name(name))
        asked.setdefault(fold_name(name), name)
    right: dict[str, set[str]] = {}
    for folded in tuple(first):
        right.setdefault(find(folded), set()).update(holders.get(folded, ()))
    for folded, name in asked.items():
        if folded not in holders:
            yield Question(name, frozenset(right[find(folded)]))


def _name_bench(shared: Path) -> list[Row]:
    try:
        return SETS["name-bench"](shared)
    except FileNotFoundError:
        return []


def _holders(held: Mapping[str, Sequence[str]]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for key, said in held.items():
        for name in said:
            found.setdefault(fold_name(name), set()).add(key)
    return {folded: frozenset(keys) for folded, keys in found.items()}
