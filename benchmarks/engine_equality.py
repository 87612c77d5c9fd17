"""Read and extract invented notices by one engine and print the hash of all outputs: it must be the same for every engine.

    python benchmarks/engine_equality.py FOLDER [--notices 20000] [--engine local|dask|spark] [--connect ADDRESS] [--workers 2]
                                         [--bulk tables|site] [--name NAME]

FOLDER/papers gets the notices (once), FOLDER/NAME the outputs, made anew each time; NAME is the engine unless it is given. The two stages
are those an engine runs in a build; everything later is made of their outputs on the machine that builds.

With ``--bulk`` the notices are pages of one Parquet file, in FOLDER/notices.parquet, and are captured into packs, read by the thousand,
and joined up to findings as a build does (``tables``), or built whole, to the site (``site``). Printed are a line for the outputs of each
step, with their number and one hash over names and bytes, and the seconds of what the engine did.
"""

from __future__ import annotations

import argparse
import hashlib
import shutil
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

import bulk_scale
from enduse.case import joining_stages
from enduse.case.build import Options, build_case
from enduse.case.bulk import SHARDS, take_in
from enduse.case.layout import open_case
from enduse.case.plan import EXTRACT, READ
from enduse.engine.executors import NAMES, Execute, Where, executor
from enduse.engine.local import run_local
from enduse.engine.run import Ran
from enduse.engine.task import Input, Task
from enduse.evidence.vault import Vault
from invented.notices import notices, write
from invented.world import World

IN_A_FOLDER = 1000


def papers(folder: Path, number: int) -> list[tuple[str, Path]]:
    """Hash and path of each notice, written if they are not there; two awards of a world give more than one notice."""
    found = []
    for count, written in enumerate(map(write, notices(World(2 * number, 8)))):
        if count == number:
            break
        data = written.text.encode()
        path = folder / f"{count // IN_A_FOLDER:04}" / f"{count % IN_A_FOLDER:03}.txt"
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        found.append((hashlib.sha256(data).hexdigest(), path))
    return found


def tasks(found: list[tuple[str, Path]], build: Path) -> tuple[list[Task], list[Task]]:
    """The reading and the extraction of each notice, as a build plans them."""
    reading, extraction = [], []
    for sha256, path in found:
        params = {"sha256": sha256, "extension": ".txt", "redact": True}
        read = Task("documents", "enduse.documents.reading:read_task", (Input(path, sha256),), params, build, READ)
        role = {"role": "paper", "name": "", "specimen": True}
        reading.append(read)
        extraction.append(Task("statements", "enduse.statements.extract:extract_task", (read.as_input(),), role, build, EXTRACT))
    return reading, extraction


def outputs_hash(build: Path, stages: Sequence[str] = ("documents", "statements")) -> tuple[int, str]:
    """How many files there are, and one hash over their names and bytes."""
    digest, count = hashlib.sha256(), 0
    for stage in stages:
        for path in sorted(path for path in (build / stage).rglob("*") if path.is_file()):
            named = f"{stage}/{path.relative_to(build / stage).as_posix()}"
            digest.update(f"{named}\0".encode() + hashlib.sha256(path.read_bytes()).digest())
            count += 1
    return count, digest.hexdigest()


def bulk_case(folder: Path, name: str, notices_wanted: int) -> Path:
    """A case over the Parquet file of generated pages, which is made once; nothing of an earlier build."""
    made, case = folder / "made", folder / name
    if not (made / "expected.json").is_file():
        bulk_scale.generate(made, notices_wanted)
        shutil.copy2(made / "pages" / "notices.parquet", folder / "notices.parquet")
    shutil.rmtree(case, ignore_errors=True)
    case.mkdir(parents=True)
    (case / "case.yml").write_text("title: {en: Invented notices}\nbulk: [{path: ../notices.parquet}]\n", "utf-8")
    return case


def join_bulk(root: Path, where: Where) -> float:
    """Capture, read by the engine, and join up to findings; the seconds of the engine."""
    case = open_case(root)
    bulk = take_in(case, Vault(root / "vault"), (), lambda tasks: whole(run_local(tasks, workers=where.workers)))
    shards = [shard.task for shard in bulk.shards]
    started = time.perf_counter()
    with executor(where) as execute:
        whole(execute(shards))
    seconds = time.perf_counter() - started

    def run(tasks: Sequence[Task]) -> None:
        whole(run_local(tasks, workers=where.workers))

    extractions = [(shard.name, shard.task.as_input()) for shard in bulk.shards]
    extractions.append(("records", Input(root.parent / "made" / "records.json", "records")))
    merged = joining_stages.merge(case.build, extractions, run)
    joining_stages.find(case.build, joining_stages.resolve(case.build, merged, (), run), (), run)
    return seconds


def whole(outcomes: Iterable[Ran]) -> list[Ran]:
    """What ran, where all did."""
    found = list(outcomes)
    errors = [ran.error for ran in found if ran.error is not None]
    if errors:
        raise SystemExit(f"{len(errors)} tasks failed: {errors[0]}")
    return found


def measure_bulk(folder: Path, name: str, where: Where, number: int, *, site: bool) -> None:
    """Build the case and print its hashes."""
    root = bulk_case(folder, name, number)
    started = time.perf_counter()
    if site:
        build_case(open_case(root), Options(where), lambda *_: None)
        seconds = time.perf_counter() - started
    else:
        seconds = join_bulk(root, where)
    steps = [SHARDS, *(step for step in joining_stages.STEPS if (root / "build" / step).is_dir())]
    for label, at, inside in [*((step, root / "build", step) for step in steps), *([("site", root, "site")] if site else [])]:
        count, digest = outputs_hash(at, (inside,))
        print(f"| {name} | {number:,} | {label} | {count:,} | {digest[:16]} |")
    print(f"{name}: {seconds:.0f} s {'in all' if site else 'by the engine'}", flush=True)


def measure_single(folder: Path, name: str, where: Where, number: int) -> None:
    """Read and extract notices one by one, and print one row."""
    build = folder / name
    shutil.rmtree(build, ignore_errors=True)
    stages = tasks(papers(folder / "papers", number), build)
    with executor(where) as execute:
        seconds = [timed(execute, stage) for stage in stages]
    count, digest = outputs_hash(build)
    print(f"| {name} | {number:,} | {seconds[0]:.0f} | {seconds[1]:.0f} | {count:,} | {digest[:16]} |")


def timed(execute: Execute, stage: Sequence[Task]) -> float:
    """Seconds of a stage."""
    started = time.perf_counter()
    whole(execute(stage))
    return time.perf_counter() - started


def main() -> None:
    """Run one engine and print what it made."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", default=Path("benchmarks/.engines"))
    parser.add_argument("--notices", type=int, default=2000)
    parser.add_argument("--engine", choices=NAMES, default="local")
    parser.add_argument("--connect")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--bulk", choices=("tables", "site"))
    parser.add_argument("--name")
    args = parser.parse_args()
    where, folder, name = Where(args.engine, args.connect, args.workers), args.folder.absolute(), args.name or args.engine
    if args.bulk:
        measure_bulk(folder, name, where, args.notices, site=args.bulk == "site")
    else:
        measure_single(folder, name, where, args.notices)


if __name__ == "__main__":
    main()
