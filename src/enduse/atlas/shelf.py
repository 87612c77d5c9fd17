"""The shelf: every document of the site, and on which page and at which anchor a statement's passage stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from enduse.atlas.context import MASK_SIGN, DocumentInfo, SiteContext
from enduse.atlas.identity import id_of
from enduse.atlas.plaintext import slug
from enduse.atlas.rows import Entries, Entry
from enduse.model.document import Document
from enduse.model.statement import Statement

FOLDERS = {"paper": "papers", "table": "records", "reference": "records", "list": "entries"}


@dataclass(frozen=True, slots=True)
class Held:
    """A document as the site may print it: read, and masked."""

    sha256: str
    info: DocumentInfo
    document: Document
    text: str
    """The text with every private span masked; the same length as ``document.text``."""


class Shelf:
    """Documents, read once each, and the pages their passages stand on."""

    def __init__(self, context: SiteContext) -> None:
        self._context = context
        self._held: dict[str, Held] = {}
        self._entries: dict[str, Entries] = {}
        self._addresses: dict[str, str] = {}
        self.cited: dict[str, set[str]] = {}
        """Page -> ids of the statements some page links to there."""

    @property
    def documents(self) -> list[tuple[str, DocumentInfo]]:
        """All documents, sorted by role, name and hash."""
        items = self._context.documents.items()
        return sorted(items, key=lambda item: (item[1].role, item[1].name, item[1].paths, item[0]))

    def held(self, sha256: str) -> Held:
        """A document with its masked text.

        Raises:
            ValueError: the mask changed the length of the text, so that passages would no longer stand where they are said to.
        """
        if sha256 not in self._held:
            document = self._context.read(sha256)
            masked = self._context.mask(document) if self._context.documents[sha256].role == "paper" else document.text
            if len(masked) != len(document.text):
                raise ValueError(f"the mask changed the length of document {sha256[:12]}")
            self._held[sha256] = Held(sha256, self._context.documents[sha256], document, masked)
        return self._held[sha256]

    def entry(self, sha256: str, position: int) -> Entry:
        """The row or entry of a table or list at a place of its text."""
        if sha256 not in self._entries:
            self._entries[sha256] = Entries(self.held(sha256).document)
        return self._entries[sha256].at(position)

    def quote(self, statement: Statement) -> str:
        """The statement's quote, masked as its page shows it."""
        return self.held(statement.document).text[statement.start : statement.end]

    def is_masked(self, statement: Statement) -> bool:
        """Whether a private person's data stand in the passage, so that the value must not be printed either."""
        return MASK_SIGN in self.quote(statement) and MASK_SIGN not in statement.quote

    def page(self, statement: Statement) -> str:
        """The page, from the top of the site, on which the passage stands."""
        info = self._context.documents[statement.document]
        if info.role == "paper":
            return paper_page(statement.document)
        entry = self.entry(statement.document, statement.start)
        return entry_page(info, statement, entry)

    def address(self, statement: Statement) -> str:
        """Page and anchor of the passage; remembers that some page links there."""
        ident = id_of(statement)
        if ident not in self._addresses:
            page = self.page(statement)
            self.cited.setdefault(page, set()).add(ident)
            self._addresses[ident] = f"{page}#s-{ident}"
        return self._addresses[ident]

    def name(self, statement: Statement) -> str:
        """What the page of the passage is called: the paper's path, or table and key of the row."""
        info = self._context.documents[statement.document]
        if info.role == "paper":
            return info.paths[0] if info.paths else statement.document[:16]
        entry = self.entry(statement.document, statement.start)
        return f"{list_name(statement)} {entry.number}" if info.role == "list" else f"{info.name} {entry.key}"

    def all_of(self, roles: Iterable[str]) -> dict[str, Statement]:
        """Every statement of the documents with these roles, by id."""
        wanted = [sha256 for sha256, info in self.documents if info.role in set(roles)]
        query = "SELECT id FROM statements WHERE document IN (SELECT unnest(?::VARCHAR[])) ORDER BY id"
        ids = [row[0] for row in self._context.resolved.connection.execute(query, [wanted]).fetchall()]
        return self._context.resolved.statements(ids)


def is_shared(page: str) -> bool:
    """Whether a page shows a source's own text: such a page stands once, for readers of every language."""
    folder, _, name = page.partition("#")[0].rpartition("/")
    return folder in FOLDERS.values() and name != "index.html"


def paper_page(sha256: str) -> str:
    """The page of a paper."""
    return f"papers/{sha256[:16]}.html"


def entry_page(info: DocumentInfo, statement: Statement, entry: Entry) -> str:
    """The page of a row or entry: named by table and key, or by list and the id the list's importer gave the entry."""
    if info.role == "list":
        name, listed = slug("", ":".join(statement.entity.split(":")[:2])), list_name(statement)
    else:
        name = slug(entry.key, f"{info.name}:{entry.key}" if entry.key else f"{statement.document[:16]}:{entry.number}")
        listed = info.name
    return f"{FOLDERS[info.role]}/{slug(listed, ':' + listed)}-{name}.html"


def list_name(statement: Statement) -> str:
    """The list a statement of one rests on: a file of several lists (the Consolidated Screening List) is read once for each."""
    return statement.source.partition(":")[2]
