"""What the steps of a run cost, kept on disk, so that a run that was killed goes on where it was and its figures are still whole.

Tasks are run two hundred at a time; they are noted when they begin and, with their cost, when they are done. What they had made when the
run was killed is thrown away and made again, since nobody knows any more what it cost.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Sequence
from pathlib import Path

import msgspec

from enduse.engine.local import run_local
from enduse.engine.run import Ran
from enduse.engine.task import Task
from findings_scale import Cost, Meter

TOGETHER = 200
"""Tasks whose cost is noted together: some minutes of work. Fewer would start processes, two seconds each, too often."""


class _Line(msgspec.Struct, omit_defaults=True):
    """One line of the file: ``code`` in the first, ``tasks`` (a hash) with ``cost`` when they are done, ``ended`` in the last."""

    code: str = ""
    tasks: str = ""
    cost: Cost | None = None
    ended: bool = False


class Ledger:
    """Runs tasks and keeps what they cost in ``path``."""

    def __init__(self, path: Path, code: str, workers: int) -> None:
        self._path = path
        self._workers = workers
        whole = _without_torn_line(path.read_bytes()) if path.is_file() else b""
        lines = [msgspec.json.decode(line, type=_Line) for line in whole.splitlines()]
        self.goes_on = bool(lines) and lines[0].code == code and not lines[-1].ended
        """Whether a run of the same code was begun and not ended."""
        self._known: dict[str, Cost | None] = {line.tasks: line.cost for line in lines if line.tasks} if self.goes_on else {}
        self._now: list[Cost] = []
        self._costs: list[Cost] = []
        if self.goes_on:
            os.truncate(path, len(whole))
        else:
            path.unlink(missing_ok=True)
            self._note(_Line(code=code))

    def run(self, tasks: Sequence[Task]) -> list[Ran]:
        """Run the tasks of a step in processes of their own, but for those that were done."""
        return [ran for first in range(0, len(tasks), TOGETHER) for ran in self._together(tasks[first : first + TOGETHER])]

    def need(self, tasks: Sequence[Task]) -> None:
        """The same, for stages that want nothing back."""
        self.run(tasks)

    def end(self) -> None:
        """Note that the run is over: the next begins anew."""
        self._note(_Line(ended=True))

    @property
    def costs(self) -> list[Cost]:
        """Of every step, those of runs that were killed included."""
        steps: dict[str, Cost] = {}
        for cost in self._costs:
            before = steps.get(cost.step, Cost(cost.step, 0, 0.0, 0.0, 0))
            seconds, used = round(before.seconds + cost.seconds, 1), round(before.cpu_seconds + cost.cpu_seconds, 1)
            steps[cost.step] = Cost(cost.step, before.tasks + cost.tasks, seconds, used, max(before.mib, cost.mib))
        return list(steps.values())

    @property
    def spent_now(self) -> float:
        """Processor seconds of the steps that ran since this object was made."""
        return sum(cost.cpu_seconds for cost in self._now)

    @property
    def seconds_now(self) -> float:
        """Their seconds on the clock."""
        return sum(cost.seconds for cost in self._now)

    def _together(self, tasks: Sequence[Task]) -> list[Ran]:
        key = hashlib.sha256(" ".join(task.id for task in tasks).encode()).hexdigest()[:16]
        cost = self._known.get(key)
        if cost is not None:
            self._costs.append(cost)
            return list(run_local(tasks, workers=self._workers, apart=True))  # all are there
        if key in self._known:
            for task in tasks:
                _remove(task.output)
        self._note(_Line(tasks=key))
        meter = Meter(self._workers)
        outcomes = meter.run(tasks)
        self._note(_Line(tasks=key, cost=meter.costs[0]))
        self._costs += meter.costs
        self._now += meter.costs
        return outcomes

    def _note(self, line: _Line) -> None:
        with self._path.open("ab") as file:
            file.write(msgspec.json.encode(line) + b"\n")
            file.flush()
            os.fsync(file.fileno())


def _without_torn_line(text: bytes) -> bytes:
    """Without a line that was being written when the run was killed."""
    return text[: text.rfind(b"\n") + 1]


def _remove(output: Path) -> None:
    if output.is_dir():
        shutil.rmtree(output)
    else:
        output.unlink(missing_ok=True)
