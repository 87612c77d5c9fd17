"""The pack: many small files in one, each found by its hash, with an index that says what they are.

Layout: a mark, every file's bytes (deflated where that is shorter), the index (deflated JSON), the table (one row for each file, sorted by
hash: hash, place, stored length, length), and a tail that says where index and table are. Written from front to back under another name
and renamed by whoever asked for it; a pack that breaks off has no tail and is never taken for a whole one.
"""

from __future__ import annotations

import hashlib
import os
import struct
import zlib
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

from enduse.model.errors import DamagedVault

MARK = b"ENDUSE-PACK-1\n\x00\x00"
_TAIL = struct.Struct("!QQQ16s")
"""Where the index begins, its stored length, how many rows the table has, and the mark again."""
_ROW = struct.Struct("!32sQQQ")
_LEVEL = 1
"""Of deflate: a third of the time of level 6 for a tenth more bytes on pages of notices."""
_PIECE = 1 << 20


class PackWriter:
    """Writes a pack to an open file that is empty."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._rows: dict[bytes, tuple[int, int, int]] = {}
        self._place = file.write(MARK)

    def put(self, key: bytes, data: bytes) -> bool:
        """Add one file under its key (32 bytes); False where that key is there already and nothing was written."""
        if key in self._rows:
            return False
        packed = zlib.compress(data, _LEVEL)
        stored = packed if len(packed) < len(data) else data
        self._file.write(stored)
        self._rows[key] = (self._place, len(stored), len(data))
        self._place += len(stored)
        return True

    def close(self, index: bytes) -> None:
        """Write what follows the files. The file itself is the caller's to close."""
        packed = zlib.compress(index, _LEVEL)
        table = b"".join(_ROW.pack(key, *row) for key, row in sorted(self._rows.items()))
        self._file.write(packed + table + _TAIL.pack(self._place, len(packed), len(self._rows), MARK))


class Pack:
    """A pack that is whole, open for reading. Not to be shared between threads; close it, or use it in a ``with`` statement."""

    def __init__(self, path: Path) -> None:
        """Raises:
        DamagedVault: the file is no pack, or breaks off.
        """
        self.path = path
        self._rows: bytes | None = None
        self._file = path.open("rb")
        try:
            end = self._file.seek(0, os.SEEK_END)
            self._file.seek(max(0, end - _TAIL.size))
            tail = self._file.read(_TAIL.size)
            if len(tail) != _TAIL.size or tail[-len(MARK) :] != MARK:
                raise DamagedVault(f"pack {path.name} breaks off; restore it from a backup, then run verify")
            self._index, self._index_length, self._count, _ = _TAIL.unpack(tail)
            self._table = end - _TAIL.size - self._count * _ROW.size
            if self._index + self._index_length != self._table:
                raise DamagedVault(f"pack {path.name} does not end as it was written; restore it from a backup, then run verify")
        except BaseException:
            self._file.close()
            raise

    def __enter__(self) -> Pack:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def __len__(self) -> int:
        return int(self._count)

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def hold_table(self) -> None:
        """Keep the table in memory (56 bytes a file), for whoever is to get many files."""
        self._file.seek(self._table)
        self._rows = self._file.read(self._count * _ROW.size)

    def index(self) -> bytes:
        """The index as it was given to ``close``.

        Raises:
            DamagedVault: its bytes are not what was written.
        """
        self._file.seek(self._index)
        return self._inflated(self._file.read(self._index_length), None, "its index")

    def get(self, key: bytes) -> bytes | None:
        """The bytes under a key, None where it has none. What they hash to is for the caller to look at.

        Raises:
            DamagedVault: they cannot be inflated to the length they had.
        """
        low, high = 0, self._count
        while low < high:
            middle = (low + high) // 2
            found, place, stored, size = self._row(middle)
            if found == key:
                if place + stored > self._index:
                    raise self._damaged(key.hex(), "its place lies outside of the pack")
                self._file.seek(place)
                data = self._file.read(stored)
                return data if stored == size else self._inflated(data, size, key.hex())
            low, high = (middle + 1, high) if found < key else (low, middle)
        return None

    def _row(self, number: int) -> tuple[bytes, int, int, int]:
        if self._rows is not None:
            held: tuple[bytes, int, int, int] = _ROW.unpack_from(self._rows, number * _ROW.size)
            return held
        self._file.seek(self._table + number * _ROW.size)
        row: tuple[bytes, int, int, int] = _ROW.unpack(self._file.read(_ROW.size))
        return row

    def _inflated(self, data: bytes, size: int | None, what: str) -> bytes:
        """The bytes, as many as were written: a stream that gives more is not what was put there."""
        stream = zlib.decompressobj()
        try:
            found = stream.decompress(data, size or 0)
            more = b"" if stream.eof else stream.decompress(stream.unconsumed_tail, 1)
        except zlib.error as error:
            raise self._damaged(what, str(error)) from error
        if more or not stream.eof or (size is not None and len(found) != size):
            raise self._damaged(what, "other bytes than were written")
        return found

    def _damaged(self, what: str, why: str) -> DamagedVault:
        return DamagedVault(f"pack {self.path.name}: {what} cannot be read ({why}); restore the pack from a backup, then run verify")


def digest_of(data: bytes) -> bytes:
    """The key of a file: its SHA-256, 32 bytes."""
    return hashlib.sha256(data).digest()
