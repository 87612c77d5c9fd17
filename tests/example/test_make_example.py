"""The script that makes the example case: same bytes as committed, and it stops at what nobody has decided on."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest


def make(root: Path, facts: Path, lists: Path, out: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(root / "scripts" / "make_example.py"), "--facts", str(facts), "--lists", str(lists), "--out", str(out)]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=out)


@pytest.mark.shared
def test_the_committed_tables_are_what_the_script_writes(root: Path, case: Path, shared: Path, tmp_path: Path) -> None:
    done = make(root, shared / "facts", shared / "data" / "lists", tmp_path)
    assert done.returncode == 0, done.stderr
    written = {path.name: path.read_bytes() for path in (tmp_path / "tables").iterdir()}
    committed = {path.name: path.read_bytes() for path in (case / "tables").iterdir()}
    assert written == committed


@pytest.mark.shared
@pytest.mark.parametrize(
    ("table", "old", "new", "message"),
    [
        ("projects", "AidData flags the loan as financially distressed.", "Loan recalled.", "projects P001 speaks of something recalled"),
        (
            "companies",
            ",name_zh;hq_city;brands;stock_codes,Added to the ASPI",
            ",colour,Added to the ASPI",
            "names 'colour', which is no column",
        ),
        ("measure_targets", "Xinjiang Tangli", "Somebody Else", "decide in measure_targets.yml on M008 'Somebody Else'"),
        ("events", "(China Mobile: recalled)", "(unknown)", "nothing to cut"),
        ("flows", "F010,Intel", "F099,Intel", "decide in flows.yml on F099"),
        ("events", "RWR counted 144 safe", "RWR counted 145 safe", "statistics N001"),
        ("projects", "S130;S150;S154;S155", "S130;S999", "['S999'] are cited and cannot be published"),
    ],
)
def test_what_nobody_decided_on_stops_it(root: Path, shared: Path, tmp_path: Path, table: str, old: str, new: str, message: str) -> None:
    facts = tmp_path / "facts"
    facts.mkdir()
    for path in sorted((shared / "facts").glob("*.csv")):
        (facts / path.name).write_bytes(path.read_bytes())
    (facts / "README.md").write_bytes((shared / "facts" / "README.md").read_bytes())
    text = (facts / f"{table}.csv").read_text("utf-8")
    assert old in text
    (facts / f"{table}.csv").write_text(text.replace(old, new, 1), "utf-8")
    done = make(root, facts, shared / "data" / "lists", tmp_path)
    assert done.returncode == 1
    assert message in done.stderr
    assert not (tmp_path / "tables").exists(), "nothing is written from an undecided fact base"


@pytest.mark.shared
def test_an_entry_of_a_chosen_act_cannot_slip_by(root: Path, shared: Path, tmp_path: Path) -> None:
    lists = tmp_path / "lists"
    shutil.copytree(shared / "data" / "lists" / "us_lists_2026-07", lists / "us_lists_2026-07")
    path = lists / "us_lists_2026-07" / "bis_entity_list.json"
    text = path.read_text("utf-8")
    path.chmod(0o600)
    path.write_text(text.replace('"Xinjiang Police College"', '"Xinjiang Police Academy"', 1), "utf-8")
    done = make(root, shared / "facts", lists, tmp_path)
    assert done.returncode == 1
    assert "decide in entity_list_selection.yml on ['Xinjiang Police Academy', 'Xinjiang Police College']" in done.stderr
