"""What the answers of an inventory rest on: the file, its columns, owner and day, the lists, the build, the software."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from enduse import __version__
from enduse.screening.index import Index
from enduse.screening.inventory.device import Plan
from enduse.screening.inventory.owners import owners
from enduse.screening.inventory.records import Known
from enduse.screening.links import NO_ADDRESS, Atlas
from enduse.screening.table_files import TableFile

NOTE = (
    "Who made a device is said as far as its row and this case go; unknown is an answer. A rule is said to bind, not to bind, or not known,"
    " by the texts cited; it is no legal advice, and it says nothing of conduct."
)

NO_RECORDS = (
    "none in this case: who makes the goods of a brand is said only where it is the maker's own;"
    " those of this version, with their sources:  enduse add --facts oem, then enduse build"
)
NO_EXAMPLES = "none in this case; those of this version, with their sources:  enduse add --facts removals, then enduse build"


@dataclass(frozen=True, slots=True)
class About:
    """The head of a report. The same file, case and software give the same head and the same rows."""

    file: str
    sha256: str
    columns: dict[str, str]
    owner: str
    country: str
    day: str
    lists: list[tuple[str, str, int]]
    build: str
    version: str
    records: int
    """Records of the case on who makes the goods of a brand."""
    examples: int
    """Records of the case on how others ended the use or the purchase of equipment."""
    atlas: Atlas

    def as_dict(self) -> dict[str, Any]:
        """As plain data."""
        return {
            "file": self.file,
            "sha256": self.sha256,
            "columns": self.columns,
            "owner": self.owner,
            "country": self.country,
            "day": self.day,
            "lists": [{"list": key, "copy": day, "entries": entries} for key, day, entries in self.lists],
            "build": self.build,
            "version": self.version,
            "records_on_brands": self.records,
            "records_on_others": self.examples,
            "atlas": self.atlas.address,
            "note": NOTE,
        }

    def lines(self) -> list[tuple[str, str]]:
        """As (what, value), for sheets and pages."""
        lists = "; ".join(f"{key} ({f'copy of {day}, ' if day else ''}{entries} entries)" for key, day, entries in self.lists)
        owner = owners().kinds[self.owner].label if self.owner else "as each row says"
        return [
            ("File", self.file),
            ("SHA-256 of the file", self.sha256),
            ("Columns", "; ".join(f"{role}: {column}" for role, column in self.columns.items())),
            ("Owner", f"{owner}; country: {self.country.upper() or 'as each row says'}"),
            ("Day asked of rules on use", self.day),
            ("Lists", lists),
            ("Build of the case", self.build),
            ("Software", f"enduse {self.version}"),
            ("Records on brands", str(self.records) if self.records else NO_RECORDS),
            ("Records on how others ended it", str(self.examples) if self.examples else NO_EXAMPLES),
            ("Pages of the atlas", self.atlas.address or NO_ADDRESS),
            ("Note", NOTE),
        ]


def about(table: TableFile, plan: Plan, day: str, index: Index, known: Known, atlas: Atlas) -> About:
    """The head of a report."""
    return About(
        file=table.path.name,
        sha256=table.sha256,
        columns=dict(plan.columns),
        owner=plan.owner,
        country=plan.country,
        day=day,
        lists=index.listings.copies(),
        build=index.about["build"],
        version=__version__,
        records=len(known.brands),
        examples=len(known.examples),
        atlas=atlas,
    )
