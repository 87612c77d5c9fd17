"""The log of changes of a case: ``changes.jsonl`` beside ``case.yml``, one line for each time something a reader sees became different.

It is kept like the decisions, by the people of the case: feeds are made from it, so that the same folder gives the same feeds. A line holds
its number, the day it was recorded, the digests of the two atlases compared, and the changes.
"""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

import msgspec

from enduse.atlas.changes import Changes, compare_sites
from enduse.atlas.feeds import Recorded
from enduse.case.layout import Case
from enduse.model.errors import UsageError

FILE = "changes.jsonl"


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    day: str
    before: str
    after: str
    changes: Changes


def read_log(case: Case) -> list[Recorded]:
    """All recorded changes, oldest first.

    Raises:
        UsageError: a line is not as it was written (number and what is wrong).
    """
    return [Recorded(line.number, line.day, line.changes) for line in _lines(case)]


def record_changes(case: Case, old: Path, new: Path, day: str) -> Changes:
    """Compare two sites and add what is different to the log; the same two are recorded once, and no difference is no line.

    Raises:
        UsageError: the log is damaged, or a site is none.
    """
    changes = compare_sites(old, new)
    lines = _lines(case)
    before, after = _digest(old), _digest(new)
    if changes.none or (lines and (lines[-1].before, lines[-1].after) == (before, after)):
        return changes
    line = _Line(len(lines) + 1, day, before, after, changes)
    with (case.root / FILE).open("ab") as file:
        file.write(msgspec.json.encode(line, order="sorted") + b"\n")
        file.flush()
        os.fsync(file.fileno())
    return changes


def _lines(case: Case) -> list[_Line]:
    path = case.root / FILE
    found: list[_Line] = []
    for number, text in enumerate(path.read_bytes().splitlines() if path.is_file() else (), 1):
        try:
            line = msgspec.json.decode(text, type=_Line)
        except msgspec.MsgspecError as error:
            raise UsageError(f"{FILE} line {number} is not as it was written ({error}); restore the file from the repository") from error
        if line.number != number:
            raise UsageError(f"{FILE} line {number} says number {line.number}: a line is missing; restore the file from the repository")
        found.append(line)
    return found


def _digest(site: Path) -> str:
    parts = [hashlib.sha256((site / "downloads" / f"{name}.jsonl").read_bytes()).digest() for name in ("findings", "listings")]
    return hashlib.sha256(b"".join(parts)).hexdigest()
