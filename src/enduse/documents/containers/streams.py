"""Reading containers: by place from the stored object, or forward only, with inflation counted as it happens."""

from __future__ import annotations

import os
import zlib
from collections.abc import Callable
from typing import Protocol

from enduse.documents.containers.limits import Budget

STEP = 1 << 16


class Damaged(Exception):  # says what the bytes are; caught where a container is read
    """Raised by streams: ``code`` is ``cut`` (the bytes end early) or ``corrupt``; the message names the byte."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


class Source(Protocol):
    """Stored bytes of known size, read by place."""

    size: int

    def read_at(self, start: int, count: int) -> bytes:
        """Up to ``count`` bytes from ``start``; fewer only where the object ends."""


class FileSource:
    """An open file, by its descriptor: ``lseek`` and ``read`` are all it needs, so that it works behind the lock."""

    def __init__(self, descriptor: int, size: int) -> None:
        self.size = size
        self._descriptor = descriptor

    def read_at(self, start: int, count: int) -> bytes:
        """See ``Source``."""
        os.lseek(self._descriptor, start, os.SEEK_SET)
        parts = []
        count = max(0, min(count, self.size - start))
        while count:
            part = os.read(self._descriptor, count)
            if not part:
                break
            parts.append(part)
            count -= len(part)
        return b"".join(parts)


class BytesSource:
    """Bytes in memory as a source."""

    def __init__(self, data: bytes) -> None:
        self.size = len(data)
        self._data = data

    def read_at(self, start: int, count: int) -> bytes:
        """See ``Source``."""
        return self._data[start : start + max(count, 0)]


Read = Callable[[int], bytes]
"""``read(n)``: 1 to n further bytes, none at the end."""


def forward(source: Source, start: int = 0, end: int | None = None) -> Read:
    """A source from ``start`` to ``end`` as a forward read."""
    place, last = start, source.size if end is None else min(end, source.size)

    def read(count: int) -> bytes:
        nonlocal place
        piece = source.read_at(place, min(count, last - place))
        place += len(piece)
        return piece

    return read


class Forward:
    """Forward reading with a look ahead; ``at`` is the place in the (inflated) stream."""

    def __init__(self, read: Read) -> None:
        self._read = read
        self._ahead = b""
        self._taken = 0  # of what was read ahead
        self._broken: Damaged | None = None
        self.at = 0

    def peek(self, count: int) -> bytes:
        """The next bytes without taking them; fewer only at the end, or where the stream breaks behind them.

        Raises:
            Damaged: the stream is broken here.
        """
        while len(self._ahead) - self._taken < count and self._broken is None:
            try:
                piece = self._read(STEP)
            except Damaged as error:
                self._broken = error
                break
            if not piece:
                break
            self._ahead = self._ahead[self._taken :] + piece
            self._taken = 0
        if self._taken == len(self._ahead) and self._broken is not None:
            raise self._broken
        return self._ahead[self._taken : self._taken + count]

    def some(self, most: int) -> bytes:
        """1 to ``most`` bytes, none at the end.

        Raises:
            Damaged: the stream is broken here.
        """
        if self._taken < len(self._ahead):
            piece = self._ahead[self._taken : self._taken + most]
            self._taken += len(piece)
        elif self._broken is not None:
            raise self._broken
        else:
            piece = self._read(min(most, STEP))
        self.at += len(piece)
        return piece

    def skip_blank_lines(self) -> None:
        """Pass over line ends.

        Raises:
            Damaged: the stream is broken here.
        """
        while seen := self.peek(STEP):
            blank = len(seen) - len(seen.lstrip(b"\r\n"))
            self.skip(blank)
            if blank < len(seen):
                return

    def exact(self, count: int) -> bytes:
        """Exactly that many bytes.

        Raises:
            Damaged: ``cut``, the stream ends before.
        """
        parts = []
        while count:
            piece = self.some(count)
            if not piece:
                raise Damaged("cut", f"ends at byte {self.at:,}, {count:,} bytes too early")
            parts.append(piece)
            count -= len(piece)
        return b"".join(parts)

    def skip(self, count: int) -> None:
        """Pass over that many bytes.

        Raises:
            Damaged: ``cut``.
        """
        while count:
            piece = self.some(min(count, STEP))
            if not piece:
                raise Damaged("cut", f"ends at byte {self.at:,}, {count:,} bytes too early")
            count -= len(piece)

    def line(self, most: int) -> bytes:
        """One line with its line feed; without one at the end of the stream.

        Raises:
            Damaged: ``corrupt``, longer than ``most``.
        """
        window = 1024
        while True:
            seen = self.peek(window)
            found = seen.find(b"\n", 0, most)
            if found >= 0 or len(seen) < window:
                return self.exact(found + 1 if found >= 0 else len(seen))
            if window >= most:
                raise Damaged("corrupt", f"no line end within {most:,} bytes at byte {self.at:,}")
            window = min(window * 4, most)


def inflated(read: Read, bits: int, budget: Budget) -> Read:
    """One deflate stream (``bits`` as for ``zlib``: -15 raw, 31 gzip, 15 zlib) as a forward read; every byte is counted when it appears."""
    engine = zlib.decompressobj(bits)
    waiting = b""
    taken = given = 0

    def read_some(count: int) -> bytes:
        nonlocal waiting, taken, given
        while not engine.eof:
            ended = False
            if not waiting:
                waiting = read(STEP)
                taken += len(waiting)
                ended = not waiting  # the engine may still hold output
            try:
                piece = engine.decompress(waiting, min(count, STEP))
            except zlib.error as error:
                raise Damaged("corrupt", f"the compressed bytes are wrong after {given:,} inflated bytes ({error})") from error
            waiting = engine.unconsumed_tail
            if ended and not piece and not engine.eof:
                raise Damaged("cut", f"the compressed bytes end early, after {given:,} inflated bytes")
            if piece:
                given += len(piece)
                budget.spend(len(piece))
                budget.check_ratio(given, taken)
                return piece
        return b""

    return read_some
