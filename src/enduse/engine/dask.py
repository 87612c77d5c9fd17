"""Dask as engine: one future for each bundle, a bounded number of them under way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import Any

from distributed import Client, Future, as_completed

from enduse.engine.bundle import run_bundle
from enduse.engine.cluster import Carried, Carry
from enduse.model.errors import EngineUnavailable

_START_SECONDS = 30


@contextmanager
def connected(address: str, workers: int | None) -> Iterator[tuple[Carry, int]]:
    """A connection to the scheduler at ``address`` (``tcp://host:8786``), and how many tasks it runs at a time.

    Raises:
        EngineUnavailable: no scheduler answers, or it has no workers.
    """
    try:
        client = Client(address, timeout=_START_SECONDS, set_as_default=False)
    except (OSError, ValueError) as error:
        raise EngineUnavailable(
            f"No Dask scheduler answers at {address} ({error}). Is it running, and can this machine reach it?"
        ) from error
    with client:
        try:
            client.wait_for_workers(1, timeout=_START_SECONDS)
        except TimeoutError as error:
            raise EngineUnavailable(
                f"The Dask scheduler at {address} has no workers. Start some: dask worker {address} --nthreads 1"
            ) from error
        slots = workers or sum(client.nthreads().values())
        yield lambda lines: _carry(client, address, lines, slots * (1 if workers else 2)), slots


def _carry(client: Any, address: str, lines: Sequence[str], most: int) -> Iterator[Carried]:
    queue = iter(enumerate(lines))
    numbers: dict[str, int] = {}

    def submitted(number: int, line: str) -> Any:
        future = client.submit(run_bundle, line, pure=False)
        numbers[future.key] = number
        return future

    done = as_completed([submitted(*item) for item in islice(queue, most)], loop=client.loop)
    for future in done:
        yield _outcome(future, numbers.pop(future.key), address)
        following = next(queue, None)
        if following is not None:
            done.add(submitted(*following))


def _outcome(future: Future[str], number: int, address: str) -> Carried:
    if future.status == "finished":
        return Carried(number, future.result())
    if future.status == "error":
        error = future.exception()
        return Carried(number, None, f"{type(error).__name__}: {error}")
    raise EngineUnavailable(
        f"The Dask scheduler at {address} has gone ({future.status}). What is done is kept: build again once it is there."
    )
