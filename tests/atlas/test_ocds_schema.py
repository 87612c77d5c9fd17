"""OCDS packages before the official schema, which is not shipped: ``ENDUSE_OCDS_SCHEMA=release-schema.json make test-ocds``."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest
from test_ocds import dated_notice

from enduse.atlas.site import build_site

ROOT = Path(__file__).parents[2]
SCHEMA = os.environ.get("ENDUSE_OCDS_SCHEMA", "")
PYTHON = Path(os.environ.get("ENDUSE_OCDS_PYTHON", ROOT / ".venv-fuzz" / "bin" / "python"))
"""An interpreter that has jsonschema-rs."""
KINDS = ("releases", "records")
pytestmark = [
    pytest.mark.skipif(not SCHEMA, reason="no official schema (set ENDUSE_OCDS_SCHEMA to a release-schema.json; docs/downloads.md)"),
    pytest.mark.skipif(not PYTHON.exists(), reason="no interpreter with jsonschema-rs (make test-ocds)"),
]


def refused(*packages: Path) -> list[list[str]]:
    """What the schema refuses of each package."""
    command = [str(PYTHON), str(Path(__file__).with_name("ocds_reader.py")), SCHEMA, *map(str, packages)]
    ran = subprocess.run(command, capture_output=True, text=True, check=True)
    found: list[list[str]] = json.loads(ran.stdout)
    return found


def packages_of(site: Path) -> list[Path]:
    return [site / "downloads" / f"ocds-{kind}.json" for kind in KINDS]


def test_packages_of_a_notice(tmp_path: Path) -> None:
    context = dated_notice().context(tmp_path / "build")
    with context.resolved:
        build_site(context, tmp_path / "site")
    packages = packages_of(tmp_path / "site")
    assert len(json.loads(packages[0].read_text("utf-8"))["releases"]) == 1
    assert refused(*packages) == [[], []]


@pytest.mark.slow
def test_packages_of_the_example(example: Path) -> None:
    packages = packages_of(example / "site")
    assert len(json.loads(packages[0].read_text("utf-8"))["releases"]) > 2
    assert refused(*packages) == [[], []]


def test_without_a_release_only_the_list_of_records_is_too_short(site: Path) -> None:
    releases, records = refused(*packages_of(site))
    assert releases == []
    beside = Path(SCHEMA).with_name("record-package-schema.json").is_file()
    assert [each.partition(":")[0] for each in records] == (["/records"] if beside else [])


@pytest.mark.parametrize(
    "change",
    [
        {"date": "2020-06-18"},
        {"tag": []},
        {"initiationType": "auction"},
        {"ocid": None},
        {"awards": [{}]},
        {"parties": [{"roles": "buyer"}]},
    ],
)
def test_a_wrong_release_is_refused(tmp_path: Path, change: dict[str, Any]) -> None:
    release = {"ocid": "enduse-1", "id": "1", "date": "2020-06-18T00:00:00Z", "tag": ["award"], "initiationType": "tender"}
    packages = [tmp_path / f"{kind}.json" for kind in KINDS]
    for given, empty in ((release, True), (release | change, False)):
        packages[0].write_text(json.dumps({"version": "1.1", "releases": [given]}), "utf-8")
        packages[1].write_text(json.dumps({"records": [{"ocid": "enduse-1", "releases": [given]}]}), "utf-8")
        found = refused(*packages)
        assert [not [each for each in of if each.startswith(("1 ", "None "))] for of in found] == [empty, empty]
