"""The fuzz target runs, finds nothing in a few seconds, and would say so if it did."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from benchmarks.fuzz_readers import Outcome, _judge


@pytest.mark.slow
def test_eight_hundred_files_find_nothing(root: Path, tmp_path: Path) -> None:
    script = root / "benchmarks" / "fuzz_readers.py"
    command = [sys.executable, script, "--seconds", "300", "--files", "800", "--seed", "3", "--keep", tmp_path, "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    found = json.loads(done.stdout)
    assert found["files"] == 800
    assert found["faults"] == []
    assert {"read", "unpacked zip", "unpacked mail"} <= set(found["outcomes"])


def test_a_crash_is_a_fault_and_its_file_is_kept(tmp_path: Path) -> None:
    outcome = Outcome()
    _judge(outcome, ["crashed: the reader failed: KeyError"], 0.1, b"bytes", ".html", tmp_path)
    _judge(outcome, ["read limit:time"], 40.0, b"slow", ".html", tmp_path)
    _judge(outcome, ["read unsupported", "unpack limit:ratio"], 0.1, b"fine", ".zip", tmp_path)
    assert len(outcome.faults) == 3
    assert len(list(tmp_path.iterdir())) == 2
