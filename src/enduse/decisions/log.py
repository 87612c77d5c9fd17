"""The log of decisions: one append-only file for each reviewer, every line bound to the one before by its hash.

A line is a JSON object with ``number`` (from 1), ``previous`` (hash of the line before; zeros for the first), either ``judgement`` (on a
pair of mentions) or ``decision`` (all other kinds), and ``hash``, the SHA-256 of the other three as canonical JSON. Git merges the files of
different reviewers without conflict.
Fields added to a judgement since the first version (``seen``, ``origin``) are written only where they say something, and hashes
are taken over a line as it stands, so that older lines stay as they are and verify unchanged.
The chain shows every change but two, which only a ``head`` kept elsewhere can show: a tail cut off, and a log written anew.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from enduse.decisions.people import log_of, person_of
from enduse.model.decision import Decision, Given
from enduse.model.errors import EnduseError
from enduse.model.judgement import Judgement

GENESIS = "0" * 64
ADDED = frozenset({"seen", "origin"})
"""Fields of a judgement that older lines do not have."""


class DamagedDecisions(EnduseError):
    """Raised when a log of decisions is not as it was written (reviewer)."""


@dataclass(frozen=True, slots=True)
class LogCheck:
    """The outcome of checking one log: how many lines stand, the hash of the last, and what is wrong, in words."""

    file: str
    lines: int
    head: str
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    previous: str
    hash: str
    judgement: Judgement | None = None
    decision: Decision | None = None


def append(path: Path, given: Judgement | Decision) -> str:
    """Add a judgement or another decision to a reviewer's log and return the new head.

    Raises:
        DamagedDecisions: the log is damaged; nothing is added to it.
        ValueError: it names no reviewer or no reason, or both sides of a judgement are one mention.
    """
    if not given.reviewer.strip() or not given.reason.strip():
        raise ValueError("a decision names its reviewer and its reason")
    if isinstance(given, Judgement) and given.left == given.right:
        raise ValueError("a judgement names two different mentions")
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("ab") as log:
        fcntl.flock(log, fcntl.LOCK_EX)  # two windows of one reviewer: the second line must follow the first
        lines = _checked(path)
        number, previous = len(lines) + 1, lines[-1].hash if lines else GENESIS
        body = {"number": number, "previous": previous, **_written(given)}
        head = _hash(body)
        log.write(_canonical({**body, "hash": head}) + b"\n")
        log.flush()
        os.fsync(log.fileno())
    return head


def read(path: Path) -> list[Judgement]:
    """The judgements of a log, oldest first.

    Raises:
        DamagedDecisions: the log is not as it was written.
    """
    return [line.judgement for line in _checked(path) if line.judgement is not None]


def read_decisions(path: Path) -> list[Given]:
    """The decisions of a log that are not on pairs, oldest first.

    Raises:
        DamagedDecisions: the log is not as it was written, or holds a decision of somebody whose log it is not.
    """
    found = [
        Given(line=line.hash, log=path.name, number=line.number, decision=line.decision)
        for line in _checked(path)
        if line.decision is not None
    ]
    for given in found:
        if not person_of(given.decision.reviewer) or log_of(path.parent, given.decision.reviewer).name != path.name:
            raise DamagedDecisions(
                f"{path.name}: line {given.number} holds a decision of {given.decision.reviewer!r}, whose log this is not. "
                "Every reviewer decides in a log of their own; restore the files from the repository's history."
            )
    return found


def written_lines(path: Path) -> Iterator[tuple[str, str]]:
    """Hash and text of every line that holds a decision on something else than a pair, as it was written, oldest first.

    Raises:
        DamagedDecisions: the log is not as it was written.
    """
    for line, text in zip(_checked(path), path.read_bytes().splitlines(), strict=True):
        if line.decision is not None:
            yield line.hash, text.decode("utf-8", "surrogatepass")


def verify(path: Path, head: str | None = None) -> LogCheck:
    """Check a log, and with ``head`` (the hash its last line had at some time) also that nothing was cut off its end since."""
    lines, problems = _parse(path)
    numbers = [line.number for line in lines]
    expected = list(range(1, len(lines) + 1))
    if not problems and sorted(numbers) == expected and numbers != expected:
        problems.append(f"lines were put in another order: {numbers}")
    elif not problems and numbers != expected:
        missing = sorted(set(range(1, max(numbers) + 1)) - set(numbers))
        problems.append(f"line {', '.join(map(str, missing))} was deleted" if missing else f"a line stands twice: {numbers}")
    elif not problems:
        before = GENESIS
        for line in lines:
            if line.previous != before:
                problems.append(f"line {line.number} does not follow the line before it: that one was replaced")
            before = line.hash
    if head is not None and not problems and head not in {GENESIS, *(line.hash for line in lines)}:
        problems.append("the given head is not in the log: its tail was cut or rewritten")
    return LogCheck(path.name, len(lines), lines[-1].hash if lines else GENESIS, tuple(problems))


def _written(given: Judgement | Decision) -> dict[str, Any]:
    fields: dict[str, Any] = msgspec.to_builtins(given)
    if isinstance(given, Judgement):
        return {"judgement": {name: value for name, value in fields.items() if value or name not in ADDED}}
    msgspec.convert(fields, Decision)  # what would not be read again is not written
    return {"decision": fields}


def _checked(path: Path) -> list[_Line]:
    check = verify(path)
    if check.problems:
        raise DamagedDecisions(
            f"{path.name}: {'; '.join(check.problems)}. "
            "Restore the file from the repository's history; decisions are changed only by adding a later one."
        )
    return _parse(path)[0]


def _parse(path: Path) -> tuple[list[_Line], list[str]]:
    """The lines that can be read, and what is wrong with each line taken alone."""
    lines: list[_Line] = []
    problems: list[str] = []
    raw = path.read_bytes()
    if raw and not raw.endswith(b"\n"):
        problems.append("the last line is cut")
    for position, text in enumerate(raw.splitlines(), start=1):
        try:
            line = msgspec.json.decode(text, type=_Line)
            body = {name: value for name, value in json.loads(text).items() if name != "hash"}
        except (msgspec.DecodeError, UnicodeDecodeError, json.JSONDecodeError) as error:
            problems.append(f"line {position} cannot be read: {error}")
            continue
        if _hash(body) != line.hash:
            problems.append(f"line {position} was edited")
        elif body.keys() != {"number", "previous", "judgement" if line.decision is None else "decision"}:
            problems.append(f"line {position} holds {', '.join(sorted(body))}; expected number, previous, and a judgement or a decision")
        lines.append(line)
    return lines, problems


def _hash(body: dict[str, Any]) -> str:
    return hashlib.sha256(_canonical(body)).hexdigest()


def _canonical(value: dict[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode("utf-8", "surrogatepass")
