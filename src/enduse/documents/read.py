"""Reading one stored file: recognise it, decode it, hand it to its reader, and account for what came out.

A pure function of the bytes and the extension. It runs inside the jail; only tests and tools call it directly.
"""

from __future__ import annotations

from msgspec import structs

import enduse.documents.docx
import enduse.documents.html
import enduse.documents.images
import enduse.documents.pdf
import enduse.documents.sheets_ods
import enduse.documents.sheets_xls
import enduse.documents.sheets_xlsx
import enduse.documents.structured
import enduse.documents.tabular
import enduse.documents.text
import enduse.documents.xml_fields  # noqa: F401  # each of these registers its readers
from enduse.documents import media
from enduse.documents.encoding import Decoded, decode
from enduse.documents.notes import Notes
from enduse.documents.ocr_extra import ADVICE, EXTENSIONS
from enduse.documents.reader import Stored, reader_for
from enduse.language.written_in import written_in
from enduse.model.document import Document
from enduse.model.errors import UnreadableDocument
from enduse.model.extraction import Reading
from enduse.model.issue import Issue

_ODD = bytes((*range(0x09), 0x0B, *range(0x0E, 0x20)))
"""Control characters that no text holds."""
_FEW = 16
"""So many of them, or of places that could not be decoded, prove nothing."""
_SILENT = 1024
"""A file longer than this (bytes) that gives no text is worth an alarm of its own words."""


def read_bytes(data: bytes, *, sha256: str, extension: str) -> Reading:
    """The document in ``data``, or the reason there is none. ``extension`` is as in ``.html``; never raises for what the bytes hold."""
    extension = extension.lower()[:16]
    notes = Notes(sha256, f"{sha256[:12]}{extension}")
    try:
        document = _read(data, extension, notes)
    except UnreadableDocument as error:
        return Reading(sha256, None, notes.rejected(error.code, str(error), _action(error.code)), tuple(notes.issues))
    notes.directions(document.text)
    language = document.language or written_in(document.text)
    return Reading(sha256, structs.replace(document, language=language, warnings=notes.warnings), None, tuple(notes.issues))


def _read(data: bytes, extension: str, notes: Notes) -> Document:
    if not data:
        raise UnreadableDocument("empty", "the file is empty (0 bytes)")
    media_type = media.of_bytes(data)
    decoded: Decoded | None = None
    if media_type is None:
        decoded = decode(data, notes)
        _refuse_binary(data, decoded, extension)
        if not decoded.text.strip("\ufeff \t\r\n\f\x00\u3000\xa0"):
            raise UnreadableDocument("empty", f"the file holds {len(data)} bytes of white space and nothing else")
        media_type = media.of_text(decoded.text, extension)
    reader = reader_for(media_type)
    known = reader is not None and not (media_type.startswith("image/") and extension not in EXTENSIONS)  # a picture named as text
    _check_name(media_type, extension, known=known, notes=notes)
    if reader is None:
        raise UnreadableDocument("unsupported", f"this is {media.title(media_type)}, which this version of Enduse cannot read")
    document = reader.read(Stored(notes.sha256, data, extension, media_type, decoded), notes)
    if not document.text.strip():
        raise UnreadableDocument("no-text", f"read as {reader.title}, {len(data):,} bytes gave no text at all{_silence(data)}")
    return document


def _check_name(media_type: str, extension: str, *, known: bool, notes: Notes) -> None:
    """Compare what the bytes are with what the extension promises.

    Raises:
        UnreadableDocument: ``wrong-type``, where the bytes are of a kind we cannot read and the name hides it.
    """
    promised = media.expected(extension)
    if promised is None or promised == media_type or {promised, media_type} <= {"application/json", "application/x-ndjson"}:
        return
    seen = media.title(media_type)
    if not known:
        raise UnreadableDocument("wrong-type", f"the file is named {extension} but its bytes are {seen}")
    notes.add(
        "wrong-extension",
        f"the file is named {extension} ({media.title(promised)}) but its content is {seen}; it was read as {seen}",
        "rename the file, or check that it is the file that was meant",
    )


def _refuse_binary(data: bytes, decoded: Decoded, extension: str) -> None:
    """Refuse bytes of no known format that are no text either: many control characters or undecodable places."""
    if decoded.encoding == "utf-8" and len(data) - len(data.translate(None, _ODD)) <= _FEW and "\ufffd" not in decoded.text:
        return
    sample = decoded.text[:65_536]
    stored = sample.encode("utf-8", "replace")
    odd = len(stored) - len(stored.translate(None, _ODD)) + sample.count("\ufffd")
    if odd > _FEW and odd * 8 > len(sample):
        name = f"named {extension} " if extension else ""
        raise UnreadableDocument("wrong-type", f"the file {name}holds {len(data):,} bytes that are no text and of no format known here")


def _silence(data: bytes) -> str:
    return ": its text may be in pictures or put in by scripts" if len(data) > _SILENT else ""


_ACTIONS = {
    "empty": "get the file again; an empty file is evidence of nothing",
    "cut": "get the whole file; nothing was taken from the part that is here",
    "no-text": "look at the file; if it shows text on a screen, save that as text or PDF and add it",
    "unsupported": "save the file as PDF, HTML, text or CSV and add that beside it",
    "wrong-type": "check that it is the file that was meant, and give it its right extension",
    "needs-ocr": ADVICE,
    "encrypted": "ask for the password, save the file without it and add that",
    "broken": "get the file again; nothing was taken from the part that is here",
    "xml-declarations": "have a person look at the file; it may be made to attack whoever reads it",
    "not-json": "correct the file at that place, or get it again",
}


def _action(code: str) -> str:
    return _ACTIONS.get(code, "look at the stored file; it was kept as it came")


def stopped(sha256: str, extension: str, code: str, message: str) -> Reading:
    """The reading of a file whose reader was stopped from outside (``limit:…``, ``crashed``)."""
    issue = Issue(
        stage="documents",
        code=code,
        message=message,
        action="look at the stored file on a machine without anything of worth; if it is harmless, report the case",
        place=f"{sha256[:12]}{extension}",
        document=sha256,
        rejected=True,
    )
    return Reading(sha256, None, issue)
