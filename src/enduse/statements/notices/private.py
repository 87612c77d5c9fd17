"""Private persons in a notice: which passages no statement may quote, and which pages show masked."""

from __future__ import annotations

from enduse.language.latin_contacts import Found
from enduse.language.private import find_numbers, find_private, finder
from enduse.language.scripts import Folded, fold
from enduse.model.document import Document
from enduse.statements.notices.parts import Outline

LONGEST_NOTICE = 1_000_000
"""Characters of the longest text taken for a notice; the longest known have under 100,000. What is longer is not searched."""


def private_spans(document: Document) -> list[Found]:
    """Passages ``(start, end, kind)`` that concern private persons; sorted, without overlaps.

    A text longer than any notice is one passage of kind ``unread``: nothing of it is shown.
    """
    if len(document.text) > LONGEST_NOTICE:
        return [(0, len(document.text), "unread")]
    return find_private(fold(document.text), document)


def spans_in(document: Document, found: Outline) -> list[Found]:
    """As ``private_spans``, for an outline already cut; a document that this finder has redacted is only looked through for numbers."""
    folded = Folded(found.page.text, found.page.origin)
    return find_numbers(folded) if document.redacted_by == finder() else find_private(folded, document)
