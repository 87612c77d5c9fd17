"""Records of the golden copy under the column names of its csv, whether they came as csv or as JSON.

In the JSON a value is ``{"$": value}``, an attribute begins with ``@``, and repeated elements are arrays; in the csv the same value has a
column such as ``Entity.OtherEntityNames.OtherEntityName.1.type``.
"""

from __future__ import annotations

import re

from enduse.model.document import Document
from enduse.sources.forms.rows import Row, header_of, rows_of
from enduse.sources.passage import Passage

REPEATED = {"OtherEntityName", "TransliteratedOtherEntityName", "SuccessorEntity", "LegalEntityEvent", "AdditionalAddressLine"}
"""Elements that may stand more than once; numbered from 1 in the csv. ``SuccessorEntity`` is so since format 3.1."""
_RECORD = re.compile(r"/(?:records/)?(\d+)/(.+)")


def read_records(document: Document) -> tuple[list[Row], list[str]]:
    """The records and every column that occurs, in order; no records where the document is neither form."""
    if document.tables:
        return rows_of(document, document.tables[0]), list(header_of(document, document.tables[0]).values())
    found: dict[int, dict[str, Passage]] = {}
    for each in document.fields:
        match = _RECORD.fullmatch(each.locator)
        if match is None or each.start == each.end:
            continue
        passage = Passage(document.text[each.start : each.end], each.start, each.end)
        found.setdefault(int(match[1]), {})[column_of(match[2])] = passage
    rows = [Row(number, cells, f"record {number}") for number, cells in sorted(found.items())]
    return rows, sorted({name for row in rows for name in row.cells})


def column_of(pointer: str) -> str:
    """The csv's name of a value of the JSON.

    >>> column_of("Entity/OtherEntityNames/OtherEntityName/0/@type"), column_of("Entity/LegalName/@xml:lang")
    ('Entity.OtherEntityNames.OtherEntityName.1.type', 'Entity.LegalName.xmllang')
    >>> column_of("Entity/SuccessorEntity/SuccessorLEI/$")
    'Entity.SuccessorEntity.1.SuccessorLEI'
    """
    steps = [step for step in pointer.split("/") if step != "$"]
    names: list[str] = []
    for at, step in enumerate(steps):
        if step.isdigit():
            names.append(str(int(step) + 1))
            continue
        names.append(step.removeprefix("@").replace(":", ""))
        alone = at + 1 == len(steps) or not steps[at + 1].isdigit()
        inside = at > 0 and steps[at - 1].isdigit()  # SuccessorEntity.1.SuccessorEntity.xmllang
        if step in REPEATED and alone and not inside:
            names.append("1")
    return ".".join(names)
