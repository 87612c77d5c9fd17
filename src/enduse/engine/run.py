"""Running one task: write aside, rename, and say how long it took and how much memory the process had."""

from __future__ import annotations

import os
import resource
import shutil
import sys
import time
from dataclasses import dataclass

from enduse.engine.task import Task


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


def run_task(task: Task) -> Ran:
    """Run ``task`` unless its output exists. A failure leaves no output behind.

    Errors of enduse pass through; whoever maps tasks decides whether one failure ends the build.
    """
    if task.output.exists():
        return Ran(task, skipped=True)
    started = time.perf_counter()
    task.output.parent.mkdir(parents=True, exist_ok=True)
    aside = task.output.with_name(f".{task.output.name}.{os.getpid()}")
    try:
        task.load()([i.path for i in task.inputs], task.params, aside)
        aside.replace(task.output)
    finally:
        for leftover in aside.parent.glob(f"{aside.name}*"):
            shutil.rmtree(leftover) if leftover.is_dir() else leftover.unlink()
    return Ran(task, skipped=False, seconds=time.perf_counter() - started, peak_mib=peak_mib())


def peak_mib() -> int:
    """The most memory this process or one of its ended children has held, in MiB."""
    unit = 1024 if sys.platform == "darwin" else 1
    largest = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return int(largest / 1024 / unit)
