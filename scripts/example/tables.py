"""Reading and writing the tables: every row is a dict of text, every file is UTF-8 with LF."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import yaml

Row = dict[str, str]
DECISIONS = Path(__file__).parent


class Undecided(Exception):
    """Raised where the fact base holds something no decision file speaks of: a person must decide before it is published."""


def read_table(path: Path) -> list[Row]:
    """The rows of a csv file with a header, in the order of the file."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write_table(path: Path, columns: Sequence[str], rows: Iterable[Row]) -> int:
    """Write rows with exactly ``columns``, and say how many."""
    count = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n", extrasaction="ignore", restval="")
        writer.writeheader()
        for row in rows:
            writer.writerow(row)
            count += 1
    return count


def read_decisions(name: str) -> Any:
    """A decision file beside this module."""
    return yaml.safe_load((DECISIONS / f"{name}.yml").read_text(encoding="utf-8"))


def parts(cell: str) -> list[str]:
    """The values of a multi-value cell."""
    return [each.strip() for each in cell.split(";") if each.strip()]
