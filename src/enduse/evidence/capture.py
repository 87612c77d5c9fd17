"""Capture: files go into the vault, with a custody record, before anything reads them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from enduse.evidence.custody import Custody, instant, operator_name, tool_version
from enduse.evidence.vault import Stored, Vault
from enduse.model.errors import UnreadableDocument
from enduse.model.issue import Issue


@dataclass(frozen=True, slots=True)
class Captured:
    """One file taken in: ``path`` as it was named to us, ``new`` False for bytes the vault already held."""

    path: str
    sha256: str
    size: int
    new: bool


def capture(
    files: Sequence[tuple[str, Path]],
    vault: Vault,
    *,
    received_from: str,
    operator: str | None = None,
    at: datetime | None = None,
    refused: Callable[[Issue], None] | None = None,
) -> list[Captured]:
    """Store every file once and write down how it came here.

    ``files`` pairs the name a file is known by (relative to the case; data only) with where it stands now. The same bytes under the
    same name from the same hand add no second record, so that a repeated capture changes nothing. A file that
    cannot be taken in (a symbolic link, a folder, no permission) is handed to ``refused`` and the rest goes on.

    Raises:
        UnreadableDocument: a file cannot be taken in and no ``refused`` was given.
        DamagedVault: the vault is not what it was; nothing more is taken in.
    """
    captured: list[Captured] = []
    for name, path in files:
        try:
            stored = vault.store(path)
        except UnreadableDocument as error:
            if refused is None:
                raise
            refused(_issue(name, error))
            continue
        record = _record(name, stored, received_from, operator, at)
        known = {(old.name, old.received_from) for old in vault.custody(stored.sha256)}
        if (record.name, received_from) not in known:
            vault.append_custody(record)
        captured.append(Captured(name, stored.sha256, stored.size, stored.new))
    return captured


def _record(name: str, stored: Stored, received_from: str, operator: str | None, at: datetime | None) -> Custody:
    return Custody(
        sha256=stored.sha256,
        name=_writable(name),
        size=stored.size,
        captured_at=instant(at),
        received_from=received_from,
        operator=operator or operator_name(),
        tool=tool_version(),
    )


def _writable(name: str) -> str:
    """The name as text: bytes of a file name that are no UTF-8 are kept as ``\\udc..`` escapes, never lost."""
    return name.encode("utf-8", "backslashreplace").decode("utf-8")


def _issue(name: str, error: UnreadableDocument) -> Issue:
    return Issue(
        stage="evidence",
        code=error.code,
        message=str(error),
        action="add the file itself, as a regular file that may be read",
        place=name,
        rejected=True,
    )
