"""Postings: which bodies have a key, held in memory, so that one name finds its candidates without a query.

A join over the table ``body_key`` needs no memory, but costs milliseconds for one name and twice the time for thousands. Both ways propose
the same bodies. They are written once, with an index, and read in a tenth of a second.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Sequence
from heapq import nsmallest
from itertools import accumulate
from pathlib import Path

import duckdb
import msgspec

from enduse.findings.listed.name_tables import WEAK

FILE = "postings"
"""The name of the file in the folder of an index."""
_BITS = 16
_LOW = (1 << _BITS) - 1
_QUERY = "SELECT key, any_value(weight), list(body ORDER BY body) FROM body_key GROUP BY key ORDER BY key"
_PART = 10_000


class _Written(msgspec.Struct, array_like=True):
    """The file: the keys in order, and beside each its weight and how many of ``bodies`` in a row are its own (arrays as bytes)."""

    keys: list[str]
    weights: bytes
    counts: bytes
    bodies: bytes


def write_postings(connection: duckdb.DuckDBPyConnection, path: Path) -> None:
    """Write the table ``body_key`` of a connection to a file."""
    keys: list[str] = []
    weights, counts, bodies = array("H"), array("H"), array("I")
    rows = connection.execute(_QUERY)
    while part := rows.fetchmany(_PART):
        for key, weight, having in part:
            keys.append(key)
            weights.append(min(weight, _LOW))
            counts.append(len(having))
            bodies.extend(having)
    path.write_bytes(msgspec.msgpack.encode(_Written(keys, weights.tobytes(), counts.tobytes(), bodies.tobytes())))


class Postings:
    """The file ``write_postings`` wrote, in memory."""

    def __init__(self, path: Path) -> None:
        written = msgspec.msgpack.decode(path.read_bytes(), type=_Written)
        weights, counts, self._bodies = array("H", written.weights), array("H", written.counts), array("I", written.bodies)
        starts = accumulate(counts, initial=0)
        self._at = {
            key: (start << _BITS | count) << _BITS | weight
            for key, start, count, weight in zip(written.keys, starts, counts, weights, strict=False)
        }
        """For each key where its bodies begin, how many there are, and its weight (in the lowest bits)."""

    def propose(self, asked: Sequence[Sequence[str]], most: int, least: int) -> dict[int, list[tuple[int, bool]]]:
        """For the keys of each party asked about (``asked_keys``) by its number the ``most`` bodies that share the most weight with it,
        ``least`` at least, by their positions; and whether a source gives the very name as a weak one of theirs."""
        found = {}
        for number, keys in enumerate(asked):
            shared, given = self._shared(keys)
            heavy = ((-weight, body) for body, weight in shared.items() if weight >= least)
            best = sorted(body for _, body in nsmallest(most, heavy))
            if best:
                found[number] = [(body, body in given) for body in best]
        return found

    def _shared(self, keys: Sequence[str]) -> tuple[dict[int, int], set[int]]:
        shared: defaultdict[int, int] = defaultdict(int)
        given = set[int]()
        for key in keys:
            packed = self._at.get(key)
            if packed is None:
                continue
            start, count, weight = packed >> 2 * _BITS, packed >> _BITS & _LOW, packed & _LOW
            having = self._bodies[start : start + count]
            for body in having:
                shared[body] += weight
            if key[0] == WEAK:
                given.update(having)
        return shared, given
