"""The files of a ZIP archive, each inflated forward under the budget and checked against the directory."""

from __future__ import annotations

import stat
import zlib
from collections import Counter
from collections.abc import Iterator

from enduse.documents.containers.limits import Budget
from enduse.documents.containers.member import Member, Outlet
from enduse.documents.containers.streams import STEP, Damaged, Read, Source, forward, inflated
from enduse.documents.containers.zip_directory import Directory, Entry

STORED, DEFLATED = 0, 8
_ENCRYPTED = 1 | 1 << 6
_METHODS = {1: "shrink", 6: "implode", 9: "deflate64", 12: "bzip2", 14: "lzma", 93: "zstd", 95: "xz", 97: "wavpack", 98: "ppmd", 99: "AES"}


def unpack_zip(source: Source, directory: Directory, outlet: Outlet) -> None:
    """Hand out every file of the archive; a name given twice is told, and both files are kept."""
    note_directory(directory, outlet)
    for entry in directory.entries:
        if entry.is_folder:
            continue
        why = refusal(entry)
        if why is not None:
            outlet.refuse(*why, entry.name)
            continue
        outlet.begin(Member(name=entry.name))
        _hand_out(source, entry, outlet)


def _hand_out(source: Source, entry: Entry, outlet: Outlet) -> None:
    try:
        for piece in contents(source, entry, outlet.budget):
            if not outlet.data(piece):
                outlet.drop_large(entry.name)
                return
    except Damaged as error:
        outlet.drop(error.code, str(error), entry.name)
        return
    outlet.keep()


def contents(source: Source, entry: Entry, budget: Budget) -> Iterator[bytes]:
    """The bytes of one file in pieces.

    Raises:
        Damaged: they end early, are wrong, or are not what the directory says (size, CRC-32).
        UnreadableDocument: a limit is met.
    """
    read = opened(source, entry, budget)
    crc = given = 0
    while piece := read(STEP):
        crc = zlib.crc32(piece, crc)
        given += len(piece)
        yield piece
    if given != entry.size or crc != entry.crc:
        raise Damaged("digest-mismatch", f"{given:,} bytes came out, and their size or CRC-32 is not what the directory states")


def opened(source: Source, entry: Entry, budget: Budget) -> Read:
    """One file as a forward read, nothing checked at its end."""
    packed = forward(source, entry.start, entry.end)
    if entry.method == DEFLATED:
        return inflated(packed, -15, budget)

    def counted(count: int) -> bytes:
        piece = packed(count)
        budget.spend(len(piece))
        return piece

    return counted


def refusal(entry: Entry) -> tuple[str, str] | None:
    """Code and reason for a file that cannot or must not be read, else None."""
    if entry.mode and stat.S_IFMT(entry.mode) not in (0, stat.S_IFREG, stat.S_IFDIR):
        what = "a symbolic link" if stat.S_ISLNK(entry.mode) else "a device or pipe"
        return "unsupported-member", f"{what}, which is never made or followed"
    if entry.flags & _ENCRYPTED or entry.method == 99:
        return "encrypted", "encrypted; unpack the archive with its password and add the files"
    if entry.method not in (STORED, DEFLATED):
        return "unsupported-compression", f"packed by method {entry.method} ({_METHODS.get(entry.method, 'unknown')}), not read here"
    return None


def note_directory(directory: Directory, outlet: Outlet) -> None:
    """Tell what is odd about the archive as a whole."""
    if directory.uncovered:
        outlet.note(
            "uncovered-bytes", f"{directory.uncovered:,} bytes of the archive belong to no file of its directory; they were not read"
        )
    files = [entry for entry in directory.entries if not entry.is_folder]
    for name, count in sorted(Counter(entry.name for entry in files).items()):
        if count > 1:
            outlet.note("duplicate-name", f"{count} files of the archive have this one name; each stands for itself", name)
    for entry in files:
        if entry.local_name_differs:
            outlet.note("names-differ", "the archive names this file otherwise in its directory than at the file itself", entry.name)
