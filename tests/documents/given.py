"""What the tests of this room share: reading bytes without a jail, and the checks every document must pass."""

from __future__ import annotations

import hashlib

from enduse.documents.read import read_bytes
from enduse.model.document import Document
from enduse.model.extraction import Reading


def read(data: bytes | str, extension: str = ".html") -> Reading:
    """The reading of some bytes (text is UTF-8)."""
    raw = data.encode() if isinstance(data, str) else data
    result = read_bytes(raw, sha256=hashlib.sha256(raw).hexdigest(), extension=extension)
    if result.document is not None:
        check(result.document, raw)
    return result


def document(data: bytes | str, extension: str = ".html") -> Document:
    """The document in some bytes that must be readable."""
    result = read(data, extension)
    assert result.document is not None, result.rejected
    return result.document


def codes(result: Reading) -> set[str]:
    """The codes of all issues of a reading."""
    return {issue.code for issue in result.issues} | ({result.rejected.code} if result.rejected else set())


def check(document: Document, data: bytes) -> None:
    """Every passage lies in the text, every segment leads to the stored characters it stands for."""
    text = document.text
    stored = data.decode(document.encoding, "replace") if document.encoding else ""
    assert stored or not document.segments
    last = last_stored = 0
    for segment in document.segments:
        assert last <= segment.start < segment.end <= len(text)
        assert last_stored <= segment.stored_start <= segment.stored_end <= len(stored)
        if segment.end - segment.start == segment.stored_end - segment.stored_start:
            assert text[segment.start : segment.end] == stored[segment.stored_start : segment.stored_end]
        last, last_stored = segment.end, segment.stored_end
    for block in document.blocks:
        assert 0 <= block.start < block.end <= len(text)
        assert text[block.start : block.end].strip("\n\t") == text[block.start : block.end]
    for table in document.tables:
        for cell in table.cells:
            assert 0 <= cell.start <= cell.end <= len(text)
    after = 0
    for box in document.boxes:
        assert after <= box.start < box.end <= len(text)
        assert 1 <= box.page <= document.pages
        after = box.end
    for field in document.fields:
        assert 0 <= field.start <= field.end <= len(text)
