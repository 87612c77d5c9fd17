"""Custody records: who handed us the bytes, when, under which name, and with which tool they were taken in."""

from __future__ import annotations

import getpass
import os
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import msgspec

from enduse.model.errors import DamagedVault


@dataclass(frozen=True, slots=True, kw_only=True)
class Custody:
    """One taking-in of one stored object; the same bytes received twice have two records and one object.

    ``name`` is the name the file came under and is data only: no path in the vault is ever made from it.
    ``captured_at`` is a UTC instant such as ``2026-11-23T04:15:00Z``. ``url`` to ``fetched_at`` are for what came from an address;
    ``fetched_at`` is when somebody else's archive says it was fetched, ``checks`` which digests were compared on the way and hold.
    """

    sha256: str
    name: str
    size: int
    captured_at: str
    received_from: str
    operator: str
    tool: str
    url: str | None = None
    redirects: tuple[str, ...] = ()
    status: int | None = None
    headers: tuple[tuple[str, str], ...] = ()
    fetched_at: str | None = None
    checks: tuple[str, ...] = ()

    @property
    def complete(self) -> bool:
        """Whether every field that a published statement needs is filled; for an address also its status and headers."""
        always = (self.sha256, self.name, self.captured_at, self.received_from, self.operator, self.tool)
        fetched = self.url is None or (self.status is not None and bool(self.headers))
        return all(always) and fetched


def instant(moment: datetime | None = None) -> str:
    """A UTC instant with seconds; now where none is given (custody is evidence: the one place where now is written down)."""
    return (moment or datetime.now(UTC)).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def operator_name() -> str:
    """Who takes files in: ``ENDUSE_OPERATOR`` where set (a newsroom's desk name), else the account's name."""
    named = os.environ.get("ENDUSE_OPERATOR", "").strip()
    if named:
        return named
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # an account without a name, as in some containers
        return "unnamed account"


@cache
def tool_version() -> str:
    """Name and version of this program as it stands in a custody record."""
    try:
        return f"enduse {version('enduse')}"
    except PackageNotFoundError:
        return "enduse (not installed)"


def write_record(path: Path, record: Custody) -> None:
    """Append one record to a JSON-lines file. Old lines are copied as they are; a reader never sees half a line.

    Raises:
        DamagedVault: the file does not end with a whole line; nothing is written.
    """
    before = path.read_bytes() if path.exists() else b""
    if before and not before.endswith(b"\n"):
        raise DamagedVault(f"custody file {path.name} ends inside a line; restore it from a backup before adding to it")
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    with aside.open("wb") as file:
        file.write(before + msgspec.json.encode(record) + b"\n")
        file.flush()
        os.fsync(file.fileno())
    aside.replace(path)


def read_records(path: Path) -> list[Custody]:
    """The records of one stored object, oldest first; none where there is no file.

    Raises:
        DamagedVault: a line is not a custody record of the object the file is named for.
    """
    if not path.exists():
        return []
    records: list[Custody] = []
    for number, line in enumerate(path.read_bytes().splitlines(), start=1):
        try:
            record = msgspec.json.decode(line, type=Custody)
        except msgspec.DecodeError as error:
            raise DamagedVault(
                f"custody file {path.name} line {number} is no custody record ({error}); restore it from a backup"
            ) from error
        if record.sha256 != path.name.removesuffix(".jsonl"):
            raise DamagedVault(f"custody file {path.name} line {number} speaks of {record.sha256!r}; restore it from a backup")
        records.append(record)
    return records
