"""What a report rests on: the file, how its columns were read, the day, the lists with their versions, and the software."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from enduse import __version__
from enduse.screening.answer import CHECK, NONE, POSSIBLE, Screened
from enduse.screening.counterparties import Plan
from enduse.screening.index import Index
from enduse.screening.links import NO_ADDRESS, Atlas
from enduse.screening.policy import load_policy
from enduse.screening.table_files import TableFile

NO_CLEARANCE = (
    "A match to check is a likeness of names and what this case holds of the body found, for a person to check; it says nothing of conduct."
    " None means that this case holds nothing against a body of this name; it is no clearance."
)


@dataclass(frozen=True, slots=True)
class About:
    """The head of a report. The same file, case and software give the same head and the same rows."""

    file: str
    sha256: str
    columns: dict[str, str]
    day: str
    day_from: str
    lists: list[tuple[str, str, int]]
    """Key of each list, the day of the copy at hand, and its entries."""
    build: str
    version: str
    thresholds: dict[str, float]
    atlas: Atlas = field(default_factory=Atlas)
    counts: Counter[str] = field(default_factory=Counter)

    def counted(self, answers: Iterable[Screened]) -> Iterator[Screened]:
        """The answers, counted by verdict as they pass."""
        for answer in answers:
            self.counts[answer.verdict] += 1
            yield answer

    def as_dict(self) -> dict[str, Any]:
        """As plain data."""
        return {
            "file": self.file,
            "sha256": self.sha256,
            "columns": dict(self.columns),
            "day": self.day,
            "day_from": self.day_from,
            "lists": [{"list": key, "copy": day, "entries": entries} for key, day, entries in self.lists],
            "build": self.build,
            "version": self.version,
            "thresholds": self.thresholds,
            "atlas": self.atlas.address,
            "verdicts": {verdict: self.counts[verdict] for verdict in (CHECK, POSSIBLE, NONE)},
            "note": NO_CLEARANCE,
        }

    def lines(self) -> list[tuple[str, str]]:
        """As (what, value), for sheets and pages."""
        lists = "; ".join(f"{key} ({f'copy of {day}, ' if day else ''}{entries} entries)" for key, day, entries in self.lists)
        days = {"column": "the row's own", "given": "as given", "day-of-copy": load_policy().notes["day-of-copy"]}
        return [
            ("File", self.file),
            ("SHA-256 of the file", self.sha256),
            ("Columns", "; ".join(f"{role}: {column}" for role, column in self.columns.items())),
            ("Day asked", f"{self.day} ({days[self.day_from]})" if self.day else days[self.day_from]),
            ("Lists", lists),
            ("Build of the case", self.build),
            ("Software", f"enduse {self.version}"),
            ("Thresholds", ", ".join(f"{name} {value}" for name, value in self.thresholds.items())),
            ("Pages of the atlas", self.atlas.address or NO_ADDRESS),
            ("Verdicts", ", ".join(f"{verdict}: {self.counts[verdict]}" for verdict in (CHECK, POSSIBLE, NONE))),
            ("Note", NO_CLEARANCE),
        ]


def about(table: TableFile, plan: Plan, index: Index, atlas: Atlas) -> About:
    """The head of a report before any row was counted."""
    policy = load_policy()
    return About(
        file=table.path.name,
        sha256=table.sha256,
        columns=dict(plan.columns),
        day=plan.day,
        day_from=plan.day_from,
        lists=index.copies,
        build=index.about["build"],
        version=__version__,
        thresholds={"sure": policy.sure, "possible": policy.possible},
        atlas=atlas,
    )
