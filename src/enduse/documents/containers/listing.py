"""What unpacking one container gives, as one file: the members' bytes one after another, then the listing, then its length and a mark.

Once every member lies in the vault the bytes are dropped from the file and the listing stays (``settle``): it is all a later build needs.
"""

from __future__ import annotations

import os
import struct
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import BinaryIO

import msgspec

from enduse.documents.containers.member import Member, Note

_TAIL = struct.Struct("!Q8s")
_MARK = b"ENDUSE-C"


@dataclass(frozen=True, slots=True)
class Unpacked:
    """A member that is whole: its bytes are ``size`` bytes at ``offset`` of an unsettled file."""

    member: Member
    sha256: str
    size: int
    offset: int


@dataclass(frozen=True, slots=True)
class Listing:
    """Everything known of one container. ``kind`` is empty for a file that is none; ``rejected`` is why nothing of it is used."""

    sha256: str
    kind: str
    members: tuple[Unpacked, ...] = ()
    notes: tuple[Note, ...] = ()
    left_out: dict[str, int] = field(default_factory=dict)
    """What was counted and is no paper: ``image/png``, ``answer 404``."""
    rejected: Note | None = None
    checks: tuple[str, ...] = ()
    settled: bool = False

    @property
    def refused(self) -> tuple[Note, ...]:
        """Notes on members that give no document."""
        return tuple(note for note in self.notes if note.rejected)


def close_listing(file: BinaryIO, listing: Listing) -> None:
    """Write the listing behind the members' bytes."""
    encoded = msgspec.json.encode(listing, order="sorted")
    file.write(encoded + _TAIL.pack(len(encoded), _MARK))


def read_listing(path: Path) -> Listing:
    """The listing of an unpacked container; the members' bytes are not read.

    Raises:
        msgspec.DecodeError: the file is not what ``close_listing`` wrote.
    """
    with path.open("rb") as file:
        file.seek(-_TAIL.size, os.SEEK_END)
        length, mark = _TAIL.unpack(file.read(_TAIL.size))
        if mark != _MARK:
            raise msgspec.DecodeError(f"{path.name} does not end as a listing does")
        file.seek(-_TAIL.size - length, os.SEEK_END)
        return msgspec.json.decode(file.read(length), type=Listing)


def settle(path: Path, listing: Listing) -> None:
    """Drop the members' bytes from the file, all of them being stored elsewhere. Written aside and renamed."""
    if listing.settled:
        return
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    with aside.open("wb") as file:
        close_listing(file, replace(listing, settled=True))
    aside.replace(path)
