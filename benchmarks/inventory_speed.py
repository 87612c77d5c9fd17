"""How many devices of an inventory are assessed a second.

    python benchmarks/inventory_speed.py [--rows 10000] [--case examples/surveillance-trade] [--json]

Needs the case built. Rows are drawn with a fixed seed from brands the case has records on, makers' own names with a letter missing now and
then, models written after the forms and words that are none, addresses of known and unknown prefixes, and days of twelve years. Wall clock
and processor time of this process for the whole command but its start: reading the table, assessing, and writing every form. The floor is
one look-up of the folded brand in a dictionary for each row.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import resource
import sys
import tempfile
import time
from pathlib import Path

from enduse.case.layout import open_case
from enduse.model.errors import UsageError
from enduse.screening.index import Index
from enduse.screening.inventory.about import about
from enduse.screening.inventory.assess import Case
from enduse.screening.inventory.device import devices, plan_of
from enduse.screening.inventory.model_grammar import fold_brand
from enduse.screening.inventory.records import Known, read_known
from enduse.screening.inventory.summary import summary
from enduse.screening.inventory.tables import holders, makers
from enduse.screening.inventory.written import write_inventory
from enduse.screening.links import Atlas
from enduse.screening.run import index_of
from enduse.screening.table_files import open_table

HEAD = ("Make", "Model", "MAC", "Firmware", "Purchased", "Location", "Owner type", "Funding", "Internet", "Remarks")
MODELS = ("DS-2CD2{}G0-I", "IPC-HFW1{}S", "IPC-T{}", "TC-C32{}", "LNB{}", "SV-{}", "HC35W{}", "CP-UNC-{}", "", "DS-7{}NI-K1")
PLACES = ("Specimen Police Station", "Specimen Park", "Specimen City Hall", "Specimen School", "")
OWNERS = ("city", "federal agency", "federal contractor", "grantee", "private", "")


def write_rows(path: Path, count: int, known: Known) -> None:
    """Write a table of so many invented devices."""
    draw = random.Random(7)  # noqa: S311 - a benchmark, no secret
    brands = sorted({brand for each in known.brands for brand in each.brands} | {maker.label for maker in makers().makers.values()})
    prefixes = [*holders(), "10327E", "0250F2", "ABCDEF"]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEAD)
        for _ in range(count):
            brand = draw.choice(brands)
            cut = draw.randrange(len(brand))
            day = f"{draw.randint(2014, 2025)}-{draw.randint(1, 12):02}-{draw.randint(1, 28):02}"
            writer.writerow(
                [
                    brand if draw.random() < 0.8 else f"{brand[:cut]}{brand[cut + 1 :]} {draw.randint(1, 400)}",
                    draw.choice(MODELS).format(draw.randint(10, 9999)),
                    draw.choice(prefixes) + f"{draw.randrange(1 << 24):06X}",
                    draw.choice(("", "unknown", "V5.6.3", "2.622.00LR000.10.R")),
                    day,
                    draw.choice(PLACES),
                    draw.choice(OWNERS),
                    draw.choice(("federal grant", "own funds", "")),
                    draw.choice(("yes", "no", "")),
                    draw.choice(("", "replaces DS-2CD2032", "installed by Specimen Builders")),
                ]
            )


def measure(case_folder: Path, count: int) -> dict[str, float]:
    """The figures of one run."""
    case = open_case(case_folder)
    folder = index_of(case)
    known = read_known(folder)
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "devices.csv"
        write_rows(path, count, known)
        began, worked = time.perf_counter(), time.process_time()
        table = open_table(path)
        plan = plan_of(table, {}, "", "us")
        with Index(folder) as index:
            assessed = Case(index, known).assess(devices(table, plan), "2026-07-01")
            head = about(table, plan, "2026-07-01", index, known, Atlas())
        done = time.perf_counter() - began
        outs = [Path(place) / f"answers.{form}" for form in ("csv", "xlsx", "jsonl", "html")]
        write_inventory(outs, table, assessed, head, summary(assessed, known.examples))
        whole, cpu = time.perf_counter() - began, time.process_time() - worked
        looked = time.perf_counter()
        floor = {fold_brand(brand) for each in known.brands for brand in each.brands}
        _ = sum(fold_brand(cells["Make"]) in floor for _, cells in table.rows())
        floored = time.perf_counter() - looked
    return {
        "rows": count,
        "assessed_s": round(done, 2),
        "with_all_files_s": round(whole, 2),
        "processor_s": round(cpu, 2),
        "rows_a_second": round(count / whole),
        "floor_s": round(floored, 3),
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=10_000)
    parser.add_argument("--case", type=Path, default=Path(__file__).parents[1] / "examples" / "surveillance-trade")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    try:
        figures = measure(given.case, given.rows)
    except UsageError as error:
        print(f"not measured: {error}")
        return
    if given.json:
        json.dump(figures, sys.stdout)
    else:
        for name, value in figures.items():
            print(f"{name:>18}  {value}")


if __name__ == "__main__":
    main()
