"""What is drawn on a page, in the order of drawing: areas that cover, pictures, straight rules, and how each run of text is painted."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from enduse.documents.pdf_library import PdfPage, Rect, address

Colour = tuple[int, int, int]
Matrix = tuple[float, float, float, float, float, float]

MOST_OBJECTS = 100_000
"""Drawn things looked at on one page; a page with more is a map or a plan, and has its text read without its rules."""
_TEXT, _PATH, _IMAGE, _SHADING, _FORM = 1, 2, 3, 4, 5
_SAME: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_FORM_DEPTH = 12
_THIN = 3.0
"""Points: a filled rectangle no wider than this is a rule."""
_SHORT = 3.0


@dataclass(frozen=True, slots=True)
class Painted:
    """How a run of text is painted: its place in the order, whether by ink at all, in which colour, and inside which clip."""

    order: int
    ink: bool
    colours: tuple[Colour, ...]
    clip: Rect | None


@dataclass(frozen=True, slots=True)
class Area:
    """Something opaque: a filled rectangle with its colour, or a picture (no colour)."""

    order: int
    box: Rect
    colour: Colour | None


@dataclass(slots=True)
class Drawing:
    """One page. ``across`` are rules as (y, x0, x1), ``down`` as (x, y0, y1)."""

    texts: dict[int, Painted] = field(default_factory=dict)
    areas: list[Area] = field(default_factory=list)
    pictures: list[Rect] = field(default_factory=list)
    across: list[tuple[float, float, float]] = field(default_factory=list)
    down: list[tuple[float, float, float]] = field(default_factory=list)
    paths: int = 0
    complete: bool = True


def drawing_of(page: PdfPage) -> Drawing:
    """Walk through everything on a page, forms within forms included."""
    return _Walk(page).run()


class _Walk:
    def __init__(self, page: PdfPage) -> None:
        self.page, self.raw = page, page.raw
        self.found = Drawing()
        self.order = 0
        self._floats = [ctypes.c_float() for _ in range(4)]
        self._colour = [ctypes.c_uint() for _ in range(4)]

    def run(self) -> Drawing:
        raw, handle = self.raw, self.page.handle
        for index in range(raw.FPDFPage_CountObjects(handle)):
            self.take(raw.FPDFPage_GetObject(handle, index), _SAME, 0)
        return self.found

    def take(self, thing: Any, within: Matrix, depth: int) -> None:
        """One thing and what is inside it."""
        self.order += 1
        if not thing or self.order > MOST_OBJECTS:
            self.found.complete = self.found.complete and self.order <= MOST_OBJECTS
            return
        kind = self.raw.FPDFPageObj_GetType(thing)
        if kind == _TEXT:
            self.found.texts[address(thing)] = self.painted(thing, within)
        elif kind == _PATH:
            self.found.paths += 1
            self.path(thing, within)
        elif kind in (_IMAGE, _SHADING):
            box = self.bounds(thing, within)
            if kind == _IMAGE:
                self.found.pictures.append(box)
            if not self.raw.FPDFPageObj_HasTransparency(thing):
                self.found.areas.append(Area(self.order, box, None))
        elif kind == _FORM and depth < _FORM_DEPTH:
            inner = _times(self.matrix(thing), within)
            for index in range(self.raw.FPDFFormObj_CountObjects(thing)):
                self.take(self.raw.FPDFFormObj_GetObject(thing, index), inner, depth + 1)

    def painted(self, thing: Any, within: Matrix) -> Painted:
        mode = self.raw.FPDFTextObj_GetTextRenderMode(thing)
        colours: list[Colour] = []
        if mode in (0, 2, 4, 6):
            colours += self.colour(self.raw.FPDFPageObj_GetFillColor, thing)
        if mode in (1, 2, 5, 6):
            colours += self.colour(self.raw.FPDFPageObj_GetStrokeColor, thing)
        return Painted(self.order, mode not in (3, 7), tuple(colours), self.clip(thing, within))

    def colour(self, ask: Any, thing: Any) -> list[Colour]:
        """A colour that is not fully transparent, as a list of one; none where the paint is a pattern (taken for grey) or clear."""
        red, green, blue, alpha = self._colour
        if not ask(thing, *map(ctypes.byref, self._colour)):
            return [(128, 128, 128)]
        return [(red.value, green.value, blue.value)] if alpha.value > 12 else []

    def matrix(self, thing: Any) -> Matrix:
        given = self.raw.FS_MATRIX()
        if not self.raw.FPDFPageObj_GetMatrix(thing, ctypes.byref(given)):
            return _SAME
        return given.a, given.b, given.c, given.d, given.e, given.f

    def bounds(self, thing: Any, within: Matrix) -> Rect:
        left, bottom, right, top = self._floats
        if not self.raw.FPDFPageObj_GetBounds(thing, *map(ctypes.byref, self._floats)):
            return 0.0, 0.0, 0.0, 0.0
        corners = [(x.value, y.value) for x in (left, right) for y in (bottom, top)]
        return self.around([_moved(corner, within) for corner in corners])

    def around(self, points: list[tuple[float, float]]) -> Rect:
        """The rectangle around points of the page, as shown."""
        across, up = [x for x, _ in points], [y for _, y in points]
        return self.page.shown(min(across), min(up), max(across), max(up))

    def clip(self, thing: Any, within: Matrix) -> Rect | None:
        """The rectangle outside of which nothing of a thing is shown; None where there is no clip."""
        raw = self.raw
        path = raw.FPDFPageObj_GetClipPath(thing)
        count = raw.FPDFClipPath_CountPaths(path) if path else 0
        kept: Rect | None = None
        for number in range(max(0, min(count, 50))):
            points = []
            for index in range(max(0, min(raw.FPDFClipPath_CountPathSegments(path, number), 500))):
                points.append(self.point(raw.FPDFClipPath_GetPathSegment(path, number, index), within))
            if points:
                box = self.around(points)
                kept = box if kept is None else (max(kept[0], box[0]), max(kept[1], box[1]), min(kept[2], box[2]), min(kept[3], box[3]))
        return kept

    def point(self, segment: Any, within: Matrix) -> tuple[float, float]:
        x, y = self._floats[:2]
        self.raw.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        return _moved((x.value, y.value), within)

    def path(self, thing: Any, within: Matrix) -> None:
        """Rules and filled rectangles of one path."""
        raw = self.raw
        mode, stroke = ctypes.c_int(), ctypes.c_int()
        raw.FPDFPath_GetDrawMode(thing, ctypes.byref(mode), ctypes.byref(stroke))
        count = raw.FPDFPath_CountSegments(thing)
        if (not mode.value and not stroke.value) or not 2 <= count <= 2000:
            return
        placed = _times(self.matrix(thing), within)
        filled = self.colour(raw.FPDFPageObj_GetFillColor, thing) if mode.value else []
        drawn = bool(self.colour(raw.FPDFPageObj_GetStrokeColor, thing)) if stroke.value else False
        opaque = not raw.FPDFPageObj_HasTransparency(thing)
        for corners, straight in self.outlines(thing, count, placed):
            if drawn and straight:
                for first, second in pairwise(corners):
                    self.rule(*self.around([first, second]))
            if filled and straight and _is_rectangle(corners):
                self.filled(self.around(corners), filled[0], opaque=opaque)

    def filled(self, box: Rect, colour: Colour, *, opaque: bool) -> None:
        if min(box[2] - box[0], box[3] - box[1]) <= _THIN:
            self.rule(*box)
        elif opaque:
            self.found.areas.append(Area(self.order, box, colour))

    def outlines(self, thing: Any, count: int, placed: Matrix) -> list[tuple[list[tuple[float, float]], bool]]:
        """The corners of each outline of a path, closed where it is, and whether all its sides are straight."""
        raw = self.raw
        found: list[tuple[list[tuple[float, float]], bool]] = []
        corners: list[tuple[float, float]] = []
        straight = True
        for index in range(count):
            segment = raw.FPDFPath_GetPathSegment(thing, index)
            kind = raw.FPDFPathSegment_GetType(segment)
            if kind == raw.FPDF_SEGMENT_MOVETO and corners:
                found.append((corners, straight))
                corners, straight = [], True
            straight = straight and kind != raw.FPDF_SEGMENT_BEZIERTO
            corners.append(self.point(segment, placed))
            if raw.FPDFPathSegment_GetClose(segment):
                corners.append(corners[0])
        return [*found, (corners, straight)] if corners else found

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """Keep a straight line that runs across or down."""
        if x1 - x0 >= _SHORT and y1 - y0 <= _THIN:
            self.found.across.append(((y0 + y1) / 2, x0, x1))
        elif y1 - y0 >= _SHORT and x1 - x0 <= _THIN:
            self.found.down.append(((x0 + x1) / 2, y0, y1))


def _is_rectangle(corners: list[tuple[float, float]]) -> bool:
    distinct = list(dict.fromkeys((round(x, 1), round(y, 1)) for x, y in corners))
    return len(distinct) == 4 and len({x for x, _ in distinct}) == 2 and len({y for _, y in distinct}) == 2


def _moved(point: tuple[float, float], by: Matrix) -> tuple[float, float]:
    x, y = point
    return by[0] * x + by[2] * y + by[4], by[1] * x + by[3] * y + by[5]


def _times(first: Matrix, then: Matrix) -> Matrix:
    """The matrix that does ``first`` and ``then`` the other."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m
