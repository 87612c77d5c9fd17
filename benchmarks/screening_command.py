"""What the command `enduse screen` costs on a long table, and whether its memory grows with the table.

    python benchmarks/screening_command.py [--rows 40000] [--fourfold] [--entities] [--data FOLDER] [--json]

A case is made of the lists in FOLDER and built; without whole lists nothing is measured. Then the command runs three times as people run
it, on all cores: on one row, which makes the index; on a quarter of the rows; on all of them; with ``--fourfold`` also on four times as
many. With ``--entities`` one of the lists is given the parties that `matching_speed.py` compares as further entries, a specimen list in its
publisher's form, so that as many entities stand on lists as a screening service holds. Names are drawn as in `screening_speed.py`, from the
lists' parties and those beside them, so that without ``--entities`` many are in no list; each row has a day. Clock, processor seconds and
the peak of the largest process, from outside. The floor is the same table read and written again by the csv module.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from enduse.case.layout import open_case
from enduse.entities.matching.prepared import Party
from enduse.screening.index import Index
from enduse.screening.run import index_of
from list_questions import lists_in
from matching_speed import DATA, parties
from screening_speed import rows_of

COMMAND = (sys.executable, "-c", "from enduse.cli.main import main; main()")
GROWN = "us-bis-military-end-user-list"
"""The list that gets further entries; its form is the plainest."""
DONE = (0, 3)
"""Done, and done with issues."""


def run(*arguments: str) -> dict[str, float]:
    """Run `enduse` and measure it with its processes."""
    with tempfile.TemporaryFile() as said:
        began = time.perf_counter()
        process = subprocess.Popen([*COMMAND, *arguments], stdout=said, stderr=said)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        seconds = time.perf_counter() - began
        if process.returncode not in DONE:
            said.seek(0)
            raise SystemExit(f"enduse {arguments[0]} ended with {process.returncode}: {said.read().decode()[-2000:]}")
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    return {"seconds": round(seconds, 1), "processor_s": round(used.ru_utime + used.ru_stime, 1), "peak_mb": round(used.ru_maxrss / unit)}


def write_rows(path: Path, names: list[str], number: int) -> None:
    """A table of so many counterparties."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("Order", "Name", "Date"))
        writer.writerows((row.row, row.name, row.day) for row in rows_of(names, number))


def floor(path: Path, out: Path) -> float:
    """Seconds in which the table is read and written by the csv module."""
    began = time.perf_counter()
    with path.open(encoding="utf-8", newline="") as given, out.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(csv.reader(given))
    return time.perf_counter() - began


def with_entities(whole: Path, made: Path, further: Sequence[Party]) -> None:
    """Write a list in the JSON form of ``whole`` that has the parties as entries behind its own, each with what its first entry says."""
    listed = json.loads(whole.read_text("utf-8"))
    first = listed["entities"][0]
    entries = [*listed["entities"], *({**first, "name": each.names[0], "aliases": [*each.names[1:], *each.aliases]} for each in further)]
    made.write_text(json.dumps({**listed, "entities": entries, "count": len(entries)}), "utf-8")


def name_lists(case: Path, place: Path, data: Path, further: Sequence[Party]) -> None:
    """Add every list to the case; ``GROWN`` with the further parties, where there are any."""
    for source, path in lists_in(data / "lists"):
        named = place / f"{source}{path.suffix}"
        if source == GROWN and further:
            with_entities(path, named, further)
        else:
            shutil.copy(path, named)
        run("add", "--case", str(case), "--list", source, str(named))
    yml = case / "case.yml"
    if further:
        at = f"source: {GROWN}, "
        yml.write_text(yml.read_text("utf-8").replace(at, f"{at}expect: {{min: 1, max: 1000000}}, "), "utf-8")


def measure(data: Path, number: int, *, fourfold: bool, entities: bool) -> dict[str, object]:
    """Make the case, and run the command on tables of several lengths."""
    with tempfile.TemporaryDirectory() as folder:
        place, case = Path(folder), Path(folder) / "case"
        run("new", str(case))
        beside = parties(data)
        name_lists(case, place, data, beside if entities else ())
        found: dict[str, object] = {"build": run("build", str(case))}
        names = sorted({name for party in beside for name in (*party.names, *party.aliases)})
        table, out = place / "table.csv", place / "screened.csv"
        longer = [("fourfold", 4 * number)] * fourfold
        for title, rows in (("first", 1), ("quarter", number // 4), *longer, ("whole", number)):
            write_rows(table, names, rows)
            found[title] = {"rows": rows, **run("screen", str(case), str(table), "--out", str(out))}
        found["floor_s"] = round(floor(table, place / "copy.csv"), 2)
        with Index(index_of(open_case(case))) as index:
            found["bodies"] = len(index.bodies)
    return {**found, "cores": len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=40_000)
    parser.add_argument("--fourfold", action="store_true", help="screen four times the rows as well")
    parser.add_argument("--entities", action="store_true", help="with some 22,000 further entities on a list")
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    if not (given.data / "lists").is_dir():
        print(f"not measured: {given.data / 'lists'} is not there")
        return
    found = measure(given.data, given.rows, fourfold=given.fourfold, entities=given.entities)
    print(json.dumps(found) if given.json else "\n".join(f"{name:<10} {value}" for name, value in found.items()))


if __name__ == "__main__":
    main()
