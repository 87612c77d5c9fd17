"""Every command as a user runs it: data on stdout, talk on stderr, exit codes, JSON that a program can read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import EXAMPLE, run_enduse, run_here

PAPER = EXAMPLE / "papers" / "specimen-award-listed-bureau.html"


def test_without_a_command_it_says_what_to_do_next() -> None:
    done = run_enduse()
    assert done.returncode == 0
    assert "enduse new mycase" in done.stdout


@pytest.mark.parametrize("args", [["bild"], ["build", "nowhere"], ["explain"], ["export", "--format", "xml"], ["add", "nothing.html"]])
def test_wrong_usage_is_exit_code_two_with_words(args: list[str], tmp_path: Path) -> None:
    done = run_enduse(*args, cwd=tmp_path)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.strip()
    assert "Traceback" not in done.stderr


def test_new_then_add_then_build(tmp_path: Path) -> None:
    case = tmp_path / "mycase"
    made = json.loads(run_here("new", case, "--json").stdout)
    assert made["next"][-1].startswith("enduse build")
    assert run_here("new", case).returncode == 2, "a folder that holds something is never written over"
    folder = tmp_path / "received"
    folder.mkdir()
    (folder / "../received/../odd name ….html").write_bytes(PAPER.read_bytes())
    (folder / "again.html").write_bytes(PAPER.read_bytes())
    (folder / "link.html").symlink_to(PAPER)
    added = json.loads(run_here("add", "--case", case, "--json", tmp_path / "odd name ….html", folder).stdout)
    assert added["added"] == ["papers/odd_name_.html"]
    assert added["duplicates"] == ["received/again.html"]
    assert added["skipped"] == [["link.html", "it is a link"]]
    stored = [path for path in (case / "vault" / "objects").rglob("*") if path.is_file()]
    assert len(stored) == 1, "the same bytes are stored once"
    built = json.loads(run_here("build", case, "--json").stdout)
    assert [line["stage"] for line in built["stages"]] == ["evidence", "documents", "statements", "merged", "entities", "findings", "atlas"]
    assert built["exit_code"] == 0


def test_a_list_is_named_in_the_case_file(tmp_path: Path) -> None:
    case = tmp_path / "case"
    run_here("new", case)
    (tmp_path / "list.json").write_text('{"entities": []}', "utf-8")
    done = run_here("add", "--case", case, "--list", "us-bis-entity-list", tmp_path / "list.json")
    assert done.returncode == 0, done.stderr
    assert "{source: us-bis-entity-list, file: lists/list.json}" in (case / "case.yml").read_text("utf-8")
    assert run_here("add", "--case", case, "--list", "no-such-list", tmp_path / "list.json").returncode == 2


def test_explain_lists_and_explains(example: Path) -> None:
    listed = json.loads(run_here("explain", "--case", example, "--json").stdout)
    korla = next(f for f in listed if f["rule"] == "sale-to-body-under-listed-body" and not f["specimen"])
    told = run_here("explain", "--case", example, korla_id(example))
    assert "does not name Korla police" in told.stdout
    assert "the seller is only described as “unnamed Chinese company based in Urumqi”" in told.stdout
    explained = json.loads(run_here("explain", "--case", example, "--json", korla_id(example)).stdout)
    assert [p for step in explained["path"] for p in step["passages"]]
    assert all(not p.get("missing") for step in explained["path"] for p in step["passages"])
    assert explained["day"] == korla["day"] == "2021-06-06"


def test_explain_says_the_state_that_decisions_give(example: Path) -> None:
    listed = json.loads(run_here("explain", "--case", example, "--json").stdout)
    states = {(each["specimen"], each["state"]) for each in listed}
    assert states == {(True, "published"), (False, "draft")}, "the two specimens are released, nothing else is"
    specimen = next(each["id"] for each in listed if each["specimen"])
    told = run_here("explain", "--case", example, specimen).stdout
    assert "shown · published" in told.splitlines()[1]
    assert json.loads(run_here("explain", "--case", example, "--json", specimen).stdout)["state"] == "published"


def test_explain_speaks_chinese(example: Path) -> None:
    told = run_here("explain", "--case", example, "--lang", "zh", korla_id(example)).stdout
    assert "这些文件未显示的内容" in told
    assert "这些文件未写明由谁出售；销售方仅被描述为“unnamed Chinese company based in Urumqi”。" in told
    explained = json.loads(run_here("explain", "--case", example, "--json", korla_id(example)).stdout)
    assert all(
        set(said) == {"en", "zh"} for said in (explained["title"], *explained["gaps"], *(step["text"] for step in explained["path"]))
    )


def korla_id(example: Path) -> str:
    """The id of the finding about Korla, from the list a person would read."""
    lines = run_here("explain", "--case", example).stdout.splitlines()
    return next(line.split()[0] for line in lines if "Sale to Korla" in line)


def test_trace_from_maker_to_buyer(example: Path) -> None:
    told = run_here("trace", "--case", example, "Thermo Fisher Scientific", "--to", "Korla police")
    assert told.returncode == 0, told.stderr
    assert "Korla police" in told.stdout
    found = json.loads(run_here("trace", "--case", example, "Thermo Fisher Scientific", "--to", "Korla police", "--json").stdout)
    assert found["paths"]
    assert all(bool(edge["passages"]) != bool(edge["gap"]) for path in found["paths"] for edge in path)
    assert all(edge["valid"]["on"] == ["2021-06-06"] for path in found["paths"] for edge in path if not edge["gap"])
    other_day = run_here("trace", "--case", example, "Thermo Fisher Scientific", "--to", "Korla police", "--on", "2021-06-07")
    assert other_day.stdout == ""
    assert "no way" in other_day.stderr
    assert run_here("trace", "--case", example, "Thermo Fisher Scientific", "--on", "June").returncode == 2
    unknown = run_here("trace", "--case", example, "Nobody We Know")
    assert unknown.returncode == 2
    assert "Nothing in this case is called" in unknown.stderr


@pytest.mark.parametrize("form", ["csv", "jsonl", "parquet"])
def test_export_writes_the_same_rows_in_every_form(example: Path, tmp_path: Path, form: str) -> None:
    done = json.loads(run_here("export", example, "--format", form, "--out", tmp_path, "--json").stdout)
    rows = {Path(entry["file"]).stem: entry["rows"] for entry in done["files"]}
    assert set(rows) == {"documents", "statements", "entities", "listings", "findings", "projects", "notices"}
    lines = (example / "site" / "downloads" / "projects.jsonl").read_text("utf-8").splitlines()
    assert rows["projects"] == len(lines)
    assert (tmp_path / "README.txt").is_file()
    if form == "parquet":
        import duckdb

        assert duckdb.read_parquet(str(tmp_path / "projects.parquet")).count("*").fetchall() == [(len(lines),)]


@pytest.mark.parametrize(
    ("form", "files"),
    [
        ("ftm", {"entities.jsonl", "statements.jsonl", "README.txt"}),
        ("xlsx", {"tables.xlsx"}),
        ("geojson", {"projects.geojson", "countries.geojson"}),
        ("graph", {"parties.graphml", "parties.gexf"}),
        ("ocds", {"ocds-releases.json", "ocds-records.json"}),
        ("citations", {"citations.bib", "citations.ris", "citations.csl.json"}),
    ],
)
def test_export_lays_out_the_forms_of_other_tools(example: Path, tmp_path: Path, form: str, files: set[str]) -> None:
    run_here("export", example, "--format", form, "--out", tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == files


def test_every_form_of_the_downloads_is_a_choice() -> None:
    from enduse.atlas.exporters.downloads import FORMS
    from enduse.case.exporting import PACKED, SITE, TABLES, TEXT
    from enduse.cli.export import CHOICES

    assert sorted(CHOICES) == sorted({*TABLES, *PACKED, *FORMS, SITE, TEXT})


def test_verify_says_all_is_well(example: Path) -> None:
    done = json.loads(run_here("verify", example, "--json").stdout)
    assert done["problems"] == []
    assert done["documents"] == 20
    assert done["quotes"] > 10_000
