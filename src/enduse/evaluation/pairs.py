"""Reading labelled pairs of names: a CSV file with the columns ``left``, ``right``, ``match`` and, where wanted, ``schema``."""

from __future__ import annotations

import csv
import hashlib
import io
from dataclasses import dataclass
from pathlib import Path

from enduse.model.errors import UsageError

NEEDED = ("left", "right", "match")
DEFAULT_SCHEMA = "Organization"
WORDS = {"true": True, "1": True, "yes": True, "false": False, "0": False, "no": False}
"""What ``match`` may say, in any case."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two names, whether they are one body's, the kind of body, and the line of the file that says so (the heading is line 1)."""

    left: str
    right: str
    match: bool
    schema: str
    line: int


@dataclass(frozen=True, slots=True)
class PairFile:
    """The pairs of one file in its order, and the SHA-256 of its bytes, so that a figure names what it was measured on."""

    pairs: tuple[Pair, ...]
    sha256: str


def read_pairs(path: Path) -> PairFile:
    """Read a CSV file of labelled pairs; columns beyond the four are for people and are not read.

    Raises UsageError, with file and line, where a column is missing, a name is empty, ``match`` says something else than yes or no,
    or there are no pairs at all.
    """
    stored = path.read_bytes()
    try:
        text = stored.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = stored.count(b"\n", 0, error.start) + 1
        raise UsageError(
            f"{path}, line {line}: expected UTF-8, found the byte {stored[error.start]:#04x}. Save the file as UTF-8."
        ) from error
    try:
        pairs = tuple(_pairs(path, text))
    except csv.Error as error:
        raise UsageError(f"{path}: expected comma-separated values: {error}") from error
    return PairFile(pairs, hashlib.sha256(stored).hexdigest())


def _pairs(path: Path, text: str) -> list[Pair]:
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    expected = f"expected a heading with the columns {', '.join(NEEDED)}, and schema where the kinds differ"
    if reader.fieldnames is None:
        raise UsageError(f"{path}, line 1: the file is empty; {expected}")
    missing = [name for name in NEEDED if name not in reader.fieldnames]
    if missing:
        raise UsageError(f"{path}, line 1: no column {' and no column '.join(missing)} among {', '.join(reader.fieldnames)}; {expected}")
    found, begins = [], reader.line_num + 1
    for row in reader:
        found.append(_pair(path, begins, row))
        begins = reader.line_num + 1
    if not found:
        raise UsageError(f"{path}, line 2: no pairs below the heading; expected one pair of names a line")
    return found


def _pair(path: Path, line: int, row: dict[str, str | None]) -> Pair:
    left, right, said = (row[name] for name in NEEDED)
    for name, value in (("left", left), ("right", right)):
        if not (value or "").strip():
            raise UsageError(f"{path}, line {line}: {name} is empty; expected a name")
    match = WORDS.get((said or "").strip().casefold())
    if match is None:
        raise UsageError(f"{path}, line {line}: match says {said!r}; expected one of {', '.join(WORDS)}")
    return Pair(left or "", right or "", match, (row.get("schema") or "").strip() or DEFAULT_SCHEMA, line)
