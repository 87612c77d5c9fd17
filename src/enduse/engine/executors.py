"""The executors by name: where tasks run is chosen when a build begins, and nothing else knows it."""

from __future__ import annotations

import importlib
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from functools import partial
from typing import Protocol

from enduse.engine.cluster import Carry, run_on
from enduse.engine.local import run_local
from enduse.engine.run import Ran
from enduse.engine.storage import Storage, without_secrets
from enduse.engine.task import Task
from enduse.model.errors import UsageError

Execute = Callable[[Sequence[Task]], Iterator[Ran]]
"""Runs tasks and yields what came of each, in any order; those whose output exists are not run."""

ENGINES = {"dask": "DASK_SCHEDULER_ADDRESS", "spark": "SPARK_REMOTE"}
"""Engine -> the variable its own client reads the address from, where no ``--connect`` is given. Each is a module of this room."""
NAMES = ("local", *ENGINES)
FEW_BYTES = 6 << 20
"""So much input of papers takes about as long to work on as two worker processes take to start (some 2 s of processor time, each time)."""


class Engine(Protocol):
    """What the module of an engine offers."""

    def connected(self, address: str, workers: int | None) -> AbstractContextManager[tuple[Carry, int]]:
        """A connection while the block runs: how bundles are carried, and to how many workers at a time."""


@dataclass(frozen=True, slots=True)
class Where:
    """Where tasks run: by which engine, at which address, how many at a time at most (all it can, by default)."""

    engine: str = "local"
    connect: str | None = None
    workers: int | None = None
    storage: str | None = None
    """An address every worker reaches; without it each must have the case folder under the same path."""


@contextmanager
def executor(where: Where) -> Iterator[Execute]:
    """The executor for ``where``, connected while the block runs.

    Raises:
        UsageError: an unknown engine, an address that is missing or holds a password, an extra that is not installed.
        EngineUnavailable: the cluster or the storage does not answer.
    """
    if where.engine == "local":
        if where.connect or where.storage:
            raise UsageError(f"--connect and --storage are for an engine on other machines: add --engine {' or --engine '.join(ENGINES)}.")
        yield partial(run_local, workers=where.workers, here_bytes=FEW_BYTES)
        return
    address = _address(where)
    engine = _loaded(where.engine)
    storage = Storage(where.storage) if where.storage else None
    with engine.connected(address, where.workers) as (carry, slots):
        yield lambda tasks: run_on(carry, tasks, slots=slots, storage=storage)


def _address(where: Where) -> str:
    if where.engine not in ENGINES:
        raise UsageError(f"no engine is called {where.engine!r}; there are {', '.join(NAMES)}.")
    variable = ENGINES[where.engine]
    address = without_secrets(where.connect, "--connect") if where.connect else os.environ.get(variable)
    if not address:
        raise UsageError(f"--engine {where.engine} needs the address of the cluster: --connect ADDRESS, or {variable} in the environment.")
    return address


def _loaded(name: str) -> Engine:
    try:
        engine: Engine = importlib.import_module(f"enduse.engine.{name}")
    except ImportError as error:
        raise UsageError(
            f"--engine {name} needs a package that is not installed ({error}). Install the extra: pip install 'enduse[{name}]', "
            f"or in a checkout: make setup-{name}"
        ) from error
    return engine
