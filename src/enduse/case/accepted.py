"""Accepted list versions: a control list that shrinks is an alarm, so the last accepted version is remembered.

``vault/accepted/<source>.jsonl`` is append-only: one line for each version that a build used, with its hash and the number of
entries read from it. It steers whether a build goes on; it is never part of an output.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from enduse.case.layout import Case
from enduse.sources.registry import load_source
from enduse.sources.size import check_shrink


@dataclass(frozen=True, slots=True)
class Version:
    """One accepted version of a list."""

    sha256: str
    entries: int


def last_accepted(case: Case, source: str) -> Version | None:
    """The version the last successful build used, if any."""
    file = _file(case, source)
    if not file.is_file():
        return None
    lines = file.read_text("utf-8").splitlines()
    if not lines:
        return None
    last = json.loads(lines[-1])
    return Version(last["sha256"], last["entries"])


def check_version(case: Case, source: str, sha256: str, entries: int, *, accepted_on_purpose: bool) -> None:
    """Let a list version pass, or stop the build before anything is published.

    Raises:
        SourceChanged: it has so many fewer entries than the last accepted version that it may be cut.
    """
    before = last_accepted(case, source)
    if before is None or before.sha256 == sha256 or accepted_on_purpose:
        return
    check_shrink(load_source(source), before.entries, entries)


def accept(case: Case, source: str, sha256: str, entries: int) -> None:
    """Remember the version a finished build used."""
    before = last_accepted(case, source)
    if before is not None and before.sha256 == sha256:
        return
    file = _file(case, source)
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("a", encoding="utf-8") as lines:
        lines.write(json.dumps({"sha256": sha256, "entries": entries}, sort_keys=True) + "\n")


def _file(case: Case, source: str) -> Path:
    return case.root / "vault" / "accepted" / f"{source}.jsonl"
