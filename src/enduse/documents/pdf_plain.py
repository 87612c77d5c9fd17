"""Whether a page is plain: text in fonts of its own, straight rules and filled areas, and nothing that may show what nobody has read.

Pictures may hold signatures, seals and faces; curves may draw a signature or a name; a font that is not in the file would be drawn with
another's shapes; and a text that says something else than its shapes would be covered by what it says.
"""

from __future__ import annotations

import ctypes
from typing import Any

from enduse.documents.pdf_font import BUILT_IN
from enduse.documents.pdf_library import PdfPage

MOST_PATHS = 3000
_TEXT, _PATH, _IMAGE, _SHADING, _FORM = 1, 2, 3, 4, 5
_DEPTH = 12
_STRAIGHT = 0.05
"""Points by which the ends of a rule may differ across its run."""
_MARKS = 50


def why_not_plain(page: PdfPage) -> str:
    """The first thing that keeps a page from having a picture, one of ``page_pictures.REASONS``; empty where nothing does."""
    return _Look(page.raw).page(page.handle)


class _Look:
    def __init__(self, raw: Any) -> None:
        self.raw = raw
        self.paths = 0

    def page(self, handle: Any) -> str:
        raw = self.raw
        return self.each(raw.FPDFPage_CountObjects(handle), lambda index: raw.FPDFPage_GetObject(handle, index), 0)

    def each(self, count: int, get: Any, depth: int) -> str:
        for index in range(count):
            why = self.thing(get(index), depth)
            if why:
                return why
        return ""

    def thing(self, thing: Any, depth: int) -> str:
        kind = self.raw.FPDFPageObj_GetType(thing) if thing else 0
        if kind == _TEXT:
            return self.text(thing)
        if kind == _PATH:
            self.paths += 1
            return "" if self.paths <= MOST_PATHS and self.is_straight(thing) else "drawings"
        if kind == _FORM and depth < _DEPTH:
            if self.says_other(thing):
                return "other-text"
            return self.each(
                self.raw.FPDFFormObj_CountObjects(thing), lambda index: self.raw.FPDFFormObj_GetObject(thing, index), depth + 1
            )
        return "pictures"  # or of a kind nobody knows

    def text(self, thing: Any) -> str:
        if self.says_other(thing):
            return "other-text"
        font = self.raw.FPDFTextObj_GetFont(thing)
        return "" if font and self.is_drawn_by_its_own(font) else "fonts"

    def is_drawn_by_its_own(self, font: Any) -> bool:
        """Whether its shapes are in the file, as a font and not as drawings, or are those of the fonts every reader of PDF has."""
        raw = self.raw
        if raw.FPDFFont_GetIsEmbedded(font) == 1:
            size = ctypes.c_size_t()
            return bool(raw.FPDFFont_GetFontData(font, None, 0, ctypes.byref(size))) and size.value > 0
        name = (ctypes.c_char * 128)()
        raw.FPDFFont_GetBaseFontName(font, name, 128)
        return any(known in name.value.lower() for known in BUILT_IN)

    def says_other(self, thing: Any) -> bool:
        """Whether a thing carries a text to be read in place of its own (ActualText)."""
        raw = self.raw
        key, size = (ctypes.c_ushort * 64)(), ctypes.c_ulong()
        count = raw.FPDFPageObj_CountMarks(thing)
        if count > _MARKS:
            return True
        for index in range(max(0, count)):
            mark = raw.FPDFPageObj_GetMark(thing, index)
            for number in range(max(0, raw.FPDFPageObjMark_CountParams(mark))):
                if not raw.FPDFPageObjMark_GetParamKey(mark, number, key, ctypes.sizeof(key), ctypes.byref(size)):
                    return True
                if bytes(key)[: max(0, size.value - 2)].decode("utf-16-le", "replace") in ("ActualText", "Alt", "E"):
                    return True
        return False

    def is_straight(self, path: Any) -> bool:
        """Whether every line of a path runs across or down."""
        raw, x, y = self.raw, ctypes.c_float(), ctypes.c_float()
        last = first = (0.0, 0.0)
        for index in range(raw.FPDFPath_CountSegments(path)):
            segment = raw.FPDFPath_GetPathSegment(path, index)
            kind = raw.FPDFPathSegment_GetType(segment)
            raw.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
            point = (x.value, y.value)
            if kind == raw.FPDF_SEGMENT_MOVETO:
                first = point
            elif kind == raw.FPDF_SEGMENT_BEZIERTO or not _level(last, point):
                return False
            last = point
            if raw.FPDFPathSegment_GetClose(segment) and not _level(point, first):
                return False
        return True


def _level(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return min(abs(one[0] - other[0]), abs(one[1] - other[1])) <= _STRAIGHT
