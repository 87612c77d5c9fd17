"""The parent's side of unpacking: a locked child opens containers, this side writes what comes out, hashes it, and watches clock and size.

The child holds no name and no path of ours, and nothing it says is believed beyond a member's own description: hashes and sizes are ours.
"""

from __future__ import annotations

import hashlib
import os
import select
import signal
import subprocess
import tempfile
import time
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

import msgspec

from enduse.documents.containers.child import FRAME, REQUEST
from enduse.documents.containers.limits import Limits, load_limits
from enduse.documents.containers.listing import Listing, Unpacked
from enduse.documents.containers.member import BEGIN, DATA, DROP, END, KEEP, LEFT_OUT, NOTE, READY, End, Member, Note
from enduse.documents.locked_child import allow_seconds, end_child, start_child

_COPIED_MOST = 32 << 20
"""A larger container is opened by a child of its own; smaller ones are copied to where the living child can see them."""
_START_SECONDS = 60.0
_FRAME_MOST = 1 << 24
_READ = 1 << 18


class _Stopped(Exception):  # carries a code, is no error of the parent
    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


class UnpackJail:
    """A child process that unpacks. Not to be shared between threads; close it, or use it in a ``with`` statement."""

    def __init__(self, limits: Limits | None = None) -> None:
        self.limits = limits or load_limits()
        self.layers: tuple[str, ...] = ()
        self._child: subprocess.Popen[bytes] | None = None
        self._shared: BinaryIO | None = None
        self._cpu = 0.0
        self._received = bytearray()

    def __enter__(self) -> UnpackJail:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def unpack(self, path: Path, sha256: str, output: BinaryIO) -> Listing:
        """Unpack the container at ``path``, members' bytes into ``output`` from its present place (which must be its beginning).

        Never raises for what the bytes do; a listing that says ``rejected`` left no bytes in ``output``.

        Raises:
            OSError: no child can be started, or ``output`` cannot be written.
        """
        collector = _Collector(sha256, output, self.limits)
        size = path.stat().st_size
        try:
            self._ready(path, size)
            self._ask(size)
            end = self._collect(collector)
        except _Stopped as stop:
            self.close()
            return collector.rejected(Note(code=stop.code, message=str(stop), rejected=True))
        self._cpu = end.cpu
        if size > _COPIED_MOST or (end.rejected is not None and end.rejected.code in ("crashed", "limit:memory")):
            self.close()
        if end.rejected is not None:
            return collector.rejected(end.rejected)
        return collector.listing(end)

    def close(self) -> None:
        """End the child, if there is one."""
        child, self._child = self._child, None
        shared, self._shared = self._shared, None
        self._received.clear()
        if shared is not None:
            shared.close()
        end_child(child)

    def _ready(self, path: Path, size: int) -> None:
        """A child that sees the container's bytes behind its descriptor."""
        if size > _COPIED_MOST:
            self.close()
            with path.open("rb") as container:
                self._start(container.fileno())
            return
        if self._child is None or self._child.poll() is not None or self._shared is None:
            self.close()
            self._shared = _anonymous()
            self._start(self._shared.fileno())
        self._shared.seek(0)
        self._shared.truncate()
        self._shared.write(path.read_bytes())
        self._shared.flush()

    def _start(self, descriptor: int) -> None:
        self._child = start_child("enduse.documents.containers.child", str(descriptor), descriptors=[descriptor])
        self._cpu = 0.0
        kind, payload = self._frame(time.monotonic() + _START_SECONDS)
        if kind != READY:
            raise _Stopped("crashed", "the unpacking process did not start as it should")
        self.layers = msgspec.msgpack.decode(payload, type=tuple[str, ...])

    def _ask(self, size: int) -> None:
        child = self._child
        if child is None or child.stdin is None:
            raise _Stopped("crashed", "the unpacking process is gone")
        allow_seconds(child, int(self._cpu) + 1 + self.limits.cpu_seconds)
        try:
            child.stdin.write(REQUEST.pack(size))
        except OSError as error:
            raise _Stopped("crashed", "the unpacking process is gone") from error

    def _collect(self, collector: _Collector) -> End:
        deadline = time.monotonic() + self.limits.seconds
        while True:
            kind, payload = self._frame(deadline)
            try:
                if kind == END:
                    return msgspec.msgpack.decode(payload, type=End)
                collector.take(kind, payload)
            except (msgspec.DecodeError, UnicodeDecodeError) as error:
                raise _Stopped("crashed", f"the unpacking process cannot be understood ({error})") from error

    def _frame(self, deadline: float) -> tuple[bytes, bytes]:
        child = self._child
        if child is None or child.stdout is None:
            raise _Stopped("crashed", "the unpacking process is gone")
        received = self._received
        while True:
            if len(received) >= FRAME.size:
                kind, length = FRAME.unpack_from(received)
                if length > _FRAME_MOST:
                    raise _Stopped("crashed", "the unpacking process cannot be understood (a frame is too long)")
                if len(received) >= FRAME.size + length:
                    payload = bytes(memoryview(received)[FRAME.size : FRAME.size + length])
                    del received[: FRAME.size + length]
                    return kind, payload
            left = deadline - time.monotonic()
            if left <= 0 or not select.select([child.stdout], [], [], left)[0]:
                raise _Stopped("limit:time", f"unpacking took more than {self.limits.seconds} seconds and was stopped")
            part = os.read(child.stdout.fileno(), _READ)
            if not part:
                raise self._ended(child)
            received += part

    def _ended(self, child: subprocess.Popen[bytes]) -> _Stopped:
        code = child.wait()
        if code == -signal.SIGXCPU:
            return _Stopped("limit:cpu", f"unpacking took more than {self.limits.cpu_seconds} seconds of processor time and was stopped")
        if code == -signal.SIGKILL:
            return _Stopped("limit:memory", "the unpacking process was ended by the system, most likely for want of memory")
        return _Stopped("crashed", f"the unpacking process died ({signal.Signals(-code).name if code < 0 else f'exit code {code}'})")


class _Collector:
    """Turns frames into the output file and a listing."""

    def __init__(self, sha256: str, output: BinaryIO, limits: Limits) -> None:
        self._sha256 = sha256
        self._output = output
        self._most = limits.total_bytes
        self._members: list[Unpacked] = []
        self._notes: list[Note] = []
        self._left_out: dict[str, int] = {}
        self._open: tuple[Member, int] | None = None
        self._digest = hashlib.sha256()
        self._place = 0

    def take(self, kind: bytes, payload: bytes) -> None:
        """One frame.

        Raises:
            _Stopped: it does not fit what came before, or there is too much.
        """
        if kind == NOTE:
            self._notes.append(msgspec.msgpack.decode(payload, type=Note))
        elif kind == LEFT_OUT:
            what = payload.decode("utf-8")
            self._left_out[what] = self._left_out.get(what, 0) + 1
        elif kind == BEGIN and self._open is None:
            self._open = (msgspec.msgpack.decode(payload, type=Member), self._place)
            self._digest = hashlib.sha256()
        elif kind in (DATA, KEEP, DROP) and self._open is not None:
            self._go_on(kind, payload, *self._open)
        else:
            raise _Stopped("crashed", "the unpacking process cannot be understood (a frame out of turn)")

    def _go_on(self, kind: bytes, payload: bytes, member: Member, start: int) -> None:
        if kind == DATA:
            if self._place + len(payload) > self._most:
                raise _Stopped("limit:bytes", f"it holds more than {self._most:,} bytes; unpacking stopped there")
            self._output.write(payload)
            self._digest.update(payload)
            self._place += len(payload)
            return
        if kind == KEEP:
            self._members.append(Unpacked(member, self._digest.hexdigest(), self._place - start, start))
        else:
            self._back_to(start)
        self._open = None

    def _back_to(self, start: int) -> None:
        self._output.seek(start)
        self._output.truncate()
        self._place = start

    def rejected(self, why: Note) -> Listing:
        """The listing of a container of which nothing is used."""
        self._back_to(0)
        return Listing(self._sha256, "container", rejected=why)

    def listing(self, end: End) -> Listing:
        """The listing of a container that was read to its end."""
        left_out = dict(sorted(self._left_out.items()))
        return Listing(self._sha256, end.kind, tuple(self._members), tuple(self._notes), left_out, checks=end.checks)


def _anonymous() -> BinaryIO:
    """A file without a name: in memory where the system can, else deleted as soon as it is open."""
    if hasattr(os, "memfd_create"):
        return os.fdopen(os.memfd_create("container"), "w+b")
    return tempfile.TemporaryFile()
