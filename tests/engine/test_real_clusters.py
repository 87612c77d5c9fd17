"""The same bytes over Dask, Sail and Spark as on this machine; and whatever is killed, the run completes or goes on to them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from enduse.engine.executors import Where, executor
from enduse.engine.task import Task
from enduse.model.errors import EngineUnavailable
from tests.case.bulk_case import case_of, notices, write_parquet
from tests.case.reference_stages import with_reference
from tests.case.test_build import outputs, small_case
from tests.conftest import copy_example, run_enduse
from tests.engine.clusters import Cluster, started
from tests.engine.tasks import make, written

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("clusters")]
BODY = {"name": "VARCHAR", "body": "BLOB"}
ENDUSE = str(Path(sys.executable).with_name("enduse"))
KILLED = ["dask", "spark"]
"""Clusters whose workers are processes of their own; Sail runs tasks in its server."""


@pytest.fixture(scope="module", params=["dask", "sail", "spark"])
def cluster(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    with started(request.param, tmp_path_factory.mktemp(request.param)) as found:
        yield found


@pytest.fixture(scope="module", params=KILLED)
def killable(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    with started(request.param, tmp_path_factory.mktemp(request.param)) as found:
        yield found


@pytest.fixture(scope="module")
def local(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case of 60 papers built on this machine."""
    case = small_case(tmp_path_factory.mktemp("local") / "case", papers=60)
    assert run_enduse("build", case).returncode == 0
    return case


def run(cluster: Cluster, tasks: list[Task]) -> dict[str, tuple[str | None, str]]:
    with executor(Where(cluster.engine, cluster.address, 2)) as execute:
        return {ran.task.id: (ran.error, ran.error_kind) for ran in execute(tasks)}


def build_on(cluster: Cluster, case: Path, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    # the installed command: the Spark client takes ``python -c`` for a run of doctests
    return subprocess.run([ENDUSE, "build", str(case), *on(cluster)], capture_output=True, text=True, cwd=cwd, check=False)


def on(cluster: Cluster) -> list[str]:
    return ["--engine", cluster.engine, "--connect", cluster.address, "--workers", "2"]


def test_the_example_is_equal(cluster: Cluster, example: Path, tmp_path: Path) -> None:
    case = copy_example(tmp_path / "case")
    done = build_on(cluster, case)
    assert done.returncode == 0, done.stdout + done.stderr
    assert outputs(case) == outputs(example)


def test_a_relative_folder_is_as_good(cluster: Cluster, local: Path, tmp_path: Path) -> None:
    case = small_case(tmp_path / "case", papers=60)
    done = build_on(cluster, Path(), cwd=case)
    assert done.returncode == 0, done.stdout + done.stderr
    assert outputs(case) == outputs(local)


def test_pages_in_bulk_are_equal(cluster: Cluster, tmp_path: Path) -> None:
    here, there = (bulk_of(tmp_path / name) for name in ("here", "there"))
    done = run_enduse("build", here)
    assert done.returncode == 3, done.stdout + done.stderr
    over = build_on(cluster, there)
    assert over.returncode == 3, over.stdout + over.stderr
    assert len(list((there / "build" / "shards").iterdir())) == 5
    assert outputs(there) == outputs(here)


def bulk_of(folder: Path) -> Path:
    """A case of five tables of a few pages, so of five shards; in each a page that no reader knows."""
    pages = [{"name": name, "body": data} for name, data in notices(40).items()]
    for number in range(5):
        rows = [*pages[8 * number : 8 * number + 8], {"name": "program.html", "body": b"\x7fELF" + bytes(99 + number)}]
        write_parquet(folder / "pages" / f"{number}.parquet", rows, BODY)
    case_of(folder, f"bulk: [{', '.join(f'{{path: pages/{number}.parquet}}' for number in range(5))}]\n")
    return with_reference(folder)


def test_a_failing_task_takes_no_other_along(cluster: Cluster, tmp_path: Path) -> None:
    tasks = [make(tmp_path, "write_half_then_fail", 0), *(make(tmp_path, "double", n, by=2) for n in range(1, 40))]
    found = run(cluster, tasks)
    assert found.pop(tasks[0].id) == ("page.html stops in the middle", "UnreadableDocument")
    assert set(found.values()) == {(None, "")}
    assert written(tmp_path) == sorted(task.output.name for task in tasks[1:])


def test_a_worker_killed_at_a_task_is_replaced(killable: Cluster, tmp_path: Path) -> None:
    tasks = [make(tmp_path, "die_once", 0, mark=str(tmp_path / "mark")), *(make(tmp_path, "double", n, by=2) for n in range(1, 40))]
    assert set(run(killable, tasks).values()) == {(None, "")}
    assert tasks[0].output.read_text() == "done"
    assert (tmp_path / "mark").is_file()


def test_a_task_that_always_kills_its_worker_is_given_up(killable: Cluster, tmp_path: Path) -> None:
    tasks = [make(tmp_path, "die_always", 0), *(make(tmp_path, "double", n, by=2) for n in range(1, 20))]
    found = run(killable, tasks)
    error, kind = found.pop(tasks[0].id)
    assert kind == "machine"
    assert "lost its worker three times" in str(error)
    assert set(found.values()) == {(None, "")}


WORKER = {"dask": "multiprocessing", "spark": "CoarseGrainedExecutorBackend"}
"""What the command line of a worker holds: Dask's worker below its nanny, Spark's executor."""


def test_a_machine_that_dies_in_the_middle_costs_nothing(killable: Cluster, tmp_path: Path) -> None:
    tasks = [make(tmp_path, "double_slowly", n, by=2, seconds=0.3) for n in range(30)]
    killed: list[int] = []

    def kill() -> None:
        wait_for_outputs(tmp_path, 3)
        workers = [pid for pid in killable.descendants(WORKER[killable.engine]) if "resource_tracker" not in _command(pid)]
        os.kill(workers[0], signal.SIGKILL)
        killed.append(workers[0])

    chaos = threading.Thread(target=kill)
    chaos.start()
    found = run(killable, tasks)
    chaos.join()
    assert len(killed) == 1
    assert set(found.values()) == {(None, "")}
    assert sorted(int(task.output.read_text()) for task in tasks) == [2 * n for n in range(30)]


@pytest.mark.parametrize("name", ["dask", "sail"])
def test_a_cluster_whose_head_dies_is_an_error_that_says_so(name: str, tmp_path: Path) -> None:
    """No run may hang on it, or take what was not done for done."""
    tasks = [make(tmp_path, "double_slowly", n, by=2, seconds=0.3) for n in range(60)]
    (tmp_path / "cluster").mkdir()
    with started(name, tmp_path / "cluster") as cluster:

        def kill() -> None:
            wait_for_outputs(tmp_path, 2)
            cluster.head.kill()

        chaos = threading.Thread(target=kill)
        chaos.start()
        with pytest.raises(EngineUnavailable, match=r"What is done is kept|No worker could do anything"):
            run(cluster, tasks)
        chaos.join()
    with executor(Where(workers=2)) as execute:
        assert {ran.error for ran in execute(tasks)} == {None}
    assert sorted(int(task.output.read_text()) for task in tasks) == [2 * n for n in range(60)]


def wait_for_outputs(folder: Path, number: int) -> None:
    until = time.monotonic() + 60
    while len([name for name in written(folder) if not name.startswith(".")]) < number and time.monotonic() < until:
        time.sleep(0.05)


def test_a_build_here_that_is_killed_goes_on_to_the_same_bytes(local: Path, tmp_path: Path) -> None:
    killed_and_gone_on(["--workers", "2"], local, tmp_path)


def test_a_build_on_a_cluster_that_is_killed_goes_on_to_the_same_bytes(killable: Cluster, local: Path, tmp_path: Path) -> None:
    killed_and_gone_on(on(killable), local, tmp_path)


def killed_and_gone_on(flags: list[str], local: Path, tmp_path: Path) -> None:
    case = small_case(tmp_path / "case", papers=60)
    command = [ENDUSE, "build", str(case), *flags]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True) as build:
        while len(list((case / "build").glob("documents/*.json"))) < 5 and build.poll() is None:
            time.sleep(0.02)
        os.killpg(build.pid, signal.SIGKILL)
    assert build.returncode == -signal.SIGKILL, "the build had ended before it could be killed"
    assert not (case / "site").exists()
    half = case / "build" / "documents" / f".{'0' * 40}.json.1-0123456789abcdef"
    half.write_text('{"sha256": "cut in the mid')
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert outputs(case) == outputs(local)


def _command(pid: int) -> str:
    return Path(f"/proc/{pid}/cmdline").read_bytes().decode(errors="replace")
