"""One case folder for each kind of table: ``input.csv`` and what comes of it.

Write the outcomes anew with ``python -m tests.statements.tables.test_cases``, and read the difference.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from enduse.model.kinds import load_kinds
from enduse.model.statement import Statement
from enduse.statements.tables.importer import import_table
from enduse.statements.tables.kind_file import table_kinds
from tests.statements.tables.csv_reading import read_csv

CASES = Path(__file__).parent / "cases"


def outcome(table: str) -> dict[str, Any]:
    document = read_csv((CASES / table / "input.csv").read_bytes())
    read = import_table(table, document)
    assert all(document.text[s.start : s.end] == s.quote for s in read.statements)
    return {
        "counts": read.counts,
        "issues": [[issue.code, issue.place, issue.message] for issue in read.issues],
        "statements": [
            [s.entity, s.schema, s.property, s.value, s.source, {key: value for key, value in extras(s).items() if value}]
            for s in read.statements
        ],
    }


def extras(statement: Statement) -> dict[str, Any]:
    said = {key: getattr(statement, key) for key in ("lang", "original", "valid_from", "valid_to", "specimen")}
    return said | {"quote": statement.quote if statement.quote != statement.value else None}


@pytest.mark.parametrize("table", table_kinds())
def test_the_case_of_every_kind_of_table(table: str) -> None:
    assert outcome(table) == json.loads((CASES / table / "expected.json").read_text("utf-8"))


@pytest.mark.parametrize("table", table_kinds())
def test_every_statement_is_of_a_kind_and_property_that_exist(table: str) -> None:
    for _, schema, name, *_ in outcome(table)["statements"]:
        assert name in load_kinds()[schema].properties


def write() -> None:
    for table in table_kinds():
        said = outcome(table)
        parts = [f'"counts": {json.dumps(said["counts"])}']
        for key in ("issues", "statements"):
            lines = ",\n  ".join(json.dumps(each, ensure_ascii=False) for each in said[key])
            parts.append(f'"{key}": [\n  {lines}\n]' if lines else f'"{key}": []')
        (CASES / table / "expected.json").write_text("{" + ",\n".join(parts) + "}\n", "utf-8")


if __name__ == "__main__":
    write()
