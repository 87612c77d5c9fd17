"""A screening that is killed, with all its processes, and begun again: it goes on, shows how far it is, and writes what is right."""

from __future__ import annotations

import os
import pty
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from enduse.case.layout import Case
from enduse.screening import run as runs
from tests.conftest import digests, run_here

FORMS = ("csv", "xlsx", "jsonl", "html")
PART, PARTS = 20, 15
NAMES = ("Megvii Technology", "Specimen Bakery Ltd", "Dahua", "海康威视", "Specimen Trading Ltd", "iFlytek")
KILLED = """
import os, pathlib, signal, sys
from enduse.cli.main import main
from enduse.screening import run as runs

def until(tasks, *, workers=None, real=runs.run_local, most=int(sys.argv.pop(1))):
    skipped = 0
    for at, ran in enumerate(real(tasks, workers=workers), 1):
        yield ran
        skipped += ran.skipped
        if at == most:
            os.killpg(os.getpgrp(), signal.SIGKILL)
    pathlib.Path("skipped").write_text(str(skipped))

if __name__ == "__main__":
    runs.PART, runs.run_local = int(sys.argv.pop(1)), until
    main(sys.argv[1:])
"""
"""``enduse screen`` with smaller parts, which kills its whole process group once so many of them are done; one that is
not killed writes how many it found done."""


def arguments(case: Case, table: Path, out: Path, workers: int) -> list[str]:
    out.mkdir(exist_ok=True)
    outs = [part for form in FORMS for part in ("--out", str(out / f"a.{form}"))]
    return ["screen", str(case.root), str(table), "--workers", str(workers), *outs]


def shown_on_a_terminal(command: list[str], where: Path) -> tuple[int, str]:
    """Exit code of a command and what its standard error shows on a terminal."""
    ours, its = pty.openpty()
    try:
        environment = {**os.environ, "TERM": "xterm", "COLUMNS": "100"}
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=its, env=environment, cwd=where)
        os.close(its)
        shown = b""
        while part := _read(ours):
            shown += part
        return process.wait(), shown.decode()
    finally:
        os.close(ours)


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65_536)
    except OSError:  # the other end is closed, which Linux says so
        return b""


@pytest.mark.slow
def test_a_killed_screening_goes_on_and_gives_the_same_files(case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    table = tmp_path / "rows.csv"
    rows = (f"{NAMES[at % len(NAMES)]},2019-{at % 12 + 1:02}-09" for at in range(PART * PARTS))
    table.write_text("\n".join(["name,date", *rows]) + "\n", "utf-8")
    monkeypatch.setattr(runs, "PART", PART)
    undisturbed = run_here(*arguments(case, table, tmp_path / "one", 1))
    assert undisturbed.returncode == 0, undisturbed.stderr

    command = [sys.executable, "-c", KILLED]
    asked = arguments(case, table, tmp_path / "two", 2)
    killed = subprocess.run([*command, "4", str(PART), *asked], start_new_session=True, capture_output=True, cwd=tmp_path, check=False)
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    assert list((tmp_path / "two").iterdir()) == [], "no file is begun before all is known"
    assert not (tmp_path / "skipped").exists()

    code, shown = shown_on_a_terminal([*command, "0", str(PART), *asked], tmp_path)
    assert code == 0, shown
    assert 4 <= int((tmp_path / "skipped").read_text()) < PARTS, "what is done is not done again"
    counts = [int(each) for each in re.findall(rf"screened.*?(\d+)/{PARTS}", shown)]
    assert counts, shown
    assert counts == sorted(counts)
    assert counts[-1] == PARTS
    assert b"screened" not in killed.stderr, "nothing where no terminal is there to see it"
    assert digests(tmp_path / "two") == digests(tmp_path / "one")
