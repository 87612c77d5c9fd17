"""Storage by digest: whole or absent, the same bytes, and a clear word where it does not answer."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from enduse.engine.bundle import run_bundle
from enduse.engine.cluster import run_on
from enduse.engine.storage import Storage, without_secrets
from enduse.model.errors import EngineUnavailable, UsageError
from tests.case.test_build import outputs, small_case
from tests.conftest import run_enduse
from tests.engine.clusters import object_store, started
from tests.engine.tasks import make, written
from tests.engine.test_cluster import Cluster

fsspec = pytest.importorskip("fsspec", reason="the extra [object-storage] is not installed here: make test-engines")
SECRET = {"AWS_ACCESS_KEY_ID": "specimen", "AWS_SECRET_ACCESS_KEY": "specimen", "AWS_DEFAULT_REGION": "us-east-1"}


@pytest.fixture(scope="module")
def s3(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """The environment of an S3-compatible server with the empty bucket ``bucket``."""
    pytest.importorskip("s3fs")
    with object_store(tmp_path_factory.mktemp("s3")) as endpoint:
        env = {**SECRET, "AWS_ENDPOINT_URL": endpoint}
        with pytest.MonkeyPatch.context() as patch:
            for key, value in env.items():
                patch.setenv(key, value)
            fsspec.filesystem("s3", skip_instance_cache=True).mkdir("bucket")
            yield env


@pytest.fixture(params=["file", "memory", "s3"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "s3":
        request.getfixturevalue("s3")
        return f"s3://bucket/{tmp_path.name}"
    return f"file://{tmp_path}/storage" if request.param == "file" else f"memory://{tmp_path.name}"


def test_what_is_put_is_there_whole(address: str, tmp_path: Path) -> None:
    storage = Storage(address)
    assert storage.digests() == set()
    (tmp_path / "in").write_bytes(b"\x00" * 300_000)
    storage.put(tmp_path / "in", "ab12")
    assert storage.has("ab12")
    assert not storage.has("ab13")
    assert storage.digests() == {"ab12"}  # nothing aside is left over, and none of it is taken for a file
    storage.get("ab12", tmp_path / "folder" / "out")
    assert (tmp_path / "folder" / "out").read_bytes() == b"\x00" * 300_000
    assert [path.name for path in (tmp_path / "folder").iterdir()] == ["out"]


def test_tasks_run_where_nothing_is_shared_but_the_storage(address: str, tmp_path: Path) -> None:
    tasks = [make(tmp_path, "double", n, by=2) for n in range(20)]
    cluster = Cluster()
    assert [r.error for r in run_on(cluster, tasks, slots=1, storage=Storage(address))] == [None] * 20
    assert sorted(int(task.output.read_text()) for task in tasks) == [2 * n for n in range(20)]
    for task in tasks[:5]:
        task.output.unlink()
    again = list(run_on(cluster, tasks, slots=1, storage=Storage(address)))
    assert all(ran.skipped for ran in again)  # fetched, not made again
    assert len(cluster.rounds) == 1
    assert len(written(tmp_path)) == 20


def test_a_failure_puts_nothing_into_the_storage(address: str, tmp_path: Path) -> None:
    task = make(tmp_path, "write_half_then_fail", 1)
    (ran,) = run_on(Cluster(), [task], slots=1, storage=Storage(address))
    assert ran.error_kind == "UnreadableDocument"
    assert Storage(address).digests() == {"digest1"}
    assert not task.output.exists()


def test_a_file_cut_on_its_way_is_never_read(address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The connection breaks in the middle of a fetch: nothing stands under the name of the output, and the next run mends it."""
    task = make(tmp_path, "double", 4, by=2)
    storage = Storage(address)
    list(run_on(Cluster(), [task], slots=1, storage=storage))
    task.output.unlink()

    def cut(_place: str, target: str) -> None:
        Path(target).write_bytes(b"ha")
        raise ConnectionResetError("cut")

    with monkeypatch.context() as patch:
        patch.setattr(storage._files, "get_file", cut)
        with pytest.raises(EngineUnavailable, match="did not do what was asked: cut"):
            list(run_on(Cluster(), [task], slots=1, storage=storage))
    assert written(tmp_path) == []
    list(run_on(Cluster(), [task], slots=1, storage=storage))
    assert task.output.read_text() == "8"


def test_a_storage_that_does_not_answer_is_a_machine_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("s3fs")
    for key, value in {**SECRET, "AWS_ENDPOINT_URL": "http://127.0.0.1:9", "AWS_MAX_ATTEMPTS": "1"}.items():
        monkeypatch.setenv(key, value)
    with pytest.raises(EngineUnavailable, match="s3://bucket did not do what was asked"):
        Storage("s3://bucket").digests()


def test_an_address_of_an_unknown_kind_is_refused() -> None:
    with pytest.raises(UsageError, match="object-storage"):
        Storage("nowhere://bucket")


@pytest.mark.parametrize("address", ["s3://key:secret@bucket/x", "sc://host:15002/;token=abc", "hdfs://me@host/x"])
def test_secrets_in_an_address_are_refused(address: str) -> None:
    with pytest.raises(UsageError, match="environment"):
        without_secrets(address, "--storage")


@pytest.mark.slow
@pytest.mark.xdist_group("clusters")
def test_a_case_no_worker_has_a_path_to(s3: dict[str, str], tmp_path: Path) -> None:
    """Dask workers that share only the bucket with the machine that builds; then the bucket is gone, and comes back."""
    local, case = small_case(tmp_path / "local", papers=12), small_case(tmp_path / "case", papers=12)
    assert run_enduse("build", local).returncode == 0
    (tmp_path / "dask").mkdir()
    with started("dask", tmp_path / "dask") as cluster:
        flags = ["--engine", "dask", "--connect", cluster.address, "--storage", "s3://bucket/case"]
        unreachable = {"AWS_ENDPOINT_URL": "http://127.0.0.1:9", "AWS_MAX_ATTEMPTS": "1"}
        lost = run_enduse("build", case, *flags, env=unreachable)
        assert lost.returncode == 1
        assert "did not do what was asked" in lost.stderr
        assert not (case / "site").exists()
        done = run_enduse("build", case, *flags)
        assert done.returncode == 0, done.stdout + done.stderr
    assert outputs(case) == outputs(local)


def test_a_worker_says_when_the_storage_is_not_for_it(tmp_path: Path) -> None:
    from enduse.engine.bundle import write_bundle

    task = make(tmp_path, "double", 1, by=2)
    answer = run_bundle(write_bundle([task], "memory://empty"))
    assert '"error_kind":"machine"' in answer
    assert "digest1" in answer
