"""Locking the reading process in: limits, no new privileges, a system-call filter, and a watch inside the interpreter.

Each layer stands alone, so that where a system refuses one the others still hold; ``lock`` says which took hold.
"""

from __future__ import annotations

import resource
import sys
from dataclasses import dataclass
from typing import Any

from enduse.documents import seccomp

LAYERS = ("memory limit", "no files", "no processes", "no new privileges", "system-call filter", "interpreter watch")
"""What ``lock`` tries, in this order."""

_FORBIDDEN = ("open", "import", "os.", "socket.", "subprocess.", "ctypes.", "shutil.", "fcntl.", "mmap.", "pty.", "sqlite3.", "urllib.")
_FORBIDDEN_ALSO = (
    "resource.setrlimit",
    "resource.prlimit",
    "signal.pthread_kill",
    "sys.remote_exec",
    "tempfile.",
    "glob.",
    "pathlib.",
    "_thread.start_",
)


@dataclass(slots=True)
class _Watch:
    """Set once the lock is closed; audit hooks cannot be taken away again."""

    closed: bool = False


_WATCH = _Watch()


def lock(memory_bytes: int, output: int) -> list[str]:
    """Lock this process in for good: afterwards it can compute, read what is open, and write to ``output``. The layers that took hold."""
    layers = []
    if _limit("RLIMIT_AS", memory_bytes):
        layers.append(LAYERS[0])
    files = [_limit("RLIMIT_FSIZE", 0), _limit("RLIMIT_CORE", 0), _limit("RLIMIT_NOFILE", output + 2)]
    if all(files):
        layers.append(LAYERS[1])
    if _limit("RLIMIT_NPROC", 0):
        layers.append(LAYERS[2])
    if seccomp.forbid_new_privileges():
        layers.append(LAYERS[3])
        if seccomp.install(output):
            layers.append(LAYERS[4])
    sys.addaudithook(_refuse)
    _WATCH.closed = True
    layers.append(LAYERS[5])
    return layers


def _refuse(event: str, _arguments: tuple[Any, ...]) -> None:
    if _WATCH.closed and event.startswith(_FORBIDDEN + _FORBIDDEN_ALSO):
        raise PermissionError(f"not allowed while reading: {event}")


def _limit(name: str, most: int) -> bool:
    """Set a limit that cannot be raised again; False where the system does not know it or refuses."""
    kind = getattr(resource, name, None)
    if kind is None:
        return False
    try:
        resource.setrlimit(kind, (most, most))
    except (ValueError, OSError):
        return False
    return True
