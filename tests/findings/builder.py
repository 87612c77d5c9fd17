"""Small cases for tests: statements with passages, merged to Parquet, and a resolution."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec

from enduse.entities.resolved import Resolved
from enduse.entities.written import write_resolution
from enduse.model.entity import Resolution
from enduse.model.extraction import Extraction
from enduse.model.statement import Statement, neighbours
from enduse.model.storage import write_json
from enduse.statements.merge import merge_task

CASES = Path(__file__).parent / "cases"
Row = dict[str, Any]
OpenCase = Callable[[Sequence[Statement], Resolution], Resolved]


def statements_of(rows: Sequence[Row]) -> list[Statement]:
    """Statements from short rows: ``entity, schema, property, value`` and, where wanted, other fields of a statement.

    All rows of one ``source`` stand in one invented document, a line each, so that every quote is a passage of it.
    """
    texts: dict[str, list[str]] = {}
    for row in rows:
        texts.setdefault(row.get("source", "paper"), []).append(f"{row['property']}: {row.get('quote', row['value'])}\n")
    documents = {source: "".join(lines) for source, lines in texts.items()}
    at = dict.fromkeys(documents, 0)
    found = []
    for row in rows:
        source = row.get("source", "paper")
        text = documents[source]
        quote = row.get("quote", row["value"])
        start = at[source] + len(row["property"]) + 2
        end = start + len(quote)
        at[source] = end + 1
        prefix, suffix = neighbours(text, start, end)
        found.append(
            Statement(
                **{"source": source, "method": "case", "method_version": "1", **row},
                document=hashlib.sha256(text.encode()).hexdigest(),
                start=start,
                end=end,
                prefix=prefix,
                suffix=suffix,
                **({} if "quote" in row else {"quote": quote}),
            )
        )
        assert text[start:end] == found[-1].quote
    return found


def case_parts(folder: Path) -> tuple[list[Statement], Resolution]:
    """The statements and the resolution of a case folder."""
    rows = json.loads((folder / "statements.json").read_text("utf-8"))
    return statements_of(rows), msgspec.json.decode((folder / "resolution.json").read_bytes(), type=Resolution)


def with_parents(resolution: Resolution, statements: Sequence[Statement]) -> Resolution:
    """The resolution with ``entity property`` in a parent's statements replaced by the ids of those statements."""
    by_place: dict[str, list[str]] = {}
    for statement in statements:
        by_place.setdefault(f"{statement.entity} {statement.property}", []).append(statement.id)
    parents = [replace(p, statements=tuple(sorted(i for s in p.statements for i in by_place.get(s, [s])))) for p in resolution.parents]
    return Resolution(entities=resolution.entities, parents=tuple(parents))


def write_case(folder: Path, statements: Sequence[Statement], resolution: Resolution) -> Resolved:
    """Write statements and resolution as the build does, and open them."""
    write_json(folder / "extraction.json", Extraction(statements=tuple(statements)))
    merge_task([folder / "extraction.json"], {}, folder / "statements.parquet")
    write_resolution(folder / "statements.parquet", resolution, folder / "entities")
    return Resolved(folder / "entities")
