"""The log of releases of a case: ``releases.jsonl`` beside ``case.yml``, one line for each, kept like the decisions.

A line has the number, the day, a note, the SHA-256 of the release's manifest and its signature. Each manifest names the one before, so that
the log cannot be changed without the copies telling.
"""

from __future__ import annotations

import os
from pathlib import Path

import msgspec

from enduse.atlas.releases.manifest import Released
from enduse.case.layout import Case
from enduse.model.errors import UsageError

FILE = "releases.jsonl"


def read_releases(case: Case) -> tuple[Released, ...]:
    """All releases, oldest first.

    Raises:
        UsageError: a line is not as it was written.
    """
    path = case.root / FILE
    found: list[Released] = []
    for number, text in enumerate(path.read_bytes().splitlines() if path.is_file() else (), 1):
        try:
            found.append(msgspec.json.decode(text, type=Released))
        except msgspec.MsgspecError as error:
            raise UsageError(f"{FILE} line {number} is not as it was written ({error}); restore the file from the repository") from error
        if found[-1].sequence != number:
            raise UsageError(f"{FILE} line {number} says release {found[-1].sequence}: a line is missing; restore the file")
    return tuple(found)


def add_release(case: Case, released: Released) -> Path:
    """Add a line; the log that was added to."""
    path = case.root / FILE
    with path.open("ab") as file:
        file.write(msgspec.json.encode(released, order="sorted") + b"\n")
        file.flush()
        os.fsync(file.fileno())
    return path
