"""The reading stage as a task: one stored object in, one ``Reading`` out, read in the jail of this worker process."""

from __future__ import annotations

import atexit
import hashlib
import os
import threading
from pathlib import Path
from typing import Any

from enduse.documents import ocr_extra
from enduse.documents.jail import Jail, Limits
from enduse.documents.page_pictures import Order, PagePicture
from enduse.documents.read import stopped
from enduse.documents.redaction import redact_reading
from enduse.model.extraction import Reading
from enduse.model.storage import write_json

_LOCK = threading.Lock()
_JAILS: dict[tuple[int, bool], Jail] = {}
"""Process id, whether it reads by OCR -> the jail: a process made by fork never talks to its parent's child."""


def read_task(inputs: list[Path], params: dict[str, Any], output: Path) -> None:
    """Read the stored object ``inputs[0]`` and write its ``Reading`` to ``output``.

    ``params``: ``sha256`` (what the object is filed under), ``extension`` (such as ``.html``, from the name it came under), ``redact``
    (whether private persons' data is taken out, as it is of every paper; lists and hand-kept tables are read as they are), ``ocr`` (where
    the extra is installed: its name, ``ocr_extra.installed()``; a paper that only OCR can read is then read so, in a jail of its own). An
    object whose bytes no longer have that hash gives a rejected reading (``damaged``), so that nothing rests on it.
    """
    sha256, extension = str(params["sha256"]), str(params.get("extension", ""))
    data = inputs[0].read_bytes()
    reading = read_stored(data, sha256, extension, ocr=bool(params.get("ocr")))
    write_json(output, redact_reading(reading) if params.get("redact") else reading)


def read_stored(data: bytes, sha256: str, extension: str, *, ocr: bool) -> Reading:
    """The reading of stored bytes that are filed under ``sha256``; ``ocr`` allows the second try of a paper that is a picture."""
    found = hashlib.sha256(data).hexdigest()
    if found != sha256:
        message = f"the stored object {sha256[:12]} has other bytes than it was filed under (hash now {found[:12]}); run verify"
        return stopped(sha256, extension, "damaged", message)
    with _LOCK:
        reading = jail().read(data, sha256=sha256, extension=extension)
        if ocr and reading.rejected is not None and reading.rejected.code == "needs-ocr":
            return jail(ocr=True).read(data, sha256=sha256, extension=extension)
        return reading


def draw_stored(data: bytes, sha256: str, extension: str, order: Order) -> tuple[PagePicture, ...]:
    """Pictures of the pages of stored bytes, drawn in the jail; none of bytes that are not those filed under ``sha256``."""
    if hashlib.sha256(data).hexdigest() != sha256:
        return (PagePicture(1, reason="differs"),)
    with _LOCK:
        return jail().draw(data, sha256=sha256, extension=extension, order=order)


def jail(*, ocr: bool = False) -> Jail:
    """The jail of this process, made when first wanted and closed when the process ends; that for OCR has its own limits and readers."""
    key = os.getpid(), ocr
    if key not in _JAILS:
        _JAILS[key] = ocr_jail() if ocr else Jail(Limits())
        atexit.register(_JAILS[key].close)
    return _JAILS[key]


def ocr_jail() -> Jail:
    """A new jail whose child has the readers of the extra."""
    wanted = ocr_extra.settings()
    return Jail(Limits(wanted.memory_bytes, wanted.cpu_seconds, wanted.seconds), readers=(ocr_extra.READER,))
