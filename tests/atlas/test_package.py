"""The data package and the schemas of the tables agree with what lies beside them."""

from __future__ import annotations

import csv
import hashlib
import json
import re
from pathlib import Path
from typing import Any

import pytest

from enduse.atlas.exporters import EXPORTERS
from enduse.atlas.exporters.columns import json_schema, table_schema

TYPES: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "null": (type(None),),
    "boolean": (bool,),
    "integer": (int,),
    "number": (int, float),
    "array": (list,),
}


def wrong(schema: dict[str, Any], row: dict[str, Any]) -> list[str]:
    """What of a row the schema refuses, as far as our schemas say anything: names, types, items."""
    found = [f"{name} is missing" for name in schema["required"] if name not in row]
    for name, value in row.items():
        says = schema["properties"].get(name)
        if says is None:
            found.append(f"{name} is not declared")
            continue
        types = says["type"] if isinstance(says["type"], list) else [says["type"]]
        if not any(isinstance(value, TYPES[each]) and (each == "boolean" or not isinstance(value, bool)) for each in types):
            found.append(f"{name}: {value!r}")
        if isinstance(value, list) and not all(isinstance(item, str) for item in value):
            found.append(f"{name}: items")
    return found


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


@pytest.mark.parametrize("table", sorted(EXPORTERS))
def test_every_row_keeps_to_its_schema(site: Path, table: str) -> None:
    schema = json.loads((site / "downloads" / f"{table}.schema.json").read_text("utf-8"))
    assert schema == json_schema(table)
    for row in lines(site / "downloads" / f"{table}.jsonl"):
        assert wrong(schema, row) == []
    assert wrong(schema, {"nothing": 1})


@pytest.mark.parametrize("table", sorted(EXPORTERS))
def test_csv_keeps_to_the_table_schema(site: Path, table: str) -> None:
    schema = table_schema(table)
    with (site / "downloads" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        read = list(csv.DictReader(file))
    for field in schema["fields"]:
        for row in read:
            value = row[field["name"]]
            match field["type"]:
                case "boolean":
                    assert value in ("yes", "no")
                case "integer":
                    assert value == "" or re.fullmatch(r"-?\d+", value)
                case "number":
                    assert value == "" or float(value) is not None
    if key := schema.get("primaryKey"):
        assert len({row[key] for row in read}) == len(read)


def test_the_package_names_every_table_with_size_and_hash(site: Path) -> None:
    package = json.loads((site / "downloads" / "datapackage.json").read_text("utf-8"))
    assert re.fullmatch(r"[-a-z0-9._/]+", package["name"])
    assert [resource["name"] for resource in package["resources"]] == list(EXPORTERS)
    for resource in package["resources"]:
        data = (site / "downloads" / resource["path"]).read_bytes()
        assert resource["bytes"] == len(data)
        assert resource["hash"] == f"sha256:{hashlib.sha256(data).hexdigest()}"
        header = data.decode("utf-8").splitlines()[0].split(",")
        assert header == [field["name"] for field in resource["schema"]["fields"]]
