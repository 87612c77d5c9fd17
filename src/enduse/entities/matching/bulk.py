"""Cross-referencing tables of any size: prepare in batches, propose pairs, compare in batches, each step a task of the engine.

What a step makes is a file named by its inputs, so that a run that was stopped goes on where it was, and a table of a million names needs
disk and not memory.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from itertools import islice, pairwise
from pathlib import Path
from typing import Any

import msgspec

from enduse.engine.collector import collector_at_rest
from enduse.engine.local import run_local
from enduse.engine.task import Input, Task
from enduse.entities.matching.blocking import Dropped, Join, write_keys
from enduse.entities.matching.compare import score
from enduse.entities.matching.prepared import Party, prepare
from enduse.entities.matching.repeated_names import Scores, Spellings
from enduse.entities.matching.store import Stores, write_store
from enduse.entities.matching.thresholds import load_thresholds
from enduse.model.errors import EnduseError
from enduse.model.storage import read_json, write_json

BATCH = 4_000
"""Parties prepared by one task."""
PAIRS = 50_000
"""Pairs compared by one task."""
KEPT = 12_000
"""Prepared parties a worker keeps in memory, about 4 kB each."""
_ROOMS = ("entities", "language", "model", "engine")


_SPELLINGS = Spellings()
"""Of the parties that this process prepares, one batch after the other; forgotten when all are prepared."""


@dataclass(frozen=True, slots=True, order=True)
class Tie:
    """Two parties by id, the lesser first, and the score that ``compare`` gives them."""

    left: str
    right: str
    score: float


@dataclass(frozen=True, slots=True)
class CrossReference:
    """``ties`` at or above the score asked for, in the order of ids; how many parties and pairs were looked at; keys that proposed nothing
    because too many share them, and how many pairs were left out beyond the most."""

    ties: tuple[Tie, ...]
    parties: int
    compared: int
    dropped: tuple[Dropped, ...]
    left_out: int


class Proposed(msgspec.Struct):
    """The outcome of the step that proposes pairs: ``pairs`` are positions, left and right in turn."""

    pairs: list[int]
    dropped: list[Dropped]
    left_out: int


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a cross-reference was asked for; see ``cross_reference``."""

    least: float | None
    most: int | None
    between: Callable[[str, str], bool] | None
    workers: int | None
    folder: Path


def cross_reference(
    parties: Iterable[Party],
    *,
    least: float | None = None,
    most: int | None = None,
    between: Callable[[str, str], bool] | None = None,
    workers: int | None = None,
    folder: Path | None = None,
) -> CrossReference:
    """Compare every party with those it may be.

    ``least``: the score from which a pair is given back, by default ``possible`` of the thresholds. ``most``: pairs compared in all.
    ``between``: whether two ids are to be compared at all (two lists with each other, none within itself). ``workers``: processes, by
    default one for each core; ``folder``: where files lie meanwhile, kept when given, so that a later run with the same parties goes on.
    The outcome depends neither on the order of the parties nor on ``workers``.

    Raises:
        ValueError: two parties have one id.
        EnduseError: a step failed.
    """
    with tempfile.TemporaryDirectory() if folder is None else nullcontext(str(folder)) as place:
        ids, batches = _write_batches(parties, Path(place))
        del parties  # written: a caller that keeps none of them gets their memory back before the comparison
        return _compare_batches(ids, batches, _Asked(least, most, between, workers, Path(place)))


def _compare_batches(ids: list[str], batches: list[Input], asked: _Asked) -> CrossReference:
    prepared = [_task("prepare", [batch], {}, asked.folder) for batch in batches]
    _run(prepared, asked.workers)
    _SPELLINGS.forget()
    stores = [task.as_input() for task in prepared]
    propose = _task("propose", stores, {"parties": len(ids), "most": asked.most}, asked.folder)
    _run([propose], 1)
    proposed = read_json(propose.output, Proposed)
    pairs = _wanted(proposed.pairs, ids, asked.between)
    floor = load_thresholds().possible if asked.least is None else asked.least
    compare = [_task("compare", [*stores, part], {"least": floor}, asked.folder) for part in _write_pairs(pairs, asked.folder)]
    _run(compare, asked.workers)
    ties = [Tie(ids[a], ids[b], value) for task in compare for a, b, value in read_json(task.output, list[tuple[int, int, float]])]
    return CrossReference(tuple(sorted(ties)), len(ids), len(pairs) // 2, tuple(proposed.dropped), proposed.left_out)


def prepare_task(inputs: list[Path], params: dict[str, Any], output: Path) -> None:  # noqa: ARG001 - every task is called so
    """Prepare the parties of ``inputs[0]`` (JSON) into a store."""
    with collector_at_rest():
        write_store(output, (prepare(party, _SPELLINGS.parse_name) for party in read_json(inputs[0], list[Party])))


def propose_task(inputs: list[Path], params: dict[str, Any], output: Path) -> None:
    """Propose pairs among the parties of the stores. ``params``: ``parties``, how many; ``most``, pairs in all or None."""
    with tempfile.TemporaryDirectory(dir=output.parent) as temporary, Stores(inputs, BATCH, kept=1) as stores:
        keys = Path(temporary) / "keys.csv"
        with keys.open("w", encoding="utf-8", newline="") as file:
            write_keys(file, stores.all_keys())
        with Join([keys], params["parties"], temporary=Path(temporary)) as join:
            pairs = [position for pair in join.pairs(params["most"]) for position in pair]
            write_json(output, Proposed(pairs, list(join.dropped), join.left_out))


def compare_task(inputs: list[Path], params: dict[str, Any], output: Path) -> None:
    """Compare the pairs of the last input among the parties of the stores before it; writes those at or above ``params["least"]``."""
    *paths, listed = inputs
    least = params["least"]
    flat = read_json(listed, list[int])
    with Stores(paths, BATCH, kept=KEPT) as stores, collector_at_rest():
        known = Scores().score_names
        scored = ((a, b, score(stores[a], stores[b], known)) for a, b in zip(flat[::2], flat[1::2], strict=True))
        write_json(output, [each for each in scored if each[2] >= least])


def _write_batches(parties: Iterable[Party], folder: Path) -> tuple[list[str], list[Input]]:
    """The parties in the order of their ids, a file for each batch."""
    ordered = sorted(parties, key=lambda party: party.id)
    ids = [party.id for party in ordered]
    if len(set(ids)) < len(ids):
        twice = next(a for a, b in pairwise(ids) if a == b)
        raise ValueError(f"two parties have the id {twice!r}; give each its own")
    return ids, [_write(folder, "parties", list(batch)) for batch in _batched(ordered, BATCH)]


def _write_pairs(pairs: Sequence[int], folder: Path) -> list[Input]:
    return [_write(folder, "pairs", list(batch)) for batch in _batched(pairs, 2 * PAIRS)]


def _write(folder: Path, name: str, rows: list[Any]) -> Input:
    encoded = msgspec.json.encode(rows, order="sorted")
    digest = hashlib.sha256(encoded).hexdigest()
    path = folder / name / f"{digest[:40]}.json"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        write_json(path, rows)
    return Input(path, digest)


def _batched(rows: Iterable[Any], size: int) -> Iterator[tuple[Any, ...]]:
    walk = iter(rows)
    while batch := tuple(islice(walk, size)):
        yield batch


def _wanted(pairs: list[int], ids: Sequence[str], between: Callable[[str, str], bool] | None) -> list[int]:
    if between is None:
        return pairs
    return [p for a, b in zip(pairs[::2], pairs[1::2], strict=True) if between(ids[a], ids[b]) for p in (a, b)]


def _task(step: str, inputs: list[Input], params: dict[str, Any], folder: Path) -> Task:
    return Task(f"matching-{step}", f"enduse.entities.matching.bulk:{step}_task", tuple(inputs), params, folder, _ROOMS)


def _run(tasks: Sequence[Task], workers: int | None) -> None:
    for ran in run_local(tasks, workers=workers):
        if ran.error is not None:
            raise EnduseError(f"{ran.task.stage} failed: {ran.error}")
