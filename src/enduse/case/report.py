"""The build report: per stage what came in, what came out, what was rejected and why, and what it cost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from enduse.case.changes import Changes
from enduse.engine.run import Ran
from enduse.model.issue import Issue
from enduse.model.storage import write_json


@dataclass(slots=True)
class StageReport:
    """One line of the table a build prints. ``done`` counts tasks that ran, ``kept`` those whose output was there already."""

    stage: str
    came_in: int = 0
    came_out: int = 0
    unit: str = ""
    """What the two numbers count, for example ``files -> documents``."""
    rejected: dict[str, int] = field(default_factory=dict)
    duplicates: int = 0
    left_out: dict[str, int] = field(default_factory=dict)
    """What containers hold that is no paper, by what it is; not part of ``came_in``."""
    done: int = 0
    kept: int = 0
    seconds: float = 0.0
    peak_mib: int = 0

    def ran(self, outcomes: Iterable[Ran]) -> None:
        """Add what tasks of this stage cost."""
        for outcome in outcomes:
            self.done += not outcome.skipped
            self.kept += outcome.skipped
            self.peak_mib = max(self.peak_mib, outcome.peak_mib)

    def reject(self, issues: Iterable[Issue]) -> None:
        """Count rejected documents and rows by reason."""
        counted = Counter(self.rejected)
        counted.update(issue.code for issue in issues if issue.rejected)
        self.rejected = dict(sorted(counted.items()))


@dataclass(slots=True)
class BuildReport:
    """The outcome of a build: stages in order, issues in a fixed order."""

    stages: list[StageReport] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    site: str = ""
    findings: int = 0
    claims_failed: int = 0
    changes: Changes | None = None
    """Against the last build that finished; nothing where there was none."""

    @property
    def exit_code(self) -> int:
        """0 done, 3 done with issues."""
        return 3 if self.issues else 0

    def stage(self, name: str, unit: str) -> StageReport:
        """Begin the line of a stage."""
        line = StageReport(name, unit=unit)
        self.stages.append(line)
        return line

    def write(self, folder: Path) -> None:
        """Write ``issues.json``, and ``report.json`` with seconds, memory and changes, on which no other output depends."""
        report = {"stages": self.stages, "findings": self.findings, "issues": len(self.issues), "changes": self.changes}
        write_json(folder / "report.json", report)
        write_json(folder / "issues.json", self.issues)
