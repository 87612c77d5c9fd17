"""Make the tables of the inventory: `python scripts/make_inventory_tables.py --facts FACTS_FOLDER --cameras CAMERAS_FOLDER`.

Model grammar from `model_grammar.csv` of the fact base, MAC prefixes from the stored extract of the registry, and the sources of both.
Only rows that were read and whose source has a public address are taken; what each pattern is worth, and forms read elsewhere, stand in
`inventory_tables.yml`.
The same inputs give the same bytes.
"""

from __future__ import annotations

import csv
import re
import sys
from collections import Counter
from pathlib import Path

import click
import yaml

HERE = Path(__file__).parent
TARGET = HERE.parent / "src" / "enduse" / "screening" / "inventory"
REGISTRY = "ieee_oui_surveillance_vendors_2022-08.csv"
GRAMMAR = ("pattern", "makers", "strength", "field", "brands", "shared", "meaning", "source")
PREFIXES = ("prefix", "holder", "maker", "source")
SOURCES = ("source", "title", "publisher", "date", "address")

Row = dict[str, str]


class Undecided(Exception):
    """Raised for a row on which `inventory_tables.yml` says nothing."""


def read(path: Path) -> list[Row]:
    """The rows of a table."""
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def grammar(facts: Path, sources: dict[str, Row], left_out: Counter[str]) -> list[Row]:
    """The patterns to ship, in the order of the fact base."""
    decided = yaml.safe_load((HERE / "inventory_tables.yml").read_text("utf-8"))["patterns"]
    found = []
    for row in read(facts / "model_grammar.csv"):
        if row["verification"] != "read" or not sources[row["source_id"]]["url"]:
            left_out["not read, or its source has no public address"] += 1
            continue
        if row["pattern"] not in decided:
            raise Undecided(f"decide in inventory_tables.yml on the pattern {row['pattern']!r}")
        of = decided[row["pattern"]]
        if "left_out" in of:
            left_out[of["left_out"]] += 1
            continue
        found.append(
            {
                "pattern": row["pattern"],
                "makers": row["maker"],
                "strength": of["strength"],
                "field": of.get("field", "model"),
                "brands": ";".join(of.get("brands", ())),
                "shared": of.get("shared", ""),
                "meaning": _meaning(row["meaning"]),
                "source": row["source_id"],
            }
        )
    return found + [_added(row) for row in yaml.safe_load((HERE / "inventory_tables.yml").read_text("utf-8"))["added"]]


def _added(row: Row) -> Row:
    """A form read elsewhere than in the fact base."""
    return {name: row["maker"] if name == "makers" else row.get(name, "") for name in GRAMMAR}


def _meaning(text: str) -> str:
    """What a pattern is a form of; how it was tested stands in the fact base, and what is only believed stays out."""
    known = re.sub(r" \[tested:.*", "", text)
    return re.split(r"; (?:type|market) not verified| ?[(;,][^(;,]*\bbelieved\b", known)[0].strip()


def prefixes(cameras: Path) -> list[Row]:
    """The MAC prefixes of holders that `inventory_tables.yml` names, by prefix."""
    decided = yaml.safe_load((HERE / "inventory_tables.yml").read_text("utf-8"))
    holders = decided["holders"]
    rows = [row for row in read(cameras / REGISTRY) if row["Organization Name"] in holders]
    missing = set(holders) - {row["Organization Name"] for row in rows}
    if missing:
        raise Undecided(f"inventory_tables.yml: no prefix is held by {', '.join(sorted(missing))}")
    made = [
        (row["Assignment"], row["Organization Name"], holders[row["Organization Name"]], decided["holder_source"])
        for row in rows
        if len(row["Assignment"]) == 6
    ]
    return [dict(zip(PREFIXES, each, strict=True)) for each in sorted(set(made))]


def write(path: Path, columns: tuple[str, ...], rows: list[Row]) -> None:
    """Write one table."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    click.echo(f"{path.name}: {len(rows)} rows")


@click.command()
@click.option("--facts", type=click.Path(exists=True, file_okay=False, path_type=Path), required=True, help="Folder of the fact base.")
@click.option("--cameras", type=click.Path(exists=True, file_okay=False, path_type=Path), required=True, help="Folder of the MAC registry.")
@click.option("--out", type=click.Path(exists=True, file_okay=False, path_type=Path), default=TARGET, help="Folder to write into.")
def main(facts: Path, cameras: Path, out: Path) -> None:
    """Write the tables, and say what was left out and why."""
    sources = {row["source_id"]: row for row in read(facts / "sources_oem.csv")}
    left_out: Counter[str] = Counter()
    try:
        patterns, held = grammar(facts, sources, left_out), prefixes(cameras)
    except Undecided as error:
        click.echo(f"make_inventory_tables: {error}", err=True)
        sys.exit(1)
    cited = sorted({row["source"] for row in (*patterns, *held)})
    write(out / "model_grammar.csv", GRAMMAR, patterns)
    write(out / "mac_prefixes.csv", PREFIXES, held)
    added = {row["source"]: row for row in yaml.safe_load((HERE / "inventory_tables.yml").read_text("utf-8"))["added_sources"]}
    write(out / "sources.csv", SOURCES, [added[each] if each in added else _source(sources[each]) for each in cited])
    for reason, number in sorted(left_out.items()):
        click.echo(f"left out: {number} {reason}")


def _source(row: Row) -> Row:
    """A source as cited; an address typed from memory is left out."""
    address = "" if row["url_status"] == "recalled" else row["url"]
    title = re.sub(r" \((?:data/\w+|issue \d+|pull request \d+)\)$", "", row["title"])
    given = (row["source_id"], title, row["publisher"], row["source_date"], address)
    return dict(zip(SOURCES, given, strict=True))


if __name__ == "__main__":
    main()
