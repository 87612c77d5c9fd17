"""The child's side of the jail: started once, locked in, then reading one file after another from its standard input.

Everything a reader will need is imported and used once before the lock is closed, since afterwards no file can be opened. A request is two
lengths and two parts (a header in MessagePack, the bytes); an answer is a length and a MessagePack of ``Answer``.
"""

from __future__ import annotations

import codecs
import gc
import importlib
import os
import struct
import sys
import time

import msgspec

from enduse.documents import read
from enduse.documents.encoding import ALLOWED
from enduse.documents.lockdown import lock
from enduse.documents.page_pictures import Order, PagePicture
from enduse.documents.pdf_picture import draw
from enduse.documents.rehearsal import samples
from enduse.model.extraction import Reading

INPUT, OUTPUT = 0, 1
REQUEST = struct.Struct("!QQ")
LENGTH = struct.Struct("!Q")
_JOINED = 1 << 16
"""Bytes of an answer up to which it is written together with its length: the parent is woken once."""
_TEXTS = frozenset({"text/html", "text/plain"})
"""Kinds whose reading takes memory in proportion to the bytes of the file: nothing in them is unpacked."""
_UNCOLLECTED = 256 << 10
"""Bytes of such files after which their cycles are collected: some megabytes at most are held for files that were read."""


class Settings(msgspec.Struct):
    """How the parent wants the child: ``readers`` are modules whose import registers more readers; a function ``rehearse`` in one of them
    is called before the lock is closed, to load and use once what it will need."""

    memory_bytes: int
    readers: tuple[str, ...] = ()


class Header(msgspec.Struct):
    """One request; the bytes follow."""

    sha256: str
    extension: str
    order: Order | None = None
    """Where there is one, pictures of pages are wanted and not the reading."""


class Answer(msgspec.Struct):
    """A reading or pictures, or the ``stopped`` code and message; ``cpu`` are processor seconds used since the start; ``layers`` only in
    the first."""

    reading: Reading | None = None
    pictures: tuple[PagePicture, ...] = ()
    stopped: str = ""
    message: str = ""
    cpu: float = 0.0
    layers: tuple[str, ...] = ()


def main(arguments: list[str]) -> None:
    """Run until the input ends."""
    settings = msgspec.json.decode(arguments[0], type=Settings)
    for module in settings.readers:
        getattr(importlib.import_module(module), "rehearse", _nothing)()
    _rehearse()
    sys.stdin = sys.stdout = sys.stderr  # nothing but answers goes out by the pipe
    layers = lock(settings.memory_bytes, OUTPUT)
    _send(Answer(layers=tuple(layers)))
    uncollected = 0
    while True:
        lengths = _receive(REQUEST.size)
        if lengths is None:
            return
        first, second = REQUEST.unpack(lengths)
        header = msgspec.msgpack.decode(_receive(first) or b"", type=Header)
        answer = _answer(header, _receive(second) or b"")
        uncollected += second + (0 if _is_text(answer) else _UNCOLLECTED)
        _send(answer)
        del answer
        if uncollected >= _UNCOLLECTED:
            gc.collect()  # goes through all that the child keeps, which takes as long as reading a short page
            uncollected = 0


def _is_text(answer: Answer) -> bool:
    reading = answer.reading
    return reading is not None and reading.document is not None and reading.document.media_type in _TEXTS


def _answer(header: Header, data: bytes) -> Answer:
    """Read one file; whatever a reader does wrong becomes an answer."""
    try:
        if header.order is not None:
            pictures = draw(data, header.sha256, header.extension, header.order)
            return Answer(pictures=pictures, cpu=time.process_time())
        reading = read.read_bytes(data, sha256=header.sha256, extension=header.extension)
        return Answer(reading=reading, cpu=time.process_time())
    except MemoryError:
        return Answer(stopped="limit:memory", message="reading needed more memory than is allowed")
    except PermissionError as error:
        return Answer(stopped="crashed", message=f"the reader tried what no reader may do ({error})", cpu=time.process_time())
    except Exception as error:  # noqa: BLE001  # the child's outermost frame: a reader's fault must become an answer
        return Answer(stopped="crashed", message=f"the reader failed: {type(error).__name__}: {str(error)[:300]}", cpu=time.process_time())


def _rehearse() -> None:
    """Use once what reading uses: codecs, error messages and readers load parts of themselves when first needed."""
    for encoding in ALLOWED:
        codecs.getincrementaldecoder(encoding)("strict").decode("测a".encode(encoding, "replace"))
        b"a\xff\xfe\x80".decode(encoding, "replace")
    for data, extension in samples():
        reading = read.read_bytes(data, sha256="0" * 64, extension=extension)
        msgspec.msgpack.encode(Answer(reading=reading))
        if reading.document is not None and reading.document.layout:
            pictures = draw(data, "0" * 64, extension, Order(reading.document.text, ((0, 1),), 100))
            msgspec.msgpack.encode(Answer(pictures=pictures))
    gc.disable()  # a page's many small records only slow the collector down; it runs between files
    gc.collect()
    gc.freeze()


def _nothing() -> None:
    """In place of the rehearsal of a module that has none."""


def _send(answer: Answer) -> None:
    try:
        data = msgspec.msgpack.encode(answer)
    except MemoryError:
        data = msgspec.msgpack.encode(Answer(stopped="limit:memory", message="the text read needed more memory than is allowed"))
    answer.reading = None
    if len(data) < _JOINED:
        _write(LENGTH.pack(len(data)) + data)
    else:
        _write(LENGTH.pack(len(data)))
        _write(data)


def _write(data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(OUTPUT, view) :]


def _receive(length: int) -> bytes | None:
    """Exactly that many bytes, or None where the input has ended."""
    parts: list[bytes] = []
    while length:
        part = os.read(INPUT, min(length, 1 << 22))
        if not part:
            return None
        parts.append(part)
        length -= len(part)
    return b"".join(parts)


if __name__ == "__main__":
    main(sys.argv[1:])
