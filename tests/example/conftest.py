"""The example case as it is committed, read with the standard library only."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

Row = dict[str, str]


@pytest.fixture(scope="session")
def case(root: Path) -> Path:
    """The folder of the example case."""
    return root / "examples" / "surveillance-trade"


@pytest.fixture(scope="session")
def tables(case: Path) -> dict[str, list[Row]]:
    """Every table of the example case by name."""
    found = {}
    for path in sorted((case / "tables").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            found[path.stem] = list(csv.DictReader(file))
    return found
