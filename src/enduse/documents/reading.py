"""The reading stage as a task: one stored object in, one ``Reading`` out, read in the jail of this worker process."""

from __future__ import annotations

import atexit
import hashlib
import os
import threading
from pathlib import Path
from typing import Any

from enduse.documents.jail import Jail, Limits
from enduse.documents.read import stopped
from enduse.documents.redaction import redact_reading
from enduse.model.extraction import Reading
from enduse.model.storage import write_json

_LOCK = threading.Lock()
_JAILS: dict[int, Jail] = {}
"""Process id -> its jail: a process made by fork never talks to its parent's child."""


def read_task(inputs: list[Path], params: dict[str, Any], output: Path) -> None:
    """Read the stored object ``inputs[0]`` and write its ``Reading`` to ``output``.

    ``params``: ``sha256`` (what the object is filed under), ``extension`` (such as ``.html``, from the name it came under), ``redact``
    (whether private persons' data is taken out, as it is of every paper; lists and hand-kept tables are read as they are). An object whose
    bytes no longer have that hash gives a rejected reading (``damaged``), so that nothing rests on it.
    """
    sha256, extension = str(params["sha256"]), str(params.get("extension", ""))
    data = inputs[0].read_bytes()
    reading = _reading(data, sha256, extension)
    write_json(output, redact_reading(reading) if params.get("redact") else reading)


def _reading(data: bytes, sha256: str, extension: str) -> Reading:
    found = hashlib.sha256(data).hexdigest()
    if found != sha256:
        message = f"the stored object {sha256[:12]} has other bytes than it was filed under (hash now {found[:12]}); run verify"
        return stopped(sha256, extension, "damaged", message)
    with _LOCK:
        return jail().read(data, sha256=sha256, extension=extension)


def jail() -> Jail:
    """The jail of this process, made when first wanted and closed when the process ends."""
    process = os.getpid()
    if process not in _JAILS:
        _JAILS[process] = Jail(Limits())
        atexit.register(_JAILS[process].close)
    return _JAILS[process]
