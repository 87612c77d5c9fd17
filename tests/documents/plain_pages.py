"""Plain pages for tests of pictures, and a picture unpacked again."""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass

from enduse.documents.page_pictures import PagePicture

COVER, FRAME = 16, 17
"""What covers and what frames, as indexes into the palette."""


@dataclass(frozen=True)
class Pixels:
    """A picture unpacked: rows of indexes into the palette."""

    rows: list[bytes]

    def inside(self, box: tuple[float, float, float, float], scale: float) -> set[int]:
        x0, y0, x1, y1 = (round(side * scale) for side in box)
        return {index for row in self.rows[y0:y1] for index in row[x0:x1]}


def pixels(picture: PagePicture) -> Pixels:
    """The picture's pixels, of a size as it says."""
    unpacked = unpack(picture.png)
    assert (len(unpacked.rows[0]), len(unpacked.rows)) == (picture.width, picture.height)
    return unpacked


def unpack(data: bytes) -> Pixels:
    """The pixels of a PNG that holds nothing beside them."""
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    parts, at = {}, 8
    while at < len(data):
        (length,) = struct.unpack_from(">I", data, at)
        kind, body = data[at + 4 : at + 8], data[at + 8 : at + 8 + length]
        assert struct.unpack_from(">I", data, at + 8 + length) == (zlib.crc32(kind + body),)
        parts[kind] = body
        at += 12 + length
    assert list(parts) == [b"IHDR", b"PLTE", b"IDAT", b"IEND"], "a picture says nothing beside itself"
    width, height = struct.unpack_from(">2I", parts[b"IHDR"])
    raw = zlib.decompress(parts[b"IDAT"])
    return Pixels([raw[y * (width + 1) + 1 : (y + 1) * (width + 1)] for y in range(height)])


def latin(*lines: str, extra: str = "", **pdf_parts: str) -> bytes:
    """A page set in a font every reader has; lines are 30 points apart, from 100 points down."""
    content = "\n".join(f"BT /F1 14 Tf 60 {742 - 30 * number} Td ({line}) Tj ET" for number, line in enumerate(lines)) + extra
    parts = {"font": "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>", "more": "", **pdf_parts}
    return (
        "%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        f"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>{parts['more']}>>>>endobj\n"
        f"4 0 obj<</Length {len(content)}>>stream\n{content}\nendstream endobj\n"
        f"5 0 obj{parts['font']}endobj\ntrailer<</Size 6/Root 1 0 R>>\n%%EOF"
    ).encode("latin-1")
