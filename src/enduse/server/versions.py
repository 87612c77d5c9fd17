"""Versions: the index of the case's last build, and the switch to the next one while requests are answered.

A new index is made beside the old one in a process of its own, opened and warmed, and then takes its place in one step. Whoever was given
the old one keeps it until done, so that no answer mixes two builds; the last to give it back closes it.
"""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from enduse.case.layout import Case, open_case
from enduse.case.lock import building
from enduse.model.errors import EnduseError, UsageError
from enduse.screening.run import index_of
from enduse.server.limits import Limits
from enduse.server.worker import Worker

_MAKE = "import sys; from pathlib import Path; from enduse.server.versions import make_index; print(make_index(Path(sys.argv[1])))"


class _Version:
    """An open index and how many use it."""

    def __init__(self, worker: Worker) -> None:
        self.worker = worker
        self.users = 0
        self.retired = False


class Versions:
    """The index that answers now. ``make`` gives the folder of the index of the last build, and ``stamp`` what changes with it."""

    def __init__(self, make: Callable[[], Path], stamp: Callable[[], object], limits: Limits, on: str = "") -> None:
        self._make, self._stamp, self._limits, self._on = make, stamp, limits, on
        self._lock = threading.Lock()
        self._end = threading.Event()
        self._watching: threading.Thread | None = None
        self.trouble = ""
        """Why the newest build is not served; empty where it is."""
        self._stamped = stamp()
        self._now = _Version(self._open())

    @classmethod
    def of_case(cls, case: Case, limits: Limits, on: str = "") -> Versions:
        """The versions of a case's builds.

        Raises:
            UsageError: the case has not been built.
        """
        make_index(case.root)
        state = case.build / "state.json"
        return cls(lambda: _made_apart(case.root), lambda: _stamp_of(state), limits, on)

    @contextmanager
    def used(self) -> Iterator[Worker]:
        """The worker over the version that is served now, which stays open while it is used."""
        with self._lock:
            version = self._now
            version.users += 1
        try:
            yield version.worker
        finally:
            self._give_back(version)

    def watch(self, seconds: float) -> None:
        """Look for a new build every so many seconds, in a thread of its own."""

        def run() -> None:
            while not self._end.wait(seconds):
                self.refresh()

        self._watching = threading.Thread(target=run, name="versions", daemon=True)
        self._watching.start()

    def refresh(self) -> bool:
        """Serve the newest build if it is another; whether it was. What fails is kept in ``trouble``, and the old version goes on."""
        stamp = self._stamp()
        if stamp == self._stamped:
            return False
        try:
            worker = self._open()
        except (EnduseError, OSError, subprocess.SubprocessError) as error:
            self.trouble = str(error)
            return False
        self._stamped, self.trouble = stamp, ""
        with self._lock:
            old, self._now = self._now, _Version(worker)
            old.retired = True
            unused = old.users == 0
        if unused:
            old.worker.close()
        return True

    def close(self) -> None:
        """End the watch and close what is open."""
        self._end.set()
        if self._watching is not None:
            self._watching.join()
        self._now.worker.close()

    def _open(self) -> Worker:
        worker = Worker(self._make(), waiting=self._limits.waiting, on=self._on)
        worker.wait_open()
        return worker

    def _give_back(self, version: _Version) -> None:
        with self._lock:
            version.users -= 1
            last = version.retired and version.users == 0
        if last:
            # In a thread: closing waits for the worker's thread, and whoever gives back may be the loop that serves.
            threading.Thread(target=version.worker.close, daemon=True).start()


def make_index(root: Path) -> Path:
    """The index of the last build of the case in ``root``, made where it is not there yet.

    Raises:
        UsageError: there is no case or no build, or a build is under way.
    """
    case = open_case(root)
    with building(case):
        return index_of(case)


def _made_apart(root: Path) -> Path:
    """As ``make_index``, in a process of its own: it takes a processor for a while, and answers must not wait for it."""
    done = subprocess.run(  # noqa: S603 - our own interpreter and our own text
        [sys.executable, "-c", _MAKE, str(root)], capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        raise UsageError(done.stderr.strip().rpartition("\n")[2])
    return Path(done.stdout.strip())


def _stamp_of(state: Path) -> object:
    try:
        said = state.stat()
    except FileNotFoundError:
        return None
    return said.st_mtime_ns, said.st_size, said.st_ino
