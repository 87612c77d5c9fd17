"""Which row of a table, or which entry of a JSON list, a passage stands in."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from operator import itemgetter

from enduse.model.document import Document, Table


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
        self._entries = _of_tables(document) if document.tables else _of_fields(document)
        self._starts = [entry.start for entry in self._entries]
        self._blocks = sorted((block.start, block.end) for block in document.blocks)
        self._key = document.title or ""

    def at(self, position: int) -> Entry:
        """The entry in which ``text[position]`` stands; outside of every row the passage it stands in (the heading of a page).

        Raises:
            KeyError: no entry is there.
        """
        index = bisect_right(self._starts, position) - 1
        if index >= 0 and position <= self._entries[index].end:
            return self._entries[index]
        at = bisect_right(self._blocks, position, key=itemgetter(0)) - 1
        if at < 0 or position > self._blocks[at][1]:
            raise KeyError(f"no row or entry at {position}")
        start, end = self._blocks[at]
        return Entry(len(self._entries) + 1 + at, start, end, self._key, (Part("", start, end),))


def _of_tables(document: Document) -> list[Entry]:
    entries: list[Entry] = []
    for table in document.tables:
        entries += _of_table(document, table, len(entries))
    return sorted(entries, key=lambda entry: entry.start)


def _of_table(document: Document, table: Table, before: int) -> list[Entry]:
    text = document.text
    rows: dict[int, dict[int, tuple[int, int]]] = {}
    for cell in table.cells:
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
        entries.append(Entry(before + number, min(p.start for p in parts), max(p.end for p in parts), key, parts))
    return entries


_POINTER = re.compile(r"(.*?/\d+)(?:/(.*))?$")
_STEP = re.compile(r"/[^/]*")


def _of_fields(document: Document) -> list[Entry]:
    groups: dict[str, list[Part]] = {}
    depth = _first_repeated(document)
    for field in document.fields:
        if depth:
            steps = _STEP.findall(field.locator)
            pointer, rest = ("".join(steps[:depth]), "".join(steps[depth:])) if len(steps) >= depth else ("", field.locator)
        else:
            match = _POINTER.match(field.locator)
            pointer, rest = (match[1], match[2] or "") if match else ("", field.locator)
        groups.setdefault(pointer, []).append(Part(rest.lstrip("/"), field.start, field.end))
    entries = []
    for number, (pointer, parts) in enumerate(groups.items(), start=1):
        ordered = tuple(sorted(parts, key=lambda part: (part.start, part.end, part.label)))
        entries.append(Entry(number, ordered[0].start, max(p.end for p in ordered), pointer, ordered))
    return sorted(entries, key=lambda entry: entry.start)


def _first_repeated(document: Document) -> int:
    """How many steps of an XML locator (``/LIST[1]/ENTITY[2]/NAME[1]``) lead to an entry; 0 for JSON.

    An entry is an element of the first level that has a second one of a name.
    """
    found = [
        next((depth for depth, step in enumerate(_STEP.findall(field.locator), 1) if step.endswith("]") and not step.endswith("[1]")), 0)
        for field in document.fields
    ]
    if any(found):
        return min(depth for depth in found if depth)
    return 1 if document.media_type == "application/xml" else 0
