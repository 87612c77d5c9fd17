"""Prepared parties in a file: written once, read one at a time, so that a table of any size needs disk and not memory.

The file is the records one after another (msgpack), then where each begins, then how many there are. A record is the keys of a party
and the party itself, so that keys are read without building parties. The file belongs to one build and one version of the code.
"""

from __future__ import annotations

import mmap
import struct
import sys
from array import array
from collections import OrderedDict
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from enduse.entities.matching.keys import keys_of
from enduse.entities.matching.prepared import Prepared
from enduse.model.errors import DamagedBuild

_COUNT = struct.Struct("<Q")


class _Record(msgspec.Struct, array_like=True):
    keys: list[str]
    party: msgspec.Raw


def write_store(path: Path, parties: Iterable[Prepared]) -> None:
    """Write parties in the order given."""
    starts = array("Q")
    at = 0
    with path.open("wb") as file:
        for party in parties:
            starts.append(at)
            at += file.write(msgspec.msgpack.encode((sorted(keys_of(party)), party)))
        starts.append(at)
        if sys.byteorder == "big":
            starts.byteswap()
        file.write(starts.tobytes())
        file.write(_COUNT.pack(len(starts) - 1))


class Store:
    """The parties of one file, by position; those read last stay in memory, ``kept`` at most.

    Raises:
        DamagedBuild: the file is not what ``write_store`` wrote.
    """

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            if path.stat().st_size < _COUNT.size:
                raise DamagedBuild(f"{path.name} is cut. Delete the folder build and build again.")
            self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        self._count: int = _COUNT.unpack(self._map[-_COUNT.size :])[0]
        end = len(self._map) - _COUNT.size
        start = end - 8 * (self._count + 1)
        self._starts = array("Q")
        if start < 0:
            raise DamagedBuild(f"{path.name} is not as it was written. Delete the folder build and build again.")
        self._starts.frombytes(self._map[start:end])
        if sys.byteorder == "big":
            self._starts.byteswap()

    def __len__(self) -> int:
        return self._count

    def all_keys(self) -> Iterator[list[str]]:
        """The keys of every party, in order."""
        return (self._record(position).keys for position in range(self._count))

    def read(self, position: int) -> Prepared:
        """One party."""
        return _PARTY.decode(self._record(position).party)

    def close(self) -> None:
        """Give the file back."""
        self._map.close()

    def _record(self, position: int) -> _Record:
        return _RECORD.decode(self._map[self._starts[position] : self._starts[position + 1]])


_RECORD = msgspec.msgpack.Decoder(_Record)
_PARTY = msgspec.msgpack.Decoder(Prepared)


class Stores:
    """Several files as one sequence, each of ``size`` parties but the last; the parties read last stay in memory."""

    def __init__(self, paths: Iterable[Path], size: int, kept: int) -> None:
        self._stores = [Store(path) for path in paths]
        self._size = size
        self._kept = kept
        self._memory: OrderedDict[int, Prepared] = OrderedDict()

    def __len__(self) -> int:
        return sum(map(len, self._stores))

    def __getitem__(self, position: int) -> Prepared:
        found = self._memory.get(position)
        if found is not None:
            self._memory.move_to_end(position)
            return found
        store, place = divmod(position, self._size)
        found = self._memory[position] = self._stores[store].read(place)
        if len(self._memory) > self._kept:
            self._memory.popitem(last=False)
        return found

    def all_keys(self) -> Iterator[tuple[int, list[str]]]:
        """(position, keys) of every party, in order."""
        position = 0
        for store in self._stores:
            for keys in store.all_keys():
                yield position, keys
                position += 1

    def close(self) -> None:
        """Give the files back."""
        for store in self._stores:
            store.close()

    def __enter__(self) -> Stores:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
