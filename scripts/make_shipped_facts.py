"""Make the sets of facts that ship with Enduse: `python scripts/make_shipped_facts.py`.

A set is a few tables that go into a case as they are: here the records on who makes the goods of a brand (`oem_relations`), the makers they
name, and the sources both cite. They are taken from the tables of the example case, which `make_example.py` makes of the fact base, so that
only rows that were read and whose source has a public address are in them. The same inputs give the same bytes.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path

import click

ROOT = Path(__file__).parents[1]
TABLES = ROOT / "examples" / "surveillance-trade" / "tables"
TARGET = ROOT / "src" / "enduse" / "case" / "shipped" / "oem"

Row = dict[str, str]


def read(name: str) -> list[Row]:
    """The rows of a table of the example that are no specimens."""
    with (TABLES / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return [row for row in csv.DictReader(lines) if not row.get("specimen")]


def named(rows: Iterable[Row], column: str) -> set[str]:
    """The ids that cells of a column hold."""
    return {each for row in rows for each in row[column].split(";") if each}


def tables() -> dict[str, list[Row]]:
    """The tables of the set, their rows in the order of the example."""
    relations = [row for row in read("oem_relations") if row["verification"] == "read"]
    makers = named(relations, "maker_ids")
    companies = [row for row in read("companies") if row["company_id"] in makers]
    cited = named([*relations, *companies], "source_ids")
    return {"companies": companies, "oem_relations": relations, "sources": [row for row in read("sources") if row["source_id"] in cited]}


@click.command()
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), default=TARGET, help="Folder to write into.")
def main(out: Path) -> None:
    """Write the tables."""
    out.mkdir(parents=True, exist_ok=True)
    for name, rows in tables().items():
        with (out / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
        click.echo(f"{name}: {len(rows)} rows")


if __name__ == "__main__":
    main()
