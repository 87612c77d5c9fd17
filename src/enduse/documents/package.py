"""Office files as packages (ZIP): only the parts that are asked for are unpacked, each up to a limit that is counted, never believed.

Sizes in a ZIP's own directory are claims. What a part becomes is counted while it is unpacked; overlapping or lying entries gain nothing.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from dataclasses import dataclass, field

from enduse.model.errors import UnreadableDocument

PART_BYTES = 48 << 20
TOTAL_BYTES = 96 << 20
MOST_PARTS = 20_000
_PIECE = 1 << 16


@dataclass(slots=True)
class Package:
    """An open package. ``unpacked`` counts bytes so far, over all parts."""

    archive: zipfile.ZipFile
    names: frozenset[str]
    unpacked: int = 0
    unread: list[str] = field(default_factory=list)

    def part(self, name: str) -> bytes | None:
        """A part's bytes; None where there is no such part.

        Raises:
            UnreadableDocument: ``limit:inflated``, ``encrypted`` or ``broken``.
        """
        name = name.lstrip("/")
        if name not in self.names:
            return None
        info = self.archive.getinfo(name)
        if info.flag_bits & 1:
            raise UnreadableDocument("encrypted", f"the part {name} of the file is protected by a password")
        found = bytearray()
        try:
            with self.archive.open(info) as packed:
                while piece := packed.read(_PIECE):
                    found += piece
                    self.unpacked += len(piece)
                    if len(found) > PART_BYTES or self.unpacked > TOTAL_BYTES:
                        most = PART_BYTES if len(found) > PART_BYTES else TOTAL_BYTES
                        raise UnreadableDocument("limit:inflated", f"the part {name} makes the file become more than {most:,} bytes")
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, struct.error) as error:
            raise UnreadableDocument(
                "broken", f"the part {name} of the file cannot be unpacked ({error}); the file is cut or damaged"
            ) from error
        return bytes(found)

    def text_part(self, name: str) -> bytes:
        """A part that must be there.

        Raises:
            UnreadableDocument: as ``part``; also ``broken`` where it is missing.
        """
        found = self.part(name)
        if found is None:
            raise UnreadableDocument("broken", f"the file has no part {name}; it is cut or was not written by an Office program")
        return found


def open_package(data: bytes) -> Package:
    """Open a package.

    Raises:
        UnreadableDocument: ``broken`` or ``limit:parts``.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        names = archive.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, struct.error) as error:
        raise UnreadableDocument("broken", f"the file is cut or damaged: its list of parts cannot be read ({error})") from error
    if len(names) > MOST_PARTS:
        raise UnreadableDocument("limit:parts", f"the file has {len(names):,} parts; at most {MOST_PARTS:,} are allowed")
    return Package(archive, frozenset(names))


DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ODS = "application/vnd.oasis.opendocument.spreadsheet"


def kind_of(data: bytes) -> str | None:
    """Which Office format a ZIP holds, by the parts it has; None for any other ZIP, or one that cannot be opened."""
    try:
        package = open_package(data)
    except UnreadableDocument:
        return None
    if "word/document.xml" in package.names:
        return DOCX
    if "xl/workbook.xml" in package.names:
        return XLSX
    if "content.xml" in package.names and "mimetype" in package.names:
        try:
            return ODS if (package.part("mimetype") or b"").startswith(ODS.encode()) else None
        except UnreadableDocument:
            return None
    return None
