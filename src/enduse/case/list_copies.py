"""The copies of a list that a case holds: one file, or a folder with a file for each day on which the list was taken.

The name of a file in such a folder begins with the day of the copy (``2026-07-09.json``, a second one of that day
``2026-07-09-2.json``). The newest is the list; the older ones stay, so that who left the list between two copies can be seen.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from enduse.case.layout import Case, ListFile
from enduse.model.dates import PartialDate
from enduse.model.errors import AmbiguousValue, UsageError

_DATED = re.compile(r"(?P<day>\d{4}-\d{2}-\d{2})(?:-(?P<number>\d+))?")


@dataclass(frozen=True, slots=True)
class ListCopy:
    """One copy; ``day`` is empty where its name does not say it."""

    path: Path
    day: str = ""
    earlier: bool = False


def copies_of(case: Case, listed: ListFile) -> tuple[ListCopy, ...]:
    """The copies of a list that ``case.yml`` names, oldest first; at least one.

    Raises:
        UsageError: there is no such file, it lies outside the case, or a file of the folder does not begin with a day.
    """
    path = case.root / listed.file
    if not path.resolve().is_relative_to(case.root.resolve()):
        raise UsageError(f"case.yml names the list {listed.source} as {listed.file}, outside the case folder; lay the file into lists/.")
    if path.is_dir():
        found = [each for each in path.iterdir() if not each.name.startswith(".")]
        ordered = sorted(found, key=lambda each: (_dated(case, each), each.name))
        if ordered:
            return tuple(ListCopy(each, day_in(each.name), each != ordered[-1]) for each in ordered)
    if not path.is_file():
        raise UsageError(
            f"case.yml names the list {listed.source} as {listed.file}, but there is no such file; put it there or change the line."
        )
    return (ListCopy(path, day_in(path.name)),)


def day_in(name: str) -> str:
    """The day a file name begins with; empty where it begins with none.

    >>> day_in("2026-07-09-2.json"), day_in("list.json"), day_in("2026-17-09.json")
    ('2026-07-09', '', '')
    """
    match = _DATED.match(name)
    try:
        return PartialDate.parse(match["day"]).text if match else ""
    except AmbiguousValue:
        return ""


def _dated(case: Case, path: Path) -> tuple[str, int]:
    stem = path.name.split(".", 1)[0]
    match = _DATED.fullmatch(stem)
    if match is None or not day_in(stem) or path.is_dir():
        raise UsageError(
            f"{case.relative(path)} is in a folder of copies of a list; its name must begin with the day of the copy, such as"
            " 2026-07-09.json."
        )
    return match["day"], int(match["number"] or 1)
