"""Pictures of papers (png, jpeg, tiff) where there is no OCR: refused by name, so that a scanned paper never passes for an empty one."""

from __future__ import annotations

from enduse.documents.notes import Notes
from enduse.documents.reader import Stored, register
from enduse.model.document import Document
from enduse.model.errors import UnreadableDocument

KINDS = (
    ("image/png", "a PNG picture", (".png",)),
    ("image/jpeg", "a JPEG picture", (".jpg", ".jpeg")),
    ("image/tiff", "a TIFF picture", (".tif", ".tiff")),
)
"""Media type, title and extensions of the pictures that OCR can read."""


def refuse_picture(stored: Stored, notes: Notes) -> Document:  # noqa: ARG001  # the one form of every reader
    """Refuse a picture.

    Raises:
        UnreadableDocument: always, ``needs-ocr``.
    """
    title = next(title for media_type, title, _ in KINDS if media_type == stored.media_type)
    raise UnreadableDocument("needs-ocr", f"this is {title}: its text is a picture, which only OCR can read (the optional extra [ocr])")


for _media_type, _title, _extensions in KINDS:
    register(_media_type, title=_title, extensions=_extensions)(refuse_picture)
