"""The engine: a page's pixels in, pieces of text with their corners and scores out. Nothing here reaches for a network or a second thread.

Only ``ocr_reader`` imports this module, in a process made for it: the libraries are large and are loaded before the process is locked in.
onnxruntime reports home from version 1.29 on (https://github.com/microsoft/onnxruntime/pull/27379); the pinned version is older, and the
variable that silences later ones is set all the same.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cache
from typing import Any

os.environ["ORT_DISABLE_TELEMETRY"] = "1"

import cv2  # after the setting above
import numpy
from rapidocr import RapidOCR

from enduse.documents.ocr_extra import settings

Pixels = Any
"""Rows of (blue, green, red) bytes, as OpenCV has them."""

_STRIP = 1800
_STRIP_LEAST = 1200
_TALL = 1.6
_DARK = 128
_LIGHT = 130
"""A rim is pale; black print beside a seal takes a red hue in a JPEG, but stays dark."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text in one line. ``corners`` in pixels: upper left, upper right, lower right, lower left."""

    text: str
    score: float
    corners: tuple[tuple[float, float], ...]
    red: bool = False

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right, bottom of the upright rectangle around it."""
        xs, ys = [x for x, _ in self.corners], [y for _, y in self.corners]
        return min(xs), min(ys), max(xs), max(ys)


@dataclass(frozen=True, slots=True)
class PageRead:
    """The pieces of one page; ``unread`` are boxes in which the engine saw text it could not read; ``red`` the box around red ink."""

    pieces: tuple[Piece, ...]
    clean: Pixels
    """The page without red ink, as it was read."""
    unread: tuple[tuple[float, float, float, float], ...] = ()
    red: tuple[float, float, float, float] | None = None


def read_page(pixels: Pixels) -> PageRead:
    """Read a page: black on white first, with red ink (seals) taken away; then what is set in red and stands by itself."""
    wanted = settings()
    red = red_ink(pixels)
    share = float(red.mean())
    clean = pixels
    if share:
        clean = pixels.copy()
        clean[red] = 255
    found = _read(clean)
    box = None
    if share > wanted.red_share:
        rows, columns = numpy.flatnonzero(red.any(axis=1)), numpy.flatnonzero(red.any(axis=0))
        box = (float(columns[0]), float(rows[0]), float(columns[-1]) + 1, float(rows[-1]) + 1)
        found += _red_text(red, box)
    kept = tuple(piece for piece in found if piece.score >= wanted.least_score)
    return PageRead(kept, clean, tuple(piece.box for piece in found if piece.score < wanted.least_score), box)


def red_ink(pixels: Pixels) -> Any:
    """Which pixels are red ink: R - max(G, B) above the threshold, and the paler rim of such pixels."""
    blue, green, red = (pixels[:, :, channel].astype(numpy.int16) for channel in range(3))
    redness = red - numpy.maximum(green, blue)
    strong = redness > settings().red_over
    near = cv2.dilate(strong.astype(numpy.uint8), numpy.ones((5, 5), numpy.uint8)).astype(bool)
    return strong | (near & (redness > settings().red_rim) & (red > _LIGHT))


def read_line(pixels: Pixels) -> tuple[str, float]:
    """Read pixels that hold one line and nothing else; an empty text where nothing was seen."""
    out = engine()(pixels, use_det=False, use_cls=False, use_rec=True)
    return (str(out.txts[0]), float(out.scores[0])) if out.txts else ("", 0.0)


@cache
def engine() -> Any:
    """The engine with its models, loaded once, on one thread."""
    cv2.setNumThreads(1)
    threads = settings().threads
    return RapidOCR(
        params={
            "EngineConfig.onnxruntime.intra_op_num_threads": threads,
            "EngineConfig.onnxruntime.inter_op_num_threads": threads,
            "Global.log_level": "critical",
            "Global.text_score": 0.0,
            "Global.max_side_len": settings().longest_side,
        }
    )


def _read(pixels: Pixels) -> list[Piece]:
    found = []
    for top, bottom in strips(pixels):
        out = engine()(pixels[top:bottom], use_det=True, use_cls=True, use_rec=True)  # the engine keeps what the last call asked for
        if getattr(out, "boxes", None) is None or getattr(out, "txts", None) is None:
            continue
        for corners, text, score in zip(out.boxes, out.txts, out.scores, strict=True):
            if text.strip():
                found.append(Piece(text.strip(), float(score), tuple((float(x), float(y) + top) for x, y in corners)))
    return found


def strips(pixels: Pixels) -> list[tuple[int, int]]:
    """A page much taller than wide (a picture of a whole screen page) cut where a row has least ink, so that it need not be shrunk."""
    height, width = pixels.shape[:2]
    if height <= settings().longest_side or height < _TALL * width:
        return [(0, height)]
    ink = (pixels.min(axis=2) < _DARK).sum(axis=1)
    cuts, top = [], 0
    while height - top > _STRIP:
        window = ink[top + _STRIP_LEAST : top + _STRIP]
        cut = top + _STRIP_LEAST + int(numpy.flatnonzero(window == window.min())[-1])
        cuts.append((top, cut))
        top = cut
    return [*cuts, (top, height)]


def _red_text(red: Any, box: tuple[float, float, float, float]) -> list[Piece]:
    """Text set in red: read from the red ink alone, kept where the engine is sure of it."""
    left, top, right, bottom = (int(edge) for edge in box)
    around = 20
    ink = numpy.where(red[top:bottom, left:right], 0, 255).astype(numpy.uint8)
    ink = numpy.pad(ink, around, constant_values=255)
    found = _read(numpy.stack([ink] * 3, axis=2))
    sure = [piece for piece in found if piece.score >= settings().red_text_score]
    moved = [tuple((x + left - around, y + top - around) for x, y in piece.corners) for piece in sure]
    return [Piece(piece.text, piece.score, corners, red=True) for piece, corners in zip(sure, moved, strict=True)]
