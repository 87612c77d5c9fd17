"""One build of a case at a time: two would write over each other's site."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager

from enduse.case.layout import Case
from enduse.model.errors import UsageError


@contextmanager
def building(case: Case) -> Iterator[None]:
    """Hold the case's lock while a build runs. The system gives it back when the process ends, however it ends.

    Raises:
        UsageError: another build of this case is under way.
    """
    case.build.mkdir(parents=True, exist_ok=True)
    with (case.build / ".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise UsageError("Another build of this case is under way; wait until it has ended, then build again.") from error
        yield
