"""The files of a tar archive (POSIX.1-2001 ustar and pax, GNU long names), read forward; nothing is made on disk."""

from __future__ import annotations

from dataclasses import dataclass, field

from enduse.documents.containers.member import Member, Outlet
from enduse.documents.containers.streams import STEP, Damaged, Forward

BLOCK = 512
_LONG_MOST = 1 << 20
_REGULAR = (b"0", b"\0", b"7")
_LINKS = {b"1": "a hard link", b"2": "a symbolic link", b"3": "a device", b"4": "a device", b"6": "a pipe"}


def is_tar(head: bytes) -> bool:
    """Whether bytes begin with a tar header that says so and whose checksum holds."""
    return head[257:262] == b"ustar" and len(head) >= BLOCK and _checksum_holds(head[:BLOCK])


@dataclass(slots=True)
class _Said:
    """What special headers say of the next file."""

    name: str | None = None
    size: int | None = None
    sparse: bool = False
    everywhere: dict[str, str] = field(default_factory=dict)


def unpack_tar(stream: Forward, outlet: Outlet) -> None:
    """Hand out every regular file; links and devices are named as not supported."""
    said = _Said()
    try:
        while True:
            head = stream.peek(BLOCK)
            if not head or head == bytes(BLOCK):
                _close(stream, outlet, ended=bool(head))
                return
            _one(stream, outlet, said)
    except Damaged as error:
        outlet.damage(error.code, f"{error}; what came before stands")


def _one(stream: Forward, outlet: Outlet, said: _Said) -> None:
    at = stream.at
    head = stream.exact(BLOCK)
    if not _checksum_holds(head):
        raise Damaged("corrupt", f"no tar header at byte {at:,}")
    kind = head[156:157]
    size = _number(head[124:136], at)
    if kind in (b"L", b"K", b"x", b"g", b"X"):
        _special(kind, _long(stream, size, at), said)
        return
    name = said.name if said.name is not None else _name(head)
    size = said.size if said.size is not None else size
    sparse, said.name, said.size, said.sparse = said.sparse or kind == b"S", None, None, False
    if kind == b"5":
        return
    padded = -(-size // BLOCK) * BLOCK
    if kind in _LINKS:
        outlet.refuse("unsupported-member", f"{_LINKS[kind]}, which is never made or followed", name)
        return
    if sparse or kind not in _REGULAR:
        outlet.refuse("unsupported-member", "a file with holes (sparse)" if sparse else f"of tar type {kind!r}, not read here", name)
        stream.skip(padded)
        return
    _file(stream, outlet, name, size)
    stream.skip(padded - size)


def _file(stream: Forward, outlet: Outlet, name: str, size: int) -> None:
    outlet.begin(Member(name=name))
    left, fits = size, True
    while left:
        piece = stream.some(min(left, STEP))
        if not piece:
            outlet.drop("cut", f"breaks off {left:,} bytes before its end", name)
            raise Damaged("cut", f"the archive ends at byte {stream.at:,}, inside a file")
        left -= len(piece)
        fits = fits and outlet.data(piece)
    if fits:
        outlet.keep()
    else:
        outlet.drop_large(name)


def _special(kind: bytes, data: bytes, said: _Said) -> None:
    if kind == b"L":
        said.name = _text(data.rstrip(b"\0"))
    elif kind in (b"x", b"g", b"X"):
        values = {**said.everywhere, **_pax(data)} if kind != b"g" else {}
        if kind == b"g":
            said.everywhere.update(_pax(data))
            return
        said.name = values.get("path", said.name)
        size = values.get("size", "")
        said.size = int(size) if size.isascii() and size.isdigit() and len(size) < 19 else None
        said.sparse = any(key.startswith("GNU.sparse.") for key in values)


def _pax(data: bytes) -> dict[str, str]:
    """Records ``length key=value`` of a pax header."""
    values = {}
    at = 0
    while at < len(data):
        blank = data.find(b" ", at, at + 12)
        digits = data[at:blank] if blank > 0 else b""
        if not digits.isdigit() or not at < at + int(digits) <= len(data):
            raise Damaged("corrupt", "an extended tar header is not made of records")
        key, _, value = data[blank + 1 : at + int(digits)].rstrip(b"\n").partition(b"=")
        values[_text(key)] = _text(value)
        at += int(digits)
    return values


def _long(stream: Forward, size: int, at: int) -> bytes:
    if size > _LONG_MOST:
        raise Damaged("corrupt", f"the tar header at byte {at:,} states {size:,} bytes for a name")
    data = stream.exact(size)
    stream.skip(-size % BLOCK)
    return data


def _name(head: bytes) -> str:
    name = head[:100].partition(b"\0")[0]
    prefix = head[345:500].partition(b"\0")[0] if head[257:263] == b"ustar\0" else b""
    return _text(prefix + b"/" + name if prefix else name)


def _text(raw: bytes) -> str:
    """UTF-8 by custom, else GB 18030 where the name is valid in it, else with the bytes written out."""
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return raw.decode("utf-8", "backslashreplace")


def _number(raw: bytes, at: int) -> int:
    """An octal figure, or GNU's base 256."""
    if raw[:1] == b"\x80":
        return int.from_bytes(raw[1:], "big")
    digits = raw.strip(b" \0")
    if not digits:
        return 0
    if not digits.isdigit() or b"8" in digits or b"9" in digits:
        raise Damaged("corrupt", f"the tar header at byte {at:,} states no size")
    return int(digits, 8)


def _checksum_holds(head: bytes) -> bool:
    digits = head[148:156].strip(b" \0")
    if not digits.isdigit() or b"8" in digits or b"9" in digits:
        return False
    return int(digits, 8) == sum(head[:148]) + 8 * 32 + sum(head[156:])


def _close(stream: Forward, outlet: Outlet, *, ended: bool) -> None:
    """Read on to the end of the stream, so that compressed bytes are checked; anything but zeros behind the end is told."""
    if not ended:
        outlet.note("no-end-mark", "the tar archive has no end mark; a file at its end may be missing")
    behind = 0
    while piece := stream.some(STEP):
        behind += len(piece) - piece.count(0)
    if behind:
        outlet.note("trailing-bytes", f"{behind:,} bytes that are not zero follow the archive's end mark; they were not read")
