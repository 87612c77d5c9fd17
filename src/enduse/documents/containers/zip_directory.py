"""The directory of a ZIP file, read strictly and by ourselves (APPNOTE.TXT 6.3.10): what it says, where the bytes lie, what lies between.

Libraries differ in what they believe of a damaged or crafted archive; here every doubt is a note or a refusal, and no size it states
is used for anything but the check afterwards.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass

from enduse.documents.containers.limits import Budget
from enduse.documents.containers.streams import Source
from enduse.documents.containers.zip_names import decode_names
from enduse.model.errors import UnreadableDocument

_END = struct.Struct("<4s4H2LH")
_END64_LOCATOR = struct.Struct("<4sLQL")
_END64 = struct.Struct("<4sQ2H2L4Q")
_ENTRY = struct.Struct("<4s6H3L5H2L")
_LOCAL = struct.Struct("<4s5H3L2H")
_DESCRIPTOR_MOST = 24
_DIRECTORY_MOST = 1 << 24


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of the directory. ``start`` and ``end`` bound its compressed bytes; ``header`` is where its local header begins."""

    name: str
    raw_name: bytes
    flags: int
    method: int
    crc: int
    packed: int
    size: int
    header: int
    start: int
    mode: int
    """Unix file mode, 0 where the archive has none."""
    local_name_differs: bool

    @property
    def end(self) -> int:
        """Where the compressed bytes end."""
        return self.start + self.packed

    @property
    def is_folder(self) -> bool:
        """Whether it is a folder's entry."""
        return self.name.endswith("/") and self.size == 0


@dataclass(frozen=True, slots=True)
class Directory:
    """All entries in the directory's order. ``uncovered``: bytes that belong to nothing. ``encoding``: of names without a flag."""

    entries: tuple[Entry, ...]
    uncovered: int
    encoding: str


@dataclass(frozen=True, slots=True)
class _Raw:
    name: bytes
    extra: bytes
    flags: int
    method: int
    crc: int
    packed: int
    size: int
    header: int
    mode: int


def read_directory(source: Source, budget: Budget) -> Directory:
    """Read the directory and the local headers it names.

    Raises:
        UnreadableDocument: ``cut`` (no directory at the end), ``corrupt``, ``limit:entries``, ``limit:overlap`` (entries share bytes).
    """
    begin, length, count, shift, tail = _find_directory(source)
    budget.check_entries(count)
    data = source.read_at(begin, length)
    raws = _entries(data, shift, budget)
    if len(raws) != count and len(raws) != count & 0xFFFF:
        raise UnreadableDocument("corrupt", f"the directory says {count:,} files and lists {len(raws):,}")
    names, encoding = decode_names([(raw.name, raw.flags, raw.extra) for raw in raws])
    entries = tuple(_locate(source, raw, name, begin) for raw, name in zip(raws, names, strict=True))
    return Directory(entries, _uncovered(entries, begin) + tail, encoding)


def _find_directory(source: Source) -> tuple[int, int, int, int, int]:
    """Where the directory begins, its length, its number of files, by how much stated places are off, and bytes after the archive's end."""
    reach = min(source.size, _END.size + 0xFFFF)
    tail_start = source.size - reach
    tail = source.read_at(tail_start, reach)
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or at + _END.size > len(tail):
        raise UnreadableDocument("cut", f"a ZIP archive without its directory at the end: {source.size:,} bytes that break off")
    _, disk, first_disk, _, count, length, place, comment = _END.unpack_from(tail, at)
    end = tail_start + at
    after = source.size - (end + _END.size + comment)
    if after < 0:
        raise UnreadableDocument("cut", "a ZIP archive that breaks off inside its closing comment")
    if 0xFFFF in (count, disk) or 0xFFFF_FFFF in (length, place):
        count, length, place, end = _zip64(source, end, (count, length, place))
    elif disk or first_disk:
        raise UnreadableDocument("unsupported", "one part of a ZIP archive in several parts")
    begin = end - length
    shift = begin - place
    if begin < 0 or shift < 0 or length > _DIRECTORY_MOST:
        raise UnreadableDocument("corrupt", f"the directory is said to lie at byte {place:,} with {length:,} bytes, where it cannot be")
    return begin, length, count, shift, after


def _zip64(source: Source, end: int, stated: tuple[int, int, int]) -> tuple[int, int, int, int]:
    data = source.read_at(end - _END64_LOCATOR.size, _END64_LOCATOR.size) if end >= _END64_LOCATOR.size else b""
    if not data.startswith(b"PK\x06\x07"):
        return (*stated, end)
    at = end - _END64_LOCATOR.size - _END64.size
    found = source.read_at(at, _END64.size) if at >= 0 else b""
    if len(found) < _END64.size or not found.startswith(b"PK\x06\x06"):
        raise UnreadableDocument("corrupt", "the ZIP archive's large directory is not where it should be")
    values = _END64.unpack(found)
    return values[7], values[8], values[9], at


def _entries(data: bytes, shift: int, budget: Budget) -> list[_Raw]:
    found: list[_Raw] = []
    at = 0
    while at + _ENTRY.size <= len(data) and data.startswith(b"PK\x01\x02", at):
        (_, made_by, _, flags, method, _, _, crc, packed, size, name_length, extra_length, comment, _, _, outside, header) = (
            _ENTRY.unpack_from(data, at)
        )
        at += _ENTRY.size
        name = data[at : at + name_length]
        extra = data[at + name_length : at + name_length + extra_length]
        at += name_length + extra_length + comment
        if at > len(data):
            raise UnreadableDocument("corrupt", f"file {len(found) + 1} of the directory runs over its end")
        size, packed, header = _wide(extra, size, packed, header)
        mode = outside >> 16 if made_by >> 8 in (3, 19) else 0
        found.append(_Raw(name, extra, flags, method, crc, packed, size, header + shift, mode))
        budget.check_entries(len(found))
    if at < len(data):
        raise UnreadableDocument("corrupt", f"the directory is no directory from file {len(found) + 1} on")
    return found


def _wide(extra: bytes, size: int, packed: int, header: int) -> tuple[int, int, int]:
    """Sizes and place, from the ZIP64 field where 32 bits do not hold them (APPNOTE 4.5.3)."""
    values = [size, packed, header]
    field = extra_field(extra, 1)
    at = 0
    for index, value in enumerate(values):
        if value == 0xFFFF_FFFF and at + 8 <= len(field):
            values[index] = struct.unpack_from("<Q", field, at)[0]
            at += 8
    return values[0], values[1], values[2]


def extra_field(extra: bytes, wanted: int) -> bytes:
    """The first extra field of that id, or nothing."""
    at = 0
    while at + 4 <= len(extra):
        found, length = struct.unpack_from("<HH", extra, at)
        if found == wanted:
            return extra[at + 4 : at + 4 + length]
        at += 4 + length
    return b""


def _locate(source: Source, raw: _Raw, name: str, directory: int) -> Entry:
    head = source.read_at(raw.header, _LOCAL.size) if 0 <= raw.header < directory else b""
    if len(head) < _LOCAL.size or not head.startswith(b"PK\x03\x04"):
        raise UnreadableDocument("corrupt", f"the directory says that {name[:100]!r} begins at byte {raw.header:,}; no file begins there")
    name_length, extra_length = _LOCAL.unpack(head)[-2:]
    local = source.read_at(raw.header + _LOCAL.size, name_length)
    start = raw.header + _LOCAL.size + name_length + extra_length
    if start + raw.packed > directory:
        raise UnreadableDocument("limit:overlap", f"{name[:100]!r} is said to run over into the directory")
    return Entry(
        name=name,
        raw_name=raw.name,
        flags=raw.flags,
        method=raw.method,
        crc=raw.crc,
        packed=raw.packed,
        size=raw.size,
        header=raw.header,
        start=start,
        mode=raw.mode,
        local_name_differs=local != raw.name,
    )


def _uncovered(entries: tuple[Entry, ...], directory: int) -> int:
    """Bytes before the directory that belong to no file; entries that share bytes are refused before anything is inflated."""
    uncovered = place = 0
    before: Entry | None = None
    for entry in sorted(entries, key=lambda e: (e.header, e.end)):
        if entry.header < place:
            raise UnreadableDocument(
                "limit:overlap",
                f"files share bytes: {entry.name[:100]!r} begins at byte {entry.header:,}, before the one in front of it ends ({place:,})",
            )
        uncovered += _gap(entry.header - place, before)
        place, before = entry.end, entry
    return uncovered + _gap(directory - place, before)


def _gap(length: int, before: Entry | None) -> int:
    """A gap that is not the data descriptor some archives write behind a file."""
    described = before is not None and before.flags & 8 and length <= _DESCRIPTOR_MOST
    return 0 if described else length
