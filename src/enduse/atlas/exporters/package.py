"""The data package: what Frictionless tools read to know every table and column (``datapackage.json``), and a schema for each table."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from enduse.atlas.exporters import EXPORTERS
from enduse.atlas.exporters.columns import json_schema, table_schema
from enduse.atlas.exporters.files import line_of
from enduse.atlas.exporters.tables import Tables
from enduse.atlas.plaintext import slug
from enduse.release.wording import not_an_accusation

FILES = ("datapackage.json", *(f"{name}.schema.json" for name in EXPORTERS))


def write(tables: Tables, folder: Path) -> None:
    """Write the schemas and the package. The tables themselves lie in the folder already."""
    for name in EXPORTERS:
        text = json.dumps(json_schema(name), ensure_ascii=False, indent=2)
        (folder / f"{name}.schema.json").write_text(text + "\n", encoding="utf-8", newline="\n")
    context = tables.press.context
    package = {
        "profile": "data-package",
        "name": slug(context.title, f"package:{context.title}"),
        "title": context.title,
        "description": f"{context.summary} {not_an_accusation('en')} Licence: {context.licence}",
        "version": version_of(folder),
        "resources": [_resource(folder, name) for name in EXPORTERS],
    }
    (folder / "datapackage.json").write_text(line_of(package), encoding="utf-8", newline="\n")


def version_of(folder: Path) -> str:
    """What these downloads are called in a citation: a hash of all tables. It carries no day: the same papers give the same version."""
    digest = hashlib.sha256()
    for name in sorted(EXPORTERS):
        digest.update((folder / f"{name}.jsonl").read_bytes())
    return digest.hexdigest()[:16]


def _resource(folder: Path, name: str) -> dict[str, Any]:
    data = (folder / f"{name}.csv").read_bytes()
    return {
        "profile": "tabular-data-resource",
        "name": name,
        "description": EXPORTERS[name].DESCRIPTION,
        "path": f"{name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(data),
        "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
        "schema": table_schema(name),
    }
