"""Plain text: the stored text as it is, line by line."""

from __future__ import annotations

import re

from enduse.documents.notes import Notes
from enduse.documents.reader import Stored, register
from enduse.documents.textmap import TextMap
from enduse.model.document import Block, Document

_LINE = re.compile(r"[^\r\n]*[^\r\n\s]")


@register("text/plain", title="plain text", extensions=(".txt", ".text", ".md"))
def read_text(stored: Stored, notes: Notes) -> Document:
    """Text without its control characters; one block for every line that is not blank, its outer white space left out."""
    page = TextMap(stored.text)
    page.copy_clean(stored.body_start, len(stored.text))
    notes.controls(page.dropped)
    text = page.text()
    blocks = []
    for match in _LINE.finditer(text):
        start = match.end() - len(match.group().lstrip())
        blocks.append(Block(start, match.end(), "line"))
    return Document(
        sha256=stored.sha256,
        media_type=stored.media_type,
        text=text,
        encoding=stored.decoded.encoding if stored.decoded else None,
        decoded_by=stored.decoded.decided_by if stored.decoded else "",
        blocks=tuple(blocks),
        segments=page.segments(),
    )
