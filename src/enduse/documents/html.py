"""Pages (HTML): the text a reader sees, line by line, its tables as grids, and what is hidden marked as hidden.

Text of the head's title is the first line (block ``title``); scripts, styles and comments give no text. Cells of one row stand on one line,
parted by tabs, as long as they hold no line breaks of their own.
"""

from __future__ import annotations

from enduse.documents.character_references import entities
from enduse.documents.elements import CLOSES_P, HEADINGS, ITEMS, UNSEEN, VOID, Element, Elements
from enduse.documents.html_tables import OpenTable
from enduse.documents.lines import LINE, Lines
from enduse.documents.notes import Notes
from enduse.documents.reader import Stored, register
from enduse.documents.tags import Tag
from enduse.documents.textmap import CONTROLS
from enduse.documents.tokens import Kind, tokens
from enduse.documents.visibility import HidingRules
from enduse.model.document import Document, Table

_GRID = frozenset({"table", "caption", "thead", "tbody", "tfoot", "tr", "td", "th"})
_SECTIONS = frozenset({"thead", "tbody", "tfoot"})
_CELLS = frozenset({"td", "th"})
_CAPTION, _TABLE = frozenset({"caption"}), frozenset({"table"})
_ROW = Tag("tr", block=True)
"""The row that stands for one whose tag was left out."""
_KEEPING_LINES = frozenset({"pre", "listing", "textarea"})
_CHANGING = HEADINGS | _CELLS | _KEEPING_LINES
"""Elements in which text is of another kind or keeps its line ends."""
_MAX_METADATA = 200
_LOST = {
    "comment": "a comment is not closed",
    "tag": "the file ends inside a tag",
}


@register("text/html", title="an HTML page", extensions=(".html", ".htm", ".shtml", ".xhtml", ".asp", ".aspx", ".jsp", ".php"))
def read_html(stored: Stored, notes: Notes) -> Document:
    """Read one page; what is cut off is said in ``notes``, the rest is read."""
    page = _Page(stored.text, notes)
    page.read(stored.body_start)
    page.finish()
    notes.controls(page.lines.page.dropped)
    return Document(
        sha256=stored.sha256,
        media_type=stored.media_type,
        text=page.lines.page.text(),
        encoding=stored.decoded.encoding if stored.decoded else None,
        decoded_by=stored.decoded.decided_by if stored.decoded else "",
        language=page.language,
        title=page.title,
        metadata=page.metadata,
        blocks=page.lines.blocks(),
        tables=tuple(table for _, table in sorted(page.tables)),
        segments=page.lines.page.segments(),
    )


class _Page:
    """The state of a page half read."""

    def __init__(self, stored: str, notes: Notes) -> None:
        self.stored = stored
        self.notes = notes
        self.lines = Lines(stored)
        self.elements = Elements(self._closed)
        self.title: str | None = None
        self.language: str | None = None
        self.metadata: dict[str, str] = {}
        self.tables: list[tuple[int, Table]] = []
        self._open: list[OpenTable] = []
        self._count = 0
        self._rules = HidingRules()
        self._keep_lines = False
        self._seen: set[str] = set()

    def read(self, first: int) -> None:
        """Take every token from ``first`` on."""
        write, text, start_tag, end_tag = self.lines.write, Kind.TEXT, Kind.START, Kind.END
        for kind, start, end, tag in tokens(self.stored, first):
            if kind is text:
                if tag.name == "title":
                    self._title(start, end)
                else:
                    write(start, end, keep_lines=self._keep_lines or tag.name == "textarea")
            elif kind is start_tag:
                self._start(tag)
            elif kind is end_tag:
                self._end(tag.name)
            elif kind is Kind.LOST:
                self._lost(start, end, tag.name)
            elif tag.name == "style":
                self._rules.add_sheet(self.stored[start:end])

    def finish(self) -> None:
        """Close what the page left open; nothing can be read afterwards."""
        if self._open and "html" in self._seen and not self._seen & {"/html", "/body"}:
            self.notes.add(
                "cut",
                "the page ends inside a table and without its closing tags; what stands before was read",
                "get the page again: it seems to be cut",
                f"character {len(self.stored)}",
            )
        while len(self.elements):
            self.elements.pop()
        del self.elements  # it knows this page and this page knows it: without, what was read would stay until cycles are collected

    def _title(self, start: int, end: int) -> None:
        lines = self.lines
        if self.title is None and not self._open:
            self.title = _clean(entities(self.stored[start:end]))
        else:
            lines.hidden = True  # a title inside the body is not shown
        kind, lines.kind = lines.kind, "title"
        lines.write(start, end)
        lines.kind = kind

    def _start(self, tag: Tag) -> None:
        name = tag.name
        if name in VOID:
            if name in ("br", "hr"):
                self.lines.ask(LINE)
            elif name == "meta":
                self._meta(tag.attributes)
            return
        if name in _GRID:
            self._start_grid(tag)
            return
        if name in ("html", "body"):
            self._seen.add(name)
            if name == "html" and self.language is None:
                self.language = tag.attributes.get("lang", "").strip().lower() or None
        if name in CLOSES_P:
            self.elements.close("p")
        if name in ITEMS:
            self.elements.close_item(name)
        self._push(tag)

    def _push(self, tag: Tag) -> None:
        lines, name = self.lines, tag.name
        self.elements.push((name, tag.block, lines.hidden, lines.kind, self._keep_lines))
        if tag.block:
            lines.ask(LINE)
        if name in _CHANGING:
            if name in _KEEPING_LINES:
                self._keep_lines = True
            else:
                lines.kind = "cell" if name in _CELLS else "heading"
        if not lines.hidden:
            lines.hidden = tag.hidden or name in UNSEEN or self._rules.match(name, tag.attributes)

    def _closed(self, element: Element) -> None:
        lines = self.lines
        name, block, hidden, kind, keep_lines = element
        if name in _CELLS:
            self._open[-1].end_cell(lines)
        elif block:
            if name == "table":
                table = self._open.pop()
                self.tables.append((table.number, table.finished()))
            elif name == "thead":
                self._open[-1].header = False
            lines.ask(LINE)
        lines.hidden, lines.kind, self._keep_lines = hidden, kind, keep_lines

    def _end(self, name: str) -> None:
        if name in ("html", "body"):
            self._seen.add("/" + name)  # browsers read on after them, and so do we
            return
        if name in ("p", "br") and not self.elements.is_open(name):
            self.lines.ask(LINE)
        elif name in _GRID:
            self._end_grid(name)
        elif name not in HEADINGS or self.elements.is_open(name):
            self.elements.close(name)
        else:
            for heading in sorted(HEADINGS):  # </h3> closes an open <h2>, as in browsers
                if self.elements.close(heading):
                    return

    def _start_grid(self, tag: Tag) -> None:
        name = tag.name
        if name == "table":
            self._start_table(tag)
            return
        if not self._open:
            self.lines.ask(LINE)  # a cell outside of any table: its text stands on a line of its own
            return
        table = self._open[-1]
        self._close_cell()
        if name in _CELLS:
            if not self.elements.is_open("tr"):
                self._push(_ROW)
                table.begin_row(self.lines)
            self._push(tag)
            table.begin_cell(self.lines, tag.rowspan, tag.colspan, header=name == "th")
            return
        self.elements.close("tr")
        if name in _SECTIONS:
            for section in sorted(_SECTIONS):
                self.elements.close(section)
            table.header = name == "thead"
        self._push(tag)
        if name == "tr":
            table.begin_row(self.lines)

    def _start_table(self, tag: Tag) -> None:
        if self._open and not self._open[-1].in_cell and not self.elements.in_caption:
            # a table that begins between the rows of another ends it, as in browsers
            self.elements.close_through(_TABLE)
        self.elements.close("p")
        self._push(tag)
        self._count += 1
        self._open.append(OpenTable(self._count, len(self._open), self.lines.hidden))

    def _close_cell(self) -> None:
        """Close the cell or caption that is open in the innermost table."""
        if self._open[-1].in_cell:
            self.elements.close_through(_CELLS)
        elif self.elements.in_caption:
            self.elements.close_through(_CAPTION)

    def _end_grid(self, name: str) -> None:
        if not self._open:
            self.lines.ask(LINE)
            return
        table = self._open[-1]
        if name in _CELLS:
            if table.in_cell:
                self.elements.close_through(_CELLS)
            return
        if name == "caption":
            if not table.in_cell and self.elements.in_caption:
                self.elements.close_through(_CAPTION)
            return
        self._close_cell()
        if name == "table":
            self.elements.close_through(_TABLE)
        else:
            self.elements.close(name)

    def _meta(self, found: dict[str, str]) -> None:
        name = found.get("name") or found.get("property") or found.get("itemprop")
        if name and "content" in found and len(self.metadata) < _MAX_METADATA:
            self.metadata.setdefault(_clean(name[:200]), _clean(found["content"]))

    def _lost(self, start: int, end: int, name: str) -> None:
        what = _LOST.get(name, f"a {name} element is not closed")
        self.notes.add(
            "cut",
            f"{what}: {end - start} characters to the end of the file were not read as text",
            "get the page again: it seems to be cut",
            f"character {start}",
        )


def _clean(text: str) -> str:
    """Text on one line, without control characters."""
    return " ".join(CONTROLS.sub("", text).split())
