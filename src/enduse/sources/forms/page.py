"""A list on a web page: its tables by their headings, and the passages around them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from enduse.model.document import Document, Table
from enduse.model.errors import SourceChanged
from enduse.sources.forms.rows import header_of
from enduse.sources.passage import Passage
from enduse.sources.source_file import Source


def is_page(document: Document) -> bool:
    """Whether the document is a web page."""
    return document.media_type == "text/html"


def tables_headed(document: Document, headings: Sequence[Sequence[str]]) -> tuple[list[Table], list[Table]]:
    """The tables whose first row is one of these headings, and all others that a reader of the page sees."""
    wanted = {tuple(heading) for heading in headings}
    seen = [table for table in document.tables if not table.hidden]
    ours = [table for table in seen if tuple(header_of(document, table).values()) in wanted]
    return ours, [table for table in seen if table not in ours]


def heading(source: Source, document: Document, text: str) -> Passage:
    """The heading of that text on the page.

    Raises:
        SourceChanged: the page has no such heading; it is another page.
    """
    for block in document.blocks:
        found = document.text[block.start : block.end]
        if block.kind == "heading" and found.strip() == text:
            return Passage(found, block.start, block.end).trimmed()
    raise SourceChanged(f"{source.name}: the page has no heading {text!r}; it is another page or was rebuilt. Nothing of it is used.")


def last_before(document: Document, position: int, pattern: re.Pattern[str], since: int = 0) -> Passage | None:
    """The last passage of that pattern between ``since`` and a place on the page; the group ``it`` where the pattern has one."""
    found = list(pattern.finditer(document.text, since, position))
    if not found:
        return None
    group: str | int = "it" if "it" in pattern.groupindex else 0
    return Passage(found[-1][group], found[-1].start(group), found[-1].end(group))
