"""One file read as a case reads a paper, without a case: in the jail, private persons' data taken out, its fields with their passages."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from enduse.documents import ocr_extra
from enduse.documents.reading import read_stored
from enduse.documents.redaction import redact_reading
from enduse.model.extraction import Extraction, Reading
from enduse.statements.extract import extract_paper
from enduse.statements.notices.record import notice_record

UNPACKED_BY_BUILD = frozenset({".zip", ".tar", ".gz", ".tgz", ".eml", ".warc", ".wacz"})
"""Containers: only a case unpacks them, since each member is a paper of its own with its own custody record."""


@dataclass(frozen=True, slots=True)
class PaperRead:
    """The file's name, its reading and what was extracted (nothing where the reading was rejected)."""

    name: str
    reading: Reading
    extraction: Extraction

    def record(self) -> dict[str, Any]:
        """All of it as one JSON value, the notice's fields at the top in the names of hand-read sets.

        ``private_spans`` are ``[start, end, kind]`` into ``text``, where marks of the same length stand.
        """
        document, rejected = self.reading.document, self.reading.rejected
        head: dict[str, Any] = {"file": self.name, "sha256": self.reading.sha256}
        if document is None:
            return {**head, "rejected": rejected, "issues": self.reading.issues}
        return {
            **head,
            **{name: getattr(document, name) for name in ("media_type", "encoding", "decoded_by", "language", "pages", "warnings")},
            **notice_record(self.extraction),
            "private_spans": [[r.start, r.end, r.kind] for r in document.redactions],
            "hidden_spans": [[block.start, block.end] for block in document.blocks if block.hidden],
            "counts": self.extraction.counts,
            "issues": (*self.reading.issues, *self.extraction.issues),
            "text": document.text,
        }


def read_paper(path: Path) -> PaperRead:
    """Read the file at ``path``; a file that cannot be read gives a rejected reading that says why."""
    data = path.read_bytes()
    sha256 = hashlib.sha256(data).hexdigest()
    reading = redact_reading(read_stored(data, sha256, path.suffix, ocr=ocr_extra.installed() is not None))
    extraction = Extraction() if reading.document is None else extract_paper(reading.document)
    return PaperRead(path.name, reading, extraction)
