"""Readers of pictures and scanned PDFs by OCR. Importing this module registers them; only a process made for it imports it.

The text is our own writing of what the engine saw: no stored text stands behind it, so there are no segments; every line and cell has its
page, box and score instead. What is uncertain is said, and no number in it is worth more than what confirms it (``machine_read``).
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import numpy
from PIL import Image

from enduse.documents import ocr_rules, ocr_sheets
from enduse.documents.images import KINDS
from enduse.documents.notes import Notes
from enduse.documents.ocr_engine import PageRead, Piece, engine, read_line, read_page
from enduse.documents.ocr_extra import installed, settings
from enduse.documents.ocr_layout import Placed, lines_of, paragraphs, skew, turned
from enduse.documents.ocr_sheets import Sheet
from enduse.documents.ocr_tables import FoundTable, evident, ruled
from enduse.documents.ocr_text import OcrText
from enduse.documents.reader import Stored, register
from enduse.model.document import Document
from enduse.model.errors import UnreadableDocument

_PLACES = 20
"""Places named in one note."""
_RUN = 3
"""Red text this many times as wide as high, over nothing else, is a line of the paper; the rest is a seal's."""


def read_picture(stored: Stored, notes: Notes) -> Document:
    """A picture of one page, or of several (TIFF)."""
    return _document(stored, ocr_sheets.of_picture(stored.data), notes)


def read_scanned_pdf(stored: Stored, notes: Notes) -> Document:
    """A PDF whose pages are pictures; a text layer, if it has one, is not looked at."""
    return _document(stored, ocr_sheets.of_pdf(stored.data), notes)


for _media_type, _title, _extensions in KINDS:
    register(_media_type, title=_title, extensions=_extensions)(read_picture)
register("application/pdf", title="a PDF", extensions=(".pdf",))(read_scanned_pdf)


def _document(stored: Stored, sheets: Iterator[Sheet], notes: Notes) -> Document:
    text = OcrText()
    scores: list[float] = []
    for sheet in sheets:
        found = read_page(sheet.pixels)
        text.begin_page(sheet)
        _write_page(text, found)
        text.end_page()
        scores += [piece.score for piece in found.pieces]
        _note_page(text.pages, sheet, found, notes)
    if text.length:
        low = min(scores, default=0.0)
        notes.add(
            "ocr-text",
            f"the text was read by a machine from a picture ({len(scores)} lines, scores {low:.2f} to {max(scores, default=0.0):.2f}): "
            "names may hold misread signs, and a number that nothing on the page confirms is not stated",
            "compare what matters with the picture",
        )
    return text.document(stored, f"ocr {installed()}")


def _write_page(text: OcrText, found: PageRead) -> None:
    angle = skew(piece.corners for piece in found.pieces)
    upright = ocr_rules.upright(found.clean, angle)

    def reread(rect: tuple[float, float, float, float]) -> tuple[str, float]:
        left, top, right, bottom = (max(0, round(edge)) for edge in rect)
        crop = upright[top:bottom, left:right]
        return read_line(numpy.ascontiguousarray(crop)) if crop.size else ("", 0.0)

    black = [_placed(piece, angle) for piece in found.pieces if not piece.red]
    seals: list[Placed] = []
    free: list[Placed] = []
    for piece in (_placed(piece, angle) for piece in found.pieces if piece.red):
        by_itself = piece.rect[2] - piece.rect[0] > _RUN * piece.height and not any(_meet(piece, other) for other in black)
        (free if by_itself else seals).append(piece)
    pieces = [*black, *free]
    tables, outside = ruled(pieces, *ocr_rules.ruled_lines(upright), upright.shape[1], reread)
    loose, lines = evident(lines_of(outside))
    parts: list[FoundTable | list[list[Placed]]] = sorted(
        [*tables, *loose, *paragraphs(lines)], key=lambda part: part.rect[1] if isinstance(part, FoundTable) else part[0][0].rect[1]
    )
    for part in parts:
        if isinstance(part, FoundTable):
            text.table(part)
        else:
            text.paragraph(part)
    for piece in seals:
        text.seal(piece)


def _placed(piece: Piece, angle: float) -> Placed:
    return Placed(piece.text, piece.score, turned(piece.corners, angle), piece.box)


def _meet(one: Placed, other: Placed) -> bool:
    a, b = one.rect, other.rect
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _note_page(page: int, sheet: Sheet, found: PageRead, notes: Notes) -> None:
    def place(box: tuple[float, float, float, float]) -> str:
        return "page {} box {:.0f},{:.0f},{:.0f},{:.0f}".format(page, *(edge * sheet.unit for edge in box))

    if found.red is not None:
        notes.add(
            "red-ink",
            "red ink, most likely a seal, was taken away before reading; signs under it may be misread",
            "look at the picture where a name or number stands under the seal",
            place(found.red),
        )
    for box in found.unread[:_PLACES]:
        notes.add("ocr-unread", "something like text that could not be read is not in the text", "look at the picture", place(box))
    if len(found.unread) > _PLACES:
        notes.add("ocr-unread", f"{len(found.unread) - _PLACES} more places could not be read", "look at the picture", f"page {page}")
    if not found.pieces:
        notes.add("ocr-blank", "no text was found on this page", "look at the picture", f"page {page}")
    elif median(piece.score for piece in found.pieces) < settings().doubtful_score:
        notes.add("ocr-poor", "the page is hard to read; little on it is certain", "get a better copy of the paper", f"page {page}")


def rehearse() -> None:
    """Load the models and use once what reading uses; afterwards no file can be opened and no thread begun.

    Raises:
        RuntimeError: a library began a thread, which the lock would not hold.
    """
    engine()
    Image.init()
    page = numpy.full((240, 640, 3), 255, numpy.uint8)
    for top, left in ((20, 20), (100, 20), (100, 320)):
        page[top : top + 60, left : left + 290] = 0
        page[top + 3 : top + 57, left + 3 : left + 287] = 255
        page[top + 20 : top + 40, left + 30 : left + 200 : 12] = 0
    page[180:220, 500:600] = (0, 0, 255)
    ocr_rules.upright(page, 0.01)
    read_line(page[:60])
    picture = Image.fromarray(page)
    samples = []
    for form, options in (("PNG", {}), ("JPEG", {}), ("TIFF", {}), ("TIFF", {"compression": "tiff_lzw"}), ("PDF", {})):
        stored = io.BytesIO()
        picture.save(stored, form, **options)
        samples.append((form, stored.getvalue()))
    for mode in ("1", "L", "P", "RGBA", "I;16"):
        stored = io.BytesIO()
        (picture.convert("L").convert("I").convert("I;16") if mode == "I;16" else picture.convert(mode)).save(stored, "PNG")
        samples.append(("PNG", stored.getvalue()))
    read_picture(Stored("0" * 64, samples[0][1], "", "image/png"), Notes("0" * 64, "rehearsal"))
    for form, data in samples:
        list(ocr_sheets.of_pdf(data) if form == "PDF" else ocr_sheets.of_picture(data))
    for broken in (samples[0][1][:200], samples[1][1][:300], b"\x89PNG\r\n\x1a\n", b"%PDF-"):
        _fails(broken)
    threads = len(list(Path("/proc/self/task").iterdir())) if Path("/proc/self/task").is_dir() else 1
    if threads > 1:
        raise RuntimeError(f"a library of the extra [ocr] began {threads - 1} threads, which the lock would not hold")


def _fails(data: bytes) -> None:
    """Take the way of a damaged file once: what it raises is imported, too."""
    try:
        list(ocr_sheets.of_pdf(data) if data.startswith(b"%PDF") else ocr_sheets.of_picture(data))
    except UnreadableDocument:
        return
