"""Which row of a table, or which entry of a JSON list, a passage stands in."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from enduse.model.document import Document


@dataclass(frozen=True, slots=True)
class Part:
    """A labelled piece of an entry: a cell under its column's name, a field under its pointer."""

    label: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Entry:
    """One row or entry: ``number`` counts from the top of the file, ``key`` is its first part's text."""

    number: int
    start: int
    end: int
    key: str
    parts: tuple[Part, ...]


class Entries:
    """All rows or entries of a document, to be asked by place in the text."""

    def __init__(self, document: Document) -> None:
        self._entries = _of_table(document) if document.tables else _of_fields(document)
        self._starts = [entry.start for entry in self._entries]

    def at(self, position: int) -> Entry:
        """The entry in which ``text[position]`` stands.

        Raises:
            KeyError: no entry is there.
        """
        index = bisect_right(self._starts, position) - 1
        if index < 0 or position > self._entries[index].end:
            raise KeyError(f"no row or entry at {position}")
        return self._entries[index]


def _of_table(document: Document) -> list[Entry]:
    text = document.text
    rows: dict[int, dict[int, tuple[int, int]]] = {}
    for cell in document.tables[0].cells:
        rows.setdefault(cell.row, {})[cell.column] = (cell.start, cell.end)
    numbers = sorted(rows)
    if not numbers:
        return []
    names = {column: text[start:end] for column, (start, end) in rows[numbers[0]].items()}
    entries = []
    for number in numbers[1:]:
        cells = sorted(rows[number].items())
        parts = tuple(Part(names.get(column, str(column + 1)), start, end) for column, (start, end) in cells)
        key = text[parts[0].start : parts[0].end]
        entries.append(Entry(number, min(p.start for p in parts), max(p.end for p in parts), key, parts))
    return sorted(entries, key=lambda entry: entry.start)


def _of_fields(document: Document) -> list[Entry]:
    groups: dict[str, list[Part]] = {}
    for field in document.fields:
        match = re.match(r"(.*?/\d+)(?:/(.*))?$", field.locator)
        pointer, rest = (match[1], match[2] or "") if match else ("", field.locator.lstrip("/"))
        groups.setdefault(pointer, []).append(Part(rest, field.start, field.end))
    entries = []
    for number, (pointer, parts) in enumerate(groups.items(), start=1):
        ordered = tuple(sorted(parts, key=lambda part: (part.start, part.end, part.label)))
        entries.append(Entry(number, ordered[0].start, max(p.end for p in ordered), pointer, ordered))
    return sorted(entries, key=lambda entry: entry.start)
