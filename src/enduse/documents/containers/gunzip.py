"""gzip (RFC 1952): one stream after another read as one, each byte counted; bytes that belong to none are told."""

from __future__ import annotations

import struct
import zlib

from enduse.documents.containers.limits import Budget
from enduse.documents.containers.member import Member, Outlet
from enduse.documents.containers.streams import STEP, Damaged, Forward, Read

MAGIC = b"\x1f\x8b"


class Gunzip:
    """The inflated bytes of one or several gzip streams. ``trailing``: bytes after the last one that are no gzip (zeros apart)."""

    def __init__(self, read: Read, budget: Budget) -> None:
        self._read = read
        self._budget = budget
        self._engine = zlib.decompressobj(31)
        self._waiting = b""
        self._ended = False
        self._taken = 0
        self._given = 0
        self._streams = 1
        self.trailing = 0

    def read(self, count: int) -> bytes:
        """1 to ``count`` further bytes, none at the end.

        Raises:
            Damaged: the compressed bytes end early or are wrong.
            UnreadableDocument: a limit is met.
        """
        while not self._ended:
            if not self._waiting and not self._fill():
                if self._engine.eof:
                    break
                raise Damaged("cut", f"the compressed bytes end early, at byte {self._taken:,}, after {self._given:,} inflated bytes")
            if self._engine.eof and not self._next_stream():
                break
            piece = self._inflate(min(count, STEP))
            if piece:
                return piece
        self._ended = True
        return b""

    def _inflate(self, count: int) -> bytes:
        try:
            piece = self._engine.decompress(self._waiting, count)
        except zlib.error as error:
            raise Damaged("corrupt", f"the compressed bytes are wrong before byte {self._taken:,} ({error})") from error
        self._waiting = self._engine.unused_data if self._engine.eof else self._engine.unconsumed_tail
        self._given += len(piece)
        self._budget.spend(len(piece))
        self._budget.check_ratio(self._given, self._taken)
        return piece

    def _fill(self) -> bool:
        more = self._read(STEP)
        self._taken += len(more)
        self._waiting += more
        return bool(more)

    def _next_stream(self) -> bool:
        """Begin the next stream, if one follows; zeros that pad a tape block are passed over."""
        self._waiting = self._waiting.lstrip(b"\0")
        while len(self._waiting) < len(MAGIC) and self._fill():
            self._waiting = self._waiting.lstrip(b"\0")
        if self._waiting.startswith(MAGIC):
            self._engine = zlib.decompressobj(31)
            self._streams += 1
            self._budget.check_parts(self._streams)
            return True
        while self._waiting:
            self.trailing += len(self._waiting)
            self._waiting = b""
            self._fill()
        return False


def stored_name(head: bytes) -> str:
    """The file name a gzip header may carry (RFC 1952 section 2.3.1: Latin-1 by the letter, UTF-8 in practice), or nothing."""
    if len(head) < 10 or not head[3] & 8:
        return ""
    start = 10
    if head[3] & 4:
        start += 2 + struct.unpack_from("<H", head.ljust(12, b"\0"), 10)[0]
    end = head.find(b"\0", start)
    return head[start:end].decode("utf-8", "backslashreplace") if end > start else ""


def unpack_gzip(stream: Forward, gunzip: Gunzip, name: str, outlet: Outlet) -> None:
    """The one file of a gzip that is no archive."""
    outlet.begin(Member(name=name))
    try:
        while piece := stream.some(STEP):
            if not outlet.data(piece):
                outlet.drop_large(name)
                return
    except Damaged as error:
        outlet.damage(error.code, f"{error}; nothing of it is used")
        return
    outlet.keep()
    note_trailing(gunzip, outlet)


def note_trailing(gunzip: Gunzip, outlet: Outlet) -> None:
    """Tell bytes after the end of the compressed stream."""
    if gunzip.trailing:
        outlet.note("trailing-bytes", f"{gunzip.trailing:,} bytes follow the end of the compressed stream; they were not read")
