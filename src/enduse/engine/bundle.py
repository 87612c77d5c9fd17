"""The bundle: tasks as one line of JSON on the way to a worker, and their outcomes as one line on the way back.

Plain text, so that every engine can carry it and no engine's pickles decide what arrives. A worker runs a task only if it is the same task
there: its id, which holds the hash of the code, is computed again, and versions are compared.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Any

import msgspec

from enduse.engine.run import MACHINE, Ran, run_guarded, run_task
from enduse.engine.storage import Storage, run_with
from enduse.engine.task import Input, Task
from enduse.engine.versions import differences, versions
from enduse.model.errors import EngineUnavailable

_ONE = threading.Lock()
"""A worker may have threads; a task has the process for itself, since readers keep one locked child for each process."""
PATIENCE_SECONDS = 20.0
"""How long a file that another machine has written may take to be seen here: network file systems remember what was not there."""


@dataclass(frozen=True, slots=True)
class Order:
    """One task as it travels; paths are absolute."""

    id: str
    stage: str
    function: str
    inputs: tuple[tuple[str, str], ...]
    params: dict[str, Any]
    folder: str
    rooms: tuple[str, ...]
    suffix: str


@dataclass(frozen=True, slots=True)
class Bundle:
    """What one worker is given at a time; ``storage`` is an address, or empty where every machine has the same paths."""

    versions: dict[str, str]
    storage: str
    orders: tuple[Order, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of one task of a bundle."""

    id: str
    skipped: bool
    seconds: float
    peak_mib: int
    error: str | None
    error_kind: str


def write_bundle(tasks: Iterable[Task], storage: str = "") -> str:
    """Tasks as one line."""
    return msgspec.json.encode(Bundle(versions(), storage, tuple(map(_order, tasks)))).decode()


def run_bundle(line: str) -> str:
    """Run the tasks of one line, here: what an engine calls on its workers. The answers are one line. Raises nothing a task raises."""
    bundle = msgspec.json.decode(line, type=Bundle)
    unlike = differences(bundle.versions)
    with _ONE:
        answers = [_answer(order, unlike, bundle.storage) for order in bundle.orders]
    return msgspec.json.encode(answers).decode()


def read_answers(line: str, tasks: Mapping[str, Task]) -> list[Ran]:
    """The outcomes of one answered line; ``tasks`` by their id."""
    answers = msgspec.json.decode(line, type=tuple[Answer, ...])
    return [Ran(tasks[a.id], a.skipped, a.seconds, a.peak_mib, a.error, a.error_kind) for a in answers]


def seen(path: Path) -> bool:
    """Whether a file is there, waiting a while for one that another machine has just written."""
    until = time.monotonic() + PATIENCE_SECONDS
    while not path.exists():
        if time.monotonic() > until:
            return False
        time.sleep(0.1)
        next(iter(path.parent.glob("*")), None)  # a network file system that is asked for the folder looks again
    return True


def _order(task: Task) -> Order:
    inputs = tuple((str(each.path.absolute()), each.digest) for each in task.inputs)
    return Order(task.id, task.stage, task.function, inputs, task.params, str(task.folder.absolute()), task.rooms, task.suffix)


def _answer(order: Order, unlike: list[str], storage: str) -> Answer:
    inputs = tuple(Input(Path(path), digest) for path, digest in order.inputs)
    task = Task(order.stage, order.function, inputs, order.params, Path(order.folder), order.rooms, order.suffix)
    if unlike or task.id != order.id:
        says = "; ".join(unlike) or "its code of Enduse is another one"
        error = f"a worker is not as this machine is: {says}. Install the same wheel and the same pinned packages on every machine."
        return Answer(order.id, skipped=False, seconds=0.0, peak_mib=0, error=error, error_kind=MACHINE)
    run: Callable[[Task], Ran] = partial(run_with, _opened(storage)) if storage else _run_on_shared_paths
    ran = run_guarded(task, run)
    return Answer(order.id, ran.skipped, ran.seconds, ran.peak_mib, ran.error, ran.error_kind)


@cache
def _opened(address: str) -> Storage:
    return Storage(address)


def _run_on_shared_paths(task: Task) -> Ran:
    for each in task.inputs:
        if not seen(each.path):
            raise EngineUnavailable(
                f"a worker does not see {each.path}. Either every machine has the case folder under this path, "
                "or the build is given storage they all reach: --storage ADDRESS."
            )
    return run_task(task)
