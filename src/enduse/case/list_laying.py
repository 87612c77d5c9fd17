"""Laying a copy of a list into its folder in the case, beside the copies before it; nothing is taken away before the new one is whole."""

from __future__ import annotations

import filecmp
import os
import shutil
from pathlib import Path

from enduse.case.layout import Case, ListFile
from enduse.case.list_copies import ListCopy
from enduse.case.list_lines import name_in_case
from enduse.documents.reading import read_stored
from enduse.evidence.custody import instant
from enduse.evidence.vault import Vault, hash_file
from enduse.sources.registry import import_list


def lay(case: Case, source: str, file: Path, name: str, before: ListFile | None, kept: ListCopy | None) -> tuple[str, str]:
    """Copy ``file`` under a name made of its day (``2026-07-09.json``) to where the build finds it as the newest copy.

    A list that ``case.yml`` named by file moves into a folder of its own, ``lists/SOURCE/``. Where it lies now, from the case folder, and
    what was written into ``case.yml``.
    """
    alone = before is not None and kept is not None and kept.path == case.root / before.file
    folder = case.root / (before.file if before is not None and not alone else f"lists/{source}")
    folder.mkdir(parents=True, exist_ok=True)
    if alone and kept is not None:
        _copied(kept.path, _free(folder, day_of(case, source, kept), kept.path.suffix))
    place = _copied(file, _free(folder, Path(name).stem, Path(name).suffix))
    named = ""
    if before is None or alone:
        named = name_in_case(case, source, case.relative(folder))
    if alone and kept is not None:
        kept.path.unlink()
    return case.relative(place), named


def day_of(case: Case, source: str, kept: ListCopy) -> str:
    """The day of a copy: what its name says, else what its text says, else the day it came into the vault, else today."""
    if kept.day:
        return kept.day
    digest = hash_file(kept.path)
    reading = read_stored(kept.path.read_bytes(), digest, kept.path.suffix, ocr=False)
    if reading.document is not None:
        said = sorted({s.first_seen for s in import_list(source, reading.document, expect={"min": 0}).statements if s.first_seen})
        if said:
            return said[-1]
    records = Vault(case.root / "vault").custody(digest)
    return (records[0].captured_at if records else instant())[:10]


def same_bytes(left: Path, right: Path) -> bool:
    """Whether two files are byte for byte the same."""
    return filecmp.cmp(left, right, shallow=False)


def _copied(file: Path, to: Path) -> Path:
    """Written aside and renamed, so that a build never meets half a copy."""
    aside = to.with_name(f".{to.name}")
    shutil.copyfile(file, aside)
    with aside.open("rb") as written:
        os.fsync(written.fileno())
    aside.replace(to)
    return to


def _free(folder: Path, day: str, suffix: str) -> Path:
    """The first of ``2026-07-09.json``, ``2026-07-09-2.json`` … that no copy has, whatever its ending."""
    taken = {path.name.split(".", 1)[0] for path in folder.iterdir()}
    number = 1
    while (stem := f"{day}-{number}" if number > 1 else day) in taken:
        number += 1
    return folder / f"{stem}{suffix}"
