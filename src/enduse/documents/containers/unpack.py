"""Unpacking as a task: one stored object in, one file with its members and their listing out, by a locked child."""

from __future__ import annotations

import atexit
import os
import threading
from pathlib import Path
from typing import Any, BinaryIO

from enduse.documents.containers.jail import UnpackJail
from enduse.documents.containers.listing import Listing, close_listing
from enduse.documents.containers.member import Note
from enduse.evidence.vault import hash_file

_LOCK = threading.Lock()
_JAILS: dict[int, UnpackJail] = {}
"""Process id -> its jail: a process made by fork never talks to its parent's child."""


def unpack_task(inputs: list[Path], params: dict[str, Any], output: Path) -> None:
    """Unpack the stored object ``inputs[0]`` and write members and listing to ``output`` (``listing.py``).

    ``params``: ``sha256``, what the object is filed under. An object whose bytes no longer have that hash gives a rejected listing
    (``damaged``).
    """
    sha256 = str(params["sha256"])
    with output.open("w+b") as file:
        close_listing(file, unpack_object(inputs[0], sha256, file))


def unpack_object(path: Path, sha256: str, file: BinaryIO) -> Listing:
    """Unpack one stored object into an open file."""
    found = hash_file(path)
    if found != sha256:
        message = f"the stored object {sha256[:12]} has other bytes than it was filed under (hash now {found[:12]}); run verify"
        return Listing(sha256, "container", rejected=Note(code="damaged", message=message, rejected=True))
    with _LOCK:
        return _jail().unpack(path, sha256, file)


def _jail() -> UnpackJail:
    process = os.getpid()
    if process not in _JAILS:
        _JAILS[process] = UnpackJail()
        atexit.register(_JAILS[process].close)
    return _JAILS[process]
