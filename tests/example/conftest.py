"""The example case: as it is committed, read with the standard library only, and as it is built."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from enduse.entities.resolved import Resolved
from enduse.model.finding import Finding
from enduse.model.storage import read_json

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


def only(folder: Path) -> Path:
    """The one output a stage has in a fresh build."""
    files = list(folder.iterdir())
    assert len(files) == 1, files
    return files[0]


@pytest.fixture(scope="session")
def findings(example: Path) -> tuple[Finding, ...]:
    return read_json(only(example / "build" / "findings"), tuple[Finding, ...])


@pytest.fixture(scope="session")
def resolved(example: Path) -> Iterator[Resolved]:
    with Resolved(only(example / "build" / "entities")) as opened:
        yield opened
