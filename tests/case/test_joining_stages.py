"""From extractions to findings: a case worked on in many tasks gives the bytes of one worked on in three."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from enduse.case import joining_stages
from enduse.engine.local import run_local
from enduse.engine.task import Input, Task
from enduse.model.extraction import Extraction
from enduse.model.finding import Finding
from enduse.model.storage import read_json, write_json
from enduse.statements import merge
from tests.case.test_build import small_case
from tests.conftest import digests, run_here
from tests.findings.builder import CASES, case_parts

RULES = ("sale-to-listed-end-user", "vendor-party-organisation")


@pytest.fixture
def extractions(tmp_path: Path) -> list[tuple[str, Input]]:
    """The statements of a case of the rules, each in a file of its own."""
    statements, _ = case_parts(CASES / "vendor-party-organisation" / "committee-and-study-session")
    found = []
    for number, statement in enumerate(statements):
        path = tmp_path / f"{number:03}.json"
        write_json(path, Extraction(statements=(statement,)))
        found.append((f"{number:064x}", Input(path, path.name)))
    return found


def made(folder: Path, extractions: list[tuple[str, Input]], workers: int, *, apart: bool = False) -> tuple[list[Task], dict[str, bytes]]:
    """All tasks, and the bytes of entities and findings."""
    ran: list[Task] = []

    def run(tasks: Sequence[Task]) -> None:
        ran.extend(tasks)
        assert [each.error for each in run_local(tasks, workers=workers, apart=apart) if each.error] == []

    entities = joining_stages.resolve(folder, joining_stages.merge(folder, extractions, run), (), run)
    findings = joining_stages.find(folder, entities, RULES, run)
    assert read_json(findings.output, tuple[Finding, ...])
    written = {path.relative_to(entities.output).as_posix(): path.read_bytes() for path in entities.output.rglob("*") if path.is_file()}
    return ran, {**written, "findings": findings.output.read_bytes()}


def test_many_tasks_give_the_bytes_of_few(tmp_path: Path, extractions: list[tuple[str, Input]], monkeypatch: pytest.MonkeyPatch) -> None:
    few, expected = made(tmp_path / "few", extractions, 1)
    assert [task.stage for task in few] == ["merged", "entities", "findings"]
    for size, workers in ((4000, 1), (1500, 2)):
        monkeypatch.setattr(merge, "TABLE_BYTES", size)
        many, written = made(tmp_path / f"{size}", extractions, workers, apart=workers > 1)
        assert len([task for task in many if task.stage == "merged"]) > 1
        assert [task.stage for task in many if task.stage == "proposed"] == ["proposed"] * len(RULES)
        assert written == expected


def test_a_case_without_papers_is_an_empty_table(tmp_path: Path) -> None:
    (table,) = joining_stages.merge(tmp_path, (), lambda tasks: [None for _ in run_local(tasks, workers=1)] and None)
    assert table.output.is_file()


@pytest.mark.slow
def test_a_case_of_several_tables_gives_the_site_of_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    few, many = small_case(tmp_path / "few"), small_case(tmp_path / "many")
    assert run_here("build", few).returncode == 0
    monkeypatch.setattr(merge, "TABLE_BYTES", 4000)
    assert run_here("build", many).returncode == 0
    assert digests(many / "site") == digests(few / "site")
    assert len(list((many / "build" / "merged").iterdir())) > 1
    again = run_here("build", many)
    assert again.returncode == 0
    assert all(line["done"] == 0 for line in json.loads((many / "build" / "report.json").read_text("utf-8"))["stages"])
    monkeypatch.undo()
    assert run_here("build", many).returncode == 0
    assert [name for name in ("joined", "parts", "proposed") if list((many / "build" / name).iterdir())] == []
