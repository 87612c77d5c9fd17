"""A canvas of grey levels, a colour that covers and one that frames, written as a PNG.

Nothing is copied onto it but named rectangles of a rendered page, so that whatever else was drawn there is not in the picture.
"""

from __future__ import annotations

import struct
import zlib

from enduse.documents.pdf_library import Rect

_LEVELS = 16
_COVER, _FRAME = _LEVELS, _LEVELS + 1
_COLOURS = bytes(level * 17 for level in range(_LEVELS) for _ in range(3)) + bytes((74, 80, 92)) + bytes((178, 42, 30))
_TO_LEVEL = bytes(round(grey / 17) for grey in range(256))
_WHITE = _LEVELS - 1


class Canvas:
    """A white page of ``width`` by ``height`` pixels, ``scale`` pixels a point; places are points from its upper left corner."""

    def __init__(self, width: int, height: int, scale: float) -> None:
        self.width, self.height, self._scale = width, height, scale
        self._rows = [bytearray([_WHITE]) * width for _ in range(height)]

    def copy(self, page: memoryview, box: Rect, margin: float) -> None:
        """Take a rectangle of the rendered page, of the same size and one byte of grey a pixel, as it is."""
        x0, y0, x1, y1 = self._pixels(box, margin)
        for y in range(y0, y1):
            row = page[y * self.width + x0 : y * self.width + x1].tobytes().translate(_TO_LEVEL)
            self._rows[y][x0:x1] = row

    def area(self, box: Rect, grey: int) -> None:
        """Fill a rectangle with a grey of 0 to 255."""
        self._fill(box, 0.0, _TO_LEVEL[grey])

    def cover(self, box: Rect, margin: float) -> None:
        """Fill a rectangle with the colour that covers."""
        self._fill(box, margin, _COVER)

    def frame(self, box: Rect, margin: float) -> None:
        """Draw a line of two pixels around a rectangle."""
        x0, y0, x1, y1 = self._pixels(box, margin)
        for y in range(y0, y1):
            if y - y0 < 2 or y1 - y <= 2:
                self._rows[y][x0:x1] = bytes([_FRAME]) * (x1 - x0)
            elif x1 - x0 > 4:
                self._rows[y][x0 : x0 + 2] = self._rows[y][x1 - 2 : x1] = bytes([_FRAME]) * 2

    def png(self) -> bytes:
        """The picture: one byte a pixel into a palette, no filter, no metadata (PNG, third edition, 11.2)."""
        raw = b"".join(b"\0" + row for row in self._rows)
        head = struct.pack(">2I5B", self.width, self.height, 8, 3, 0, 0, 0)
        parts = ((b"IHDR", head), (b"PLTE", _COLOURS), (b"IDAT", zlib.compress(raw, 9)), (b"IEND", b""))
        return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in parts)

    def _fill(self, box: Rect, margin: float, colour: int) -> None:
        x0, y0, x1, y1 = self._pixels(box, margin)
        for y in range(y0, y1):
            self._rows[y][x0:x1] = bytes([colour]) * (x1 - x0)

    def _pixels(self, box: Rect, margin: float) -> tuple[int, int, int, int]:
        """The whole pixels a rectangle touches, inside of the page."""
        x0, y0 = (max(0, int((side - margin) * self._scale)) for side in box[:2])
        x1, y1 = (int((side + margin) * self._scale) + 1 for side in box[2:])
        x0, y0 = min(x0, self.width), min(y0, self.height)
        return x0, y0, max(x0, min(x1, self.width)), max(y0, min(y1, self.height))


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
