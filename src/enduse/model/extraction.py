"""What reading and extracting hand on, and the witness that writes statements about one document."""

from __future__ import annotations

from bisect import bisect_left

from msgspec import Struct, field

from enduse.model.document import Document
from enduse.model.issue import Issue
from enduse.model.statement import Statement, neighbours

MASK_SIGN = "▇"
"""Stands for one sign of what concerns a private person."""


class Reading(Struct, frozen=True):
    """The outcome of reading one stored file: a document, or the reason there is none."""

    sha256: str
    document: Document | None
    rejected: Issue | None = None
    issues: tuple[Issue, ...] = ()


class Extraction(Struct, frozen=True):
    """The outcome of extracting one document: a pure function of (document, method version)."""

    statements: tuple[Statement, ...] = ()
    issues: tuple[Issue, ...] = ()
    counts: dict[str, int] = field(default_factory=dict)
    """Rows or entries in and out, for the build report: ``rows``, ``rows-rejected``, ``listings``."""


class Witness(Struct, frozen=True):
    """Writes statements about one document, so that no extractor can write one without a passage."""

    document: Document
    source: str
    method: str
    method_version: str
    specimen: bool = False
    first_seen: str | None = None
    private: tuple[tuple[int, int], ...] = ()
    """Passages that concern private persons, sorted: masked in the neighbours of every quote."""

    def state(
        self,
        entity: str,
        schema: str,
        property: str,
        value: str,
        start: int,
        end: int,
        *,
        source: str | None = None,
        original: str | None = None,
        lang: str | None = None,
        valid_from: str | None = None,
        valid_to: str | None = None,
        confidence: float = 1.0,
    ) -> Statement:
        """One statement resting on ``text[start:end]``.

        Raises:
            ValueError: the passage is empty or lies outside the text (a fault of the extractor).
        """
        document = self.document
        text = document.text
        if not 0 <= start < end <= len(text):
            raise ValueError(f"no passage at {start}:{end} in document {document.sha256[:12]} of {len(text)} characters")
        prefix, suffix = neighbours(text, start, end)
        if self.private and self._concerned(start - len(prefix), end + len(suffix)):
            prefix, suffix = self._masked(prefix, start - len(prefix)), self._masked(suffix, end)
        return Statement(
            entity,
            schema,
            property,
            value,
            document.sha256,
            start,
            end,
            text[start:end],
            prefix,
            suffix,
            source or self.source,
            self.method,
            self.method_version,
            lang,
            original,
            valid_from,
            valid_to,
            document.page_of(start, end) if document.layout or document.boxes else None,
            confidence,
            self.first_seen,
            self.specimen,
        )

    def _concerned(self, first: int, last: int) -> bool:
        """Whether something private stands between two places of the text."""
        at = bisect_left(self.private, (last, 0))  # spans are apart, so the last that begins before reaches furthest
        return at > 0 and self.private[at - 1][1] > first

    def _masked(self, text: str, base: int) -> str:
        """``text``, which stands at ``base``, with sign for sign a mark where it concerns a private person."""
        at = max(0, bisect_left(self.private, (base, 0)) - 1)
        while at < len(self.private) and self.private[at][0] < base + len(text):
            low, high = max(self.private[at][0] - base, 0), min(self.private[at][1] - base, len(text))
            if low < high:
                text = text[:low] + MASK_SIGN * (high - low) + text[high:]
            at += 1
        return text
