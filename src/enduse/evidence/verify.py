"""Verify: recompute the hash of every stored object in one pass and name what is not as it was."""

from __future__ import annotations

import multiprocessing
import os
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from enduse.evidence.custody import read_records
from enduse.evidence.page_pack import check_pack
from enduse.evidence.vault import Vault, checked, hash_file
from enduse.model.errors import DamagedVault

_FEW_BYTES = 64 << 20
"""So much is read in the time that two processes take to start."""
_AT_ONCE = 64


@dataclass(frozen=True, slots=True)
class Verification:
    """What a check of the vault found; every fault is named once, in sorted order.

    ``checked``: number of objects and of pages in packs hashed. ``damaged``: hashes whose bytes changed. ``missing``: hashes with custody
    but without object. ``misplaced``: paths below ``objects/``, or ``packs/`` and what stands below it, that hold another object's bytes,
    have no custody record, or are no object at all. ``unreadable_custody``: messages, one for each custody file that cannot be read.
    ``damaged_packs``: sentences, one for each page of a pack that is not as it was, with its hash and name.
    """

    checked: int
    damaged: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    misplaced: tuple[str, ...] = ()
    unreadable_custody: tuple[str, ...] = ()
    damaged_packs: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether nothing was found."""
        return not (self.damaged or self.missing or self.misplaced or self.unreadable_custody or self.damaged_packs)


def verify(vault: Vault, workers: int | None = None) -> Verification:
    """Read every object and every page of every pack once. Nothing in the vault is changed.

    A large vault is read by ``workers`` processes at a time, as many as there are cores where no number is given.
    """
    custody, unreadable = _known(vault)
    objects, misplaced = _split(vault.objects, "")
    packs, strange = _split(vault.packs, ".pack")
    hashes, checked_packs = _hashed(objects, packs, workers)
    damaged: list[str] = []
    for path, found in zip(objects, hashes, strict=True):
        name = path.name
        if found != name:
            # the bytes of another known object under this name: a swap, not damage
            (misplaced if found in custody else damaged).append(_place(vault.objects, path) if found in custody else name)
        elif name not in custody:
            misplaced.append(_place(vault.objects, path))
    strange += [_place(vault.packs, path) for path in packs if path.stem not in custody]
    present = {path.name for path in objects} | {path.stem for path in packs}
    return Verification(
        checked=len(objects) + sum(pages for pages, _ in checked_packs),
        damaged=tuple(sorted(damaged)),
        missing=tuple(sorted(custody - present)),
        misplaced=tuple(sorted([*misplaced, *(f"packs/{place}" for place in strange)])),
        unreadable_custody=tuple(sorted(unreadable)),
        damaged_packs=tuple(sorted(fault for _, faults in checked_packs for fault in faults)),
    )


def _place(folder: Path, path: Path) -> str:
    """Where a file stands below a folder."""
    return path.relative_to(folder).as_posix()


def _hashed(objects: list[Path], packs: list[Path], workers: int | None) -> tuple[list[str], list[tuple[int, tuple[str, ...]]]]:
    """The hash of every object, and what was found in every pack."""
    workers = workers or os.cpu_count() or 1
    if workers == 1 or sum(path.stat().st_size for path in (*objects, *packs)) < _FEW_BYTES:
        return list(map(hash_file, objects)), list(map(check_pack, packs))
    with ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn")) as pool:
        found = pool.map(check_pack, packs)
        return list(pool.map(hash_file, objects, chunksize=_AT_ONCE)), list(found)


def _split(folder: Path, suffix: str) -> tuple[list[Path], list[str]]:
    """Files that lie where one of their name lies, and the places of all others."""
    there: list[Path] = []
    strange: list[str] = []
    for path in _files(folder):
        name, place = path.name.removesuffix(suffix), _place(folder, path)
        if not path.is_symlink() and _is_hash(name) and place == f"{name[:2]}/{name}{suffix}":
            there.append(path)
        else:
            strange.append(place)
    return there, strange


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
