"""Pictures of the pages of a PDF, drawn where it is read: in the child that can do nothing else.

A picture holds what the paper's page may say and nothing more. The page is rendered; from that only the boxes of signs that the text shows,
straight rules and plain areas are copied onto a white page; then what the text hides is covered, with a margin. So a thing nobody has read
is not in the picture, wherever it stands. A page that is not plain, or on which a sign cannot be placed, has no picture
(docs/decisions/0124).
"""

from __future__ import annotations

import ctypes

from enduse.documents.page_pictures import Order, PagePicture
from enduse.documents.pdf_drawing import Drawing, drawing_of
from enduse.documents.pdf_library import Pdf, PdfPage, Rect
from enduse.documents.pdf_pages import is_control
from enduse.documents.pdf_placing import Unplaced, place, runs
from enduse.documents.pdf_plain import why_not_plain
from enduse.documents.pdf_sight import Sight
from enduse.documents.picture_canvas import Canvas
from enduse.documents.read import read_bytes
from enduse.model.document import Document

MOST_PAGES = 20
"""Pages of one paper that are drawn; the text has all of them."""
HIGHEST = 1600
"""Pixels."""
_INK, _AROUND, _RULE = 0.4, 1.6, 0.6
"""Points beside the box of a sign that are copied with it, that are covered beside what is hidden, and on both sides of a rule."""


def draw(data: bytes, sha256: str, extension: str, order: Order) -> tuple[PagePicture, ...]:
    """A picture for every page that may have one, or the reason it has none."""
    document = read_bytes(data, sha256=sha256, extension=extension).document
    if document is None or document.media_type != "application/pdf":
        return (PagePicture(1, reason="unread" if document is None else "no-pdf"),)
    hidden = _hidden(document.text, order.text)
    if hidden is None:
        return tuple(PagePicture(page.number, reason="differs") for page in document.layout)
    pdf = Pdf(data)
    try:
        return tuple(_page(pdf, document, page.number, hidden, order) for page in document.layout)
    finally:
        pdf.close()


def _hidden(own: str, shown: str) -> set[int] | None:
    """Positions whose sign is not shown; None where the two texts are not one text with some of it masked."""
    if len(own) != len(shown):
        return None
    hidden = {at for at, (one, other) in enumerate(zip(own, shown, strict=True)) if one != other}
    return hidden if all(shown[at] == "▇" for at in hidden) else None


def _page(pdf: Pdf, document: Document, number: int, hidden: set[int], order: Order) -> PagePicture:
    if number > MOST_PAGES:
        return PagePicture(number, reason="many-pages")
    with pdf.page(number - 1) as page:
        if page is None or page.width < 1 or page.height < 1:
            return PagePicture(number, reason="unread")
        why = why_not_plain(page)
        if why:
            return PagePicture(number, reason=why)
        drawing = drawing_of(page)
        characters = [each for each in page.characters() if not chr(each.code).isspace() and (each.thing or each.unmapped)]
        if not drawing.complete or any(each.unmapped or is_control(each.code) for each in characters):
            return PagePicture(number, reason="unmapped" if drawing.complete else "drawings")
        sight = Sight(drawing, page.width, page.height)
        if any(each.turned or sight.hidden(each) for each in characters):
            return PagePicture(number, reason="aside")
        try:
            placed = place(document, number, characters)
        except Unplaced:
            return PagePicture(number, reason="unplaced")
        if not placed.keys() - hidden:
            return PagePicture(number, reason="empty")
        return _drawn(page, drawing, document, number, placed, hidden, order)


def _drawn(
    page: PdfPage, drawing: Drawing, document: Document, number: int, placed: dict[int, Rect], hidden: set[int], order: Order
) -> PagePicture:
    scale = min(order.width / page.width, HIGHEST / page.height)
    canvas = Canvas(max(1, int(page.width * scale)), max(1, int(page.height * scale)), scale)
    with memoryview(_rendered(page, canvas.width, canvas.height)) as pixels:
        for area in drawing.areas:
            if area.colour is not None:
                canvas.area(area.box, sum(area.colour) // 3)
        for y, x0, x1 in drawing.across:
            canvas.copy(pixels, (x0, y, x1, y), _RULE)
        for x, y0, y1 in drawing.down:
            canvas.copy(pixels, (x, y0, x, y1), _RULE)
        for at, box in placed.items():
            if at not in hidden:
                canvas.copy(pixels, box, _INK)
    for start, end in order.frames:
        for box in runs(document, number, placed, set(range(start, end))):
            canvas.frame(box, _AROUND)
    for box in runs(document, number, placed, hidden):
        canvas.cover(box, _AROUND)
    return PagePicture(number, canvas.png(), canvas.width, canvas.height)


def _rendered(page: PdfPage, width: int, height: int) -> bytes:
    """The page as PDFium draws it, one byte of grey a pixel."""
    raw = page.raw
    grey = (ctypes.c_ubyte * (width * height))()
    bitmap = raw.FPDFBitmap_CreateEx(width, height, raw.FPDFBitmap_Gray, grey, width)
    if not bitmap:
        raise MemoryError
    try:
        raw.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, 0xFFFFFFFF)
        raw.FPDF_RenderPageBitmap(bitmap, page.handle, 0, 0, width, height, 0, 0)
    finally:
        raw.FPDFBitmap_Destroy(bitmap)
    return bytes(grey)
