"""What a build costs from statements to findings, by size, and whether it finds what was planted.

    python benchmarks/findings_scale.py [--awards 10000 …] [--folder FOLDER] [--json]

For each size an invented case is made (``generate.py``), then the stages ``merged``, ``entities`` and ``findings`` (all rules) are run,
each in its own process as the build's tasks. Printed: seconds, processor seconds and peak memory of each stage; findings; of those that
the world itself says must come out, how many did (recall) and how many came out beside them (precision). Reading pages and making pages
are apart.

The floor is one pass over the same extractions in the same run: decoding their JSON and nothing else.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from enduse.engine.run import run_task
from enduse.engine.task import Input, Task
from enduse.model.extraction import Extraction
from enduse.model.finding import Finding
from enduse.model.storage import read_json
from generate import generate
from invented.expected import key_of

FLOOR = "floor: decode"
STAGES = {
    "merged": ("enduse.statements.merge:merge_task", ".parquet"),
    "entities": ("enduse.entities.resolve:resolve_task", ""),
    "findings": ("enduse.findings.find:find_task", ".json"),
}


@dataclass(frozen=True, slots=True)
class Cost:
    """What one stage took in a process of its own; ``mib`` is the most memory it held."""

    stage: str
    seconds: float
    cpu_seconds: float
    mib: int


def stage_task(folder: Path, stage: str) -> Task:
    """The task of a stage, as the build plans it; digests are names, for nothing here is kept from one version to another."""
    function, suffix = STAGES[stage]
    if stage == "merged":
        inputs = tuple(Input(path, path.name) for path in sorted((folder / "extractions").glob("*.json")))
    else:
        inputs = (stage_task(folder, "merged" if stage == "entities" else "entities").as_input(),)
    return Task(stage, function, inputs, {}, folder / "build", ("model",), suffix)


def run_stage(folder: Path, stage: str) -> None:
    """In the child: one stage, or the floor."""
    if stage != FLOOR:
        run_task(stage_task(folder, stage))
        return
    for path in sorted((folder / "extractions").glob("*.json")):
        read_json(path, Extraction)


def measure(folder: Path, stage: str) -> Cost:
    """Run a stage in a child and take its figures."""
    began = time.perf_counter()
    child = subprocess.Popen([sys.executable, __file__, "--folder", str(folder), "--stage", stage])
    _, status, used = os.wait4(child.pid, 0)
    if status:
        raise SystemExit(f"{stage} failed in {folder}; its message stands above")
    return Cost(stage, round(time.perf_counter() - began, 1), round(used.ru_utime + used.ru_stime, 1), used.ru_maxrss // 1024)


def outcome(folder: Path) -> dict[str, object]:
    """Findings against what was planted."""
    expected = json.loads((folder / "expected.json").read_bytes())
    wanted, links = {tuple(key) for key in expected["keys"]}, set(expected["links"])
    found = read_json(stage_task(folder, "findings").output, tuple[Finding, ...])
    keys = {key_of(finding, links) for finding in found}
    missed, extra = sorted(wanted - keys), sorted(keys - wanted)
    return {
        "findings": len(found),
        "planted": len(wanted),
        "found": len(wanted & keys),
        "missed": len(missed),
        "extra": len(extra),
        "first_missed": missed[:3],
        "first_extra": extra[:3],
    }


def measure_size(folder: Path, awards: int) -> dict[str, object]:
    """Make a case of that size where it is not there yet, run all stages anew, compare."""
    if not (folder / "counts.json").is_file():
        generate(folder, awards)
    shutil.rmtree(folder / "build", ignore_errors=True)
    costs = [measure(folder, stage) for stage in (FLOOR, *STAGES)]
    spent = sum(cost.cpu_seconds for cost in costs[1:])
    return {
        "counts": json.loads((folder / "counts.json").read_bytes()),
        "stages": [asdict(cost) for cost in costs],
        "seconds": round(sum(cost.seconds for cost in costs[1:]), 1),
        "cpu_seconds": round(spent, 1),
        "peak_mib": max(cost.mib for cost in costs[1:]),
        "cpu_ms_an_award": round(1000 * spent / awards, 3),
        **outcome(folder),
    }


def show(figures: dict[str, object]) -> None:
    """One size as lines."""
    for name, value in figures.items():
        if name == "stages" and isinstance(value, list):
            for cost in value:
                print("  {stage:14} {seconds:8} s {cpu_seconds:8} CPU s {mib:6} MiB".format(**cost))
        else:
            print(f"  {name:14} {value}")


def main() -> None:
    """Measure each size and print it."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--awards", type=int, nargs="*", default=[2000])
    options.add_argument("--folder", type=Path, help="where cases are kept and used again; by default they are thrown away")
    options.add_argument("--stage", help=argparse.SUPPRESS)
    options.add_argument("--json", action="store_true")
    given = options.parse_args()
    if given.stage:
        run_stage(given.folder, given.stage)
        return
    with tempfile.TemporaryDirectory() as aside:
        for awards in given.awards:
            figures = measure_size((given.folder or Path(aside)) / str(awards), awards)
            if given.json:
                print(json.dumps({"awards": awards, **figures}, sort_keys=True))
            else:
                print(f"{awards:,} awards")
                show(figures)


if __name__ == "__main__":
    main()
