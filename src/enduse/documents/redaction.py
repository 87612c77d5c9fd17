"""Private persons' data is taken out of a paper's text before anything is written: a mark stands for each sign, and a record says where.

Offsets do not move, so everything that rests on the text stays in its place. The stored bytes are not touched; who may see them sees all.
"""

from __future__ import annotations

import re

from msgspec import structs

from enduse.language.private import finder, mask, private_spans
from enduse.model.document import Document, Redaction
from enduse.model.extraction import Reading

_TELLING = re.compile(r"[^\x00-\x7f]|\d|@")
"""One of these stands in every name, number and address that can be found."""


def redact(document: Document) -> Document:
    """The document without private persons' data in its text, its title and what its file says of itself.

    Redacting twice changes nothing.
    """
    spans = private_spans(document)
    redactions = (*document.redactions, *(Redaction(*span) for span in spans))
    return structs.replace(
        document,
        text=mask(document.text, spans),
        title=_plain(document.title) if document.title else document.title,
        metadata={key: _plain(value) for key, value in document.metadata.items()},
        redactions=tuple(sorted(redactions, key=lambda redaction: redaction.start)),
        redacted_by=finder(),
    )


def redact_reading(reading: Reading) -> Reading:
    """The reading with its document redacted, if it has one."""
    return reading if reading.document is None else structs.replace(reading, document=redact(reading.document))


def _plain(text: str) -> str:
    """A text that stands alone, without private persons' data."""
    if _TELLING.search(text) is None:
        return text
    return mask(text, private_spans(Document(sha256="", media_type="text/plain", text=text)))
