"""The worker: one thread that owns an index and answers everything that waits together.

A name costs about as much alone as sixteen do at once, since what is asked of DuckDB is asked once for all. So requests wait for no clock:
while a batch is answered the next gathers by itself, and a single request is answered at once.
"""

from __future__ import annotations

import asyncio
import queue
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any, Generic, TypeVar

from enduse.model.errors import DamagedBuild
from enduse.screening.answer import Counterparty, Screened
from enduse.screening.index import Index
from enduse.screening.screen import screen
from enduse.server.errors import Busy

T = TypeVar("T")
TOGETHER = 256
"""Rows answered together at most, so that no one waits long for another's."""


@dataclass(frozen=True, slots=True)
class _Done(Generic[T]):
    answer: T


@dataclass(frozen=True, slots=True)
class _Failed:
    error: BaseException


@dataclass(slots=True)
class _Job(Generic[T]):
    """Rows to screen, what makes an answer of them, and whom to tell."""

    rows: Sequence[Counterparty]
    finish: Callable[[Index, list[Screened]], T]
    tell: Callable[[_Done[T] | _Failed], None]


class Worker:
    """A thread over the index in ``folder``. ``waiting``: rows that may wait; beyond them ``Busy`` is raised. ``on``: the day asked where a
    request names none; that of the newest copy of a list where it is empty."""

    def __init__(self, folder: Path, *, waiting: int = 2_000, on: str = "") -> None:
        self._queue: queue.SimpleQueue[_Job[Any] | None] = queue.SimpleQueue()
        self._room = waiting
        self._waiting = 0
        self._lock = threading.Lock()
        self._thread = threading.Thread(target=self._run, args=(folder,), name="index", daemon=True)
        self._opened = threading.Event()
        self._failed: BaseException | None = None
        self.build, self.day = "", on
        self.lists: dict[str, tuple[str, int]] = {}
        """The lists: day of the newest copy and number of entries, by key."""
        self._thread.start()

    def wait_open(self) -> None:
        """Wait until the index is open and warm.

        Raises:
            DamagedBuild: it cannot be opened.
        """
        self._opened.wait()
        if self._failed is not None:
            raise DamagedBuild(f"The index of this build cannot be opened ({self._failed}). Build again:  enduse build") from self._failed

    async def screen(self, rows: Sequence[Counterparty], finish: Callable[[Index, list[Screened]], T]) -> T:
        """The answer ``finish`` makes of the screened rows, on the worker's thread.

        Raises:
            Busy: too many rows wait.
        """
        loop = asyncio.get_running_loop()
        future: asyncio.Future[T] = loop.create_future()

        def tell(outcome: _Done[T] | _Failed) -> None:
            loop.call_soon_threadsafe(_settle, future, outcome)

        self._put(_Job(rows, finish, tell))
        return await future

    async def ask(self, question: Callable[[Index], T]) -> T:
        """The answer of a function of the index.

        Raises:
            Busy: too many rows wait.
        """
        return await self.screen((), lambda index, _: question(index))

    def screen_blocking(self, rows: Sequence[Counterparty], finish: Callable[[Index, list[Screened]], T]) -> T:
        """As ``screen``, from a thread that may wait; never refused, since such a thread sends one part at a time."""
        outcomes: queue.SimpleQueue[_Done[T] | _Failed] = queue.SimpleQueue()
        self._put(_Job(rows, finish, outcomes.put), always=True)
        outcome = outcomes.get()
        if isinstance(outcome, _Failed):
            raise outcome.error
        return outcome.answer

    @property
    def alive(self) -> bool:
        """Whether it answers."""
        return self._thread.is_alive()

    def close(self) -> None:
        """Answer what waits, then give files and memory back."""
        self._queue.put(None)
        self._thread.join()

    def _put(self, job: _Job[Any], *, always: bool = False) -> None:
        weight = max(1, len(job.rows))
        with self._lock:
            if not always and self._waiting + weight > self._room:
                raise Busy(f"{self._waiting} names wait already; send the same request again in a moment")
            self._waiting += weight
        self._queue.put(job)

    def _run(self, folder: Path) -> None:
        opened = _outcome(lambda: self._open(folder))
        if isinstance(opened, _Failed):
            self._failed = opened.error
            self._opened.set()
            return
        self._opened.set()
        with opened.answer as index:
            for batch in self._batches():
                self._answer(index, batch)

    def _open(self, folder: Path) -> Index:
        index = Index(folder)
        self.build = index.about["build"]
        self.day = self.day or index.newest_copy()
        self.lists = {key: (day, entries) for key, day, entries in index.copies}
        index.warm(self.day)
        return index

    def _batches(self) -> Iterator[list[_Job[Any]]]:
        """What waits, so much at a time, until the thread is told to end."""
        while (job := self._queue.get()) is not None:
            batch, rows = [job], len(job.rows)
            ended = False
            while rows < TOGETHER and not ended:
                try:
                    more = self._queue.get_nowait()
                except queue.Empty:
                    break
                if more is None:
                    ended = True
                else:
                    batch.append(more)
                    rows += len(more.rows)
            yield batch
            if ended:
                return

    def _answer(self, index: Index, batch: list[_Job[Any]]) -> None:
        rows = [replace(row, row=at) for at, row in enumerate(row for job in batch for row in job.rows)]
        screened = _outcome(lambda: screen(index, rows) if rows else [])
        at = 0
        for job in batch:
            if isinstance(screened, _Failed):
                job.tell(screened)
            else:
                own = zip(job.rows, screened.answer[at : at + len(job.rows)], strict=True)
                answers = [Screened(row, each.verdict, each.hits, each.notes) for row, each in own]
                job.tell(_outcome(partial(job.finish, index, answers)))
            at += len(job.rows)
            with self._lock:
                self._waiting -= max(1, len(job.rows))


def _outcome(function: Callable[[], T]) -> _Done[T] | _Failed:
    """What a function gives or raises, carried to the thread that asked, which raises it."""
    try:
        return _Done(function())
    except BaseException as error:  # noqa: BLE001 - the boundary of a thread: whoever asked is told, and the thread goes on for the others
        return _Failed(error)


def _settle(future: asyncio.Future[T], outcome: _Done[T] | _Failed) -> None:
    if future.done():  # the client has gone, or waited too long
        return
    if isinstance(outcome, _Failed):
        future.set_exception(outcome.error)
    else:
        future.set_result(outcome.answer)
