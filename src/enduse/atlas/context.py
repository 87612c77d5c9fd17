"""What the atlas is built from, handed over by the case."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from enduse.documents.page_pictures import Order, PagePicture
from enduse.entities.resolved import Resolved
from enduse.findings.claims import ClaimResult
from enduse.model.decision import Given, Suppression
from enduse.model.document import Document
from enduse.model.finding import Finding

MASK_SIGN = "▇"


@dataclass(frozen=True, slots=True)
class DocumentInfo:
    """A stored document as the site names it: ``role`` is ``paper``, ``table``, ``list`` or ``reference``; paths are from the case."""

    role: str
    name: str
    paths: tuple[str, ...] = ()
    specimen: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteContext:
    """Everything a site is a function of.

    ``mask`` takes a paper and returns its text, of the same length, with every private person's data replaced by ``▇``.
    ``counts`` are plain numbers of the build (``papers``, ``statements`` …) for the page on method.
    """

    resolved: Resolved
    documents: Mapping[str, DocumentInfo]
    read: Callable[[str], Document]
    mask: Callable[[Document], str]
    title: str
    """In English, or in the language the case has."""
    summary: str
    findings: tuple[Finding, ...] = ()
    claims: tuple[ClaimResult, ...] = ()
    languages: tuple[str, ...] = ("en",)
    """Languages of the site; English always."""
    titles: Mapping[str, str] = field(default_factory=dict)
    """The title by language."""
    summaries: Mapping[str, str] = field(default_factory=dict)
    words: Path | None = None
    """A folder with files of words for languages that do not ship (``words/eo.yml``)."""
    licence: str = "CC BY 4.0"
    show_drafts: bool = True
    decisions: tuple[Given, ...] = ()
    """What people decided, apart from judgements on pairs."""
    log_lines: Mapping[str, str] = field(default_factory=dict)
    """Hash of a line of a reviewer's log -> the line as it was written; those of ``decisions``."""
    suppressions: tuple[Suppression, ...] = ()
    """Removals that hold; what they remove is not in ``resolved`` any more."""
    pictured: frozenset[str] = frozenset()
    """Papers whose pages may be reproduced."""
    draw: Callable[[str, Order], tuple[PagePicture, ...]] | None = None
    """Draws the pages of a paper from its stored bytes."""
    addresses: tuple[str, ...] = ()
    """Where readers find newer copies, as the case names them."""
    authors: tuple[str, ...] = ()
    """Who the atlas is cited by, as the case names them."""
    publisher: str = ""
    people: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Role -> reviewers, where the case names its people."""
    counts: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SiteCounts:
    """What was written."""

    pages: int
    files: int
    passages: int
    entity_pages: dict[str, str]
    """The page of each entity that has one, from the top of the site."""
