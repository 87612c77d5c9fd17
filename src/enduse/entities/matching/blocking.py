"""Which pairs are worth comparing: those that share keys few others have.

A key that too many parties share is dropped and reported. Every party keeps its strongest pairs first, in each script
apart, because names of one script share more keys; then the strongest of all are
taken up to the most that may be compared; what was left out is counted. Nothing depends on the order of the parties. The join runs in
DuckDB with a limit on its memory, part by part, so that a million parties need disk and not memory.
"""

from __future__ import annotations

import math
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TextIO

from enduse.engine.sql import open_sql
from enduse.entities.matching.keys import CHINESE, keys_of
from enduse.entities.matching.prepared import Prepared
from enduse.entities.matching.thresholds import BlockingRules, load_thresholds

MEMORY = "80MB"
"""What DuckDB may hold; the rest goes to the temporary folder."""
_PART = 40_000
"""Parties whose pairs are joined at a time."""


@dataclass(frozen=True, slots=True)
class Dropped:
    """A key that proposes no pairs because ``parties`` share it."""

    key: str
    parties: int


@dataclass(frozen=True, slots=True)
class Candidates:
    """``pairs``: positions in the sequence given, the one of the lesser id first, in the order of ids; ``left_out`` counts those beyond the
    most that may be compared."""

    pairs: list[tuple[int, int]]
    dropped: tuple[Dropped, ...]
    left_out: int


def candidate_pairs(parties: Sequence[Prepared], *, most: int | None = None, temporary: Path | None = None) -> Candidates:
    """Pairs worth comparing among parties with unique ids.

    ``most``: pairs in all, by default the rules' number for so many parties. ``temporary``: where the keys lie meanwhile.

    Raises:
        ValueError: two parties have one id.
    """
    order = sorted(range(len(parties)), key=lambda position: parties[position].id)
    for a, b in pairwise(order):
        if parties[a].id == parties[b].id:
            raise ValueError(f"two parties have the id {parties[a].id!r}; give each its own")
    with tempfile.TemporaryDirectory(dir=temporary) as folder:
        keys = Path(folder) / "keys.csv"
        with keys.open("w", encoding="utf-8", newline="") as file:
            write_keys(file, ((rank, keys_of(parties[position])) for rank, position in enumerate(order)))
        with Join([keys], len(parties), temporary=Path(folder)) as join:
            found = [(order[left], order[right]) for left, right in join.pairs(most)]
            return Candidates(found, join.dropped, join.left_out)


def write_keys(file: TextIO, rows: Iterable[tuple[int, Iterable[str]]]) -> None:
    """Write (rank of the party, its keys) as the table that ``Join`` reads, keys in order, each in quotes."""
    for rank, keys in rows:
        file.writelines([f'"{key}",{rank}\n' for key in sorted([key.replace('"', '""') for key in keys])])


class Join:
    """The keys of all parties, joined with themselves. Parties are numbers from 0 in the order of their ids."""

    def __init__(self, keys: Sequence[Path], parties: int, *, temporary: Path) -> None:
        self.rules = load_thresholds().blocking
        self.parties = parties
        self.left_out = 0
        self._connection = open_sql(temporary / "spill", memory=MEMORY)
        self._connection.execute("CREATE TABLE weights (kind VARCHAR, size BIGINT, latin INTEGER, crossed INTEGER, chinese INTEGER)")
        self._connection.execute(
            f"INSERT INTO weights SELECT unnest(?::VARCHAR[]), unnest(?::BIGINT[]){', unnest(?::INTEGER[])' * 3}",
            [list(column) for column in zip(*_weights(self.rules, parties), strict=True)],
        )
        self._connection.execute(
            "CREATE TABLE stated AS SELECT * FROM read_csv(?, header=false, columns={'key': 'VARCHAR', 'party': 'INTEGER'},"
            " delim=',', quote='\"', escape='\"', new_line='\\n', auto_detect=false)",
            [[str(path) for path in keys]],
        )
        self._connection.execute("CREATE TABLE chinese AS SELECT party FROM stated WHERE key = ?", [CHINESE])
        self._connection.execute(
            "CREATE TABLE sizes AS SELECT key, count(*) size FROM stated WHERE key <> ? GROUP BY key HAVING size > 1", [CHINESE]
        )
        self.dropped = tuple(
            Dropped(key, size)
            for key, size in self._connection.execute(
                "SELECT key, size FROM sizes WHERE size > ? ORDER BY size DESC, key", [self.rules.most_sharing]
            ).fetchall()
        )
        self._connection.execute(
            "CREATE TABLE shared AS SELECT row_number() OVER (ORDER BY key)::INTEGER bucket, s.key, w.latin, w.crossed, w.chinese"
            " FROM sizes s JOIN weights w ON w.kind = s.key[1] AND w.size = s.size"
        )
        self._connection.execute(
            "CREATE TABLE held AS SELECT bucket, latin, crossed, chinese, party, party IN (FROM chinese) han FROM stated"
            " JOIN shared USING (key) ORDER BY bucket, party"
        )
        self._connection.execute(
            "DROP TABLE stated; DROP TABLE sizes; DROP TABLE shared; CREATE TABLE best (l INTEGER, r INTEGER, weight INTEGER)"
        )

    def pairs(self, most: int | None = None) -> list[tuple[int, int]]:
        """The pairs to compare, in order."""
        rules = self.rules
        for start in range(0, self.parties, _PART):
            of_one = (rules.first, rules.first_ranks, rules.pairs_of_one, rules.pairs_across)
            self._connection.execute(_STRONGEST, [start, start + _PART, rules.least_weight, *of_one])
        limit = most if most is not None else max(rules.least_pairs, int(rules.pairs_each * self.parties))
        self._connection.execute("CREATE TABLE chosen AS SELECT l, r, max(weight) weight FROM best GROUP BY l, r")
        count = self._connection.execute("SELECT count(*) FROM chosen").fetchall()[0][0]
        self.left_out = max(0, count - limit)
        rows = self._connection.execute(
            "SELECT l, r FROM (SELECT l, r FROM chosen ORDER BY weight DESC, l, r LIMIT ?) ORDER BY l, r", [limit]
        ).fetchall()
        return [(left, right) for left, right in rows]

    def close(self) -> None:
        """Give the memory back."""
        self._connection.close()

    def __enter__(self) -> Join:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


_STRONGEST = """
INSERT INTO best
WITH summed AS MATERIALIZED (
    SELECT l, r, across, sum(weight)::INTEGER weight FROM (
        SELECT a.party l, b.party r, a.han <> b.han across,
            CASE WHEN a.han <> b.han THEN a.crossed WHEN a.han THEN a.chinese ELSE a.latin END weight
        FROM held a JOIN held b ON a.bucket = b.bucket
        WHERE a.party >= $1 AND a.party < $2 AND (b.party > a.party OR b.party < $1)
    ) WHERE weight > 0 GROUP BY l, r, across HAVING sum(weight) >= $3
)
SELECT least(l, r), greatest(l, r), weight + CASE WHEN rank <= $5 THEN $4 ELSE 0 END FROM (
    SELECT l, r, across, weight, row_number() OVER (PARTITION BY l, across ORDER BY weight DESC, r) rank
    FROM (FROM summed UNION ALL SELECT r, l, across, weight FROM summed WHERE r >= $1 AND r < $2)
) WHERE rank <= CASE WHEN across THEN $7 ELSE $6 END
"""
"""For each party of a part its strongest pairs. A pair of two parties of the part is summed once and ranked for both."""


def _weights(rules: BlockingRules, parties: int) -> list[tuple[str, int, int, int, int]]:
    """(kind, parties that share, what sharing counts between two Latin parties, across scripts, between two Chinese ones): the rarer, the
    more; whole numbers, so that sums never depend on an order."""
    return [
        (
            kind,
            size,
            _counts(rules.latin.get(kind, 0.0), size, parties),
            _counts(factor, size, parties),
            _counts(rules.chinese.get(kind, 0.0), size, parties),
        )
        for kind, factor in sorted(rules.kinds.items())
        for size in range(2, rules.most_sharing + 1)
        if size <= parties
    ] or [("", 0, 0, 0, 0)]


def _counts(factor: float, size: int, parties: int) -> int:
    return max(1, round(factor * 10 * math.log2((parties + 1) / size))) if factor else 0
