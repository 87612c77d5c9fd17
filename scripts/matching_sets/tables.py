"""The sets written by hand, which are kept with the tests."""

from __future__ import annotations

from pathlib import Path

from matching_sets.rows import Row, read_csv

TABLES = Path(__file__).parents[2] / "tests" / "entities" / "matching"


def police_bodies(_: Path) -> list[Row]:
    """Police and government bodies of the Entity List against their Chinese names, with traps of level and place."""
    return _rows("police_bodies")


def probes(_: Path) -> list[Row]:
    """Single pairs that each try one thing."""
    return _rows("probes")


def official_pairs(_: Path) -> list[Row]:
    """Official Chinese and English names, written from general knowledge before the engine was seen."""
    return _rows("official_pairs")


def _rows(name: str) -> list[Row]:
    return [Row(row["left"], row["right"], row["match"] == "true", row["schema"], row["kind"]) for row in read_csv(TABLES / f"{name}.csv")]
