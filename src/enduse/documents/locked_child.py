"""A child process of ours that opens what was received: how both jails start it, hold it to its processor time, and end it."""

from __future__ import annotations

import contextlib
import os
import resource
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import enduse

_ENVIRONMENT = {
    "PYTHONHASHSEED": "0",
    "PYTHONUTF8": "1",
    "LC_ALL": "C",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",  # libraries of the extra [ocr]: one thread, since a thread begun before the lock is not held by it
    "ORT_DISABLE_TELEMETRY": "1",
}


def start_child(module: str, argument: str, *, folders: Sequence[Path] = (), descriptors: Sequence[int] = ()) -> subprocess.Popen[bytes]:
    """Start ``module`` with one argument: nothing of the parent's environment, no folder to be in, only the named descriptors.

    ``folders`` are places of modules beside our own. The child locks itself before it opens anything (``documents.lockdown``).
    """
    places = [str(Path(enduse.__file__).parent.parent), *map(str, folders)]
    return subprocess.Popen(  # noqa: S603  # our own interpreter, our own module, no text of the file
        [sys.executable, "-s", "-P", "-B", "-m", module, argument],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={"PYTHONPATH": os.pathsep.join(places), **_ENVIRONMENT},
        cwd="/",
        bufsize=0,
        pass_fds=tuple(descriptors),
    )


def allow_seconds(child: subprocess.Popen[bytes], seconds: int) -> None:
    """Let the child use so many seconds of processor time in all. Linux only; elsewhere the clock alone counts."""
    if hasattr(resource, "prlimit"):
        with contextlib.suppress(OSError):
            resource.prlimit(child.pid, resource.RLIMIT_CPU, (seconds, resource.RLIM_INFINITY))


def end_child(child: subprocess.Popen[bytes] | None) -> None:
    """End the child, if there is one, and close what led to it."""
    if child is None:
        return
    child.kill()
    child.wait()
    for pipe in (child.stdin, child.stdout):
        if pipe is not None:
            with contextlib.suppress(OSError):
                pipe.close()
