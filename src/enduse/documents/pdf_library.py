"""The few calls of PDFium that reading needs, as plain values: characters with their boxes, and what is drawn on a page.

Only the raw bindings are used, and they are loaded at the first call: the command line never loads them, a jailed reader does before it is
locked in. No font of the system is ever looked for, so that a page reads the same everywhere. Coordinates are points from the upper left
corner of the page as it is shown, whatever its rotation and crop.
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from enduse.documents.pdf_font import only_this_font

Rect = tuple[float, float, float, float]
"""Left, top, right, bottom."""

PASSWORD_ERRORS = (4, 5)
"""FPDF_ERR_PASSWORD and FPDF_ERR_SECURITY: a password is wanted, or a way of encryption that is not known."""

_MARKED = frozenset({3, 13})  # FPDF_ANNOT_FREETEXT and _STAMP: their look is text on the page
_WIDGET = 20


@dataclass(slots=True)
class Character:
    """One character as drawn. ``thing`` is the address of the text object it belongs to (0: made up by PDFium, as spaces between words)."""

    code: int
    box: Rect
    baseline: float
    thing: int
    size: float
    """Height of the type in points, as shown."""
    turned: bool
    unmapped: bool


class NotOpened(Exception):
    """Raised where PDFium cannot open a file; ``code`` is its error number."""

    def __init__(self, code: int) -> None:
        super().__init__(f"PDFium error {code}")
        self.code = code


_KEPT: list[Any] = []
"""What PDFium calls back to."""


@lru_cache(maxsize=1)
def library() -> Any:
    """The raw bindings, started without system fonts."""
    import pypdfium2_raw as raw  # heavy, and wanted only by the process that reads

    config = raw.FPDF_LIBRARY_CONFIG()
    config.version = 2
    config.m_pUserFontPaths = (ctypes.POINTER(ctypes.c_char) * 1)()  # a list of no folders, in place of the system's
    raw.FPDF_InitLibraryWithConfig(ctypes.byref(config))
    _KEPT.append(only_this_font(raw))
    return raw


class Pdf:
    """An open file."""

    def __init__(self, data: bytes) -> None:
        self._raw = library()
        self._data = data  # PDFium reads from it until the file is closed
        self._handle = self._raw.FPDF_LoadMemDocument64(data, len(data), None)
        if not self._handle:
            raise NotOpened(self._raw.FPDF_GetLastError())

    def close(self) -> None:
        """Give everything back."""
        if self._handle:
            self._raw.FPDF_CloseDocument(self._handle)
            self._handle = None

    @property
    def pages(self) -> int:
        """How many pages the file says it has."""
        return int(self._raw.FPDF_GetPageCount(self._handle))

    @property
    def whole(self) -> bool:
        """Whether the table of contents of the file (xref) stands as it should; where it does not, PDFium rebuilt it."""
        return bool(self._raw.FPDF_DocumentHasValidCrossReferenceTable(self._handle))

    @property
    def attachments(self) -> int:
        """Files inside the file."""
        return max(0, int(self._raw.FPDFDoc_GetAttachmentCount(self._handle)))

    @property
    def scripts(self) -> int:
        """Scripts the file names in its own list."""
        return max(0, int(self._raw.FPDFDoc_GetJavaScriptActionCount(self._handle)))

    def metadata(self) -> dict[str, str]:
        """Title, programs and dates, where there are any. The author is left out: it is nearly always a private person."""
        found = {}
        for name in ("Title", "Creator", "Producer", "CreationDate", "ModDate"):
            key = name.encode()
            length = self._raw.FPDF_GetMetaText(self._handle, key, None, 0)
            if 2 < length <= 8192:
                buffer = (ctypes.c_char * length)()
                self._raw.FPDF_GetMetaText(self._handle, key, buffer, length)
                found[name] = bytes(buffer).decode("utf-16-le", "replace").rstrip("\0")
        return found

    @contextmanager
    def page(self, index: int) -> Iterator[PdfPage | None]:
        """The page of that index, from 0; None where it cannot be loaded."""
        handle = self._raw.FPDF_LoadPage(self._handle, index)
        if handle and self._merge_notes(handle):
            self._raw.FPDF_ClosePage(handle)
            handle = self._raw.FPDF_LoadPage(self._handle, index)
        text = self._raw.FPDFText_LoadPage(handle) if handle else None
        try:
            yield PdfPage(self._raw, handle, text) if text else None
        finally:
            if text:
                self._raw.FPDFText_ClosePage(text)
            if handle:
                self._raw.FPDF_ClosePage(handle)

    def _merge_notes(self, page: Any) -> bool:
        """Make filled form fields, free text and stamps part of the page, as they are part of what a reader sees."""
        for index in range(min(self._raw.FPDFPage_GetAnnotCount(page), 2000)):
            note = self._raw.FPDFPage_GetAnnot(page, index)
            kind = self._raw.FPDFAnnot_GetSubtype(note) if note else 0
            if note:
                self._raw.FPDFPage_CloseAnnot(note)
            if kind in _MARKED or kind == _WIDGET:
                return bool(self._raw.FPDFPage_Flatten(page, 0) == 1)
        return False


class PdfPage:
    """An open page."""

    def __init__(self, raw: Any, handle: Any, text: Any) -> None:
        self.raw, self.handle, self._text = raw, handle, text
        box = raw.FS_RECTF()
        raw.FPDF_GetPageBoundingBox(handle, ctypes.byref(box))
        self._box = (box.left, box.bottom, box.right, box.top)
        self._turn = int(raw.FPDFPage_GetRotation(handle)) % 4
        across, up = float(abs(box.right - box.left)), float(abs(box.top - box.bottom))
        self.width, self.height = (up, across) if self._turn % 2 else (across, up)

    def shown(self, left: float, bottom: float, right: float, top: float) -> Rect:
        """A rectangle of the page's own coordinates as it is shown."""
        x0, y0, x1, y1 = self._box
        if self._turn == 0:
            return left - x0, y1 - top, right - x0, y1 - bottom
        if self._turn == 1:
            return bottom - y0, left - x0, top - y0, right - x0
        if self._turn == 2:
            return x1 - right, bottom - y0, x1 - left, top - y0
        return y1 - top, x1 - right, y1 - bottom, x1 - left

    @property
    def count(self) -> int:
        """How many characters PDFium found."""
        return max(0, int(self.raw.FPDFText_CountChars(self._text)))

    def characters(self) -> Iterator[Character]:
        """The characters in the order of the file; line ends that PDFium makes up are left out."""
        raw, text = self.raw, self._text
        box, x, y = raw.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
        placed = raw.FS_MATRIX()
        box_at, x_at, y_at = ctypes.byref(box), ctypes.byref(x), ctypes.byref(y)
        high = 0
        for index in range(self.count):
            code = raw.FPDFText_GetUnicode(text, index)
            if 0xD800 <= code < 0xDC00:
                high = code
                continue
            if high and 0xDC00 <= code < 0xE000:
                code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00)
            high = 0
            if code in (10, 13):
                continue
            made_up = raw.FPDFText_IsGenerated(text, index) == 1
            if not raw.FPDFText_GetLooseCharBox(text, index, box_at):
                continue
            raw.FPDFText_GetCharOrigin(text, index, x_at, y_at)
            thing = None if made_up else raw.FPDFText_GetTextObject(text, index)
            angle = raw.FPDFText_GetCharAngle(text, index) + self._turn * math.pi / 2
            rect = self.shown(box.left, box.bottom, box.right, box.top)
            origin = self.shown(x.value, y.value, x.value, y.value)
            raw.FPDFText_GetMatrix(text, index, ctypes.byref(placed))
            points = raw.FPDFText_GetFontSize(text, index)
            size = points * math.hypot(placed.c, placed.d)
            turned = not made_up and min(angle % (2 * math.pi), -angle % (2 * math.pi)) > 0.1
            if is_wide(code) and not turned:  # its box is that of its ink; it takes a full square
                rect = min(rect[0], origin[0]), rect[1], max(rect[2], origin[0] + points * math.hypot(placed.a, placed.b)), rect[3]
            yield Character(code, rect, origin[1], address(thing), size, turned, raw.FPDFText_HasUnicodeMapError(text, index) == 1)


def is_wide(code: int) -> bool:
    """Whether a character is Chinese or a sign of its width."""
    return 0x2E80 <= code <= 0x9FFF or 0xF900 <= code <= 0xFAFF or 0xFF00 <= code <= 0xFFEF or code >= 0x20000


def address(handle: Any) -> int:
    """A number that tells one object of a page from another."""
    return ctypes.cast(handle, ctypes.c_void_p).value or 0 if handle else 0
