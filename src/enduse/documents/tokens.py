"""Our own HTML tokenizer: one pass over the decoded text, giving character offsets, linear in the length of any input.

No library gives offsets into the stored text, and the usual ones lose text on deep nesting or do not end on a tag of 100,000 attributes.
The rules are those of the standard (https://html.spec.whatwg.org/multipage/parsing.html#tokenization) as far as text is concerned.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum

from enduse.documents.tags import LONGEST_KEPT, Tag, W, after_tag, tag_of, tidy_tag, tidy_tag_at

_NAME = re.compile(rf"[a-zA-Z][^{W}/>]*")
_RAW = frozenset({"script", "style", "iframe", "noembed", "noframes", "xmp"})
_RAW_TEXT = frozenset({"title", "textarea"})
_RAW_ELEMENTS = _RAW | _RAW_TEXT
_LINE_OR_TAG = re.compile(r"[<\n]")
_AFTER_NAME = frozenset("\t\n\f\r />")
_UNFINISHED = 2000
"""A tag that never ends is dropped, as browsers do; one longer than this is given out as text, so that nothing large vanishes."""
_NO_TAG = Tag("")


class Kind(Enum):
    """What a token is. ``RAW`` is the inside of script, style and their like; ``LOST`` is what a browser would not show."""

    TEXT = 1
    START = 2
    END = 3
    RAW = 4
    LOST = 5


_TEXT, _START, _END = Kind.TEXT, Kind.START, Kind.END
Token = tuple[Kind, int, int, Tag]
"""What it is, ``stored[start:end]``, and its tag (for RAW that around it; for LOST it names the reason)."""


def tokens(stored: str, position: int = 0) -> Iterator[Token]:
    """The tokens of a page in order. Comments and declarations give none, unless they are not closed (``LOST``)."""
    length = len(stored)
    absent: set[str] = set()
    mark = stored.find("<", position)
    while mark >= 0:
        # Nearly every tag ends at the next ">" and was met before.
        end = stored.find(">", mark, mark + LONGEST_KEPT) + 1
        tag = tidy_tag(stored[mark:end]) if end else None
        if tag is None:
            found = _markup(stored, mark)
            if found is None:  # a sign of text
                mark = stored.find("<", mark + 1)
                continue
            tag, end = found
        if mark > position:
            yield _TEXT, position, mark, _NO_TAG
        if end < 0:
            yield from _unfinished(mark, length, tag)
            return
        position = end
        if tag.name:
            yield _END if tag.closing else _START, mark, end, tag
            if tag.name in _RAW_ELEMENTS and not tag.closing:
                inside = _raw(stored, position, tag, absent)
                yield inside
                position = inside[2]
                if inside[0] is Kind.LOST:
                    return
        mark = stored.find("<", position)
    if position < length:
        yield _TEXT, position, length, _NO_TAG


_COMMENT, _TAG = Tag("comment"), Tag("tag")


def _markup(stored: str, mark: int) -> tuple[Tag, int] | None:
    """What begins at this ``<`` and where it ends (-1: nowhere); a comment or declaration has no tag. None where it is a sign of text."""
    tidy = tidy_tag_at(stored, mark)
    if tidy is not None:
        return tidy
    following = stored[mark + 1 : mark + 2]
    closing = following == "/"
    opens = stored[mark + 2 : mark + 3] if closing else following
    if following in ("!", "?") or (closing and opens and not (opens.isascii() and opens.isalpha())):
        end = _declaration_end(stored, mark)
        return (_COMMENT if end < 0 else _NO_TAG), end
    if not (opens.isascii() and opens.isalpha()):
        return None
    match = _NAME.match(stored, mark + 1 + closing)
    named = match.end() if match else mark
    end = after_tag(stored, named)
    return (_TAG, -1) if end < 0 else (tag_of(stored, mark, end, stored[mark + 1 + closing : named], closing=closing), end)


def _declaration_end(stored: str, mark: int) -> int:
    """Where a comment or declaration ends, or -1."""
    if stored.startswith("<!--", mark):
        if stored.startswith(("<!-->", "<!--->"), mark):
            return stored.index(">", mark) + 1
        plain, odd = stored.find("-->", mark + 4), stored.find("--!>", mark + 4, mark + 4 + _UNFINISHED)
        if odd >= 0 and (plain < 0 or odd < plain):
            return odd + 4
        return plain + 3 if plain >= 0 else -1
    end = stored.find(">", mark)
    return end + 1 if end >= 0 else -1


def _unfinished(mark: int, length: int, why: Tag) -> Iterator[Token]:
    """What is left of a page that ends inside a comment or a tag."""
    if why is _TAG and length - mark > _UNFINISHED:
        yield _TEXT, mark, length, _NO_TAG
        mark = length
    yield Kind.LOST, mark, length, why


def _raw(stored: str, start: int, opening: Tag, absent: set[str]) -> Token:
    """The inside of a raw element. A title that is not closed ends with its line or at the next tag; others run to the end, as in browsers.

    ``absent`` keeps the names no end tag of which follows: a page of a thousand open titles is searched to its end once.
    """
    name = opening.name
    end = -1 if name in absent else _raw_end(stored, start, name)
    if end >= 0:
        return Kind.TEXT if name in _RAW_TEXT else Kind.RAW, start, end, opening
    absent.add(name)
    if name in _RAW_TEXT:
        match = _LINE_OR_TAG.search(stored, start)
        return Kind.TEXT, start, match.start() if match else len(stored), opening
    return Kind.LOST, start, len(stored), opening


def _raw_end(stored: str, start: int, name: str) -> int:
    """Where the end tag of a raw element begins, or -1."""
    at, length = stored.find("</", start), 2 + len(name)
    while at >= 0:
        if stored[at + 2 : at + length].lower() == name and stored[at + length : at + length + 1] in _AFTER_NAME:
            return at
        at = stored.find("</", at + 2)
    return -1
