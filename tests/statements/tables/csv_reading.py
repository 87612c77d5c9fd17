"""A csv as the documents room reads it."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Sequence

from enduse.documents.encoding import decode
from enduse.documents.notes import Notes
from enduse.documents.reader import Stored
from enduse.documents.tabular import read_table
from enduse.model.document import Document


def read_csv(data: bytes) -> Document:
    """The document of these bytes."""
    sha256 = hashlib.sha256(data).hexdigest()
    notes = Notes(sha256, "table.csv")
    return read_table(Stored(sha256, data, ".csv", "text/csv", decode(data, notes)), notes)


def document(*rows: Sequence[str]) -> Document:
    """The document of these rows, quoted where they must be."""
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\n").writerows(rows)
    return read_csv(buffer.getvalue().encode("utf-8"))
