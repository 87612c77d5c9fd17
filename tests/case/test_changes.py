"""What a build says of the findings of the build before: new, withdrawn and why; and that no other output depends on it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.case.test_build import outputs, small_case
from tests.conftest import run_here

SOURCES = "source_id,title,publisher,read_status\nS1,Specimen source,Specimen publisher,read_full\n"
TRACKED = "company_id,name_en,hq_country,aspi_tracked,source_ids,specimen\nlamp,Yangben Lantern Instruments,cn,yes,S1,yes\n"
TIES = "tie_id,subject_id,predicate,object,holder,executive_role,date,source_ids,verification,specimen\n"
TIE = "T1,lamp,party_secretary_is,party secretary,Yang Ben,chairman,2031-05,S1,read,yes\n"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = small_case(tmp_path_factory.mktemp("changes") / "case", papers=1)
    (folder / "tables").mkdir()
    for name, text in (("sources", SOURCES), ("companies", TRACKED), ("ties", TIES + TIE)):
        (folder / "tables" / f"{name}.csv").write_text(text, "utf-8")
    report, said = build(folder)
    assert report["changes"] is None, "there was no build before"
    assert report["findings"] == 1
    assert "since the last build" not in said
    return folder


@pytest.fixture
def case(built: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(built, tmp_path / "case"))


def build(case: Path) -> tuple[dict[str, Any], str]:
    done = run_here("build", case)
    assert done.returncode in (0, 3), done.stderr
    report: dict[str, Any] = json.loads((case / "build" / "report.json").read_text("utf-8"))
    return report, done.stderr


def test_a_finding_whose_statement_goes_is_listed_as_withdrawn(case: Path) -> None:
    again, _ = build(case)
    assert again["changes"] == {"new": [], "changed": [], "withdrawn": []}
    (case / "tables" / "ties.csv").write_text(TIES, "utf-8")
    second, said = build(case)
    (gone,) = second["changes"]["withdrawn"]
    assert (gone["rule"], gone["reason"], gone["now"]) == ("vendor-executive-party-post", "statements gone", [])
    assert {each["quote"] for each in gone["gone"]} >= {"Yang Ben", "party_secretary_is"}
    assert f"withdrawn {gone['id']}" in said
    assert "0 new, 0 with another outcome, 1 withdrawn" in said
    fresh = Path(shutil.copytree(case, case.with_name("fresh"), ignore=shutil.ignore_patterns("vault", "build", "site")))
    build(fresh)
    assert outputs(fresh) == outputs(case), "what went before stands in the report alone"
    (case / "tables" / "ties.csv").write_text(TIES + TIE, "utf-8")
    third, said = build(case)
    assert [each["id"] for each in third["changes"]["new"]] == [gone["id"]], "the same path is the same finding"
    assert "1 new" in said


def test_a_finding_that_rests_on_less_is_withdrawn_and_names_the_one_that_stands(case: Path) -> None:
    (case / "tables" / "ties.csv").write_text(TIES + TIE.replace(",2031-05,", ",2031-06,"), "utf-8")
    report, _ = build(case)
    (gone,) = report["changes"]["withdrawn"]
    (new,) = report["changes"]["new"]
    assert gone["now"] == [new["id"]]
    assert "2031-05" in {each["quote"] for each in gone["gone"]}


def test_a_rule_no_longer_asked_is_the_reason(case: Path) -> None:
    text = (case / "case.yml").read_text("utf-8").replace(", vendor-executive-party-post", "")
    (case / "case.yml").write_text(text, "utf-8")
    report, _ = build(case)
    assert [each["reason"] for each in report["changes"]["withdrawn"]] == ["rule not asked any more"]


def test_a_build_before_of_another_version_is_no_build_before(case: Path) -> None:
    (case / "build" / "state.json").write_text("{}", "utf-8")
    report, _ = build(case)
    assert report["changes"] is None
