"""JSON and JSON lines: every scalar as a field with its JSON pointer (RFC 6901) and its exact passage.

Escapes would make passages unreadable, so the document's text is a rendering: one line for each scalar, its pointer, a tab, its value with
escapes resolved; segments lead each value back to its stored characters. ``null`` and the empty string both have an empty passage;
``true``, ``false`` and numbers stand as they are written. In JSON lines the pointer begins with the number of the record, from 0.
A key that its object already had is flagged, and its second value has ``#2`` behind its pointer: both stay, neither is silently last.
"""

from __future__ import annotations

from enduse.documents.json_events import Scan, escapes
from enduse.documents.notes import Notes
from enduse.documents.reader import Stored, register
from enduse.documents.textmap import CONTROLS, TextMap
from enduse.model.document import Document, Field
from enduse.model.errors import UnreadableDocument

_NAMED = 50


class _Rendering:
    """Writes the lines of the text and the fields in it."""

    def __init__(self, stored: str) -> None:
        self.page = TextMap(stored)
        self.fields: list[Field] = []

    def scalar(self, pointer: str, kind: str, start: int, end: int) -> None:
        page = self.page
        name = CONTROLS.sub(" ", pointer).replace("\n", " ").replace("\t", " ").replace("\r", " ")
        page.insert(f"\n{name}\t" if page.length else f"{name}\t")
        begin = page.length
        if kind == "string":
            self._string(start, end)
        elif kind != "null":
            page.copy(start, end)
        self.fields.append(Field(pointer, begin, page.length))

    def _string(self, start: int, end: int) -> None:
        page = self.page
        if page.stored.find("\\", start, end) >= 0:
            for first, after, character in escapes(page.stored, start, end):
                page.copy_clean(start, first)
                page.decode(character, first, after)
                start = after
        page.copy_clean(start, end)


@register("application/json", title="a JSON file", extensions=(".json", ".geojson"))
def read_json(stored: Stored, notes: Notes) -> Document:
    """One JSON value.

    Raises:
        UnreadableDocument: the text is cut, is no JSON, or is nested deeper than any real file.
    """
    rendering = _Rendering(stored.text)
    scan = Scan(stored.text, rendering.scalar)
    end = scan.value(stored.body_start)
    rest = stored.text[end:].strip(" \t\r\n\x00")
    if rest:
        found = rest[:20]
        raise UnreadableDocument("not-json", f"more text after the JSON value at {scan.place(end)}: {found!r}; correct the file")
    return _document(stored, rendering, scan, notes)


@register("application/x-ndjson", title="a JSON-lines file", extensions=(".jsonl", ".ndjson"))
def read_json_lines(stored: Stored, notes: Notes) -> Document:
    """One JSON value after another, each on lines of its own.

    Raises:
        UnreadableDocument: as ``read_json``; a file whose last record is cut is rejected as a whole.
    """
    rendering = _Rendering(stored.text)
    scan = Scan(stored.text, rendering.scalar)
    position, record, length = stored.body_start, 0, len(stored.text.rstrip(" \t\r\n\x00"))
    while position < length:
        position = scan.value(position, f"/{record}")
        record += 1
    return _document(stored, rendering, scan, notes)


def _document(stored: Stored, rendering: _Rendering, scan: Scan, notes: Notes) -> Document:
    for pointer, position in scan.duplicates[:_NAMED]:
        notes.add(
            "duplicate-key",
            f"the key of {pointer} stands more than once in its object, at {scan.place(position)}; both values are kept",
            "ask the publisher which value holds",
            scan.place(position),
        )
    if len(scan.duplicates) > _NAMED:
        notes.add("duplicate-key", f"{len(scan.duplicates) - _NAMED} more keys stand more than once", "ask the publisher which values hold")
    notes.controls(rendering.page.dropped)
    return Document(
        sha256=stored.sha256,
        media_type=stored.media_type,
        text=rendering.page.text(),
        encoding=stored.decoded.encoding if stored.decoded else None,
        decoded_by=stored.decoded.decided_by if stored.decoded else "",
        fields=tuple(rendering.fields),
        segments=rendering.page.segments(),
    )
