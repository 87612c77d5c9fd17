"""What a collection says a page is, as the ending a file of that kind would have: a hint like any ending; the bytes decide."""

from __future__ import annotations

from pathlib import PurePosixPath

import enduse.documents.read  # noqa: F401  # registers the readers
from enduse.documents.reader import reader_for
from enduse.evidence.page_pack import Page

_OTHER = {"application/xhtml+xml": "text/html", "text/xml": "application/xml"}
"""Further names of kinds that have a reader (RFC 3236, RFC 7303)."""


def ending(page: Page) -> str:
    """The ending of a page: of its declared media type where one with a reader is declared, else that of its name.

    >>> ending(Page(place=0, name="https://portal.example/notice?id=1", media_type="text/html; charset=gbk"))
    '.html'
    >>> ending(Page(place=0, name="notices/1.PDF?download=1"))
    '.pdf'
    """
    declared = page.media_type.partition(";")[0].strip().lower()
    reader = reader_for(_OTHER.get(declared, declared))
    if reader is not None and reader.extensions:
        return reader.extensions[0]
    return PurePosixPath(page.name.partition("?")[0].partition("#")[0].replace("\\", "/")).suffix.lower()
