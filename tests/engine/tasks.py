"""Functions for tasks of these tests; workers import them by name."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path
from typing import Any

from enduse.engine.task import Input, Task
from enduse.model.errors import UnreadableDocument


def double(inputs: list[Path], params: dict[str, Any], output: Path) -> None:
    output.write_text(str(int(inputs[0].read_text()) * params["by"]))


def double_slowly(inputs: list[Path], params: dict[str, Any], output: Path) -> None:
    output.write_text("half")  # stands under the name aside while the worker is killed
    time.sleep(params["seconds"])
    double(inputs, params, output)


def die_once(inputs: list[Path], params: dict[str, Any], output: Path) -> None:
    output.write_text("half")
    mark = Path(params["mark"])
    if not mark.exists():
        mark.write_text(str(os.getpid()))
        os.kill(os.getpid(), signal.SIGKILL)
    output.write_text("done")


def die_always(inputs: list[Path], params: dict[str, Any], output: Path) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def write_half_then_fail(inputs: list[Path], params: dict[str, Any], output: Path) -> None:
    output.write_text("half")
    output.with_name(output.name + ".more").write_text("half")
    raise UnreadableDocument("cut", "page.html stops in the middle")


def fail(inputs: list[Path], params: dict[str, Any], output: Path) -> None:
    output.write_text("half")
    raise ValueError("a defect")


def no_space(inputs: list[Path], params: dict[str, Any], output: Path) -> None:
    output.write_text("half")
    raise OSError(28, "No space left on device")


def spill(inputs: list[Path], params: dict[str, Any], output: Path) -> None:
    """A table that needs more temporary space than it may have."""
    import duckdb

    config: dict[str, str | bool | int | float | list[str]] = {
        "threads": "1",
        "memory_limit": "32MB",
        "temp_directory": str(output.with_name(output.name + ".tmp")),
    }
    with duckdb.connect(":memory:", config=config) as connection:
        # as a setting of ``connect`` DuckDB 2.0 shows it and does not hold to it
        connection.execute("SET max_temp_directory_size = $limit", {"limit": params["temporary"]})
        connection.execute("CREATE TABLE hashes AS SELECT sha256(range::VARCHAR) AS hash FROM range(2000000)")
        connection.table("hashes").write_parquet(str(output))


def make(folder: Path, function: str, number: int, **params: Any) -> Task:
    """A task that reads the file ``folder/in<number>``, which holds the number."""
    source = folder / f"in{number}"
    source.write_text(str(number))
    return Task("stage", f"tests.engine.tasks:{function}", (Input(source, f"digest{number}"),), params, folder / "build", ("engine",))


def written(folder: Path) -> list[str]:
    """Names of all files a build folder has in its stage, those aside too."""
    return sorted(path.name for path in (folder / "build" / "stage").glob("*"))
