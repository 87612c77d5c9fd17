"""The plot of what a notice costs, and the ledger that its figures come from."""

from __future__ import annotations

import importlib
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from enduse.engine.task import Task


@pytest.fixture
def scripts(root: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    known = set(sys.modules)
    for folder in ("benchmarks", "scripts"):
        monkeypatch.syspath_prepend(str(root / folder))
    yield root
    for name in ("make_cost_plot", "ledger", "findings_scale", "generate"):
        if name not in known:
            sys.modules.pop(name, None)


def figures(notices: int, shards: float) -> dict[str, Any]:
    steps = [{"step": "shards", "cpu_seconds": shards}, {"step": "merged", "cpu_seconds": 5.0}]
    return {"notices": notices, "steps": steps}


def load(name: str) -> ModuleType:
    return importlib.import_module(name)


def test_a_bar_is_as_high_as_what_a_notice_costs(scripts: Path) -> None:
    drawn = load("make_cost_plot").drawing([figures(10_000, 30.0), figures(1_000_000, 2000.0), figures(10_000, 20.0)])
    assert "10,000: 2.50; 1,000,000: 2.00" in drawn  # the last of two lines of one size
    heights = [float(each) for each in re.findall(r'width="44" height="([\d.]+)"', drawn)]
    assert heights[0] == pytest.approx(2.0 / 3 * 280, abs=0.1)
    assert sum(heights) == pytest.approx(4.505 / 3 * 280, abs=0.5)
    assert drawn == load("make_cost_plot").drawing([figures(10_000, 20.0), figures(1_000_000, 2000.0)])


def test_a_step_that_has_no_place_is_told(scripts: Path) -> None:
    strange = {"notices": 10, "steps": [{"step": "site", "cpu_seconds": 1.0}]}
    with pytest.raises(ValueError, match="steps that this drawing does not know: site"):
        load("make_cost_plot").drawing([strange])


def test_a_killed_run_goes_on_and_keeps_its_costs(scripts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ledger = load("ledger")
    ran: list[str] = []

    class Meter:
        """Runs at once, at a cost of one second a task."""

        def __init__(self, _workers: int) -> None:
            self.costs: list[Any] = []

        def run(self, tasks: list[Task]) -> list[Any]:
            for task in tasks:
                if task.params == {"number": 3} and ran.count(task.id) == 0:
                    ran.append(task.id)
                    raise KeyboardInterrupt
                assert not task.output.exists()
                task.output.parent.mkdir(parents=True, exist_ok=True)
                task.output.write_text("made")
                ran.append(task.id)
            self.costs = [ledger.Cost(tasks[0].stage, len(tasks), 1.0, float(len(tasks)), 10)]
            return []

    monkeypatch.setattr(ledger, "Meter", Meter)
    monkeypatch.setattr(ledger, "TOGETHER", 2)
    tasks = [Task("shards", "enduse.a:b", (), {"number": number}, tmp_path, ("model",)) for number in range(6)]
    first = ledger.Ledger(tmp_path / "costs.jsonl", "code", 1)
    with pytest.raises(KeyboardInterrupt):
        first.run(tasks)  # the fourth task stops it; what the third made is not paid for
    with (tmp_path / "costs.jsonl").open("ab") as file:
        file.write(b'{"tasks":"torn')
    second = ledger.Ledger(tmp_path / "costs.jsonl", "code", 1)
    assert second.goes_on
    second.run(tasks)
    assert [(cost.tasks, cost.cpu_seconds) for cost in second.costs] == [(6, 6.0)]
    assert second.spent_now == 4.0
    assert [ran.count(task.id) for task in tasks] == [1, 1, 2, 2, 1, 1]
    second.end()
    assert not ledger.Ledger(tmp_path / "costs.jsonl", "code", 1).goes_on
    assert len([json.loads(line) for line in (tmp_path / "costs.jsonl").read_text().splitlines()]) == 1
