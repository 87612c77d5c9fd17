"""Lists read without a case: the files named on the command line, read in the jail, imported, merged and resolved as a build does."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Sequence
from pathlib import Path

from enduse.documents.reading import read_stored
from enduse.entities.resolve import resolve_task
from enduse.entities.resolved import Resolved
from enduse.model.document import Document
from enduse.model.errors import UnreadableDocument, UsageError
from enduse.model.extraction import Extraction
from enduse.model.storage import write_json
from enduse.sources.registry import import_list
from enduse.statements.list_history import import_history
from enduse.statements.merge import merge_task


def open_lists(lists: Sequence[tuple[str, Path]], histories: Sequence[tuple[str, Path]] = (), *, partial: bool = False) -> Resolved:
    """The resolved case of these files alone. ``lists``: (source, file); ``histories``: (name of the list, file of dated changes).

    ``partial`` reads files that hold a part of a list; otherwise one with fewer entries than the source declares is refused.

    Raises:
        UsageError: there is no such source, or no such file.
        UnreadableDocument: a file cannot be read.
        SourceChanged: a file has not the form or size its source declares.
    """
    extractions = [import_list(name, _read(path), expect={"min": 0} if partial else None) for name, path in lists]
    extractions += [import_history(name, _read(path)) for name, path in histories]
    return _resolved(extractions)


def _resolved(extractions: Sequence[Extraction]) -> Resolved:
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        parts = []
        for number, extraction in enumerate(extractions):
            parts.append(place / f"{number}.json")
            write_json(parts[-1], extraction)
        merge_task(parts, {}, place / "statements.parquet")
        resolve_task([place / "statements.parquet"], {}, place / "entities")
        return Resolved(place / "entities", loaded=True)


def _read(path: Path) -> Document:
    if not path.is_file():
        raise UsageError(f"{path} is no file. Give the list as SOURCE=FILE, such as us-bis-entity-list=entity-list.json")
    data = path.read_bytes()
    reading = read_stored(data, hashlib.sha256(data).hexdigest(), path.suffix, ocr=False)
    if reading.document is None:
        rejected = reading.rejected
        code, message = (rejected.code, rejected.message) if rejected else ("unread", "no reader")
        raise UnreadableDocument(code, f"{path.name} was not read: {message}")
    return reading.document
