"""Notices that come as a record: one JSON object with keys for labels."""

from __future__ import annotations

import re
from functools import lru_cache

from enduse.model.document import Document
from enduse.statements.notices.dictionary import load
from enduse.statements.notices.passage import Page, Span

_ENTRY = re.compile(r'"(?P<key>[A-Za-z_]\w{0,40})"\s?:\s?(?:"(?P<text>(?:[^"\\]|\\.){1,4000})"|(?P<number>\d[\d.]*))')


def is_record(page: Page) -> bool:
    """Whether the document is one record: a keyed file with a title, or a text that is one JSON object."""
    if page.document.fields:
        return is_notice_record(page.document)
    return page.text.startswith("{", 0, 1) and page.text.rstrip().endswith("}")


def is_notice_record(document: Document) -> bool:
    """Whether a keyed file is one notice: an object with a title and at least two more known keys at its top."""
    keys = load("records")["keys"]
    top = {field.locator[1:] for field in document.fields[:200]}
    return "title" in top and len(top & keys.keys()) > 2


def read_record(page: Page) -> list[tuple[str, str, Span]]:
    """(field, key, value) of every known key that has a value."""
    keys = load("records")["keys"]
    found: list[tuple[str, str, Span]] = []
    if page.document.fields:
        for entry in page.document.fields:
            name = keys.get(entry.locator[1:])
            span = page.passage(entry.start, entry.end).whole() if name is not None and entry.start < entry.end else None
            if name is not None and span is not None:
                found.append((str(name), entry.locator[1:], span))
        return found
    for match in _ENTRY.finditer(page.text):
        field = keys.get(match["key"])
        group = "text" if match["text"] is not None else "number"
        span = page.folded(match.start(group), match.end(group)).whole() if field else None
        if field is not None and span is not None:
            found.append((str(field), match["key"], span))
    return found


def operator_branch(title: Span, operator: str) -> Span | None:
    """The branch of an operator that buys, at the head of a title: of a known one, or of the one the record itself names."""
    match = _patterns()[0].match(title.text) or _branch_of(operator).match(title.text)
    return title.part(match.start("buyer"), match.end("buyer")) if match else None


def end_user(span: Span) -> Span | None:
    """The public body for which an operator buys, in a title or a description; None where two different ones are named."""
    matches = list(_patterns()[1].finditer(span.text))
    if len({match["user"] for match in matches}) != 1:
        return None
    return span.part(matches[0].start("user"), matches[0].end("user"))


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    data = load("records")
    return _branch_of("|".join(data["operators"]), pattern=True), re.compile(data["end-user"])


@lru_cache(maxsize=64)
def _branch_of(operator: str, *, pattern: bool = False) -> re.Pattern[str]:
    return re.compile(load("records")["branch"].replace("OPERATORS", operator if pattern else re.escape(operator)))
