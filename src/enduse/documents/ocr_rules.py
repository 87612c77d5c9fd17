"""The ruled lines of a page in a picture: long dark runs across and down, found by opening with a long thin brush."""

from __future__ import annotations

from typing import Any

import cv2
import numpy

from enduse.documents.ruled_tables import Line

_SHARE = 45
"""The shortest line counted is this part of the page's longer side: longer than any stroke of a sign, shorter than any cell."""
_THICKEST = 12


def upright(pixels: Any, angle: float) -> Any:
    """The page turned by ``angle`` (radians, clockwise is positive) about its upper left corner, white where nothing was."""
    if not angle:
        return pixels
    cosine, sine = float(numpy.cos(angle)), float(numpy.sin(angle))
    turn = numpy.array([[cosine, sine, 0.0], [-sine, cosine, 0.0]])
    height, width = pixels.shape[:2]
    return cv2.warpAffine(pixels, turn, (width, height), flags=cv2.INTER_LINEAR, borderValue=(255, 255, 255))


def ruled_lines(pixels: Any) -> tuple[list[Line], list[Line]]:
    """Lines across as ``(y, x0, x1)`` and down as ``(x, y0, y1)``, in pixels."""
    grey = pixels.min(axis=2)
    dark = cv2.adaptiveThreshold(grey, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 31, 15)
    length = max(25, max(grey.shape) // _SHARE)
    across = [(y + height / 2, x, x + width) for x, y, width, height in _runs(dark, (length, 1)) if height <= _THICKEST]
    down = [(x + width / 2, y, y + height) for x, y, width, height in _runs(dark, (1, length)) if width <= _THICKEST]
    return across, down


def _runs(dark: Any, brush: tuple[int, int]) -> list[tuple[float, float, float, float]]:
    opened = cv2.morphologyEx(dark, cv2.MORPH_OPEN, cv2.getStructuringElement(cv2.MORPH_RECT, brush))
    opened = cv2.dilate(opened, numpy.ones((3, 3), numpy.uint8))  # joins a line broken by the steps of a slope
    _, _, boxes, _ = cv2.connectedComponentsWithStats(opened, connectivity=8)
    return [(float(x) + 1, float(y) + 1, float(width) - 2, float(height) - 2) for x, y, width, height, _ in boxes[1:]]
