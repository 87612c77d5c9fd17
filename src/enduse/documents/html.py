"""Pages (HTML): the text a reader sees, line by line, its tables as grids, and what is hidden marked as hidden.

Text of the head's title is the first line (block ``title``); scripts, styles and comments give no text. Cells of one row stand on one line,
parted by tabs, as long as they hold no line breaks of their own.
"""

from __future__ import annotations

from enduse.documents.elements import BLOCK, CLOSES_P, HEADINGS, UNSEEN, VOID, Element, Elements
from enduse.documents.html_tables import OpenTable
from enduse.documents.lines import LINE, Lines
from enduse.documents.notes import Notes
from enduse.documents.reader import Stored, register
from enduse.documents.textmap import CONTROLS
from enduse.documents.tokens import Kind, Token, attributes, entities, tokens
from enduse.documents.visibility import HidingRules, hidden_by_attributes, stands_apart
from enduse.model.document import Document, Table

_GRID = frozenset({"table", "caption", "thead", "tbody", "tfoot", "tr", "td", "th"})
_SECTIONS = frozenset({"thead", "tbody", "tfoot"})
_CELLS = frozenset({"td", "th"})
_HIDING = frozenset({"style", "hidden"})
_NAMING = frozenset({"style", "hidden", "class", "id"})
_SPANNING = frozenset({"style", "hidden", "class", "id", "colspan", "rowspan"})
_META = frozenset({"name", "property", "itemprop", "content"})
_MAX_METADATA = 200
_LOST = {
    "comment": "a comment is not closed",
    "tag": "the file ends inside a tag",
}


@register("text/html", title="an HTML page", extensions=(".html", ".htm", ".shtml", ".xhtml", ".asp", ".aspx", ".jsp", ".php"))
def read_html(stored: Stored, notes: Notes) -> Document:
    """Read one page; what is cut off is said in ``notes``, the rest is read."""
    page = _Page(stored.text, notes)
    for token in tokens(stored.text, stored.body_start):
        page.take(token)
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

    def take(self, token: Token) -> None:
        """Take the next token."""
        if token.kind is Kind.TEXT:
            self._text(token)
        elif token.kind is Kind.START:
            self._start(token)
        elif token.kind is Kind.END:
            self._end(token.name)
        elif token.kind is Kind.RAW:
            if token.name == "style":
                self._rules.add_sheet(self.stored[token.start : token.end])
        else:
            self._lost(token)

    def finish(self) -> None:
        """Close what the page left open."""
        if self._open and "html" in self._seen and not self._seen & {"/html", "/body"}:
            self.notes.add(
                "cut",
                "the page ends inside a table and without its closing tags; what stands before was read",
                "get the page again: it seems to be cut",
                f"character {len(self.stored)}",
            )
        while len(self.elements):
            self.elements.pop()

    def _text(self, token: Token) -> None:
        if token.name == "title":
            self._title(token)
        else:
            self.lines.write(token.start, token.end, keep_lines=self._keep_lines or token.name == "textarea")

    def _title(self, token: Token) -> None:
        lines = self.lines
        if self.title is None and not self._open:
            self.title = _clean(entities(self.stored[token.start : token.end]))
        else:
            lines.hidden = True  # a title inside the body is not shown
        kind, lines.kind = lines.kind, "title"
        lines.write(token.start, token.end)
        lines.kind = kind

    def _start(self, token: Token) -> None:
        name = token.name
        if name in VOID:
            if name in ("br", "hr"):
                self.lines.ask(LINE)
            elif name == "meta":
                self._meta(token)
            return
        if name in ("html", "body"):
            self._seen.add(name)
            if name == "html" and self.language is None:
                self.language = attributes(self.stored, token, frozenset({"lang"})).get("lang", "").strip().lower() or None
        if name in _GRID:
            self._start_grid(token)
            return
        if name in CLOSES_P:
            self.elements.close("p")
        self.elements.close_item(name)
        self._push(token, self._attributes(token, _NAMING))

    def _push(self, token: Token, found: dict[str, str]) -> None:
        lines, name = self.lines, token.name
        style = found.get("style")
        block = name in BLOCK or (style is not None and stands_apart(style))
        self.elements.push(Element(name, lines.hidden, lines.kind, self._keep_lines, block))
        if block:
            lines.ask(LINE)
        if name in HEADINGS:
            lines.kind = "heading"
        elif name in _CELLS:
            lines.kind = "cell"
        elif name in ("pre", "listing", "textarea"):
            self._keep_lines = True
        if not lines.hidden:
            lines.hidden = name in UNSEEN or (bool(found) and hidden_by_attributes(found)) or self._rules.match(name, found)

    def _closed(self, element: Element) -> None:
        lines, name = self.lines, element.name
        if name in _CELLS:
            self._open[-1].end_cell(lines)
        elif name == "table":
            table = self._open.pop()
            self.tables.append((table.number, table.finished()))
        elif name == "thead":
            self._open[-1].header = False
        if element.block and name not in _CELLS:
            lines.ask(LINE)
        lines.hidden, lines.kind, self._keep_lines = element.hidden, element.kind, element.keep_lines

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

    def _start_grid(self, token: Token) -> None:
        name = token.name
        if name == "table":
            self._start_table(token)
            return
        if not self._open:
            self.lines.ask(LINE)  # a cell outside of any table: its text stands on a line of its own
            return
        found = self._attributes(token, _SPANNING)
        table = self._open[-1]
        self._close_cell()
        if name in _CELLS:
            if not self.elements.is_open("tr"):
                self._push(Token(Kind.START, token.start, token.start, "tr"), {})
                table.begin_row(self.lines)
            self._push(token, found)
            table.begin_cell(self.lines, found, header=name == "th")
            return
        self.elements.close("tr")
        if name in _SECTIONS:
            for section in sorted(_SECTIONS):
                self.elements.close(section)
            table.header = name == "thead"
        self._push(token, found)
        if name == "tr":
            table.begin_row(self.lines)

    def _start_table(self, token: Token) -> None:
        if self._open and not self._open[-1].in_cell and not self.elements.in_caption:
            # a table that begins between the rows of another ends it, as in browsers
            self.elements.close_through(frozenset({"table"}))
        self.elements.close("p")
        found = self._attributes(token, _NAMING)
        self._push(token, found)
        self._count += 1
        self._open.append(OpenTable(self._count, len(self._open), self.lines.hidden))

    def _close_cell(self) -> None:
        """Close the cell or caption that is open in the innermost table."""
        if self._open[-1].in_cell:
            self.elements.close_through(_CELLS)
        elif self.elements.in_caption:
            self.elements.close_through(frozenset({"caption"}))

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
                self.elements.close_through(frozenset({"caption"}))
            return
        self._close_cell()
        if name == "table":
            self.elements.close_through(frozenset({"table"}))
        else:
            self.elements.close(name)

    def _attributes(self, token: Token, wanted: frozenset[str]) -> dict[str, str]:
        """The wanted attributes; most tags have none, which costs one look."""
        if token.end - token.start <= len(token.name) + 3:
            return {}
        if wanted is _NAMING and not self._rules.selectors:
            wanted = _HIDING
        return attributes(self.stored, token, wanted)

    def _meta(self, token: Token) -> None:
        found = attributes(self.stored, token, _META)
        name = found.get("name") or found.get("property") or found.get("itemprop")
        if name and "content" in found and len(self.metadata) < _MAX_METADATA:
            self.metadata.setdefault(_clean(name[:200]), _clean(found["content"]))

    def _lost(self, token: Token) -> None:
        what = _LOST.get(token.name, f"a {token.name} element is not closed")
        self.notes.add(
            "cut",
            f"{what}: {token.end - token.start} characters to the end of the file were not read as text",
            "get the page again: it seems to be cut",
            f"character {token.start}",
        )


def _clean(text: str) -> str:
    """Text on one line, without control characters."""
    return " ".join(CONTROLS.sub("", text).split())
