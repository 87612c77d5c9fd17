"""The command line starts without its heavy parts, so that `enduse --help` answers at once."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

HEAVY = ("duckdb", "jinja2", "opencc", "lxml", "rich.progress", "hypothesis", "pytest", "playwright")

PROBE = """
import json, sys, time
began = time.perf_counter()
import {module}
print(json.dumps({{"seconds": time.perf_counter() - began, "loaded": sorted(set({heavy!r}) & set(sys.modules))}}))
"""


def start(module: str, where: Path | None = None) -> dict[str, object]:
    """What importing ``module`` loads of the heavy parts, and how long it takes, in a Python of its own."""
    code = PROBE.format(module=module, heavy=HEAVY)
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=where)
    found: dict[str, object] = json.loads(ran.stdout)
    return found


def test_the_command_line_starts_light() -> None:
    found = start("enduse.cli.main")
    # Reported, not asserted: seconds on a shared machine say little. The budget is 0.3 s.
    print(f"import of enduse.cli.main: {found['seconds']:.2f} s")  # noqa: T201  # shown by pytest -rP
    assert found["loaded"] == []


def test_no_command_module_loads_heavy_parts_before_it_runs() -> None:
    assert start("enduse.cli.main; [enduse.cli.main.cli.get_command(None, n) for n in enduse.cli.main.COMMANDS]")["loaded"] == []


def test_a_heavy_import_is_caught(tmp_path: Path) -> None:
    (tmp_path / "heavy_start.py").write_text("import jinja2\n")
    assert start("heavy_start", tmp_path)["loaded"] == ["jinja2"]


def test_help_and_version_answer() -> None:
    for arguments in (["--help"], ["--version"], []):
        ran = subprocess.run([Path(sys.executable).parent / "enduse", *arguments], capture_output=True, text=True)
        assert ran.returncode == 0, ran.stderr
        assert "enduse" in ran.stdout.lower()
