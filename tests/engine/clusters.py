"""Real clusters on this machine for tests: Dask, Sail, Spark local-cluster; each skipped where what it needs is not there."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
START_SECONDS = 120


@dataclass(frozen=True)
class Cluster:
    """A cluster that runs: the engine that speaks with it, its address, the process at its head, the one that has the workers."""

    engine: str
    address: str
    head: subprocess.Popen[bytes]
    process: subprocess.Popen[bytes]

    def descendants(self, words: str) -> list[int]:
        """Ids of processes it has started whose command line holds ``words``."""
        found, parents = [], {self.process.pid}
        commands = dict(_processes())
        for _ in range(6):
            parents |= {pid for pid, (parent, _) in commands.items() if parent in parents}
        for pid in sorted(parents - {self.process.pid}):
            if pid in commands and words in commands[pid][1]:
                found.append(pid)
        return found


@contextmanager
def started(name: str, folder: Path) -> Iterator[Cluster]:
    """The cluster ``dask``, ``sail`` or ``spark`` with two workers; ends with the block."""
    with {"dask": _dask, "sail": _sail, "spark": _spark}[name](folder) as cluster:
        yield cluster


@contextmanager
def _dask(folder: Path) -> Iterator[Cluster]:
    _needs("distributed")
    port = _free_port()
    dask = [sys.executable, "-m", "dask"]
    flags = ["--nworkers", "2", "--nthreads", "1", "--no-dashboard", "--local-directory", str(folder)]
    with (
        _process([*dask, "scheduler", "--host", "127.0.0.1", "--port", str(port), "--no-dashboard"], folder / "scheduler.log") as scheduler,
        _listening(port, scheduler),
        _process([*dask, "worker", f"tcp://127.0.0.1:{port}", *flags], folder / "worker.log") as workers,
    ):
        yield Cluster("dask", f"tcp://127.0.0.1:{port}", scheduler, workers)


@contextmanager
def _sail(folder: Path) -> Iterator[Cluster]:
    _needs("pysail", "pyspark")
    port = _free_port()
    command = [str(Path(sys.executable).with_name("sail")), "spark", "server", "--ip", "127.0.0.1", "--port", str(port)]
    with _process(command, folder / "sail.log") as server, _listening(port, server):
        yield Cluster("spark", f"sc://127.0.0.1:{port}", server, server)


@contextmanager
def _spark(folder: Path) -> Iterator[Cluster]:
    _needs("pyspark")
    homes = sorted((ROOT / ".venv-spark-server").glob("lib/python3.*/site-packages/pyspark"))
    home = os.environ.get("SPARK_HOME") or (str(homes[0]) if homes else None)
    if home is None or shutil.which("java") is None:
        pytest.skip("needs Java and a Spark: make test-engines, or SPARK_HOME")
    port = _free_port()
    settings = {
        "spark.connect.grpc.binding.port": str(port),
        "spark.connect.grpc.binding.address": "127.0.0.1",
        "spark.ui.enabled": "false",
        "spark.local.dir": str(folder),
        "spark.worker.cleanup.enabled": "true",
    }
    command = [f"{home}/bin/spark-submit", "--class", "org.apache.spark.sql.connect.service.SparkConnectServer"]
    command += ["--master", "local-cluster[2,1,1024]", *(f"--conf={key}={value}" for key, value in settings.items()), "spark-internal"]
    env = {"SPARK_HOME": home, "PYSPARK_PYTHON": sys.executable, "SPARK_LOCAL_IP": "127.0.0.1"}
    with _process(command, folder / "spark.log", env) as server, _listening(port, server):
        yield Cluster("spark", f"sc://127.0.0.1:{port}", server, server)


def _needs(*packages: str) -> None:
    for package in packages:
        if find_spec(package) is None:
            pytest.skip(f"{package} is not installed here: make test-engines")


@contextmanager
def _process(command: list[str], log: Path, env: dict[str, str] | None = None) -> Iterator[subprocess.Popen[bytes]]:
    """A process with all it starts, ended with the block. Workers find these tests and the package under test by PYTHONPATH."""
    places = [str(ROOT), str(ROOT / "src"), *filter(None, [os.environ.get("PYTHONPATH")])]
    with log.open("wb") as file:
        process = subprocess.Popen(
            command,
            stdout=file,
            stderr=subprocess.STDOUT,
            env={**os.environ, **(env or {}), "PYTHONPATH": os.pathsep.join(places)},
            cwd=log.parent,
            start_new_session=True,
        )
    try:
        yield process
    finally:
        with contextlib.suppress(ProcessLookupError):  # a test has killed it
            os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


@contextmanager
def _listening(port: int, process: subprocess.Popen[bytes]) -> Iterator[None]:
    until = time.monotonic() + START_SECONDS
    while True:
        assert process.poll() is None, "the server has ended; see its log"
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            break
        except OSError:
            assert time.monotonic() < until, f"nothing listens on port {port} after {START_SECONDS} s"
            time.sleep(0.5)
    yield


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


def _processes() -> Iterator[tuple[int, tuple[int, str]]]:
    """Process id -> (its parent's, its command line)."""
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
            command = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
        except (OSError, ValueError):
            continue  # it has ended meanwhile
        yield int(folder.name), (parent, command)


@contextmanager
def object_store(folder: Path) -> Iterator[str]:
    """The address of an S3-compatible server that keeps everything in memory."""
    server = ROOT / ".venv-s3-server" / "bin" / "moto_server"
    if not server.is_file():
        pytest.skip("the server for tests of object storage is not there: make test-engines")
    port = _free_port()
    with _process([str(server), "-H", "127.0.0.1", "-p", str(port)], folder / "s3.log") as process, _listening(port, process):
        yield f"http://127.0.0.1:{port}"
