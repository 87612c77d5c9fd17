"""Writes the text of pages that were read by OCR: lines, paragraphs and cells, each run with its page, box and score."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from enduse.documents.ocr_layout import Placed, glue
from enduse.documents.ocr_tables import FoundCell, FoundTable
from enduse.documents.reader import Stored
from enduse.documents.textmap import CONTROLS
from enduse.model.document import Block, Box, Cell, Document, Page, Table

if TYPE_CHECKING:  # the module behind it loads the libraries of the extra
    from enduse.documents.ocr_sheets import Sheet


class OcrText:
    """Collects text and what stands beside it, page by page."""

    def __init__(self) -> None:
        self.length = 0
        self._parts: list[str] = []
        self._blocks: list[Block] = []
        self._tables: list[Table] = []
        self._boxes: list[Box] = []
        self._layout: list[Page] = []
        self._sheet: Sheet | None = None
        self._begun = 0

    @property
    def pages(self) -> int:
        """The number of the page being written, from 1."""
        return len(self._layout) + (self._sheet is not None)

    def begin_page(self, sheet: Sheet) -> None:
        """What is written next stands on this page."""
        self._sheet = sheet
        self._begun = self.length

    def end_page(self) -> None:
        """Close the page."""
        sheet = self._sheet
        if sheet is not None:
            self._layout.append(Page(self.pages, self._begun, self.length, sheet.width, sheet.height))
            self._sheet = None

    def paragraph(self, lines: Sequence[Sequence[Placed]]) -> None:
        """Lines that run on, as one block; pieces of one line are parted by a space."""
        self._break("\n")
        start = self.length
        for number, line in enumerate(lines):
            for index, piece in enumerate(line):
                if index:
                    self._write(" ")
                elif number:
                    self._write(glue(self._parts[-1], piece.text))
                self._piece(piece)
        self._block(start, "line" if len(lines) == 1 else "paragraph")

    def seal(self, piece: Placed) -> None:
        """Text of a seal that covers other text, apart from it."""
        self._break("\n")
        start = self.length
        self._piece(piece)
        self._block(start, "seal")

    def table(self, table: FoundTable) -> None:
        """Rows on lines of their own, cells parted by tabs."""
        cells: list[Cell] = []
        row = -1
        for found in sorted(table.cells, key=lambda cell: (cell.row, cell.column)):
            self._break("\n" if found.row != row else "\t")
            row = found.row
            start = self.length
            self._cell(found)
            cells.append(Cell(found.row, found.column, start, self.length, False, found.rowspan, found.colspan))
            self._block(start, "cell")
        self._tables.append(Table(f"page {self.pages} table {self._tables_here() + 1}", tuple(cells)))

    def _tables_here(self) -> int:
        return sum(table.locator.startswith(f"page {self.pages} ") for table in self._tables)

    def _cell(self, found: FoundCell) -> None:
        for index, piece in enumerate(found.pieces):
            if index:
                self._write(glue(self._parts[-1], piece.text))
            self._piece(piece)

    def _piece(self, piece: Placed) -> None:
        text = CONTROLS.sub(" ", piece.text).replace("\n", " ").replace("\t", " ")
        start = self.length
        self._write(text)
        if self._sheet is not None and text:
            x0, y0, x1, y1 = (round(edge * self._sheet.unit, 1) for edge in piece.box)
            self._boxes.append(Box(start, self.length, self.pages, x0, y0, x1, y1, round(piece.score, 4)))

    def _write(self, text: str) -> None:
        if text:
            self._parts.append(text)
            self.length += len(text)

    def _break(self, mark: str) -> None:
        if self.length:
            self._write(mark)

    def _block(self, start: int, kind: str) -> None:
        if self.length > start:
            self._blocks.append(Block(start, self.length, kind))

    def document(self, stored: Stored, decoded_by: str) -> Document:
        """The document of all pages."""
        return Document(
            sha256=stored.sha256,
            media_type=stored.media_type,
            text="".join(self._parts),
            decoded_by=decoded_by,
            blocks=tuple(self._blocks),
            tables=tuple(self._tables),
            pages=len(self._layout),
            layout=tuple(self._layout),
            boxes=tuple(self._boxes),
        )
