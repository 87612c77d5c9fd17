"""Pages as files of a folder that may have millions: listed once, cut into stretches of their names, each taken in by one task."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from enduse.documents.containers.limits import load_limits
from enduse.evidence.page_pack import Page, PagePacker
from enduse.evidence.vault import open_regular
from enduse.model.errors import UnreadableDocument

STRETCH_FILES = 5_000
FURNITURE = frozenset({"Thumbs.db", "desktop.ini"})
"""Files that systems leave in folders; so do they files whose name begins with a dot."""


def folder_stretches(folder: Path) -> Iterator[tuple[list[str], str]]:
    """Names of a stretch's files, sorted, with a digest of names, sizes and times of change: what says that it is to be taken in anew.

    Names are hexadecimal for the bytes the disk has, since a name need not be text.
    """
    names = sorted(_names(folder, ""), key=os.fsencode)
    for start in range(0, len(names), STRETCH_FILES):
        stretch = names[start : start + STRETCH_FILES]
        digest = hashlib.sha256()
        for name in stretch:
            seen = (folder / name).lstat()
            digest.update(b"%b\0%d %d\0" % (os.fsencode(name), seen.st_size, seen.st_mtime_ns))
        yield [os.fsencode(name).hex() for name in stretch], digest.hexdigest()


def pack_files(folder: Path, names: Sequence[str], packer: PagePacker) -> None:
    """Take these files in. A link, a pipe or a file that may not be read is refused by name; the others go on."""
    most = load_limits().member_bytes
    for place, coded in enumerate(names):
        raw = bytes.fromhex(coded)
        shown = raw.decode("utf-8", "backslashreplace")
        try:
            with open_regular(folder / os.fsdecode(raw)) as file:
                data = file.read(most + 1)
        except UnreadableDocument as error:
            packer.remark(name=shown, code=error.code, message=str(error))
            continue
        if len(data) > most:
            packer.remark(name=shown, code="limit:member-bytes", message=f"a file of more than {most:,} bytes")
        else:
            packer.take(data, Page(place=place, name=shown))


def _names(folder: Path, below: str) -> Iterator[str]:
    with os.scandir(folder / below) as found:
        for entry in found:
            inside = f"{below}/{entry.name}" if below else entry.name
            if entry.is_dir(follow_symlinks=False):
                yield from _names(folder, inside)
            elif not entry.name.startswith(".") and entry.name not in FURNITURE:
                yield inside
