"""Extraction as a task: which extractor reads a document depends on its role in the case."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from msgspec import structs

from enduse.model.document import Document
from enduse.model.extraction import Extraction, Reading
from enduse.model.issue import Issue
from enduse.model.storage import read_json, write_json
from enduse.sources.registry import import_list
from enduse.statements.notices.extract import extract_notice
from enduse.statements.notices.machine_read import is_machine_read
from enduse.statements.notices.records import is_notice_record
from enduse.statements.notices.sheet_paper import as_paper
from enduse.statements.tables.importer import import_table

SHEETS = frozenset(
    {
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "application/vnd.oasis.opendocument.spreadsheet",
        "application/vnd.ms-excel",
    }
)
PROSE = SHEETS | {
    "text/html",
    "text/plain",
    "application/pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
"""Kinds of papers in which notices come."""
_DECLARED = re.compile(r"样本\s*SPECIMEN|SPECIMEN\s*样本")
DECLARED_WITHIN = 400
"""Characters at the top of a paper in which the words stand."""
REFERENCE_TABLES = {"places-cn": "places"}
"""Reference tables and the table kind whose columns they have."""


def extract_task(inputs: list[Path], params: dict[str, Any], output: Path) -> None:
    """Write the extraction of one reading. ``params``: ``role``, ``name``, ``specimen``, ``expect`` and ``copied`` (lists)."""
    reading = read_json(inputs[0], Reading)
    if reading.document is None:
        write_json(output, Extraction())
        return
    write_json(output, _extract(reading.document, params))


def _extract(document: Document, params: dict[str, Any]) -> Extraction:
    role, name = params["role"], params["name"]
    if role == "table":
        return import_table(name, document)
    if role == "list":
        return _as_copied(import_list(name, document, expect=params.get("expect")), params.get("copied", ""))
    if role == "reference":
        return import_table(REFERENCE_TABLES[name], document, resting_on=f"reference:{name}")
    return extract_paper(document, specimen=params["specimen"])


def _as_copied(extraction: Extraction, day: str) -> Extraction:
    """The same statements with the day the copy was taken, where the file says none itself."""
    if not day:
        return extraction
    statements = tuple(structs.replace(s, first_seen=day) if s.first_seen is None else s for s in extraction.statements)
    return structs.replace(extraction, statements=statements)


def extract_paper(document: Document, *, specimen: bool = False) -> Extraction:
    """What a paper says; ``specimen`` where the case declares it invented, which a paper may also say of itself."""
    if document.media_type in PROSE or is_machine_read(document) or is_notice_record(document):
        if document.media_type in SHEETS:
            document = as_paper(document)
        return extract_notice(document, specimen=specimen or declares_specimen(document))
    return Extraction(issues=(_no_extractor(document),))


def declares_specimen(document: Document) -> bool:
    """Whether a paper says at its top that it is invented, as those of the example do: no case file can forget it."""
    return "SPECIMEN" in document.text[:DECLARED_WITHIN] and _DECLARED.search(document.text, 0, DECLARED_WITHIN) is not None


def _no_extractor(document: Document) -> Issue:
    return Issue(
        stage="statements",
        code="no-extractor",
        message=f"A paper of type {document.media_type} was read, but nothing in this version makes statements of it.",
        action="Put tables you keep by hand into tables/ and control lists under `lists:` in case.yml.",
        document=document.sha256,
    )
