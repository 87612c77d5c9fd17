"""Which characters of a page a reader sees, and why others are not seen.

The rules stand in docs/decisions/0021: no ink, ink of the colour of what is behind it, too small to read, outside of the page or of its
clip, or under something drawn over it. Where a picture is behind a character, its colour there is not known and the character counts as
seen.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field

from enduse.documents.pdf_drawing import Area, Colour, Drawing, Painted
from enduse.documents.pdf_library import Character, Rect

TINY = 2.5
"""Points, the height of type; the smallest print of any form is about 5."""
NEAR = 24
"""Difference in each of red, green and blue (of 255) below which ink does not stand out."""
_BAND = 12.0
_WHITE: Colour = (255, 255, 255)
_WORDS = {
    "no-ink": "it is drawn without ink",
    "colour": "its colour is that of what is behind it",
    "tiny": f"it is smaller than {TINY:g} points",
    "outside": "it lies outside of the page or of what is shown of it",
    "covered": "a filled area is drawn over it",
    "under-picture": "a picture is drawn over it",
}


def words(reason: str) -> str:
    """A reason as a sentence."""
    return _WORDS[reason]


@dataclass(slots=True)
class Sight:
    """Tells for the characters of one page whether they are seen."""

    drawing: Drawing
    width: float
    height: float
    _bands: dict[int, list[Area]] = field(default_factory=dict)
    """Areas by the strips of the page they reach into, so that few are looked at for each character."""

    def __post_init__(self) -> None:
        for area in self.drawing.areas:
            first, last = max(0, int(area.box[1] // _BAND)), min(int(self.height // _BAND), int(area.box[3] // _BAND))
            for band in range(first, last + 1):
                self._bands.setdefault(band, []).append(area)

    def hidden(self, character: Character) -> str:
        """Why a reader does not see a character; empty where they do."""
        box = character.box
        x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
        if not (0 <= x <= self.width and 0 <= y <= self.height):
            return "outside"
        painted = self.drawing.texts.get(character.thing)
        if painted is None:
            return ""
        if not painted.ink or not painted.colours:
            return "no-ink"
        if painted.clip and not (painted.clip[0] - 1 <= x <= painted.clip[2] + 1 and painted.clip[1] - 1 <= y <= painted.clip[3] + 1):
            return "outside"
        if character.size < TINY:
            return "tiny"
        return self._against_areas(painted, x, y)

    def _against_areas(self, painted: Painted, x: float, y: float) -> str:
        areas = self._bands.get(int(y // _BAND), [])
        behind = bisect_left(areas, painted.order, key=_order)
        for area in areas[behind:]:
            if _holds(area.box, x, y):
                return "covered" if area.colour is not None else "under-picture"
        colour: Colour | None = _WHITE
        for area in reversed(areas[:behind]):
            if _holds(area.box, x, y):
                colour = area.colour
                break
        if colour is not None and all(_near(ink, colour) for ink in painted.colours):
            return "colour"
        return ""


def _order(area: Area) -> int:
    return area.order


def _holds(box: Rect, x: float, y: float) -> bool:
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _near(one: Colour, other: Colour) -> bool:
    return all(abs(a - b) < NEAR for a, b in zip(one, other, strict=True))
