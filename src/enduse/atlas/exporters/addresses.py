"""JSON under stable addresses: ``data/findings/ID.json``, ``data/entities/NAME.json``, what was taken back, and a schema for each.

An address is made from an id alone. Each file names its schema; rows in it are those of the downloads, so that one description serves both.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from enduse.atlas.exporters.columns import json_schema
from enduse.atlas.exporters.files import line_of
from enduse.atlas.exporters.tables import Row, Tables
from enduse.release.states import State

FOLDER = "data"
_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_PLAIN = re.compile(r"[A-Za-z0-9]+(?:[-_.:][A-Za-z0-9]+)*")


def name_of(ident: str) -> str:
    """The file name of an entity: its id, with a hash where two ids could be one name on some system.

    >>> name_of("company:genepeak"), name_of("project:P1")
    ('company.genepeak', 'project.p1-0167ac4d')
    """
    digest = hashlib.sha256(ident.encode("utf-8", "surrogatepass")).hexdigest()
    if not _PLAIN.fullmatch(ident) or len(ident) > 80:
        return f"entity-{digest[:16]}"
    name = ident.replace(":", ".").lower()
    return name if name.replace(".", ":") == ident else f"{name}-{digest[:8]}"


def write(tables: Tables, out: Path) -> None:
    """Write ``data/`` of a site."""
    folder = out / FOLDER
    for each in ("findings", "entities"):
        (folder / each).mkdir(parents=True)
    statements = {row["id"]: row for row in tables.rows["statements"]}
    shown = [row for row in tables.rows["findings"] if row["page"] in tables.press.library.finding_pages.values()]
    for row in shown:
        _put(folder / "findings" / f"{row['id']}.json", _finding(row, statements))
    about = _about(shown)
    stated = _by_entity(tables.rows["statements"])
    named = [row for row in tables.rows["entities"] if row["page"] and "#" not in row["page"]]
    for row in named:
        _put(folder / "entities" / f"{name_of(row['id'])}.json", _entity(row, stated.get(row["id"], []), about.get(row["id"], [])))
    _put(folder / "retractions.json", _retractions(tables.rows["findings"]))
    _put(folder / "index.json", _index(tables, shown, named))
    for name, schema in schemas().items():
        _put(folder / f"{name}.schema.json", schema)


def _put(path: Path, value: Mapping[str, Any]) -> None:
    path.write_text(line_of(value), encoding="utf-8", newline="\n")


def _finding(row: Row, statements: Mapping[str, Row]) -> dict[str, Any]:
    return {
        "$schema": "../finding.schema.json",
        **row,
        "bundle": f"bundles/{row['id']}.wacz",
        "embed": f"embed/findings/{row['id']}.html",
        "passages": [statements[ident] for ident in row["statements"] if ident in statements],
    }


def _entity(row: Row, stated: Iterable[Row], findings: Iterable[str]) -> dict[str, Any]:
    return {"$schema": "../entity.schema.json", **row, "findings": sorted(findings), "passages": list(stated)}


def _by_entity(rows: Iterable[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row["entity"], []).append(row)
    return found


def _about(findings: Iterable[Row]) -> dict[str, list[str]]:
    """Entity -> the findings in whose path or subjects it stands."""
    found: dict[str, list[str]] = {}
    for row in findings:
        ends = {end for edge in row["path"] for end in (edge.split(" ")[0], edge.split(" ")[-1])}
        for ident in {*row["subjects"], *ends}:
            found.setdefault(ident, []).append(row["id"])
    return found


def _retractions(findings: Iterable[Row]) -> dict[str, Any]:
    """What was public and is so no more, for whoever holds an older copy."""
    gone = {State.RETRACTED.value, State.CORRECTED.value, State.WITHDRAWN.value}
    stones = [row for row in findings if row["state"] in gone]
    names = {"id": "id", "claims": "claims", "state": "state", "day": "state_day", "reason": "state_reason", "rule": "rule", "page": "page"}
    return {"findings": [{name: row[column] for name, column in names.items()} for row in stones]}


def _index(tables: Tables, findings: Iterable[Row], entities: Iterable[Row]) -> dict[str, Any]:
    return {
        "atlas": tables.press.context.title,
        "licence": tables.press.context.licence,
        "findings": [{"id": row["id"], "file": f"findings/{row['id']}.json", "title": row["title"]} for row in findings],
        "entities": [{"id": row["id"], "file": f"entities/{name_of(row['id'])}.json", "caption": row["caption"]} for row in entities],
    }


def schemas() -> dict[str, dict[str, Any]]:
    """The schemas of both kinds of file, by name."""
    passages = {"type": "array", "items": _row("statements"), "description": "every statement behind it, as in downloads/statements.jsonl"}
    finding = {
        "bundle": {"type": "string", "description": "its evidence bundle (WACZ), from the top of the site"},
        "embed": {"type": "string", "description": "the page of it that may be framed, from the top of the site"},
        "passages": passages,
    }
    ids = {"type": "array", "items": {"type": "string"}, "description": "ids of the findings in which it stands"}
    return {"finding": _schema("findings", finding), "entity": _schema("entities", {"findings": ids, "passages": passages})}


def _row(table: str) -> dict[str, Any]:
    return {name: value for name, value in json_schema(table).items() if name not in ("$schema", "title")}


def _schema(table: str, more: Mapping[str, Any]) -> dict[str, Any]:
    row = json_schema(table)
    properties = {"$schema": {"type": "string"}} | row["properties"] | dict(more)
    return row | {"$schema": _DRAFT, "properties": properties, "required": list(properties)}
