"""Fixtures every room's tests share."""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import io
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"
EXAMPLE = ROOT / "examples" / "surveillance-trade"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real lists, gold sets and hostile inputs beside a developer's checkout."""
    if not SHARED.is_dir():
        pytest.skip("the material folder is not beside this checkout")
    return SHARED


@pytest.fixture(scope="session")
def root() -> Path:
    """The top of the repository."""
    return ROOT


def copy_example(to: Path) -> Path:
    """A fresh copy of the example case, without anything built."""
    shutil.copytree(EXAMPLE, to, ignore=shutil.ignore_patterns("vault", "build", "site"))
    return to


def copy_built(built: Path, to: Path) -> Path:
    """A copy of a built case. What a build wrote is shared by hard links: it is only ever replaced whole, never written into; all but the
    lock, which would be held for every copy at once."""

    def carry(source: str, target: str) -> None:
        if Path(source).relative_to(built).parts[0] in ("vault", "build", "site") and Path(source).name != ".lock":
            os.link(source, target)
        else:
            shutil.copy2(source, target)

    shutil.copytree(built, to, copy_function=carry)
    return to


def run_enduse(*args: str | Path, env: dict[str, str] | None = None, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run the command line as a user does, in a process of its own."""
    return subprocess.run(
        [sys.executable, "-c", "from enduse.cli.main import main; main()", *map(str, args)],
        capture_output=True,
        text=True,
        env={**os.environ, **(env or {})},
        cwd=cwd,
        check=False,
    )


def run_here(*args: str | Path) -> subprocess.CompletedProcess[str]:
    """Run the command line in this process: for tests of many steps, which would otherwise spend their time on starting Python."""
    from enduse.cli.main import main

    given = [str(arg) for arg in args]
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err), pytest.raises(SystemExit) as ended:
        main(given)
    return subprocess.CompletedProcess(given, int(ended.value.code or 0), out.getvalue(), err.getvalue())


def digests(folder: Path) -> dict[str, str]:
    """Hash of every file below a folder, by relative path."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example case, built once for all processes of a run, and a copy for each; tests must not change it."""
    own = tmp_path_factory.getbasetemp()
    everyones = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    built = everyones / "example-built"
    with (everyones / "example.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not built.exists():
            case = copy_example(everyones / "example-building")
            done = run_enduse("build", case)
            assert done.returncode == 0, done.stdout + done.stderr
            case.rename(built)
    return copy_built(built, tmp_path_factory.mktemp("example") / "case")
