"""Members of containers are evidence of their own: stored like any file, with a custody record that names their container."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from enduse.evidence.custody import Custody, instant, operator_name, tool_version
from enduse.evidence.vault import Vault
from enduse.model.errors import DamagedVault


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberPart:
    """A member inside the file it was unpacked into. The last fields are what an archive says of where it came from (see ``Custody``)."""

    name: str
    sha256: str
    size: int
    offset: int
    url: str | None = None
    redirects: tuple[str, ...] = ()
    status: int | None = None
    headers: tuple[tuple[str, str], ...] = ()
    fetched_at: str | None = None
    checks: tuple[str, ...] = ()


def capture_members(
    unpacked: Path,
    parts: Iterable[MemberPart],
    vault: Vault,
    *,
    container: str,
    operator: str | None = None,
    at: datetime | None = None,
) -> int:
    """Store members of the container with that hash, each once, with a custody record ``member NAME of HASH``; how many were new.

    The same member of the same container adds no second record.

    Raises:
        DamagedVault: what is stored is not what was unpacked, or the vault is not what it was.
    """
    new = 0
    with unpacked.open("rb") as file:
        for part in parts:
            stored = vault.store_part(file, part.offset, part.size)
            if stored.sha256 != part.sha256:
                raise DamagedVault(f"member {part.name!r} of {container[:12]} was changed between unpacking and storing; build again")
            record = _record(part, container, operator, at)
            known = {(old.name, old.received_from) for old in vault.custody(stored.sha256)}
            if (record.name, record.received_from) not in known:
                vault.append_custody(record)
            new += stored.new
    return new


def _record(part: MemberPart, container: str, operator: str | None, at: datetime | None) -> Custody:
    name = part.name.encode("utf-8", "backslashreplace").decode("utf-8")
    return Custody(
        sha256=part.sha256,
        name=name,
        size=part.size,
        captured_at=instant(at),
        received_from=f"member {name} of {container}",
        operator=operator or operator_name(),
        tool=tool_version(),
        url=part.url,
        redirects=part.redirects,
        status=part.status,
        headers=part.headers,
        fetched_at=part.fetched_at,
        checks=part.checks,
    )
