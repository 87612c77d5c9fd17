"""Verify: recompute the hash of every stored object in one pass and name what is not as it was."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from enduse.evidence.custody import read_records
from enduse.evidence.vault import Vault, checked, hash_file
from enduse.model.errors import DamagedVault


@dataclass(frozen=True, slots=True)
class Verification:
    """What a check of the vault found; every fault is named once, in sorted order.

    ``checked``: number of objects hashed. ``damaged``: hashes whose bytes changed. ``missing``: hashes with custody but without object.
    ``misplaced``: paths below ``objects/`` that hold another object's bytes, have no custody record, or are no object at all.
    ``unreadable_custody``: messages, one for each custody file that cannot be read.
    """

    checked: int
    damaged: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    misplaced: tuple[str, ...] = ()
    unreadable_custody: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether nothing was found."""
        return not (self.damaged or self.missing or self.misplaced or self.unreadable_custody)


def verify(vault: Vault) -> Verification:
    """Read every object once. Nothing in the vault is changed."""
    custody, unreadable = _known(vault)
    present: set[str] = set()
    damaged: list[str] = []
    misplaced: list[str] = []
    for path in _files(vault.objects):
        name = path.name
        place = path.relative_to(vault.objects).as_posix()
        if path.is_symlink() or not _is_hash(name) or place != f"{name[:2]}/{name}":
            misplaced.append(place)
            continue
        present.add(name)
        found = hash_file(path)
        if found != name:
            # the bytes of another known object under this name: a swap, not damage
            (misplaced if found in custody else damaged).append(place if found in custody else name)
        elif name not in custody:
            misplaced.append(place)
    return Verification(
        checked=len(present),
        damaged=tuple(sorted(damaged)),
        missing=tuple(sorted(custody - present)),
        misplaced=tuple(sorted(misplaced)),
        unreadable_custody=tuple(sorted(unreadable)),
    )


def _known(vault: Vault) -> tuple[set[str], list[str]]:
    """Hashes that have custody records, and a message for each custody file that cannot be read."""
    known: set[str] = set()
    unreadable: list[str] = []
    for path in _files(vault.records):
        name = path.name.removesuffix(".jsonl")
        if not _is_hash(name) or path.is_symlink():
            unreadable.append(f"custody file {path.name} is not named for an object")
            continue
        known.add(name)
        try:
            if not read_records(path):
                unreadable.append(f"custody file {path.name} is empty; restore it from a backup")
        except DamagedVault as error:
            unreadable.append(str(error))
    return known, unreadable


def _files(folder: Path) -> list[Path]:
    """Every file and link below a folder in a fixed order; links to folders are not walked, copies being written are left out."""
    found: list[Path] = []
    for place, folders, files in os.walk(folder):
        found += [Path(place) / name for name in files if not name.startswith(".")]
        found += [Path(place) / name for name in folders if (Path(place) / name).is_symlink()]
    return sorted(found)


def _is_hash(name: str) -> bool:
    try:
        checked(name)
    except ValueError:
        return False
    return True
