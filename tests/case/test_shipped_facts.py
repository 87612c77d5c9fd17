"""Facts that ship: what a new case gets of them, and that they are those of the example."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from importlib import resources
from pathlib import Path

import pytest

from tests.conftest import digests, run_here

SHIPPED = Path(str(resources.files("enduse"))) / "case" / "shipped"
SETS = {"oem": ("oem_relations", "maker_ids"), "removals": ("events", "parties")}
"""Of each set the table it is about, and the column in which that names companies."""


def rows(kind: str, name: str) -> list[dict[str, str]]:
    with (SHIPPED / kind / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("kind", SETS)
def test_only_what_was_read_is_shipped_and_all_it_names_is_there(kind: str) -> None:
    table, parties = SETS[kind]
    records, companies, sources = rows(kind, table), rows(kind, "companies"), {row["source_id"]: row for row in rows(kind, "sources")}
    assert {row["verification"] for row in records} == {"read"}
    named = {each.removeprefix("company:") for row in records for each in row[parties].split(";") if each}
    assert named == {row["company_id"] for row in companies}
    assert {each for row in (*records, *companies) for each in row["source_ids"].split(";")} == set(sources)
    assert {row["read_status"] for row in sources.values()} <= {"read_full", "read_excerpt"}
    assert all(sources[each]["url"].startswith("http") for row in records for each in row["source_ids"].split(";"))
    assert not [row for row in (*records, *companies, *sources.values()) if row.get("specimen")]


def test_every_set_can_be_chosen(tmp_path: Path) -> None:
    assert sorted(path.name for path in SHIPPED.iterdir()) == sorted(SETS)
    assert "[oem|removals]" in run_here("add", "--help").stdout


def test_the_tables_are_those_the_script_makes(root: Path, tmp_path: Path) -> None:
    subprocess.run([sys.executable, root / "scripts" / "make_shipped_facts.py", "--out", tmp_path], check=True, capture_output=True)
    assert digests(tmp_path) == digests(SHIPPED)


def test_a_new_case_gets_them_and_its_inventory_answers_from_them(tmp_path: Path) -> None:
    case, cameras = tmp_path / "city", tmp_path / "cameras.csv"
    assert run_here("new", case).returncode == 0
    cameras.write_text("Make,Model,Purchased\nLorex,LNB4321B,2020-05-04\nLorex,,2023-05-04\n", "utf-8")
    asked = (
        "inventory",
        case,
        cameras,
        "--on",
        "2026-07-01",
        "--country",
        "us",
        "--out",
        tmp_path / "a.jsonl",
        "--out",
        tmp_path / "a.html",
    )
    assert run_here("build", case).returncode == 0
    without = run_here(*asked)
    assert without.returncode == 0, without.stderr
    for kind in SETS:
        assert f"enduse add --facts {kind}" in without.stderr
        assert f"enduse add --facts {kind}" in (tmp_path / "a.html").read_text("utf-8"), "the report one files says it too"
    first = json.loads((tmp_path / "a.jsonl").read_text("utf-8").splitlines()[0])
    assert first["known"] == "possible", "a form of the model alone"

    added = run_here("add", "--case", case, "--facts", "oem", "--json")
    assert json.loads(added.stdout)["added"] == [f"tables/oem/{name}.csv" for name in ("companies", "oem_relations", "sources")]
    assert run_here("add", "--case", case, "--facts", "removals").returncode == 0
    again = run_here("add", "--case", case, "--facts", "oem", "--json")
    assert (json.loads(again.stdout)["added"], len(json.loads(again.stdout)["duplicates"])) == ([], 3)
    built = run_here("build", case, "--json")
    assert (built.returncode, json.loads(built.stdout)["issues"]) == (0, []), built.stdout
    with_records = run_here(*asked)
    assert "--facts" not in with_records.stderr
    owned, after = [json.loads(line) for line in (tmp_path / "a.jsonl").read_text("utf-8").splitlines()]
    assert (owned["known"], owned["maker"].split(":")[0]) == ("likely", "Dahua")
    assert any("http" in source for each in owned["evidence"] for source in each["sources"])
    page = (tmp_path / "a.html").read_text("utf-8")
    assert "Tonbridge and Malling has 29 of 157 cameras" in page, "how others ended it"
    assert any("lies outside" in each["said"] for each in after["evidence"])


def test_files_and_facts_are_not_added_together(tmp_path: Path) -> None:
    run_here("new", tmp_path / "city")
    for arguments in ([], ["--facts", "oem", tmp_path / "city" / "case.yml"], ["--facts", "oem", "--table"]):
        done = run_here("add", "--case", tmp_path / "city", *arguments)
        assert (done.returncode, "Name FILES to add, or --facts alone" in done.stderr) == (2, True), done.stderr
