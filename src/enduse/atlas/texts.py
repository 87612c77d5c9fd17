"""A page as plain text: for readers whose line carries little, and for programs that read aloud."""

from __future__ import annotations

import re
from html.parser import HTMLParser

_SILENT = frozenset({"svg", "nav", "script", "style", "sup", "pre"})
_HEADS = {"h1": "# ", "h2": "## ", "h3": "### ", "h4": "### "}
_LINES = frozenset({"p", "div", "section", "blockquote", "figcaption", "summary", "li", "tr", "dt", "dl", "ul", "ol", "table", *_HEADS})
"""Elements that begin a line."""
_LEFT_OUT = {"a": "mark", "details": "cite", "figcaption": "key"}
"""Elements and their class of what is of no use without its page: signs that lead to a passage, how it is cited, the key of a drawing."""
_VOID = frozenset({"br", "hr", "img", "input", "link", "meta", "wbr", "col"})


def text_of(page: str) -> str:
    """What a page of ours says, line by line: headings behind ``#``, cells of a row parted by ``|``, no drawing and no sign that only leads
    elsewhere; that the page is invented comes first, where it is."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    return reader.text()


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._lines: list[str] = [""]
        self._open: list[tuple[str, bool]] = []
        """Elements that are open, and whether they are told."""
        self._row: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        classes = set((dict(attrs).get("class") or "").split())
        told = (self._open[-1][1] if self._open else False) or tag == "main" or "ribbon" in classes
        told = told and tag not in _SILENT and _LEFT_OUT.get(tag) not in classes
        if tag == "br" and told:
            self._line("")
        if tag in _VOID:
            return
        self._open.append((tag, told))
        if told and "value" in classes and not self._lines[-1].rstrip().endswith(":"):
            self._add("; ")
        if told:
            self._begin(tag)

    def _begin(self, tag: str) -> None:
        if tag == "tr":
            self._line("")
            self._row = []
        elif tag in ("td", "th") and self._row is not None:
            self._row.append("")
        elif self._row is None and tag in _LINES:
            self._line(_HEADS.get(tag, "- " if tag == "li" else ""))
        elif tag in _LINES:
            self._add(" ")
        elif tag == "dd":
            self._add(": ")

    def handle_endtag(self, tag: str) -> None:
        for at in range(len(self._open) - 1, -1, -1):
            if self._open[at][0] == tag:
                del self._open[at:]
                break
        if tag == "tr" and self._row is not None:
            cells = [" ".join(cell.split()) for cell in self._row]
            self._row = None
            self._lines[-1] = re.sub(r"[ |]+$", "", " | ".join(cells))
            self._line("")
        elif tag in _LINES and tag != "dt" and self._row is None:
            self._line("")
        elif tag in ("dd", "span"):
            self._add(" ")

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1][1]:
            self._add(data)

    def _add(self, text: str) -> None:
        if self._row:
            self._row[-1] += text
        elif self._row is None:
            self._lines[-1] += text

    def _line(self, begins: str) -> None:
        if self._lines[-1].strip(" -#"):
            self._lines.append(begins)
        else:
            self._lines[-1] = begins

    def text(self) -> str:
        """The lines read so far, with an empty one before each heading."""
        plain = (" ".join(line.split()) for line in self._lines)
        told = [line.replace(" ; ", "; ") for line in plain if line.strip(" -#|")]
        return "".join(("\n" if line.startswith("#") else "") + line + "\n" for line in told).lstrip("\n")
