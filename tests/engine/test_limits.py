"""A full disk, a full temporary folder: a clear message, nothing damaged, and the next run gives the bytes it would have given."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from enduse.engine.local import run_local
from tests.case.test_build import outputs, small_case
from tests.conftest import run_enduse
from tests.engine.tasks import make, written


def test_full_temporary_space_is_an_error_of_the_machine(tmp_path: Path) -> None:
    """DuckDB's own errors are no OSError; they must not pass for a defect of the code, nor a document be blamed."""
    task = make(tmp_path, "spill", 1, temporary="1MB")
    (ran,) = run_local([task], workers=1)
    assert ran.error_kind == "machine"
    assert "max_temp_directory_size" in str(ran.error)
    assert written(tmp_path) == []
    (again,) = run_local([make(tmp_path, "spill", 1, temporary="1GB")], workers=1)
    assert again.error is None


def test_a_full_disk_leaves_nothing_of_the_task(tmp_path: Path) -> None:
    (ran,) = run_local([make(tmp_path, "no_space", 1)], workers=1)
    assert (ran.error_kind, ran.error) == ("machine", "OSError: [Errno 28] No space left on device")
    assert written(tmp_path) == []


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    case = small_case(tmp_path_factory.mktemp("whole") / "case")
    assert run_enduse("build", case).returncode == 0
    return case


@pytest.mark.slow
@pytest.mark.parametrize("kilobytes", [1, 100, 3000, 8000])
def test_a_build_that_meets_its_limit_anywhere_is_mended_by_building_again(kilobytes: int, whole: Path, tmp_path: Path) -> None:
    """No file may grow beyond a size: the vault, a reading, an extraction, a table is where it fails, as the size goes up."""
    case = small_case(tmp_path / "case", fresh=True)
    limited = f"ulimit -f {kilobytes}; exec {sys.executable} -c 'from enduse.cli.main import main; main()' build {case}"
    done = subprocess.run(["bash", "-c", limited], capture_output=True, text=True, check=False)
    if done.returncode == 0:
        pytest.skip(f"nothing of this case is larger than {kilobytes} kB")
    failed_clearly(done, case)
    assert run_enduse("build", case).returncode == 0
    assert outputs(case) == outputs(whole)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A folder on a file system of nine megabytes, where one may be mounted."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=9m", "tmpfs", folder], capture_output=True, check=False).returncode != 0:
        pytest.skip("needs the right to mount a file system")
    yield folder
    subprocess.run(["umount", folder], check=True)


@pytest.mark.slow
def test_a_full_disk_is_said_and_making_room_is_enough(small_disk: Path, whole: Path) -> None:
    case = small_case(small_disk / "case", fresh=True)
    done = run_enduse("build", case)
    failed_clearly(done, case)
    assert "No space left" in done.stderr
    subprocess.run(["mount", "-o", "remount,size=200m", small_disk], check=True)
    assert run_enduse("build", case).returncode == 0
    assert outputs(case) == outputs(whole)


def failed_clearly(done: subprocess.CompletedProcess[str], case: Path) -> None:
    assert done.returncode == 1, done.stdout + done.stderr
    assert done.stderr.startswith("Failed: ")
    assert "Traceback" not in done.stderr
    assert not (case / "site").exists()
    beside = [path for path in case.rglob("*") if path.is_file() and path.name.startswith(".") and path.name != ".lock"]
    assert beside == []
    assert list(case.glob("vault/incoming/*")) == []
