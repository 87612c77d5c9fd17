"""The search log: rows of ours, each resting on words of the fact base's own README."""

from __future__ import annotations

from pathlib import Path

from example.tables import Row, Undecided, read_decisions


def searches(facts: Path) -> list[Row]:
    """The rows of ``searches.yml``.

    Raises:
        Undecided: the README no longer says that a search was made.
    """
    said = " ".join((facts / "README.md").read_text("utf-8").replace("**", "").split())
    rows = []
    for row in read_decisions("searches"):
        if row["says"] not in said:
            raise Undecided(f"searches {row['search_id']}: README.md does not say {row['says']!r}; read it again and mend searches.yml")
        rows.append({column: str(value) for column, value in row.items() if column != "says"})
    return rows
