"""Postings: which bodies have a key, held in memory, so that one name finds its candidates without a query.

A join over the table ``body_key`` is the cheaper way for thousands of names at once, but costs milliseconds for one; a server is asked a
few at a time. Both ways propose the same bodies. Some 300 bytes a key.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Sequence
from heapq import nsmallest

import duckdb

from enduse.entities.matching.keys import keys_of
from enduse.entities.matching.prepared import Prepared

_COUNT_BITS = 12
_PART = 10_000


class Postings:
    """The table ``body_key`` of a connection, read once; nothing is asked of the connection afterwards."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._at: dict[str, int] = {}
        """For each key where its bodies begin, and how many there are (in the lowest bits)."""
        self._weights: dict[str, int] = {}
        self._bodies = array("I")
        rows = connection.execute("SELECT key, any_value(weight), list(body ORDER BY body) FROM body_key GROUP BY key ORDER BY key")
        while part := rows.fetchmany(_PART):
            for key, weight, bodies in part:
                self._at[key] = len(self._bodies) << _COUNT_BITS | len(bodies)
                self._bodies.extend(bodies)
                self._weights[key] = weight

    def propose(self, asked: Sequence[Prepared], most: int, least: int) -> dict[int, list[int]]:
        """For each party by its number the ``most`` bodies that share the most weight with it, ``least`` at least, the heaviest first."""
        found = {}
        for number, party in enumerate(asked):
            shared = self._shared(party)
            heavy = ((-weight, body) for body, weight in shared.items() if weight >= least)
            best = [body for _, body in nsmallest(most, heavy)]
            if best:
                found[number] = best
        return found

    def _shared(self, party: Prepared) -> dict[int, int]:
        shared: defaultdict[int, int] = defaultdict(int)
        for key in keys_of(party):
            packed = self._at.get(key)
            if packed is None:
                continue
            start, count = packed >> _COUNT_BITS, packed & ((1 << _COUNT_BITS) - 1)
            weight = self._weights[key]
            for body in self._bodies[start : start + count]:
                shared[body] += weight
        return shared
