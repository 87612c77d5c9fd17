"""The side of the machine that builds, the same for every engine: what is there is skipped, the rest goes out in bundles.

An engine is a ``Carry`` of a few lines. What it loses is given to it again in smaller pieces, at last one task at a time; what a task
raises is an outcome and is not tried again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from enduse.engine.bundle import read_answers, seen, write_bundle
from enduse.engine.run import MACHINE, Ran
from enduse.engine.storage import Storage
from enduse.engine.task import Task
from enduse.model.errors import EngineUnavailable

_LARGEST = 50
_FOR_EACH_SLOT = 8
"""Bundles for each slot of the cluster, so that slow papers do not leave the other slots idle at the end."""
_LOST = "lost"


@dataclass(frozen=True, slots=True)
class Carried:
    """What came back for the line of that number: the answer of ``run_bundle``, or why the engine lost it."""

    number: int
    answer: str | None
    lost: str = ""


Carry = Callable[[Sequence[str]], Iterator[Carried]]
"""Calls ``run_bundle`` on some worker for each line and yields as they come; raises ``EngineUnavailable`` where the engine has gone."""


def run_on(carry: Carry, tasks: Sequence[Task], *, slots: int, storage: Storage | None = None) -> Iterator[Ran]:
    """Run tasks by an engine with ``slots`` workers; those whose output exists are yielded at once.

    Raises:
        EngineUnavailable: the engine or the storage does not answer, or no worker could do anything.
    """
    left = list({task.id: task for task in tasks}.values())
    tried, why = 0, ""
    for attempt in range(3):
        there, left = _split(left, storage)
        yield from (Ran(task, skipped=True) for task in there)
        if not left:
            return
        if attempt == 1 and len(left) == tried > 1:  # the first round did not do a single one
            raise EngineUnavailable(
                f"No worker could do anything: {why}\nWhat is done is kept: build again once the cluster can run tasks."
            )
        size = max(1, min(_LARGEST, len(left) // (slots * _FOR_EACH_SLOT))) if attempt == 0 else 1
        tried, lost = len(left), []
        for batch in [left] if attempt < 2 else [[task] for task in left]:
            for ran in _round(carry, batch, size, storage):
                if ran.error_kind == _LOST:
                    lost.append(ran.task)
                    why = ran.error or ""
                else:
                    yield ran
        left = lost
    for task in left:
        yield Ran(task, skipped=False, error=f"the engine lost its worker three times on this task: {why}", error_kind=MACHINE)


def _split(tasks: list[Task], storage: Storage | None) -> tuple[list[Task], list[Task]]:
    """Tasks whose output is there, and the others with what they read put where workers find it."""
    there = [task for task in tasks if task.output.exists()]
    left = [task for task in tasks if not task.output.exists()]
    if storage is not None and left:
        digests = storage.digests()
        fetched = [task for task in left if task.id in digests]
        storage.get_outputs(fetched)
        there += fetched
        left = [task for task in left if task.id not in digests]
        storage.put_missing((each for task in left for each in task.inputs), digests)
    return there, left


def _round(carry: Carry, tasks: list[Task], size: int, storage: Storage | None) -> Iterator[Ran]:
    """One outcome for each task; of kind ``lost`` where the engine gave none."""
    bundles = [tasks[start : start + size] for start in range(0, len(tasks), size)]
    lines = [write_bundle(bundle, storage.address if storage else "") for bundle in bundles]
    for carried in carry(lines):
        bundle = {task.id: task for task in bundles[carried.number]}
        if carried.answer is None:
            yield from (Ran(task, skipped=False, error=carried.lost, error_kind=_LOST) for task in bundle.values())
            continue
        answered = read_answers(carried.answer, bundle)
        if storage is not None:
            storage.get_outputs(ran.task for ran in answered if ran.error is None)
        yield from map(_checked, answered)


def _checked(ran: Ran) -> Ran:
    """The outcome, unless the file a worker says it has written is not to be seen here."""
    if ran.error is not None or seen(ran.task.output):
        return ran
    error = (
        f"a worker has written {ran.task.output}, and this machine does not see it. Either every machine has the case folder under this "
        "path, or the build is given storage they all reach: --storage ADDRESS."
    )
    return Ran(ran.task, skipped=False, error=error, error_kind=MACHINE)
