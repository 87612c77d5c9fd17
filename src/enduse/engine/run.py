"""Running one task: write aside, rename, and say how long it took and how much memory the process had."""

from __future__ import annotations

import os
import resource
import secrets
import shutil
import sys
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import duckdb

from enduse.engine.task import Task
from enduse.model.errors import EnduseError, EngineUnavailable

MACHINE = "machine"
"""Kind of an error that lies with a machine (disk, memory, a killed worker), not with what was read."""


@dataclass(frozen=True, slots=True)
class Ran:
    """What came of a task. ``seconds`` and ``peak_mib`` are of this run (0 where the output was there already)."""

    task: Task
    skipped: bool
    seconds: float = 0.0
    peak_mib: int = 0
    error: str | None = None
    error_kind: str = ""
    """Name of the enduse error, ``machine`` (disk, memory, a killed worker) or ``fault`` (a defect of the code)."""


def run_guarded(task: Task, run: Callable[[Task], Ran] | None = None) -> Ran:
    """Run ``task``; whatever it raises is an outcome with ``error`` set, so that one task never takes others along.

    ``run`` is another way to run it than ``run_task``.
    """
    try:
        return (run or run_task)(task)
    except EngineUnavailable as error:
        return Ran(task, skipped=False, error=str(error), error_kind=MACHINE)
    except EnduseError as error:
        return Ran(task, skipped=False, error=str(error), error_kind=type(error).__name__)
    except (OSError, MemoryError) as error:
        return Ran(task, skipped=False, error=f"{type(error).__name__}: {error}", error_kind=MACHINE)
    except (duckdb.IOException, duckdb.OutOfMemoryException) as error:
        # a full disk, a full temporary folder or full memory, met by DuckDB: its errors are no OSError
        return Ran(task, skipped=False, error=str(error).strip(), error_kind=MACHINE)
    except Exception as error:  # noqa: BLE001 - a worker's outermost frame: a fault in one task must not take the others along
        place = traceback.extract_tb(error.__traceback__)[-1]
        where = f"{Path(place.filename).name}:{place.lineno}"
        return Ran(task, skipped=False, error=f"{type(error).__name__} at {where}: {error}", error_kind="fault")


def run_task(task: Task) -> Ran:
    """Run ``task`` unless its output exists. A failure leaves no output behind.

    Two workers may run the same task at once (an engine that gave one up for dead, which was not): each writes under a name nobody else
    has, and whichever renames first has made the output.

    Errors of enduse pass through; whoever maps tasks decides whether one failure ends the build.
    """
    if task.output.exists():
        return Ran(task, skipped=True)
    started = time.perf_counter()
    task.output.parent.mkdir(parents=True, exist_ok=True)
    # process ids are not enough: on shared storage another machine has the same ones
    aside = task.output.with_name(f".{task.output.name}.{os.getpid()}-{secrets.token_hex(8)}")
    try:
        task.load()([i.path for i in task.inputs], task.params, aside)
        _put_in_place(aside, task.output)
    finally:
        for leftover in aside.parent.glob(f"{aside.name}*"):
            shutil.rmtree(leftover) if leftover.is_dir() else leftover.unlink()
    return Ran(task, skipped=False, seconds=time.perf_counter() - started, peak_mib=peak_mib())


def _put_in_place(aside: Path, output: Path) -> None:
    try:
        aside.replace(output)
    except OSError:
        if not (aside.is_dir() and output.is_dir()):  # a folder somebody else has put there meanwhile is the same folder
            raise


def peak_mib() -> int:
    """The most memory this process or one of its ended children has held, in MiB."""
    unit = 1024 if sys.platform == "darwin" else 1
    largest = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return int(largest / 1024 / unit)
