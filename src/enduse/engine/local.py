"""The local executor: a pool of worker processes with bounded submission; a broken pool is rebuilt.

An executor is ``map(tasks) -> outcomes``. It owns no order: outcomes are yielded as they come, and nothing stored
may depend on that.
"""

from __future__ import annotations

import multiprocessing
import os
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool

from enduse.engine.run import MACHINE, Ran, run_guarded
from enduse.engine.task import Task

RETRIES = 2
"""How often a task is tried again, alone, after a worker died on it (a killed worker takes its whole pool with it)."""


def run_local(tasks: Sequence[Task], *, workers: int | None = None, here_bytes: int = 0) -> Iterator[Ran]:
    """Run tasks on this machine; those whose output exists are yielded at once.

    One task, or ``workers=1``, runs in this process; so do tasks whose inputs are ``here_bytes`` or less in all, where no number of
    workers is asked for. A task that raises is yielded with ``error`` set.
    """
    missing = []
    for task in tasks:
        if task.output.exists():
            yield Ran(task, skipped=True)
        else:
            missing.append(task)
    workers = min(workers or (1 if here_bytes and _within(missing, here_bytes) else os.cpu_count() or 1), len(missing))
    if workers <= 1:
        yield from map(run_guarded, missing)
    else:
        yield from _run_pool(missing, workers)


def _within(tasks: list[Task], most: int) -> bool:
    """Whether the inputs of all tasks together have no more bytes. A folder is never small."""
    for path in (given.path for task in tasks for given in task.inputs):
        most -= path.stat().st_size if path.is_file() else most + 1
        if most < 0:
            return False
    return True


def _run_pool(tasks: list[Task], workers: int) -> Iterator[Ran]:
    """Run tasks in a pool. When a worker is killed the pool breaks: those that were under way are then tried one by one."""
    queue = deque(tasks)
    while queue:
        under_way: dict[Future[Ran], Task] = {}
        with ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn")) as pool:
            try:
                yield from _bounded(pool, queue, under_way, workers * 4)
            except BrokenProcessPool:
                pool.shutdown(cancel_futures=True)
        for task in under_way.values():
            yield _run_alone(task)


def _bounded(pool: ProcessPoolExecutor, queue: deque[Task], under_way: dict[Future[Ran], Task], limit: int) -> Iterator[Ran]:
    while queue or under_way:
        while queue and len(under_way) < limit:
            task = queue.popleft()
            try:
                under_way[pool.submit(run_guarded, task)] = task
            except BrokenProcessPool:
                queue.appendleft(task)
                raise
        for future in wait(under_way, return_when=FIRST_COMPLETED).done:
            ran = future.result()
            del under_way[future]
            yield ran


def _run_alone(task: Task) -> Ran:
    for _ in range(1 + RETRIES):
        with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
            try:
                return pool.submit(run_guarded, task).result()
            except BrokenProcessPool:
                continue
    return Ran(task, skipped=False, error=f"the worker process died {1 + RETRIES} times on this task", error_kind=MACHINE)
