"""Make the sets of facts that ship with Enduse: `python scripts/make_shipped_facts.py`.

A set is a few tables that go into a case as they are: `oem`, the records on who makes the goods of a brand, and `removals`, how others
ended the use or the purchase of equipment; each with the companies it names and the sources it cites. They are taken from the tables of
the example case, which `make_example.py` makes of the fact base; only rows that were read and whose sources all have a public address are
in them. The same inputs give the same bytes.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path

import click

from enduse.screening.inventory.records import ENDED_EVENTS

ROOT = Path(__file__).parents[1]
TABLES = ROOT / "examples" / "surveillance-trade" / "tables"
TARGET = ROOT / "src" / "enduse" / "case" / "shipped"
ENDED = {term.replace("-", "_") for term in ENDED_EVENTS}
"""Types of event, as the tables write them, that an inventory shows as what others did."""

Row = dict[str, str]


def read(name: str) -> list[Row]:
    """The rows of a table of the example that are no specimens."""
    with (TABLES / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return [row for row in csv.DictReader(lines) if not row.get("specimen")]


def named(rows: Iterable[Row], column: str) -> set[str]:
    """The ids that cells of a column hold."""
    return {each for row in rows for each in row[column].split(";") if each}


def tables() -> dict[str, dict[str, list[Row]]]:
    """The tables of each set, their rows in the order of the example."""
    public = {row["source_id"] for row in read("sources") if row["url"]}
    relations = [row for row in read("oem_relations") if was_read(row, public)]
    ended = [without(row, "project_ids") for row in read("events") if was_read(row, public) and row["type"] in ENDED]
    parties = {each.removeprefix("company:") for each in named(ended, "parties")}
    return {
        "oem": {"oem_relations": relations, **beside(relations, named(relations, "maker_ids"))},
        "removals": {"events": ended, **beside(ended, parties)},
    }


def was_read(row: Row, public: set[str]) -> bool:
    """Whether somebody read what the row says, in sources that all have a public address."""
    return row["verification"] == "read" and named([row], "source_ids") <= public


def without(row: Row, column: str) -> Row:
    """A row without a column that names rows of no table of its set."""
    return {name: value for name, value in row.items() if name != column}


def beside(rows: list[Row], companies: set[str]) -> dict[str, list[Row]]:
    """These companies, and the sources that they and the rows cite."""
    described = [row for row in read("companies") if row["company_id"] in companies]
    cited = named([*rows, *described], "source_ids")
    return {"companies": described, "sources": [row for row in read("sources") if row["source_id"] in cited]}


@click.command()
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), default=TARGET, help="Folder to write into.")
def main(out: Path) -> None:
    """Write the tables."""
    for name, found in tables().items():
        (out / name).mkdir(parents=True, exist_ok=True)
        for table, rows in found.items():
            with (out / name / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
                writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
                writer.writeheader()
                writer.writerows(rows)
            click.echo(f"{name}/{table}: {len(rows)} rows")


if __name__ == "__main__":
    main()
