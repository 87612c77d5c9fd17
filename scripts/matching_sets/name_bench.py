"""The pairs of nomenklatura's own bench (MIT), in our columns: a check that Latin names are not matched worse than there."""

from __future__ import annotations

from pathlib import Path

from matching_sets.rows import Row, read_csv

ORGANISATIONS = frozenset({"Company", "LegalEntity", "Organization"})


def name_bench(shared: Path) -> list[Row]:
    """The pairs of organisations."""
    return [row for row in name_bench_all(shared) if row.schema in ORGANISATIONS]


def name_bench_all(shared: Path) -> list[Row]:
    """All pairs, of persons and vessels too, which Enduse does not match."""
    return [
        Row(row["name1"], row["name2"], row["is_match"] == "true", row["schema"], row["category"] or row["case_group"])
        for row in read_csv(shared / "gold" / "matching" / "name_bench.csv")
    ]
