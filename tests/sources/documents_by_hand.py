"""Documents as a reader would hand them on, built by hand so that these tests need no reader."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from typing import Any

from enduse.model.document import Cell, Document, Field, Table


def json_document(content: Any) -> Document:
    """Every value of the JSON on its own line, with its pointer; nulls stand nowhere."""
    parts: list[str] = []
    fields: list[Field] = []
    position = 0
    for pointer, value in _leaves("", content):
        text = value if isinstance(value, str) else json.dumps(value)
        fields.append(Field(pointer, position, position + len(text)))
        parts.append(text)
        position += len(text) + 1
    text = "\n".join(parts)
    return Document(hashlib.sha256(text.encode()).hexdigest(), "application/json", text, fields=tuple(fields))


def csv_document(rows: Sequence[Sequence[str]]) -> Document:
    """The rows as text with the cells' places; a cell's passage is its value, quotation marks around it are not part of it."""
    text = ""
    cells: list[Cell] = []
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            quoted = any(sign in value for sign in ',"\n')
            start = len(text) + quoted
            text += f'"{value}"' if quoted else value
            cells.append(Cell(number, column, start, start + len(value), header=number == 0))
            text += "," if column < len(row) - 1 else "\n"
    return Document(hashlib.sha256(text.encode()).hexdigest(), "text/csv", text, tables=(Table("table 1", tuple(cells)),))


def _leaves(pointer: str, value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict):
        for key, each in value.items():
            yield from _leaves(f"{pointer}/{key}", each)
    elif isinstance(value, list):
        for at, each in enumerate(value):
            yield from _leaves(f"{pointer}/{at}", each)
    elif value is not None:
        yield pointer, value
