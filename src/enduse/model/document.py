"""The document as read: text, tables and blocks, each with its place in the stored bytes."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from operator import attrgetter

from msgspec import Struct, field


class Segment(Struct, frozen=True, gc=False):
    """A run of text that stands in the stored file from ``stored_start`` on, in decoded characters.

    Where the run is not character for character the same (an entity such as ``&nbsp;``, a JSON escape), the
    lengths differ and the whole run maps to the whole stored run.
    """

    start: int
    end: int
    stored_start: int
    stored_end: int


class Cell(Struct, frozen=True, gc=False):
    """One table cell: its place in the table and the passage ``text[start:end]`` that it holds."""

    row: int
    column: int
    start: int
    end: int
    header: bool = False
    rowspan: int = 1
    colspan: int = 1


class Table(Struct, frozen=True, gc=False):
    """A table of cells; ``locator`` says where it is (``table 2``, ``$.entities``)."""

    locator: str
    cells: tuple[Cell, ...]
    hidden: bool = False
    depth: int = 0


class Block(Struct, frozen=True, gc=False):
    """A passage that stands on its own line or in its own cell.

    ``kind`` is ``title``, ``heading``, ``paragraph``, ``cell``, ``line`` or ``margin`` (the running head and foot of pages); ``hidden``
    says that a reader of the page would not see it.
    """

    start: int
    end: int
    kind: str
    hidden: bool = False


class Field(Struct, frozen=True, gc=False):
    """A value of a keyed file (JSON): ``locator`` is its JSON pointer."""

    locator: str
    start: int
    end: int


class Redaction(Struct, frozen=True, gc=False):
    """A passage that concerns a private person, taken out of the text: in its place stand as many ``▇``. ``kind`` says what it was."""

    start: int
    end: int
    kind: str
    """``person``, ``phone``, ``email``, ``id`` or ``address``."""


class Page(Struct, frozen=True, gc=False):
    """A page as it is shown: its number from 1, its stretch of the text, its size in points (1/72 inch; a picture: pixels)."""

    number: int
    start: int
    end: int
    width: float = 0.0
    height: float = 0.0


class Box(Struct, frozen=True, gc=False):
    """Where ``text[start:end]`` stands on its page: points from the upper left corner of the page as it is shown (a picture: pixels)."""

    start: int
    end: int
    page: int
    x0: float
    y0: float
    x1: float
    y1: float
    score: float | None = None
    """How sure the engine was of this text, 0 to 1, where a machine read it from a picture (OCR); None where it was not guessed."""


class Document(Struct, frozen=True):
    """What a reader hands on. ``text[start:end]`` of every part below is exactly what was stored, decoded,
    but for the ``redactions``.

    ``segments`` lead back into stored *text*; formats that are not text (PDF, Office) have pages, boxes and table locators instead.
    """

    sha256: str
    media_type: str
    text: str
    encoding: str | None = None
    decoded_by: str = ""
    """How the encoding was decided: ``bom``, ``declared``, ``utf-8 valid``, ``agreement of …``."""
    language: str | None = None
    title: str | None = None
    metadata: dict[str, str] = field(default_factory=dict)
    blocks: tuple[Block, ...] = ()
    tables: tuple[Table, ...] = ()
    fields: tuple[Field, ...] = ()
    segments: tuple[Segment, ...] = ()
    pages: int = 1
    warnings: tuple[str, ...] = ()
    layout: tuple[Page, ...] = ()
    """The pages of a format that has them, in order."""
    boxes: tuple[Box, ...] = ()
    """Boxes of lines and cells, in the order of the text, without overlaps; only for formats that have pages."""
    redactions: tuple[Redaction, ...] = ()
    """What was taken out before anything was written, in order; the stored bytes keep it."""
    redacted_by: str = ""
    """Which finder of private persons' data searched the whole text; empty where none did."""

    def boxes_of(self, start: int, end: int) -> tuple[Box, ...]:
        """The boxes that a passage ``text[start:end]`` touches, whole lines as they are."""
        first = bisect_right(self.boxes, start, key=attrgetter("start"))
        first -= 1 if first and self.boxes[first - 1].end > start else 0
        return self.boxes[first : max(first, bisect_left(self.boxes, end, key=attrgetter("start")))]

    def page_of(self, start: int, end: int) -> int | None:
        """The number of the page on which a passage begins; None for a format without pages."""
        if not self.boxes and not self.layout:
            return None
        boxes = self.boxes_of(start, end)
        if boxes:
            return boxes[0].page
        return next((page.number for page in self.layout if page.start <= start < page.end), None)

    def stored_span(self, start: int, end: int) -> tuple[int, int]:
        """Where ``text[start:end]`` stands in the decoded stored file, in characters (whole runs where unequal)."""
        if not self.segments:
            return start, end
        low = self._stored(start, upper=False)
        return low, max(low, self._stored(end, upper=True))

    def _stored(self, position: int, *, upper: bool) -> int:
        probe = position - 1 if upper and position else position
        at = max(0, bisect_right(self.segments, probe, key=attrgetter("start")) - 1)
        segment = self.segments[at]
        if position >= segment.end:
            return segment.stored_end
        if segment.end - segment.start == segment.stored_end - segment.stored_start:
            return segment.stored_start + max(0, position - segment.start)
        return segment.stored_end if upper else segment.stored_start
