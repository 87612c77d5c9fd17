"""Pictures of pages: what is asked of the child that draws them, and what comes back."""

from __future__ import annotations

import msgspec

REASONS = (
    "no-pdf",
    "unread",
    "differs",
    "many-pages",
    "pictures",
    "drawings",
    "aside",
    "unmapped",
    "fonts",
    "other-text",
    "unplaced",
    "empty",
    "stopped",
)
"""Why a page has no picture; the interface says each in words."""


class Order(msgspec.Struct, frozen=True):
    """Draw the pages of a paper. ``text`` is its text as it may be shown: where it differs from what stands on the page, that is covered.

    ``frames`` are passages ``(start, end)`` to be framed; ``width`` is that of a picture, in pixels, at most.
    """

    text: str
    frames: tuple[tuple[int, int], ...] = ()
    width: int = 1000


class PagePicture(msgspec.Struct, frozen=True):
    """One page: a PNG with its size in pixels, or the reason there is none (one of ``REASONS``)."""

    page: int
    png: bytes = b""
    width: int = 0
    height: int = 0
    reason: str = ""
