"""How many rows a second are screened, what the index weighs and how soon it answers.

    python benchmarks/screening_speed.py [--rows 40000] [--data FOLDER] [--json]
    python benchmarks/screening_speed.py --peers .venv-peers/bin/python [--asked 300] [--seed 8] [--data FOLDER] [--json]

The index holds the lists in FOLDER (else the samples of the sources) with all that `enduse list` knows of them, and beside them the parties
that `benchmarks/matching_speed.py` compares, some 22,000. Rows are drawn with a fixed seed: a third names as written, a third with a letter
missing, a third of words put together anew; each has a day of its own. The floor is one dictionary look-up of the folded name a row: what a
screen on exact names alone would cost. Processor time of this process; cold start is a fresh process from import to the first answer.

With ``--peers`` another measurement: Enduse (names alone; and the whole screen), nomenklatura's logic-v2 with its own blocking, and the
floor answer the same questions about the same bodies, each in a process of its own on one core: names a second, and how often the right
body comes first or among five. ``--asked`` is the number of questions a set; the peer sets it. `make bench-peers` installs it.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
sys.path.insert(0, str(Path(__file__).resolve().parent / "matchers"))
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "scripts"))

from questions import add_bodies, anew, without_one
from recall import as_data, compare, draw

from enduse.case.list_files import open_lists
from enduse.language.scripts import fold_name
from enduse.screening.answer import Counterparty
from enduse.screening.index import Index
from enduse.screening.index_written import write_index
from enduse.screening.screen import screen
from list_questions import lists_in
from matching_speed import DATA, parties
from peers import Children

PART = 2_000
_COLD = """
import sys, time
began = time.perf_counter()
from pathlib import Path
from enduse.screening.answer import Counterparty
from enduse.screening.index import Index
from enduse.screening.screen import screen
with Index(Path(sys.argv[1])) as index:
    screen(index, [Counterparty(1, "Hangzhou Hikvision Digital Technology", "2020-01-01")])
    print(time.perf_counter() - began)
"""


def rows_of(names: list[str], number: int, seed: int = 8) -> list[Counterparty]:
    """The rows, by a fixed seed."""
    drawn = random.Random(seed)  # noqa: S311 - a benchmark, no secret
    words = sorted({word for name in names for word in name.split()})
    found = []
    for at in range(number):
        name = drawn.choice(names)
        if at % 3 == 1:
            name = without_one(name, drawn)
        elif at % 3 == 2:
            name = anew(words, drawn)
        found.append(Counterparty(at, name, f"{drawn.randint(1997, 2026)}-{drawn.randint(1, 12):02}-{drawn.randint(1, 28):02}"))
    return found


def measure(data: Path, number: int) -> dict[str, object]:
    """Write an index, ask it, and start it cold."""
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder)
        began = time.process_time()
        with open_lists(lists_in(data / "lists"), partial=True) as resolved:
            names = add_bodies(resolved, parties(data))
            write_index(resolved, (), {}, "benchmark", output)
        made = time.process_time() - began
        weight = sum(path.stat().st_size for path in output.iterdir())
        rows = rows_of(names, number)
        cold = subprocess.run([sys.executable, "-c", _COLD, folder], capture_output=True, check=True, text=True)
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        with Index(output) as index:
            began = time.process_time()
            verdicts: dict[str, int] = {}
            for at in range(0, number, PART):
                for answer in screen(index, rows[at : at + PART]):
                    verdicts[answer.verdict] = verdicts.get(answer.verdict, 0) + 1
            spent = time.process_time() - began
        known = {fold_name(name) for name in names}
        began = time.process_time()
        exact = sum(fold_name(row.name) in known for row in rows)
        floor = time.process_time() - began
    return {
        "parties": len(names),
        "rows": number,
        "index_made_seconds": round(made, 1),
        "index_mb": round(weight / 1e6, 1),
        "cold_start_seconds": round(float(cold.stdout), 2),
        "rows_a_second": round(number / spent),
        "floor_rows_a_second": round(number / floor),
        "exact": exact,
        "verdicts": dict(sorted(verdicts.items())),
        "peak_mb_before": before // 1024,
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }


def beside(data: Path, drawn: tuple[int, int], peers: Path, *, as_json: bool) -> None:
    """Ask Enduse and the peer the same, and print."""
    with tempfile.TemporaryDirectory() as folder:
        asked = compare(lists_in(data / "lists"), parties(data), data.parent, drawn, Children(peers, Path(folder)), _say)
    print(json.dumps(as_data(asked)) if as_json else draw(asked))


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=40_000)
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--peers", type=Path, help="the Python of the peers' environment: measure beside them")
    parser.add_argument("--asked", type=int, default=300, help="questions a set, beside the peers")
    parser.add_argument("--seed", type=int, default=8, help="by which those are drawn; another than 8 is a set nobody has looked at")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    if given.peers:
        beside(given.data, (given.asked, given.seed), given.peers, as_json=given.json)
        return
    found = measure(given.data, given.rows)
    print(json.dumps(found) if given.json else "\n".join(f"{name:<22} {value}" for name, value in found.items()))


if __name__ == "__main__":
    main()
