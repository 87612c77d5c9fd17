"""Hands: processes that print parts of one site at the same time, each with the case opened for itself."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import AbstractContextManager, ExitStack
from pathlib import Path
from types import TracebackType

from enduse.atlas.context import SiteContext
from enduse.atlas.printing import Done, Job, Printer

Make = Callable[[], AbstractContextManager[SiteContext]]

_held: list[Printer] = []
"""In a process of the pool: its printer, from one job to the next."""
_open = ExitStack()


class Hands:
    """A pool of ``number`` processes; ``make`` opens the context in each and must be picklable."""

    def __init__(self, make: Make, out: Path, number: int) -> None:
        spawn = multiprocessing.get_context("spawn")
        self._pool = ProcessPoolExecutor(number, mp_context=spawn, initializer=_begin, initargs=(make, out))

    def __enter__(self) -> Hands:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._pool.shutdown(cancel_futures=True)

    def do(self, jobs: Sequence[Job]) -> list[Done]:
        """What came of each job, in their order.

        Raises:
            OSError: a process was killed, by a lack of memory most likely.
        """
        try:
            return list(self._pool.map(_do, jobs))
        except BrokenProcessPool as error:
            raise OSError("a process that printed pages was killed; the machine may have too little memory for this case") from error


def _begin(make: Make, out: Path) -> None:
    _held[:] = [Printer(_open.enter_context(make()), out)]


def _do(job: Job) -> Done:
    return _held[0].do(job)
