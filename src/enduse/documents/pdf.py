"""PDF: the text layer as a reader sees it, with page and box of every line, ruled tables as grids, and everything hidden marked as hidden.

A file that acts (scripts, launches), that hides text, whose text lies under a picture, or that was rebuilt from a damaged one says so in
``notes``. Scans without text are rejected as ``needs-ocr``. See docs/decisions/0020 and 0021.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from enduse.documents.notes import Notes
from enduse.documents.pdf_library import PASSWORD_ERRORS, NotOpened, Pdf
from enduse.documents.pdf_pages import PageRead, read_page
from enduse.documents.pdf_sight import words
from enduse.documents.pdf_streams import look
from enduse.documents.pdf_writing import PdfText
from enduse.documents.reader import Stored, register
from enduse.model.document import Document
from enduse.model.errors import UnreadableDocument

MOST_PAGES = 2000
MOST_CHARACTERS = 1_000_000
_HIDDEN_NAMED = 20


@register("application/pdf", title="a PDF", extensions=(".pdf",), magic=(b"%PDF-",))
def read_pdf(stored: Stored, notes: Notes) -> Document:
    """Read one file.

    Raises:
        UnreadableDocument: ``encrypted``, ``broken``, ``needs-ocr``, ``no-text`` or ``limit:…``.
    """
    raw = look(stored.data)
    if not raw.ended:
        _note_cut(notes)
    try:
        pdf = Pdf(stored.data)
    except NotOpened as error:
        if error.code in PASSWORD_ERRORS:
            raise UnreadableDocument(
                "encrypted", "the PDF is protected by a password, or by a way of encryption that is not known"
            ) from error
        raise UnreadableDocument("broken", "the PDF is cut or damaged: its structure cannot be read and could not be rebuilt") from error
    try:
        pages = _pages(pdf, notes)
        _note_structure(pdf, raw.actions, notes)
        metadata = pdf.metadata()
    finally:
        pdf.close()
    _note_pages(pages, notes)
    _check_text(pages)
    _note_hidden(pages, notes)
    written = PdfText()
    written.write(pages)
    return Document(
        sha256=stored.sha256,
        media_type=stored.media_type,
        text=written.text,
        metadata=metadata,
        blocks=tuple(written.blocks),
        tables=tuple(written.tables),
        pages=len(pages),
        layout=tuple(written.layout),
        boxes=tuple(written.boxes),
    )


def _pages(pdf: Pdf, notes: Notes) -> list[PageRead]:
    count = pdf.pages
    if count > MOST_PAGES:
        raise UnreadableDocument("limit:pages", f"the PDF says it has {count:,} pages; at most {MOST_PAGES:,} are read")
    if count < 1:
        raise UnreadableDocument("broken", "the PDF has no pages")
    pages, characters = [], 0
    for index in range(count):
        with pdf.page(index) as page:
            if page is None:
                notes.add("page-unread", f"page {index + 1} cannot be loaded and was not read", "get the PDF again", f"page {index + 1}")
                continue
            characters += page.count
            if characters > MOST_CHARACTERS:
                raise UnreadableDocument("limit:characters", f"the PDF has more than {MOST_CHARACTERS:,} characters on its pages")
            pages.append(read_page(page, index + 1))
    return pages


def _check_text(pages: Sequence[PageRead]) -> None:
    if any(page.pieces or page.apart for page in pages):
        return
    shapes = sum(page.unmapped for page in pages)
    if shapes:
        raise UnreadableDocument(
            "needs-ocr",
            f"the fonts of the PDF do not say which characters its {shapes} shapes are; the extra `ocr` (enduse[ocr]) reads such pages",
        )
    if any(page.pictures or page.paths for page in pages):
        raise UnreadableDocument(
            "needs-ocr",
            f"the PDF has {len(pages)} pages of pictures or drawings and no text; the extra `ocr` (enduse[ocr]) reads such pages",
        )
    raise UnreadableDocument("no-text", f"the PDF has {len(pages)} pages and nothing on them that can be read")


def _note_cut(notes: Notes) -> None:
    notes.add("cut", "the PDF does not end as a PDF must (no %%EOF): it is cut, or more was written behind it", "get the PDF again")


def _note_structure(pdf: Pdf, actions: set[str], notes: Notes) -> None:
    if not pdf.whole:
        notes.add(
            "rebuilt",
            "the table of contents of the PDF (xref) is damaged; its parts were found by searching, and some may be missing",
            "get the PDF again and compare",
        )
    if actions or pdf.scripts:
        named = ", ".join(sorted(actions)) or "JavaScript"
        notes.add(
            "active-content",
            f"the PDF holds actions or scripts ({named}); none was carried out",
            "never open the stored file outside of a sandbox",
        )
    if pdf.attachments:
        notes.add("attachments-not-read", f"{pdf.attachments} files inside the PDF were not read", "take them out and add them beside it")


def _note_pages(pages: Sequence[PageRead], notes: Notes) -> None:
    silent = [page.number for page in pages if not page.pieces and not page.apart and (page.pictures or page.paths > 20)]
    if silent and len(silent) < len(pages):
        notes.add(
            "page-needs-ocr",
            f"{_listed(silent)} of {len(pages)} hold pictures or drawings and no text; nothing was read from them",
            "look at these pages; the extra `ocr` (enduse[ocr]) reads them",
            f"page {silent[0]}",
        )
    scanned = [page.number for page in pages if page.scanned and (page.pieces or page.apart)]
    if scanned:
        notes.add(
            "text-layer-unverified",
            f"{_listed(scanned)}: a picture fills the page and there is text beside it, which may not be what the picture shows",
            "compare the text with the picture before relying on it",
            f"page {scanned[0]}",
        )
    partly = [page.number for page in pages if not page.complete]
    if partly:
        notes.add("drawing-too-large", f"{_listed(partly)}: too much is drawn to look for tables there", "read tables there by hand")
    unmapped, all_of = sum(page.unmapped for page in pages), sum(page.characters for page in pages)
    if unmapped:
        notes.add(
            "unmapped-characters",
            f"the fonts do not say which characters {unmapped} of {all_of} shapes stand for; the text may not be what the page shows",
            "compare the text with the page before relying on it",
        )


def _note_hidden(pages: Sequence[PageRead], notes: Notes) -> None:
    found = [(page.number, apart) for page in pages for apart in page.apart if apart.reason]
    for number, apart in found[:_HIDDEN_NAMED]:
        notes.add(
            "hidden-text",
            f"{len(apart.text)} characters on page {number} are not seen by a reader of the page: {words(apart.reason)}",
            "compare with the page; what is stated from such text has half the confidence",
            f"page {number}",
        )
    if len(found) > _HIDDEN_NAMED:
        counted = Counter(apart.reason for _, apart in found)
        reasons = "; ".join(f"{words(reason)} ({count})" for reason, count in sorted(counted.items()))
        notes.add("hidden-text", f"{len(found)} passages in all are not seen by a reader of the page: {reasons}", "compare with the pages")


def _listed(numbers: Sequence[int]) -> str:
    shown = ", ".join(map(str, numbers[:10])) + (f" and {len(numbers) - 10} more" if len(numbers) > 10 else "")
    return f"page {shown}" if len(numbers) == 1 else f"pages {shown}"
