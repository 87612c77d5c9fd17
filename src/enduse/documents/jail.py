"""The jail: received files are read in a child process that can do nothing but read them.

The child lives on from file to file; the parent watches the clock, ends a child that takes too long, and starts another. A file that stops
its reader gets a reading that says which limit it met, and the next file is read as if nothing had been.
"""

from __future__ import annotations

import os
import select
import signal
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import IO

import msgspec

from enduse.documents.jailed import LENGTH, REQUEST, Answer, Header, Settings
from enduse.documents.lockdown import LAYERS
from enduse.documents.locked_child import allow_seconds, end_child, start_child
from enduse.documents.page_pictures import Order, PagePicture
from enduse.documents.read import stopped
from enduse.model.extraction import Reading

_CHUNK = 1 << 20
_PIPE = 1 << 16
"""What a pipe holds: more is not read at once, and a request up to it is written in one piece, so that the child is woken once."""
_START_SECONDS = 60.0
_FRESH_AFTER = 8 << 20
"""After a file of this many bytes the child is replaced, so that one large file never decides what memory the next one finds."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What reading one file may take: address space and answer in bytes, processor time and time on the clock in seconds."""

    memory_bytes: int = 1_500_000_000
    cpu_seconds: int = 90
    seconds: float = 180.0
    answer_bytes: int = 1 << 30


class _Stopped(Exception):  # carries a code, is no error of the parent
    """Raised by the exchange with the child: why there is no answer."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


class Jail:
    """A child process that reads. Not to be shared between threads; close it, or use it in a ``with`` statement.

    ``readers`` are modules that register further readers when the child imports them, found below ``folder`` or where this package is.
    """

    def __init__(self, limits: Limits | None = None, *, readers: tuple[str, ...] = (), folder: Path | None = None) -> None:
        self.limits = limits or Limits()
        self.layers: tuple[str, ...] = ()
        """The layers of the lock that took hold in the child last started."""
        self._settings = Settings(self.limits.memory_bytes, readers)
        self._folder = folder
        self._child: subprocess.Popen[bytes] | None = None
        self._cpu = 0.0

    def __enter__(self) -> Jail:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    @property
    def missing_layers(self) -> tuple[str, ...]:
        """Layers this system refused; empty until the first file is read."""
        return tuple(layer for layer in LAYERS if layer not in self.layers) if self.layers else ()

    def read(self, data: bytes, *, sha256: str, extension: str) -> Reading:
        """Read one file in the child. Never raises for what the bytes do: the reading says ``limit:memory``, ``limit:time``,
        ``limit:cpu``, ``limit:output`` or ``crashed``.

        Raises:
            OSError: no child can be started at all.
        """
        try:
            answer = self._ask(Header(sha256, extension), data)
        except _Stopped as reason:
            self.close()
            return stopped(sha256, extension, reason.code, str(reason))
        if answer.reading is None or answer.reading.sha256 != sha256:
            return stopped(sha256, extension, answer.stopped or "crashed", answer.message or "the reader gave no reading of this file")
        return answer.reading

    def draw(self, data: bytes, *, sha256: str, extension: str, order: Order) -> tuple[PagePicture, ...]:
        """Pictures of the pages of one file, drawn in the child. Never raises for what the bytes do: a page without a picture says why.

        Raises:
            OSError: no child can be started at all.
        """
        try:
            answer = self._ask(Header(sha256, extension, order), data)
        except _Stopped:
            self.close()
            return (PagePicture(1, reason="stopped"),)
        return (PagePicture(1, reason="stopped"),) if answer.stopped else answer.pictures

    def _ask(self, header: Header, data: bytes) -> Answer:
        """One request and its answer.

        Raises:
            _Stopped: there is no answer.
        """
        packed = msgspec.msgpack.encode(header)
        child = self._running()
        # one file more; from outside, since the child itself may not change its limits
        allow_seconds(child, int(self._cpu) + 1 + self.limits.cpu_seconds)
        head = REQUEST.pack(len(packed), len(data)) + packed
        request = [head + data] if len(data) < _PIPE else [head, data]
        answer = self._answer(child, request, self.limits.seconds)
        self._cpu = answer.cpu
        if answer.stopped or len(data) > _FRESH_AFTER:
            self.close()
        return answer

    def close(self) -> None:
        """End the child, if there is one."""
        child, self._child = self._child, None
        end_child(child)

    def _running(self) -> subprocess.Popen[bytes]:
        """The child, started where there is none or it has ended between two files."""
        if self._child is not None and self._child.poll() is None:
            return self._child
        self.close()
        settings = msgspec.json.encode(self._settings).decode()
        child = start_child("enduse.documents.jailed", settings, folders=[self._folder] if self._folder else [])
        self._child, self._cpu = child, 0.0
        for pipe in (child.stdin, child.stdout):
            os.set_blocking(_pipe(pipe), False)
        self.layers = self._answer(child, [], _START_SECONDS).layers
        return child

    def _answer(self, child: subprocess.Popen[bytes], request: list[bytes], seconds: float) -> Answer:
        """Send the request while listening for the answer.

        Raises:
            _Stopped: the child ended, took too long, or answered too much or nonsense.
        """
        received = _exchange(child, request, time.monotonic() + seconds, self.limits.answer_bytes, seconds)
        if received is None:
            raise self._ended(child)
        try:
            return msgspec.msgpack.decode(received, type=Answer)
        except msgspec.DecodeError as error:
            raise _Stopped("crashed", f"the reader's answer cannot be understood ({error})") from error

    def _ended(self, child: subprocess.Popen[bytes]) -> _Stopped:
        code = child.wait()
        if code == -signal.SIGXCPU:
            return _Stopped("limit:cpu", f"reading took more than {self.limits.cpu_seconds} seconds of processor time and was stopped")
        if code == -signal.SIGKILL:
            return _Stopped("limit:memory", "the reading process was ended by the system, most likely for want of memory")
        name = signal.Signals(-code).name if code < 0 else f"exit code {code}"
        return _Stopped("crashed", f"the reading process died ({name})")


def _exchange(child: subprocess.Popen[bytes], request: list[bytes], deadline: float, most: int, seconds: float) -> bytes | None:
    """Write all of ``request`` and read one answer, both without waiting for the other; None where the child ended first."""
    source, sink = _pipe(child.stdout), _pipe(child.stdin)
    received = bytearray()
    pending = [memoryview(part) for part in request if part]
    ready = select.poll()
    ready.register(source, select.POLLIN)
    if pending and _send_some(sink, pending):
        ready.register(sink, select.POLLOUT)
    while True:
        left = deadline - time.monotonic()
        if left <= 0:
            raise _Stopped("limit:time", f"reading took more than {seconds:g} seconds and was stopped")
        for descriptor, _ in ready.poll(1000 * left):
            if descriptor == sink:
                if not _send_some(sink, pending):
                    ready.unregister(sink)
                continue
            part = os.read(source, _PIPE)
            if not part:
                return None
            received += part
            wanted = LENGTH.size + LENGTH.unpack_from(received)[0] if len(received) >= LENGTH.size else LENGTH.size
            if wanted > most:
                raise _Stopped("limit:output", f"reading gave more than {most:,} bytes and was stopped")
            if len(received) >= wanted > LENGTH.size:
                return bytes(memoryview(received)[LENGTH.size : wanted])


def _send_some(sink: int, pending: list[memoryview]) -> bool:
    """Write what the pipe takes; False when nothing is left, or nobody reads any more (the end shows on the other pipe)."""
    try:
        pending[0] = pending[0][os.write(sink, pending[0][:_CHUNK]) :]
    except BrokenPipeError:
        pending.clear()
        return False
    except BlockingIOError:
        return True
    if not pending[0]:
        pending.pop(0)
    return bool(pending)


def _pipe(pipe: IO[bytes] | None) -> int:
    if pipe is None:
        raise ValueError("the child was started without pipes")
    return pipe.fileno()
