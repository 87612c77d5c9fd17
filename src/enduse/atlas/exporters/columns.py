"""The type of every column of the downloads, and the two kinds of schema made from it."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Any

from enduse.atlas.exporters import EXPORTERS
from enduse.model.yaml_text import read_yaml

_JSON: dict[str, dict[str, Any]] = {
    "text": {"type": ["string", "null"]},
    "boolean": {"type": "boolean"},
    "integer": {"type": ["integer", "null"]},
    "number": {"type": ["number", "null"]},
    "list": {"type": ["array", "null"], "items": {"type": "string"}},
    "text-or-list": {"type": ["string", "array", "null"], "items": {"type": "string"}},
}
_CSV: dict[str, dict[str, Any]] = {
    "boolean": {"type": "boolean", "trueValues": ["yes"], "falseValues": ["no"]},
    "integer": {"type": "integer"},
    "number": {"type": "number"},
}
_OWN = frozenset({"id", "page"})
"""Columns of flat tables that hold one text."""


@cache
def _declared() -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = read_yaml((resources.files(__package__) / "columns.yml").read_text("utf-8"))
    return found


def type_of(table: str, column: str) -> str:
    """``text``, ``boolean``, ``integer``, ``number``, ``list`` or ``text-or-list``."""
    declared = _declared()
    named = declared["each"] | declared.get(table, {})
    if column in named:
        return str(named[column])
    flat = declared["flat"]
    return str(flat["type"]) if table in flat["tables"] and column not in _OWN else "text"


def key_of(table: str) -> str | None:
    """The column that no two rows share; None where there is none (a finding and its tombstones have one id)."""
    return _declared()["key"].get(table)


def json_schema(table: str) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of one line of the table's JSON lines."""
    exporter = EXPORTERS[table]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": table,
        "description": exporter.DESCRIPTION,
        "type": "object",
        "properties": {name: {"description": says} | _JSON[type_of(table, name)] for name, says in exporter.COLUMNS.items()},
        "required": list(exporter.COLUMNS),
        "additionalProperties": False,
    }


def table_schema(table: str) -> dict[str, Any]:
    """The Frictionless Table Schema of the table's CSV."""
    fields = [
        {"name": name, "description": says} | _CSV.get(type_of(table, name), {"type": "string"})
        for name, says in EXPORTERS[table].COLUMNS.items()
    ]
    key = key_of(table)
    return {"fields": fields, "missingValues": [""]} | ({"primaryKey": key} if key else {})
