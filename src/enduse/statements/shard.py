"""Reading and extraction in bulk: a thousand pages of a pack are read in the jail and extracted by one task, into one shard.

One child reads them all. A page that ends it is rejected by name, another child is started, and the next page is read.
"""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec

from enduse.documents.bulk.page_ending import ending
from enduse.documents.ocr_extra import EXTENSIONS
from enduse.documents.reading import read_stored
from enduse.documents.redaction import redact_reading
from enduse.engine.collector import collector_at_rest
from enduse.evidence.pack import Pack, PackWriter
from enduse.evidence.page_pack import Page, read_index
from enduse.model.document import Document
from enduse.model.errors import DamagedVault
from enduse.model.extraction import Extraction, Reading
from enduse.model.issue import Issue
from enduse.model.statement import Statement
from enduse.model.written_id import written_id
from enduse.statements.extract import declares_specimen, extract_paper
from enduse.statements.id_in_sql import plain
from enduse.statements.shard_file import STATEMENTS, ShardPage, ShardSummary

_ENCODER = msgspec.json.Encoder(order="sorted")
_LINES = msgspec.json.Encoder()
"""Of statements, in the order of their fields, which is as fixed; DuckDB finds them by name."""


def shard_task(inputs: list[Path], params: dict[str, Any], output: Path) -> None:
    """Read and extract pages ``first`` up to ``last`` (not included) of the pack ``inputs[0]``.

    ``params``: ``first``, ``last``; ``without``, places in the pack's index of pages that stand elsewhere in the case; ``specimen``,
    whether the case declares them invented; ``ocr`` (where the extra is installed, its name).

    Raises:
        DamagedVault: the pack is not as it was written.
    """
    with Pack(inputs[0]) as pack, output.open("wb") as file:
        _, index = read_index(pack)
        pack.hold_table()
        left = set(params["without"])
        pages = [index.pages[at] for at in range(params["first"], params["last"]) if at not in left]
        shard = _Shard(PackWriter(file), ocr=bool(params.get("ocr")), specimen=bool(params["specimen"]))
        with collector_at_rest():  # pages, readings and statements hold no cycles
            for page in pages:
                shard.take(pack, page)
        shard.close()


class _Shard:
    """A shard being written."""

    def __init__(self, out: PackWriter, *, ocr: bool, specimen: bool) -> None:
        self._out = out
        self._ocr = ocr
        self._specimen = specimen
        self._pages: list[ShardPage] = []
        self._readings: list[Issue] = []
        self._extractions: list[Issue] = []
        self._lines: list[bytes] = []
        self._statements = 0

    def take(self, pack: Pack, page: Page) -> None:
        """Read and extract one page."""
        reading = redact_reading(_read(pack, page, ocr=self._ocr))
        self._readings += (*((reading.rejected,) if reading.rejected else ()), *reading.issues)
        document = reading.document
        specimen = document is not None and (self._specimen or declares_specimen(document))
        self._pages.append(ShardPage(page.sha256, page.name, document is not None, specimen))
        if document is None:
            return
        self._out.put(bytes.fromhex(page.sha256), _ENCODER.encode(reading))
        extraction = _extract(document, specimen=self._specimen)
        self._extractions += (issue if issue.document else replace(issue, document=page.sha256) for issue in extraction.issues)
        self._statements += len(extraction.statements)
        self._lines.append(as_lines(extraction.statements))

    def close(self) -> None:
        """Write statements and index."""
        lines = b"".join(self._lines)
        self._out.put(STATEMENTS, lines)
        summary = ShardSummary(tuple(self._pages), tuple(self._readings), tuple(self._extractions), self._statements, len(lines))
        self._out.close(_ENCODER.encode(summary))


def _read(pack: Pack, page: Page, *, ocr: bool) -> Reading:
    """The reading of one page. Damage ends the task, so that nothing is kept of it and a restored pack is read as if nothing had been."""
    extension = ending(page)
    data = pack.get(bytes.fromhex(page.sha256))
    if data is None or sha256(data).hexdigest() != page.sha256:
        raise DamagedVault(
            f"pack {pack.path.name} no longer holds page {page.sha256} ({page.name}); restore it from a backup, then run verify"
        )
    return read_stored(data, page.sha256, extension, ocr=ocr and extension in EXTENSIONS)


def _extract(document: Document, *, specimen: bool) -> Extraction:
    try:
        return extract_paper(document, specimen=specimen)
    except Exception as error:  # noqa: BLE001 - as in a task's outermost frame: a fault met in one page must not take a thousand along
        issue = Issue(
            stage="statements",
            code="failed",
            message=f"This document could not be worked on: {type(error).__name__}: {error}",
            action="It is kept and counted. If the message is not about the file, it is a defect of Enduse: please report it.",
            document=document.sha256,
            owner="maintainer",
            rejected=True,
        )
        return Extraction(issues=(issue,))


def as_lines(statements: tuple[Statement, ...]) -> bytes:
    """The statements as lines of JSON, with the id where DuckDB would not find the right one (``statements.id_in_sql``)."""
    lines = _LINES.encode_lines(statements)
    if b"\\u" in lines:
        told = lines.splitlines(keepends=True)
        return b"".join(line if plain(line, 1) else _with_id(line, written_id(line)) for line in told)
    doubtful = [at for at, statement in enumerate(statements) if statement.confidence != 1.0]
    if not doubtful:
        return lines
    told = lines.splitlines(keepends=True)
    for at in doubtful:
        told[at] = _with_id(told[at], statements[at].id)
    return b"".join(told)


def _with_id(line: bytes, id_: str) -> bytes:
    return b'{"id":"%b",%b' % (id_.encode(), line[1:])
