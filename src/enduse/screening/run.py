"""A run: a table screened in parts on all cores, each part a task, so that a run that was stopped goes on where it was.

Parts lie in the case's ``build/screening-rows`` and ``build/screened`` until the run is done, and are removed then: they hold what the
user's table holds. The index stays, for the next run.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Any

import msgspec

from enduse.case.layout import Case
from enduse.case.state import read_state
from enduse.engine.local import run_local
from enduse.engine.run import run_task
from enduse.engine.task import Input, Task
from enduse.model.errors import EnduseError
from enduse.screening.answer import Counterparty, Screened
from enduse.screening.index import Index
from enduse.screening.screen import screen

PART = 2_000
"""Rows of a part."""
INDEX, ROWS, ANSWERS = "screening-index", "screening-rows", "screened"
ROOMS = ("model", "vocabulary", "language", "entities", "sources", "findings", "screening")
Progress = Callable[[str, int, int], None]


class ScreeningFailed(EnduseError):
    """Raised by a run: a part could not be worked on (disk, memory, a defect); what is done is kept, and the same command goes on."""


def index_of(case: Case) -> Path:
    """The folder of the index of the last build, made where it is not there yet; those of other builds are removed.

    Raises:
        UsageError: the case has not been built.
    """
    task = index_task_of(case)
    run_task(task)
    for other in task.output.parent.iterdir():
        if other != task.output:
            shutil.rmtree(other, ignore_errors=True)
    return task.output


def index_task_of(case: Case) -> Task:
    """The task that makes the index of the last build."""
    state = read_state(case)
    paths = (state.entities, state.site / "released.json", state.site / "pages.json")
    inputs = tuple(Input(path, f"{path.parent.stem}/{path.stem}") for path in paths)  # outputs are named by what they depend on
    build = hashlib.sha256("".join(each.digest for each in inputs).encode()).hexdigest()[:16]
    return Task(INDEX, "enduse.screening.index_written:index_task", inputs, {"build": build}, case.build, ROOMS, suffix="")


def run(case: Case, rows: Iterable[Counterparty], progress: Progress, *, workers: int | None = None) -> Iterator[Screened]:
    """Screen all rows and yield the answers in their order, once every part is done.

    Raises:
        ScreeningFailed: a part could not be worked on.
    """
    index = index_of(case)
    tasks = [_task(case, index, path) for path in _parts(case, rows)]
    for done, ran in enumerate(run_local(tasks, workers=workers), 1):
        progress("screened", done, len(tasks))
        if ran.error is not None:
            raise ScreeningFailed(f"{ran.error}\nWhat is done is kept: run the same command again to go on.")
    for task in tasks:
        yield from _DECODER.decode(task.output.read_bytes())
    for task in tasks:
        task.output.unlink(missing_ok=True)
        task.inputs[1].path.unlink(missing_ok=True)


def screen_task(inputs: list[Path], _params: dict[str, Any], output: Path) -> None:
    """Screen the rows of ``inputs[1]`` against the index ``inputs[0]`` and write the answers."""
    rows = msgspec.json.decode(inputs[1].read_bytes(), type=tuple[Counterparty, ...])
    output.write_bytes(msgspec.json.encode(screen(_opened(inputs[0]), rows)))


@lru_cache(maxsize=1)
def _opened(folder: Path) -> Index:
    """The index as this process of the pool opened it for its first part."""
    return Index(folder)


def _parts(case: Case, rows: Iterable[Counterparty]) -> list[Path]:
    """Write the rows in parts, each named by the hash of what it holds."""
    folder = case.build / ROWS
    folder.mkdir(parents=True, exist_ok=True)
    found = []
    walk = iter(rows)
    while part := tuple(islice(walk, PART)):
        data = msgspec.json.encode(part)
        path = folder / f"{hashlib.sha256(data).hexdigest()[:40]}.json"
        if not path.exists():
            aside = path.with_suffix(f".{os.getpid()}")
            aside.write_bytes(data)
            aside.replace(path)
        found.append(path)
    return found


def _task(case: Case, index: Path, rows: Path) -> Task:
    inputs = (Input(index, index.name), Input(rows, rows.stem))
    return Task(ANSWERS, "enduse.screening.run:screen_task", inputs, {}, case.build, ROOMS)


_DECODER = msgspec.json.Decoder(tuple[Screened, ...])
