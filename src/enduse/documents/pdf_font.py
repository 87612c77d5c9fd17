"""A stand-in for fonts that a PDF names and does not hold.

PDFium leaves out a text of one character whose shape has no extent, which is so for every Chinese character where no
font of the system has it: a unit such as 台 alone in its cell would vanish. Looking for fonts of the system would make a
page read differently on each machine, and is forbidden in the jail. So every font that is neither in the file nor in
PDFium is answered with this one, in which each character is a box. It is made here, in a few hundred bytes; how a page
looks does not matter: a page with such a font is never drawn (``pdf_plain``).
"""

from __future__ import annotations

import ctypes
import struct
from functools import lru_cache
from typing import Any

_EM = 1000
_ANSI = 0
BUILT_IN = (b"helvetica", b"arial", b"times", b"courier", b"symbol", b"dingbats")
"""Fonts PDFium has the measures of; a PDF may leave out the widths of these alone (ISO 32000-1, 9.6.2.2)."""


@lru_cache(maxsize=1)
def box_font() -> bytes:
    """A TrueType font with one shape, a box, for every character from U+0020 to U+3FFFF (OpenType 1.9; cmap format 13)."""
    glyph = struct.pack(">5h", 1, 0, -120, _EM, 880) + struct.pack(">2H", 3, 0) + bytes((1, 1, 1, 1))
    glyph += struct.pack(">4h", 0, _EM, 0, -_EM) + struct.pack(">4h", -120, 0, _EM, 0)
    glyph += bytes(-len(glyph) % 4)
    groups = struct.pack(">3I", 0x20, 0x3FFFF, 1)
    subtable = struct.pack(">2H3I", 13, 0, 16 + len(groups), 0, 1) + groups
    tables = {
        b"cmap": struct.pack(">4HI", 0, 1, 3, 10, 12) + subtable,
        b"glyf": glyph,
        b"head": struct.pack(">4I2H2Q4h2H3h", 0x10000, 0x10000, 0, 0x5F0F3CF5, 0, _EM, 0, 0, 0, -120, _EM, 880, 0, 8, 2, 1, 0),
        b"hhea": struct.pack(">I3hH11hH", 0x10000, 880, -120, 0, _EM, 0, 0, _EM, 1, 0, 0, 0, 0, 0, 0, 0, 2),
        b"hmtx": struct.pack(">HhHh", _EM, 0, _EM, 0),
        b"loca": struct.pack(">3I", 0, 0, len(glyph)),
        b"maxp": struct.pack(">I14H", 0x10000, 2, 4, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0),
    }
    out = struct.pack(">I4H", 0x10000, len(tables), 64, 2, len(tables) * 16 - 64)
    place, body = 12 + 16 * len(tables), b""
    for tag, data in sorted(tables.items()):
        out += struct.pack(">4s3I", tag, 0, place + len(body), len(data))
        body += data + bytes(-len(data) % 4)
    return out + body


def only_this_font(raw: Any) -> Any:
    """Answer every search for a font with the box font. What is returned must be kept as long as PDFium is used."""
    font = box_font()
    kinds = dict(raw.FPDF_SYSFONTINFO._fields_)

    def data(_info: Any, _font: Any, table: int, buffer: Any, size: int) -> int:
        if table:
            return 0  # PDFium asks for a table only to see whether this is a collection of fonts
        if buffer and size >= len(font):
            ctypes.memmove(buffer, font, len(font))
        return len(font)

    def find(_info: Any, _weight: int, _italic: int, _charset: int, _pitch: int, face: Any, _exact: Any) -> int | None:
        name = ctypes.cast(face, ctypes.c_char_p).value or b""
        return None if any(known in name.lower() for known in BUILT_IN) else 1

    info = raw.FPDF_SYSFONTINFO()
    info.version = 1
    info.Release = kinds["Release"](lambda _info: None)
    info.EnumFonts = kinds["EnumFonts"](lambda _info, _mapper: None)
    info.MapFont = kinds["MapFont"](find)
    info.GetFont = kinds["GetFont"](lambda _info, _face: None)
    info.GetFontData = kinds["GetFontData"](data)
    info.GetFaceName = kinds["GetFaceName"](lambda _info, _font, _buffer, _size: 0)
    info.GetFontCharset = kinds["GetFontCharset"](lambda _info, _font: _ANSI)
    info.DeleteFont = kinds["DeleteFont"](lambda _info, _font: None)
    raw.FPDF_SetSystemFontInfo(ctypes.byref(info))
    return info
