"""A table of unified social credit codes: each valid row names one organisation and its code.

A code whose check character is wrong is an issue and never an identifier: bodies are joined by codes, and a wrong one would join wrongly.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Any

from enduse.language.identifiers import examine_usc
from enduse.language.scripts import is_cjk
from enduse.model.document import Document
from enduse.model.errors import SourceChanged
from enduse.model.extraction import Extraction
from enduse.model.yaml_text import read_yaml
from enduse.sources.forms.rows import Row, check_columns, check_last_row, header_of, rows_of, unknown_columns, unread_cells
from enduse.sources.passage import Passage
from enduse.sources.size import check_expected
from enduse.sources.source_file import Source
from enduse.sources.writer import Writer

METHOD_VERSION = "1"
_ACTION = "Look the code up in the register (gsxt.gov.cn for companies) and correct the row."


def import_document(source: Source, document: Document, *, expect: Mapping[str, int] | None = None) -> Extraction:
    """Statements of the organisations in a table of codes, in the order of its rows.

    Counts: ``entries``, ``codes-refused``, ``rows-without-name``, ``rows-of-individual-businesses`` (natural persons, left out),
    ``codes-with-several-names``.

    Raises:
        SourceChanged: no column of codes or of names, or the number of rows is not the expected one.
    """
    if not document.tables:
        raise SourceChanged(f"{source.name}: this file holds no table; expected a csv or a sheet with a code and a name in each row.")
    table = document.tables[0]
    header = list(header_of(document, table).values())
    columns = {what: _column(header, names) for what, names in _headings().items()}
    check_columns(source, "the table", header, [columns["code"] or "uscc", columns["name"] or "name"])
    check_last_row(source, document, table)
    rows = rows_of(document, table)
    check_expected(source, len(rows), expect)
    named = [row for row in rows if _kinds().get(row[columns["code"]].value.strip()[:2]) != "person"]
    writer = Writer.about(source, document, version=METHOD_VERSION, unread=unread_cells(rows, named, list(columns.values())))
    writer.issues += unknown_columns(source, document, header, [name for name in columns.values() if name])
    writer.counts["entries"] = len(rows)
    names: dict[str, set[str]] = {}
    for row in rows:
        _add(writer, row, columns, names)
    _report_names(writer, names)
    return writer.extraction()


def _add(writer: Writer, row: Row, columns: Mapping[str, str], names: dict[str, set[str]]) -> None:
    written, name = row.one(columns["code"]), row.one(columns["name"])
    code, found = examine_usc(written.value if written else "")
    if code is None or written is None:
        writer.counts["codes-refused"] += 1
        # The name is left out of the message: a row nobody could check may be of a natural person.
        message = f"{row.place}: its code is not valid ({found}); the row gives no statements."
        writer.issue("invalid-code", message, _ACTION, row.place, rejected=True)
        return
    kind = _kinds().get(code[:2], "Organization")
    if kind == "person":
        writer.counts["rows-of-individual-businesses"] += 1
        return
    if name is None:
        writer.counts["rows-without-name"] += 1
        writer.issue("entry-without-name", f"{row.place}: no name beside the code {code}.", _ACTION, row.place, rejected=True)
        return
    holder = f"{writer.source.name}:{code}"
    names.setdefault(code, set()).add(name.value)
    writer.state(holder, kind, "name", name, lang=_lang(name.value))
    for former in _former(row, columns["former_names"]):
        writer.state(holder, kind, "previousName", former, lang=_lang(former.value))
    writer.state(holder, kind, "uscCode", written, code)
    writer.state(holder, kind, "country", written, "cn")


def _former(row: Row, column: str) -> list[Passage]:
    if not column:
        return []
    cell = row[column]
    parts = (cell.part(match.start(), match.end()) for match in re.finditer(r"[^;；]+", cell.value))
    return [part for part in parts if part.value]


def _report_names(writer: Writer, names: Mapping[str, set[str]]) -> None:
    for code, borne in sorted(names.items()):
        scripts = [_lang(name) for name in borne]
        if len(scripts) > len(set(scripts)):
            writer.counts["codes-with-several-names"] += 1
            message = f"the code {code} stands beside several names of one language: {' / '.join(sorted(borne))}. All are stated."
            writer.issue("code-with-several-names", message, "Say which is the former name, in the column former_names.", code)


def _lang(name: str) -> str:
    return "zh" if any(is_cjk(sign) for sign in name) else "en"


def _column(header: Sequence[str], names: Sequence[str]) -> str:
    return next((name for name in header if name in names), "")


@cache
def _headings() -> dict[str, list[str]]:
    return {str(what): list(names) for what, names in _yaml("columns.yml").items()}


@cache
def _kinds() -> dict[str, str]:
    return {str(signs): str(kind) for signs, kind in _yaml("kinds.yml").items()}


def _yaml(name: str) -> Any:
    return read_yaml((resources.files(__package__) / name).read_text("utf-8"))
