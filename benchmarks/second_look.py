"""What the statistical look of the extra [splink] adds to the comparison of names, on pairs labelled by people.

    python benchmarks/second_look.py PAIRS.csv [PAIRS.csv …] [--blocked] [--judged]

Each file is one of `scripts/make_matching_pairs.py` or of that form. Every distinct name is a party of which nothing else is known.
Candidates are the pairs of the file, or with ``--blocked`` what blocking proposes among all its parties, as in a case. With ``--judged``
the pairs of one body in every other row train the model, as judgements of people would, and only the other rows are counted. Printed,
each with how many of them are of one body: candidates; those that names make *possible*; those that the look raises to *possible*; those
the look is sure of, whatever their names say. Seconds are of the processor, of the look alone.

Needs the extra [splink]: .venv-splink/bin/python.
"""

from __future__ import annotations

import argparse
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from enduse.entities.matching.blocking import candidate_pairs
from enduse.entities.matching.compare import compare
from enduse.entities.matching.prepared import Party, Prepared, prepare
from enduse.entities.matching.statistical import Opinion, look_at
from enduse.entities.matching.statistical_columns import columns_of
from enduse.entities.matching.statistical_extra import is_installed
from enduse.entities.matching.thresholds import load_thresholds
from enduse.entities.second_look import raises, with_opinion
from enduse.evaluation.pairs import Pair as Row
from enduse.evaluation.pairs import read_pairs

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Labelled:
    """Parties, the pairs of positions that are of one body, and of each pair the row it came from."""

    parties: list[Prepared]
    given: list[Pair]
    same: frozenset[Pair]
    row: dict[int, int]


def labelled(rows: tuple[Row, ...]) -> Labelled:
    """The rows of a file as parties and pairs of them."""
    position: dict[tuple[str, str], int] = {}
    parties, given, same, at = [], [], set(), {}
    for number, row in enumerate(rows):
        ends = []
        for name in (row.left, row.right):
            if (name, row.schema) not in position:
                position[name, row.schema] = len(parties)
                at[len(parties)] = number
                parties.append(prepare(Party(id=f"{len(parties):06}", names=(name,), schema=row.schema)))
            ends.append(position[name, row.schema])
        pair = (min(ends), max(ends))
        if pair[0] != pair[1]:
            given.append(pair)
            same |= {pair} if row.match else set()
    return Labelled(parties, sorted(set(given)), frozenset(same), at)


def measure(file: Path, *, blocked: bool, judged: bool) -> str:
    """One row of the table."""
    known = labelled(read_pairs(file).pairs)
    pairs = candidate_pairs(known.parties).pairs if blocked else known.given
    compared = [compare(known.parties[left], known.parties[right]) for left, right in pairs]
    thresholds = load_thresholds()
    trained = [pair for pair in sorted(known.same) if known.row[pair[0]] % 2] if judged else []
    started = time.process_time()
    matches = sum(each.score >= thresholds.match for each in compared)
    rows = [columns_of(party) for party in known.parties]
    opinions: list[Opinion | None] = [*look_at(rows, pairs, matches=matches, judged=trained)] or [None] * len(pairs)
    seconds = time.process_time() - started
    counted = [n for n, pair in enumerate(pairs) if not judged or not (known.row[pair[0]] % 2 or known.row[pair[1]] % 2)]
    possible = [n for n in counted if compared[n].score >= thresholds.possible]
    sure = [n for n in counted if (opinion := opinions[n]) is not None and raises(opinion)]
    looked = {n: with_opinion(compared[n], opinion) for n in sure if (opinion := opinions[n]) is not None}
    raised = [n for n in sure if n not in set(possible) and looked[n].score >= thresholds.possible]
    cells = [f"{len(some):,} / {sum(pairs[n] in known.same for n in some):,}" for some in (counted, possible, raised, sure)]
    return f"| {file.stem}{', blocked' if blocked else ''}{', judged' if judged else ''} | {' | '.join(cells)} | {seconds:.1f} |"


def main() -> None:
    """Print a row for each file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", type=Path, nargs="*", metavar="PAIRS.csv")
    parser.add_argument("--blocked", action="store_true")
    parser.add_argument("--judged", action="store_true")
    args = parser.parse_args()
    if not (args.files and is_installed()):
        print("nothing measured: name a file of pairs, and install the extra [splink] (make test-splink)", file=sys.stderr)
        return
    print("| set | candidates / of one body | possible by names | raised | sure, in all | CPU s |\n|---|---|---|---|---|---|")
    for file in args.files:
        print(measure(file, blocked=args.blocked, judged=args.judged), flush=True)


if __name__ == "__main__":
    main()
