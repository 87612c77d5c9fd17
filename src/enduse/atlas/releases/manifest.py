"""The manifest of a copy: every file by hash, which release it is, and the releases before it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

MANIFEST, SIGNATURE = "manifest.json", "manifest.json.sig"
FORMAT = "enduse-manifest-1"


@dataclass(frozen=True, slots=True)
class Released:
    """A release as the case's log has it: its number from 1, the day people gave, their note, the hash of its manifest, the signature."""

    sequence: int
    day: str
    note: str = ""
    manifest: str = ""
    signature: str = ""


@dataclass(frozen=True, slots=True)
class Edition:
    """What a copy says of itself: ``now`` is the release it is, nothing for a working copy; ``earlier`` the releases before it."""

    title: str
    earlier: tuple[Released, ...] = ()
    now: Released | None = None
    addresses: tuple[str, ...] = ()
    heads: Mapping[str, Mapping[str, Any]] | None = None
    """Of each reviewer's log how many lines it has and the hash of the last: a tail cut off later is found by it."""


def manifest_of(site: Path, edition: Edition) -> bytes:
    """The manifest of all files that lie in ``site`` now, but for itself and its signature."""
    files = {}
    for path in sorted(site.rglob("*"), key=lambda each: each.relative_to(site).as_posix()):
        name = path.relative_to(site).as_posix()
        if path.is_file() and name not in (MANIFEST, SIGNATURE):
            files[name] = {"bytes": path.stat().st_size, "sha256": _hash(path)}
    now = edition.now
    written = {
        "format": FORMAT,
        "atlas": edition.title,
        "sequence": now.sequence if now else None,
        "date": now.day if now else None,
        "note": now.note if now else "",
        "previous": edition.earlier[-1].manifest if edition.earlier else None,
        "history": _history(edition.earlier),
        "addresses": list(edition.addresses),
        "heads": dict(sorted((edition.heads or {}).items())),
        "files": files,
    }
    return (json.dumps(written, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "surrogatepass")


def _history(earlier: Sequence[Released]) -> list[dict[str, Any]]:
    return [{"sequence": each.sequence, "date": each.day, "manifest": each.manifest} for each in earlier]


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
