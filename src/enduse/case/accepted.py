"""Accepted list versions: a control list that shrinks is an alarm, so the last accepted version is remembered.

``vault/accepted/<source>.jsonl`` is append-only: one line for each version that an update or a build took, with its hash, the number of
entries read from it, the file and when. It steers whether a build goes on; it is never part of an output.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import msgspec

from enduse.case.layout import Case
from enduse.evidence.custody import instant
from enduse.model.errors import DamagedVault, SourceChanged
from enduse.sources.registry import load_source
from enduse.sources.size import check_shrink


@dataclass(frozen=True, slots=True)
class Version:
    """One accepted version of a list. ``file`` (from the case folder) and ``at`` (a UTC instant) are empty in lines of older programs."""

    sha256: str
    entries: int
    file: str = ""
    at: str = ""


def accepted_versions(case: Case, source: str) -> list[Version]:
    """Every version taken so far, oldest first.

    Raises:
        DamagedVault: a line is no version.
    """
    file = _file(case, source)
    lines = file.read_bytes().splitlines() if file.is_file() else []
    try:
        return [msgspec.json.decode(line, type=Version) for line in lines]
    except msgspec.MsgspecError as error:
        raise DamagedVault(f"{case.relative(file)} has a line that is no version of a list ({error}); restore it from a backup") from error


def last_accepted(case: Case, source: str) -> Version | None:
    """The version in use, if any was taken."""
    versions = accepted_versions(case, source)
    return versions[-1] if versions else None


def check_version(case: Case, source: str, sha256: str, entries: int, *, accepted_on_purpose: bool) -> None:
    """Let a list version pass, or stop the build before anything is published.

    Raises:
        SourceChanged: it has so many fewer entries than the last accepted version that it may be cut.
    """
    before = last_accepted(case, source)
    if before is None or before.sha256 == sha256 or accepted_on_purpose:
        return
    check_shrink(load_source(source), before.entries, entries)


def check_kept(case: Case, source: str, sha256: str, file: str) -> None:
    """Refuse a file that is no longer what an update laid there: such a file has the day of its copy for a name and never changes.

    Raises:
        SourceChanged: it has other bytes now; the message says where the vault has those that were taken.
    """
    laid = next((each for each in reversed(accepted_versions(case, source)) if each.file == file), None)
    if laid is not None and laid.sha256 != sha256:
        raise SourceChanged(
            f"{file}: this copy of {source} was taken with the hash {laid.sha256[:12]} and has {sha256[:12]} now; nothing of it is used."
            f" Put back vault/objects/{laid.sha256[:2]}/{laid.sha256}, or take a new copy with `enduse lists update {source} --from FILE`."
        )


def accept(case: Case, source: str, sha256: str, entries: int, *, file: str = "") -> None:
    """Remember the version a finished build, or an update, took. ``file``: where an update laid it."""
    before = last_accepted(case, source)
    if before is not None and before.sha256 == sha256:
        return
    record = _file(case, source)
    record.parent.mkdir(parents=True, exist_ok=True)
    with record.open("ab") as lines:
        lines.write(msgspec.json.encode(Version(sha256, entries, file, instant()), order="sorted") + b"\n")


def _file(case: Case, source: str) -> Path:
    return case.root / "vault" / "accepted" / f"{source}.jsonl"
