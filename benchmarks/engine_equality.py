"""Read and extract invented notices by one engine and print the hash of all outputs: it must be the same for every engine.

    python benchmarks/engine_equality.py FOLDER [--notices 20000] [--engine local|dask|spark] [--connect ADDRESS] [--workers 2]

FOLDER/papers gets the notices (once), FOLDER/ENGINE the outputs, made anew each time. The two stages are those an engine runs in a build;
everything later is made of their outputs on the machine that builds.
"""

from __future__ import annotations

import argparse
import hashlib
import shutil
import time
from pathlib import Path

from enduse.case.plan import EXTRACT, READ
from enduse.engine.executors import NAMES, Where, executor
from enduse.engine.task import Input, Task
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


def outputs_hash(build: Path) -> tuple[int, str]:
    """How many files there are, and one hash over their names and bytes."""
    digest, count = hashlib.sha256(), 0
    for stage in ("documents", "statements"):
        for path in sorted((build / stage).iterdir()):
            digest.update(f"{stage}/{path.name}\0".encode() + hashlib.sha256(path.read_bytes()).digest())
            count += 1
    return count, digest.hexdigest()


def main() -> None:
    """Run one engine and print one row."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", default=Path("benchmarks/.engines"))
    parser.add_argument("--notices", type=int, default=2000)
    parser.add_argument("--engine", choices=NAMES, default="local")
    parser.add_argument("--connect")
    parser.add_argument("--workers", type=int, default=2)
    args = parser.parse_args()
    build = args.folder.absolute() / args.engine
    shutil.rmtree(build, ignore_errors=True)
    reading, extraction = tasks(papers(args.folder.absolute() / "papers", args.notices), build)
    seconds = []
    with executor(Where(args.engine, args.connect, args.workers)) as execute:
        for stage in (reading, extraction):
            started = time.perf_counter()
            errors = [ran.error for ran in execute(stage) if ran.error is not None]
            seconds.append(time.perf_counter() - started)
            if errors:
                raise SystemExit(f"{len(errors)} tasks failed: {errors[0]}")
    count, digest = outputs_hash(build)
    print(f"| {args.engine} | {len(reading):,} | {seconds[0]:.0f} | {seconds[1]:.0f} | {count:,} | {digest[:16]} |")


if __name__ == "__main__":
    main()
