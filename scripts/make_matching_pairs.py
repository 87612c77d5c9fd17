"""Make a set of labelled pairs of names, for `enduse eval matching`, from files that you have.

    python scripts/make_matching_pairs.py SET --out FILE.csv [--shared DIR]

SET is one of: name-bench, name-bench-all, listed, listed-hard, entity-list-bilingual, short-names (these need the material folder), and
police-bodies, probes, official-pairs (these are kept with the tests). What each holds is in docs/evaluation-matching.md.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path

from matching_sets import OWN, SETS
from matching_sets.rows import write_pairs

SHARED = Path(__file__).resolve().parents[2] / "shared"


def main() -> int:
    """Write the set that was asked for; says on stderr what it holds."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("set", choices=list(SETS), metavar="SET", help=", ".join(SETS))
    parser.add_argument("--out", type=Path, required=True, help="the CSV file to write")
    parser.add_argument("--shared", type=Path, default=SHARED, help="the material folder; by default the one beside the checkout")
    given = parser.parse_args()
    if given.set not in OWN and not given.shared.is_dir():
        parser.error(f"{given.shared}: no such folder; --shared names the folder that holds data/, facts/ and gold/")
    rows = SETS[given.set](given.shared)
    write_pairs(rows, given.out)
    labels = Counter(row.match for row in rows)
    print(f"{given.set}: {len(rows)} pairs, {labels[True]} of one body, {labels[False]} of two -> {given.out}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
