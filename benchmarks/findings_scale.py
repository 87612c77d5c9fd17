"""What a build costs from statements to findings, by size, and whether it finds what was planted.

    python benchmarks/findings_scale.py [--awards 10000 …] [--folder FOLDER] [--workers 2] [--json]

For each size an invented case is made (``generate.py``), then the stages ``merged``, ``entities`` and ``findings`` (all rules) are run as a
build runs them, by the same plan, on as many processes as given. Printed: for each step of a stage its tasks, seconds, and processor
seconds of all its processes; the most memory that all processes held together (resident, pages they share counted for each); findings;
of those that the world itself says must come out, how many did (recall) and how many came out beside them (precision). Reading pages and
making pages are apart.

The floor is one pass over the same extractions in the same run: decoding their JSON and nothing else, in one process.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from enduse.case import joining_stages
from enduse.engine.local import run_local
from enduse.engine.run import Ran
from enduse.engine.task import Input, Task
from enduse.model.extraction import Extraction
from enduse.model.finding import Finding
from enduse.model.storage import read_json, write_json
from generate import generate
from invented.expected import Key, key_of

Figures = dict[str, Any]
FLOOR = "floor: decode"
EVERY_SECONDS = 0.2


@dataclass(frozen=True, slots=True)
class Cost:
    """What one step took: ``cpu_seconds`` of all its processes; ``mib``, the most they held at one time."""

    step: str
    tasks: int
    seconds: float
    cpu_seconds: float
    mib: int


class Meter:
    """Runs tasks, as a build does, and notes what each step costs."""

    def __init__(self, workers: int | None) -> None:
        self.costs: list[Cost] = []
        self._workers = workers

    def run(self, tasks: Sequence[Task]) -> list[Ran]:
        """Run the tasks of a step, in processes of their own."""
        began, used, memory = time.perf_counter(), processor_seconds(), Memory()
        outcomes = []
        with memory:
            for ran in run_local(tasks, workers=self._workers, apart=True):
                if ran.error is not None:
                    raise SystemExit(f"{ran.task.stage}: {ran.error}")
                outcomes.append(ran)
        self.costs.append(
            Cost(
                tasks[0].stage,
                len(tasks),
                round(time.perf_counter() - began, 1),
                round(processor_seconds() - used, 1),
                memory.most // 2**20,
            )
        )
        return outcomes

    def need(self, tasks: Sequence[Task]) -> None:
        """The same, for stages that want nothing back."""
        self.run(tasks)


class Memory(threading.Thread):
    """Looks at the resident memory of this process and all it started, from time to time, while a block runs."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.most = 0
        self._ended = threading.Event()

    def run(self) -> None:
        while not self._ended.wait(EVERY_SECONDS):
            self.most = max(self.most, sum(map(_resident, _family(os.getpid()))))

    def __enter__(self) -> Memory:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self.join()


def _family(pid: int) -> list[int]:
    try:
        children = [int(child) for task in Path(f"/proc/{pid}/task").iterdir() for child in (task / "children").read_text().split()]
    except (FileNotFoundError, ProcessLookupError):
        return []
    return [pid, *(each for child in children for each in _family(child))]


def _resident(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (FileNotFoundError, ProcessLookupError):
        return 0


def processor_seconds() -> float:
    """Processor seconds of this process and of those it started that have ended."""
    return sum(os.times()[:4])


def decode_task(inputs: list[Path], params: dict[str, Any], output: Path) -> None:  # noqa: ARG001 - what every task is called with
    """The floor."""
    for path in inputs:
        read_json(path, Extraction)
    write_json(output, len(inputs))


def run_stages(folder: Path, workers: int | None) -> tuple[list[Cost], Task]:
    """All stages anew; the digests of inputs are names, for nothing here is kept from one version to another."""
    build = folder / "build"
    shutil.rmtree(build, ignore_errors=True)
    extractions = [(path.name, Input(path, path.name)) for path in sorted((folder / "extractions").glob("*.json"))]
    meter = Meter(workers)
    meter.run([Task(FLOOR, "findings_scale:decode_task", tuple(each for _, each in extractions), {}, build, ("model",))])
    merged = joining_stages.merge(build, extractions, meter.need)
    entities = joining_stages.resolve(build, merged, (), meter.need)
    return meter.costs, joining_stages.find(build, entities, (), meter.need)


def outcome(folder: Path, findings: Task) -> dict[str, object]:
    """Findings against what was planted."""
    expected = json.loads((folder / "expected.json").read_bytes())
    wanted, links = {tuple(key) for key in expected["keys"]}, set(expected["links"])
    found = read_json(findings.output, tuple[Finding, ...])
    keys = {key_of(finding, links) for finding in found}
    return against(wanted, keys, len(found))


def against(planted: set[Key], keys: set[Key], findings: int) -> Figures:
    """What was planted beside what was found, with the first of what was missed and of what nobody planted."""
    missed, extra = sorted(planted - keys), sorted(keys - planted)
    return {
        "findings": findings,
        "planted": len(planted),
        "found": len(planted & keys),
        "missed": len(missed),
        "extra": len(extra),
        "first_missed": missed[:3],
        "first_extra": extra[:3],
    }


def measure_size(folder: Path, awards: int, workers: int | None) -> dict[str, object]:
    """Make a case of that size where it is not there yet, run all stages anew, compare."""
    if not (folder / "counts.json").is_file():
        generate(folder, awards)
    (floor, *costs), findings = run_stages(folder, workers)
    spent = sum(cost.cpu_seconds for cost in costs)
    alone = sum(cost.cpu_seconds for cost in costs if cost.tasks == 1)
    return {
        "counts": json.loads((folder / "counts.json").read_bytes()),
        "steps": [asdict(cost) for cost in (floor, *costs)],
        "seconds": round(sum(cost.seconds for cost in costs), 1),
        "cpu_seconds": round(spent, 1),
        "cpu_seconds_in_one_process": round(alone, 1),
        "peak_mib": max(cost.mib for cost in costs),
        "cpu_ms_an_award": round(1000 * spent / awards, 3),
        **outcome(folder, findings),
    }


def show(figures: dict[str, Any]) -> None:
    """One size as lines."""
    for name, value in figures.items():
        if name == "steps":
            for cost in value:
                print("  {step:14} {tasks:4} tasks {seconds:8} s {cpu_seconds:8} CPU s {mib:6} MiB".format(**cost))
        else:
            print(f"  {name:26} {value}")


Measure = Callable[[Path, int, int], Figures]
"""Measures a case in a folder: its size, processes at a time."""
Show = Callable[[Figures], None]


def each_size(about: str | None, what: str, least: int, measure: Measure, show: Show) -> None:
    """Measure a case of each size that the command line asks for, in folders of their own, and print it; ``what`` is counted."""
    options = argparse.ArgumentParser(description=about, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument(f"--{what}", dest="sizes", type=int, nargs="*", default=[least])
    options.add_argument("--folder", type=Path, help="where cases are kept and used again; by default they are thrown away")
    options.add_argument("--workers", type=int, default=2, help="processes at a time")
    options.add_argument("--json", action="store_true")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as aside:
        for size in given.sizes:
            figures = {what: size, **measure((given.folder or Path(aside)) / str(size), size, given.workers)}
            if given.json:
                print(json.dumps(figures, sort_keys=True))
            else:
                print(f"{size:,} {what}")
                show(figures)


def main() -> None:
    """Measure each size and print it."""
    each_size(__doc__, "awards", 2000, measure_size, show)


if __name__ == "__main__":
    main()
