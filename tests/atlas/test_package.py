"""The data package, the schemas of the tables and the citations agree with what lies beside them."""

from __future__ import annotations

import csv
import hashlib
import json
import re
from pathlib import Path
from typing import Any

import pytest
from casebuilder import small_world

from enduse.atlas.exporters import EXPORTERS
from enduse.atlas.exporters.citations import citations
from enduse.atlas.exporters.columns import json_schema, table_schema
from enduse.atlas.exporters.tables import Tables
from enduse.atlas.site import build_site

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


def test_the_three_forms_cite_the_same(site: Path) -> None:
    items = json.loads((site / "downloads" / "citations.csl.json").read_text("utf-8"))
    keys = [item["id"] for item in items]
    findings = [row for row in lines(site / "downloads" / "findings.jsonl") if row["title"]]
    assert keys == ["atlas", *(f"finding-{row['id'][:16]}" for row in findings)]
    bib = (site / "downloads" / "citations.bib").read_text("utf-8")
    assert re.findall(r"^@misc\{(.+),$", bib, re.MULTILINE) == keys
    ris = (site / "downloads" / "citations.ris").read_bytes().decode("utf-8")
    assert re.findall(r"^ID  - (.+)\r$", ris, re.MULTILINE) == keys
    assert ris.count("TY  - ") == ris.count("ER  - ") == len(keys)
    version = json.loads((site / "downloads" / "datapackage.json").read_text("utf-8"))["version"]
    assert items[0]["version"] == version
    assert all("Specimen" in item["title"] for item in items[1:])
    assert all((site / item["note"].rpartition("Page ")[2].rstrip(".")).is_file() for item in items)


def test_what_was_taken_back_is_not_cited() -> None:
    context = type("Context", (), {"title": "T", "licence": "CC BY 4.0"})()
    press: Any = type("Press", (), {"context": context})()
    stone = {"title": None, "id": "a" * 32, "state": "retracted"}
    shown = {
        "title": "100% {of} it_",
        "id": "b" * 32,
        "state": "draft",
        "state_day": None,
        "specimen": False,
        "claims": "c" * 32,
        "page": "p",
    }
    assert [each.key for each in citations(Tables(press, {"findings": [stone, shown]}), "v")] == ["atlas", "finding-" + "b" * 16]


def test_signs_of_tex_are_escaped(tmp_path: Path) -> None:
    context = small_world().context(tmp_path / "build", title="100% {of} it_ & more\\")
    with context.resolved:
        build_site(context, tmp_path / "site")
    bib = (tmp_path / "site" / "downloads" / "citations.bib").read_text("utf-8")
    assert r"{{100\% \{of\} it\_ \& more\textbackslash{}}}" in bib
