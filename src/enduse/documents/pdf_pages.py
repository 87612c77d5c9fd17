"""One page of a PDF, read: lines and ruled tables as they are seen, and what is there without being seen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby

from enduse.documents.pdf_drawing import Drawing, drawing_of
from enduse.documents.pdf_library import Character, PdfPage, Rect
from enduse.documents.pdf_lines import PageLine, around, flowing, lines_of
from enduse.documents.pdf_sight import Sight
from enduse.documents.ruled_tables import RuledTable, find_tables

_FULL_PAGE = 0.6
"""Share of the page that one picture covers on a page that is the scan of a sheet."""


@dataclass(frozen=True, slots=True)
class Apart:
    """Text that stands in no line: ``reason`` says why it is not seen; empty for slanted text, which is."""

    text: str
    box: Rect
    reason: str


@dataclass(slots=True)
class PageRead:
    """What a page holds, in points from its upper left corner; ``pieces`` are lines and tables from top to bottom."""

    number: int
    width: float
    height: float
    pieces: list[PageLine | TableRead] = field(default_factory=list)
    apart: list[Apart] = field(default_factory=list)
    pictures: int = 0
    paths: int = 0
    scanned: bool = False
    """One picture covers most of the page."""
    characters: int = 0
    unmapped: int = 0
    complete: bool = True

    @property
    def seen(self) -> bool:
        """Whether there is any text that a reader sees."""
        return bool(self.pieces) or any(not apart.reason for apart in self.apart)


@dataclass(slots=True)
class TableRead:
    """A ruled table and the lines in each of its cells."""

    grid: RuledTable
    lines: list[list[PageLine]]


def read_page(page: PdfPage, number: int) -> PageRead:
    """Read one page."""
    drawing = drawing_of(page)
    read = PageRead(number, page.width, page.height, pictures=len(drawing.pictures), paths=drawing.paths, complete=drawing.complete)
    read.scanned = any(_share(box, page) >= _FULL_PAGE for box in drawing.pictures)
    sight = Sight(drawing, page.width, page.height)
    seen: list[Character] = []
    aside: list[tuple[str, Character]] = []
    for character in page.characters():
        read.characters += 1
        read.unmapped += character.unmapped
        if is_control(character.code):
            continue  # marks PDFium makes of hyphens at line ends, and controls
        reason = sight.hidden(character)
        if reason or character.turned:
            aside.append((reason, character))
        elif character.thing:
            seen.append(character)
    if not read.characters:  # text is drawn, and PDFium knows none of its characters
        read.unmapped = read.characters = len(drawing.texts)
    read.pieces = _pieces(seen, drawing, read)
    read.apart = list(_runs(aside))
    return read


def is_control(code: int) -> bool:
    """Whether a code stands for no sign."""
    return code < 32 or 0x7F <= code < 0xA0 or code in (0xFFFE, 0xFFFF)


def _runs(aside: list[tuple[str, Character]]) -> Iterator[Apart]:
    for reason, group in groupby(aside, key=lambda entry: entry[0]):
        characters = [character for _, character in group]
        text = flowing(characters)
        if text:
            yield Apart(text, around(character.box for character in characters), reason)


def _pieces(seen: list[Character], drawing: Drawing, read: PageRead) -> list[PageLine | TableRead]:
    tables, complete = find_tables(drawing.across, drawing.down)
    read.complete = read.complete and complete
    held: list[list[list[Character]]] = [[[] for _ in table.cells] for table in tables]
    free: list[Character] = []
    place: tuple[int, int] | None = None
    for character in seen:
        box = character.box
        x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
        if place is None or not tables[place[0]].cells[place[1]].holds(x, y):  # characters of one cell come together
            place = next(((number, cell) for number, table in enumerate(tables) if (cell := table.cell_at(x, y)) is not None), None)
        if place is None:
            free.append(character)
        else:
            held[place[0]][place[1]].append(character)
    pieces: list[PageLine | TableRead] = list(lines_of(free))
    for table, cells in zip(tables, held, strict=True):
        if not any(cells):
            continue
        at = next((n for n, piece in enumerate(pieces) if _top(piece) > table.y0), len(pieces))
        pieces.insert(at, TableRead(table, [lines_of(characters) for characters in cells]))
    return pieces


def _top(piece: PageLine | TableRead) -> float:
    if isinstance(piece, TableRead):
        return piece.grid.y0
    box = around(stretch.box for stretch in piece.stretches)
    return (box[1] + box[3]) / 2


def _share(box: Rect, page: PdfPage) -> float:
    across = max(0.0, min(box[2], page.width) - max(box[0], 0.0))
    down = max(0.0, min(box[3], page.height) - max(box[1], 0.0))
    return across * down / max(1.0, page.width * page.height)
