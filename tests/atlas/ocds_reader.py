"""Run by an interpreter that has jsonschema-rs: what the official schemas refuse of packages of releases and records.

    python ocds_reader.py release-schema.json PACKAGE...

Every release, in packages of either kind, is held to the release schema, formats among it. A package is also held to the schema of packages
where ``release-package-schema.json`` or ``record-package-schema.json`` lies beside that of releases. Prints a list for each package:
where, and what is wrong.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

import jsonschema_rs


def main() -> None:
    schema, *packages = map(Path, sys.argv[1:])
    print(json.dumps([wrong(schema, json.loads(package.read_text("utf-8"))) for package in packages]))  # noqa: T201 - the answer


def wrong(file: Path, package: dict[str, Any]) -> list[str]:
    schema = json.loads(file.read_text("utf-8"))
    validator = jsonschema_rs.Draft4Validator(schema, validate_formats=True)
    found = []
    for release in [*package.get("releases", []), *(each for record in package.get("records", []) for each in record["releases"])]:
        found += [f"{release.get('id')} {told(error)}" for error in validator.iter_errors(release)]
    kind = file.with_name("record-package-schema.json" if "records" in package else "release-package-schema.json")
    if kind.is_file():
        text = kind.read_text("utf-8")
        # Nothing is fetched: what the schema of packages names is the release schema given, and schemas of what is not written here.
        known = [(address, schema if address == schema["id"] else {}) for address in set(re.findall(r'"\$ref": *"(http[^"#]+)"', text))]
        whole = jsonschema_rs.Draft4Validator(
            json.loads(text), validate_formats=True, registry=jsonschema_rs.Registry(known, draft=jsonschema_rs.Draft4)
        )
        found += [told(error) for error in whole.iter_errors(package)]
    return found


def told(error: Any) -> str:
    return f"/{'/'.join(map(str, error.instance_path))}: {error.message}"


main()
