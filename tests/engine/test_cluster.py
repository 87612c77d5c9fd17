"""The side every engine shares, over a cluster in this process that can lose what it is given."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from enduse.engine import bundle, versions
from enduse.engine.bundle import run_bundle, write_bundle
from enduse.engine.cluster import Carried, run_on
from enduse.engine.task import Input, Task
from enduse.model.errors import EngineUnavailable
from tests.engine.tasks import make, written


class Cluster:
    """Calls ``run_bundle`` as an engine's workers do; ``lose`` says for each line and attempt whether its worker dies first."""

    def __init__(self, lose: str = "") -> None:
        self.lose = lose
        self.rounds: list[int] = []
        self.alone = 0

    def __call__(self, lines: Sequence[str]) -> Iterator[Carried]:
        self.rounds.append(len(lines))
        for number, line in reversed(list(enumerate(lines))):  # no order is promised
            if self.loses(line):
                yield Carried(number, None, "WorkerDied")
            else:
                yield Carried(number, run_bundle(line))

    def loses(self, line: str) -> bool:
        orders = json.loads(line)["orders"]
        if self.lose == "everything":
            return True
        if self.lose == "a bundle":
            return len(orders) > 1 and orders[0]["inputs"][0][1] == "digest0"
        return any(self.lose and self.lose in order["function"] for order in orders)


def outcomes(folder: Path) -> list[str]:
    return sorted(path.read_text() for path in (folder / "build" / "stage").iterdir())


def test_tasks_run_once_and_are_kept(tmp_path: Path) -> None:
    tasks = [make(tmp_path, "double", n, by=2) for n in range(30)]
    cluster = Cluster()
    ran = list(run_on(cluster, tasks, slots=1))
    assert [r.error for r in ran] == [None] * 30
    assert outcomes(tmp_path) == sorted(str(2 * n) for n in range(30))
    assert cluster.rounds == [10]  # three tasks a bundle
    assert all(r.skipped for r in run_on(cluster, tasks, slots=1))
    assert cluster.rounds == [10]


def test_relative_paths_travel_as_absolute_ones(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("in").write_text("4")
    task = Task("stage", "tests.engine.tasks:double", (Input(Path("in"), "d"),), {"by": 2}, Path("build"), ("engine",))
    line = write_bundle([task])
    monkeypatch.chdir("/")
    run_bundle(line)
    assert outcomes(tmp_path) == ["8"]


def test_what_a_task_raises_is_an_outcome_and_leaves_nothing(tmp_path: Path) -> None:
    tasks = [make(tmp_path, function, n, by=1) for n, function in enumerate(("write_half_then_fail", "fail", "no_space", "double"))]
    ran = {r.task.function.rpartition(":")[2]: (r.error_kind, r.error) for r in run_on(Cluster(), tasks, slots=1)}
    assert ran["write_half_then_fail"] == ("UnreadableDocument", "page.html stops in the middle")
    assert ran["fail"][0] == "fault"
    assert ran["no_space"] == ("machine", "OSError: [Errno 28] No space left on device")
    assert written(tmp_path) == [tasks[3].output.name]


def test_what_is_lost_with_a_bundle_is_done_alone(tmp_path: Path) -> None:
    tasks = [make(tmp_path, "double", n, by=2) for n in range(30)]
    cluster = Cluster(lose="a bundle")
    assert [r.error for r in run_on(cluster, tasks, slots=1)] == [None] * 30
    assert cluster.rounds == [10, 3]


def test_a_task_that_is_lost_three_times_is_given_up_and_the_others_are_done(tmp_path: Path) -> None:
    tasks = [make(tmp_path, "die_always", 1), *(make(tmp_path, "double", n, by=2) for n in range(2, 30))]
    cluster = Cluster(lose="die_always")
    ran = list(run_on(cluster, tasks, slots=1))
    failed = [r for r in ran if r.error is not None]
    assert [(r.task, r.error_kind) for r in failed] == [(tasks[0], "machine")]
    assert "three times" in str(failed[0].error)
    assert "WorkerDied" in str(failed[0].error)
    assert len(ran) == 29
    assert cluster.rounds == [10, 3, 1]  # 29 tasks in bundles of three; the three of its bundle; the one


def test_a_cluster_that_can_do_nothing_is_said_so_at_once(tmp_path: Path) -> None:
    tasks = [make(tmp_path, "double", n, by=2) for n in range(30)]
    cluster = Cluster(lose="everything")
    with pytest.raises(EngineUnavailable, match="No worker could do anything: WorkerDied"):
        list(run_on(cluster, tasks, slots=1))
    assert cluster.rounds == [10]


def test_a_worker_with_other_packages_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    task = make(tmp_path, "double", 1, by=2)
    monkeypatch.setattr(bundle, "versions", lambda: versions.versions() | {"duckdb": "0.1"})
    (ran,) = run_on(Cluster(), [task], slots=1)
    assert ran.error_kind == "machine"
    assert "duckdb: 0.1 there" in str(ran.error)
    assert not task.output.exists()


def test_a_worker_with_other_code_is_refused(tmp_path: Path) -> None:
    task = make(tmp_path, "double", 1, by=2)
    task.__dict__["id"] = "0" * 64  # as a machine with another version computes it
    (ran,) = run_on(Cluster(), [task], slots=1)
    assert "its code of Enduse is another one" in str(ran.error)
    assert not task.output.exists()


def test_a_worker_that_does_not_see_the_paper_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bundle, "PATIENCE_SECONDS", 0.3)
    task = make(tmp_path, "double", 1, by=2)
    task.inputs[0].path.unlink()
    (ran,) = run_on(Cluster(), [task], slots=1)
    assert ran.error_kind == "machine"
    assert "does not see" in str(ran.error)
    assert "--storage" in str(ran.error)


def test_an_output_written_where_nobody_sees_it_is_no_output(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bundle, "PATIENCE_SECONDS", 0.3)
    task = make(tmp_path, "double", 1, by=2)

    def elsewhere(lines: Sequence[str]) -> Iterator[Carried]:
        other = dataclasses.replace(task, folder=tmp_path / "another machine")
        yield Carried(0, run_bundle(write_bundle([other])))

    (ran,) = run_on(elsewhere, [task], slots=1)
    assert "this machine does not see it" in str(ran.error)


def test_two_workers_may_make_one_folder(tmp_path: Path) -> None:
    """A worker given up for dead, which was not, renames its folder after the one that took its place: both are content with one."""
    from enduse.engine import run

    task = make(tmp_path, "double", 1, by=2)
    for _ in range(2):
        aside = tmp_path / "aside"
        aside.mkdir()
        (aside / "table").write_text("same")
        run._put_in_place(aside, task.folder)
        for left in aside.glob("*"):
            left.unlink()
        if aside.exists():
            aside.rmdir()
    assert (task.folder / "table").read_text() == "same"
