"""Name matching of Enduse beside its peers, on the same pairs, in the same run: accuracy, speed, cross-reference, import.

    python benchmarks/peers.py [--shared DIR] [--peers .venv-peers/bin/python] [--only MATCHER,…] [--no-crossing] [--json]

Every matcher runs in a process of its own, pinned to one core; seconds are processor seconds. `make bench-peers` installs the peers first.
What cannot be measured is a line that says why: a peer that is not installed, a set whose files are not there. All are given names only;
what they do with days, countries and identifiers is not measured. Peers' threshold is that of yente, 0.7; rapidfuzz is the floor.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
CHILD = ROOT / "benchmarks" / "matchers" / "child.py"
sys.path[:0] = [str(ROOT / "scripts"), str(CHILD.parent)]

from scorers import MATCHERS, OURS  # noqa: E402

from enduse.cli.output import table  # noqa: E402
from enduse.evaluation.matching import Measures, measure  # noqa: E402
from entities import gather  # noqa: E402
from matching_sets import SETS, Row  # noqa: E402

MEASURED = [name for name in SETS if name != "name-bench-all"]
SPEED_SETS = ("name-bench", "near-names", "listed")
IMPORTS = 3
CROSSED = 100_000
"""Pairs that each matcher may score in the cross-reference of all organisations."""

Say = Callable[[str], None]


@dataclass(slots=True)
class Measured:
    """All that one matcher gave; ``missing`` says why a part of it is not there."""

    matcher: str
    missing: str = ""
    version: str = ""
    accuracy: dict[str, Measures] = field(default_factory=dict)
    speed: dict[str, float] = field(default_factory=dict)
    again: dict[str, float] = field(default_factory=dict)
    """Pairs a second and core at the second look, when every name is known."""
    crossing: dict[str, Any] = field(default_factory=dict)
    import_seconds: float | None = None


def near_names(rows: Sequence[Row]) -> list[Row]:
    """English names against the nearest other English name, for speed where names share words, as pairs that a blocker chooses do."""
    english = {row.left: row.right for row in rows if row.match}
    return [Row(english[row.left], row.right, match=False, schema="Company") for row in rows if not row.match and row.left in english]


def make_sets(shared: Path, say: Say) -> dict[str, list[Row]]:
    """Every set whose files are there."""
    found = {}
    for name in MEASURED:
        try:
            found[name] = SETS[name](shared)
        except FileNotFoundError as error:
            say(f"set {name} left out: {error.filename} is not there")
    if "listed-hard" in found:
        found["near-names"] = near_names(found["listed-hard"])
    return found


class Children:
    """Runs measurements in processes of their own, Enduse here and peers in their environment."""

    def __init__(self, peers: Path, folder: Path) -> None:
        self._pythons = dict.fromkeys(OURS, Path(sys.executable))
        self._peers = peers
        self._folder = folder

    def run(self, task: str, matcher: str, given: Any) -> dict[str, Any]:
        """What the child wrote, or ``missing`` with the reason."""
        python = self._pythons.get(matcher, self._peers)
        if not python.exists():
            return {"missing": f"{self._peers} is not there; run: make bench-peers"}
        source, out = self._folder / "in.json", self._folder / "out.json"
        source.write_text(json.dumps(given), "utf-8")
        out.unlink(missing_ok=True)
        environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "OMP_NUM_THREADS": "1", "PYTHONHASHSEED": "0"}
        ran = subprocess.run([python, CHILD, task, matcher, source, out], env=environment, capture_output=True, text=True, check=False)
        if ran.returncode or not out.exists():
            last = (ran.stderr.strip().splitlines() or [f"ended with {ran.returncode}"])[-1]
            return {"missing": f"failed: {last}"}
        found: dict[str, Any] = json.loads(out.read_text("utf-8"))
        return found


def measure_matcher(matcher: str, children: Children, sets: dict[str, list[Row]], crossing: dict[str, Any] | None) -> Measured:
    """Import, then pairs, then the cross-reference, of one matcher."""
    found = Measured(matcher)
    imports = [children.run("import", matcher, None) for _ in range(IMPORTS)]
    if "missing" in imports[0]:
        found.missing = imports[0]["missing"]
        return found
    found.import_seconds = statistics.median(each["cpu_seconds"] for each in imports)
    scored = children.run("pairs", matcher, {name: [[row.left, row.right, row.schema] for row in rows] for name, rows in sets.items()})
    if "missing" in scored:
        found.missing = scored["missing"]
        return found
    found.version = scored["version"]
    for name, rows in sets.items():
        found.accuracy[name] = measure(scored["scores"][name], [row.match for row in rows], scored["threshold"])
        found.speed[name] = len(rows) / scored["cpu_seconds"][name]
        found.again[name] = len(rows) / scored["again_seconds"][name]
    if crossing is not None:
        found.crossing = children.run("crossing", matcher, crossing)
    return found


def draw(all_measured: Sequence[Measured], sets: dict[str, list[Row]]) -> str:
    """One table: a line for each figure, a column for each matcher."""
    there = [each for each in all_measured if not each.missing]
    lines: list[list[str]] = []
    for name in sets:
        if name != "near-names":
            lines += _accuracy(name, sets[name], there)
    for name in SPEED_SETS:
        if name in sets:
            lines.append([f"pairs a second: {name}", *(f"{each.speed[name]:,.0f}" for each in there)])
            lines.append(["at the second look", *(f"{each.again[name]:,.0f}" for each in there)])
    if any(each.crossing for each in there):
        lines += _crossing(there)
    lines.append(["import, CPU s", *(_number(each.import_seconds, 2) for each in there)])
    return table(["", *(each.matcher for each in there)], lines, right=range(1, 1 + len(there)))


def _accuracy(name: str, rows: Sequence[Row], there: Sequence[Measured]) -> list[list[str]]:
    found = [each.accuracy[name] for each in there]
    if not any(row.match for row in rows):
        return [[f"{name} ({len(rows)} negatives): called a match", *(str(each.counts.false_positives) for each in found)]]
    head = f"{name} ({len(rows)}, {sum(row.match for row in rows)} of one body)"
    return [
        [f"{head}: F1", *(_number(each.counts.f1) for each in found)],
        ["   precision / recall", *(f"{_number(each.counts.precision)}/{_number(each.counts.recall)}" for each in found)],
        ["   best F1", *(_number(each.best_f1) for each in found)],
        ["   recall at precision >= .95", *(_number(each.recall_at_p95) for each in found)],
        ["   AUC", *(_number(each.auc) for each in found)],
    ]


def _crossing(there: Sequence[Measured]) -> list[list[str]]:
    def cell(each: Measured, take: Callable[[dict[str, Any]], str]) -> str:
        return take(each.crossing) if each.crossing.get("found") else "-"

    kinds = next(each.crossing["found"] for each in there if each.crossing.get("found"))
    lines = [
        ["cross-reference: CPU s", *(cell(each, lambda c: f"{c['cpu_seconds']:.1f}") for each in there)],
        ["   peak MB", *(cell(each, lambda c: f"{c['peak_mb']:.0f}") for each in there)],
        ["   pairs scored", *(cell(each, lambda c: f"{c['pairs']:,}") for each in there)],
    ]
    for kind, counted in kinds.items():
        lines.append(
            [f"   {kind} ({counted['same']}): offered", *(cell(each, lambda c, k=kind: str(c["found"][k]["offered"])) for each in there)]
        )
        lines.append(["      and matched", *(cell(each, lambda c, k=kind: str(c["found"][k]["matched"])) for each in there)])
    return lines


def _number(value: float | None, digits: int = 3) -> str:
    return "-" if value is None else f"{value:.{digits}f}"


def as_json(all_measured: Sequence[Measured]) -> str:
    """Every figure, for programs."""
    found = []
    for each in all_measured:
        accuracy = {
            name: {
                **{key: getattr(m, key) for key in ("pairs", "positives", "threshold", "best_f1", "auc", "recall_at_p95", "ties_at_top")},
                **{key: getattr(m.counts, key) for key in ("precision", "recall", "f1", "false_positives")},
            }
            for name, m in each.accuracy.items()
        }
        plain = {key: getattr(each, key) for key in ("matcher", "missing", "version", "speed", "again", "crossing", "import_seconds")}
        found.append({**plain, "accuracy": accuracy})
    return json.dumps(found, ensure_ascii=False, indent=2)


def main() -> None:
    """Measure all and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared", help="the material folder; without it only our own tables")
    parser.add_argument("--peers", type=Path, default=ROOT / ".venv-peers" / "bin" / "python", help="the Python of the peers' environment")
    parser.add_argument("--only", default=",".join(MATCHERS), help="matchers to measure, with commas between")
    parser.add_argument("--no-crossing", action="store_true", help="leave out the cross-reference, which takes minutes")
    parser.add_argument("--json", action="store_true", help="print one JSON value")
    given = parser.parse_args()
    wanted = given.only.split(",")
    if unknown := sorted(set(wanted) - set(MATCHERS)):
        parser.error(f"no matcher {', '.join(unknown)}; there are {', '.join(MATCHERS)}")

    def say(text: str) -> None:
        print(text, file=sys.stderr, flush=True)

    sets = make_sets(given.shared, say)
    crossing = None
    if given.shared.is_dir() and not given.no_crossing:
        entities = gather(given.shared)
        crossing = {"names": entities.names, "same": entities.same, "pairs": CROSSED}
        say(f"cross-reference: {len(entities.names):,} organisations, at most {CROSSED:,} pairs")
    with tempfile.TemporaryDirectory() as folder:
        children = Children(given.peers, Path(folder))
        found = []
        for matcher in wanted:
            say(f"measuring {matcher} …")
            found.append(measure_matcher(matcher, children, sets, crossing))
    if given.json:
        print(as_json(found))
        return
    print(draw(found, sets))
    for each in found:
        if reason := each.missing or each.crossing.get("missing"):
            print(f"{each.matcher}: {'not measured' if each.missing else 'no cross-reference'}: {reason}")


if __name__ == "__main__":
    main()
