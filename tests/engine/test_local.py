"""The engine: skip what is there, survive a killed worker, leave nothing half-written."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from enduse.engine import local
from enduse.engine.local import run_local
from enduse.engine.task import code_version
from tests.engine.tasks import make


@pytest.mark.parametrize("workers", [1, 2])
def test_tasks_run_once_and_are_kept(tmp_path: Path, workers: int) -> None:
    tasks = [make(tmp_path, "double", n, by=2) for n in range(5)]
    first = list(run_local(tasks, workers=workers))
    assert sorted(r.task.output.read_text() for r in first) == ["0", "2", "4", "6", "8"]
    assert not any(r.skipped for r in first)
    assert all(r.skipped for r in run_local(tasks, workers=workers))


@pytest.mark.parametrize(("workers", "here_bytes", "here"), [(None, 2, True), (None, 1, False), (2, 2, False), (None, 0, False)])
def test_little_input_is_worked_on_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, workers: int | None, here_bytes: int, here: bool
) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    monkeypatch.setattr(local, "_run_pool", lambda *_: iter(()))
    tasks = [make(tmp_path, "double", n, by=2) for n in (1, 2)]  # a byte of input each
    ran = list(run_local(tasks, workers=workers, here_bytes=here_bytes))
    assert [task.output.exists() for task in tasks] == [here] * 2 == [bool(ran)] * 2


def test_an_output_depends_on_params_inputs_and_code(tmp_path: Path) -> None:
    one = make(tmp_path, "double", 1, by=2)
    assert one.id == make(tmp_path, "double", 1, by=2).id
    assert one.id != make(tmp_path, "double", 1, by=3).id
    assert one.id != make(tmp_path, "double", 2, by=2).id
    assert code_version(("engine",)) != code_version(("engine", "model"))


def test_a_failing_task_is_an_outcome_and_leaves_nothing(tmp_path: Path) -> None:
    tasks = [make(tmp_path, "write_half_then_fail", 1), make(tmp_path, "double", 2, by=1)]
    outcomes = {r.task.function.rpartition(":")[2]: r for r in run_local(tasks, workers=2)}
    assert outcomes["write_half_then_fail"].error == "page.html stops in the middle"
    assert outcomes["write_half_then_fail"].error_kind == "UnreadableDocument"
    assert outcomes["double"].error is None
    assert [p.name for p in (tmp_path / "build" / "stage").iterdir()] == [tasks[1].output.name]


@pytest.mark.slow
def test_a_killed_worker_is_replaced(tmp_path: Path) -> None:
    tasks = [make(tmp_path, "die_once", 1, mark=str(tmp_path / "mark")), *(make(tmp_path, "double", n, by=1) for n in range(2, 6))]
    outcomes = list(run_local(tasks, workers=2))
    assert [r.error for r in outcomes] == [None] * 5
    assert all(task.output.exists() for task in tasks)


@pytest.mark.slow
def test_a_task_that_always_kills_its_worker_is_given_up(tmp_path: Path) -> None:
    tasks = [make(tmp_path, "die_always", 1), make(tmp_path, "double", 2, by=1)]
    outcomes = {r.task.function.rpartition(":")[2]: r for r in run_local(tasks, workers=2)}
    assert outcomes["die_always"].error_kind == "machine"
    assert outcomes["double"].task.output.read_text() == "2"
