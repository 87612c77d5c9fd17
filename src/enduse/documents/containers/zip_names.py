"""Names inside a ZIP archive: UTF-8 where flagged or valid, else what all unflagged names of the archive agree on."""

from __future__ import annotations

import struct
import zlib

from enduse.documents.hanzi import plausibility

_UTF8_FLAG = 0x800
_UNICODE_PATH = 0x7075
_CANDIDATES = ("gb18030", "big5", "cp950")


def decode_names(stored: list[tuple[bytes, int, bytes]]) -> tuple[list[str], str]:
    """Names of (bytes, flags, extra field) triples, and the encoding the unflagged ones were read in (empty where it did not matter).

    Chinese archivers write the system's code page (GBK) and set no flag, which the format calls code page 437. All names of an
    archive were made by one hand, so they are judged together; only where no Chinese encoding fits all of them is it 437.
    """
    unsure = [raw for raw, flags, extra in stored if not raw.isascii() and not flags & _UTF8_FLAG and _unicode_path(raw, extra) is None]
    encoding = _agreed(b"\n".join(unsure)) if unsure else ""
    return [_decode(raw, flags, extra, encoding) for raw, flags, extra in stored], encoding


def _decode(raw: bytes, flags: int, extra: bytes, encoding: str) -> str:
    if raw.isascii():
        return raw.decode("ascii")
    if flags & _UTF8_FLAG:
        return raw.decode("utf-8", "backslashreplace")
    return _unicode_path(raw, extra) or raw.decode(encoding, "backslashreplace")


def _unicode_path(raw: bytes, extra: bytes) -> str | None:
    """The UTF-8 name some archivers keep beside the other (APPNOTE 4.6.9), if it is of this name."""
    at = 0
    while at + 4 <= len(extra):
        found, length = struct.unpack_from("<HH", extra, at)
        field = extra[at + 4 : at + 4 + length]
        if found == _UNICODE_PATH and len(field) > 5 and field[0] == 1 and struct.unpack_from("<L", field, 1)[0] == zlib.crc32(raw):
            try:
                return field[5:].decode("utf-8")
            except UnicodeDecodeError:
                return None
        at += 4 + length
    return None


def _agreed(names: bytes) -> str:
    fitting = []
    for rank, encoding in enumerate(("utf-8", *_CANDIDATES)):
        try:
            text = names.decode(encoding)
        except UnicodeDecodeError:
            continue
        if encoding == "utf-8":
            return encoding
        fitting.append((plausibility(text), -rank, encoding))
    best = max(fitting, default=(0.0, 0, ""))
    return best[2] if best[0] >= 0.5 else "cp437"
