"""A sheet: one page being written. It turns statements into claims and entities into links, as seen from where the page stands."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from markupsafe import Markup

from enduse.atlas.claim import Claim, claims_from, original
from enduse.atlas.coverage import Coverage, coverage_of
from enduse.atlas.identity import id_of
from enduse.atlas.library import Library
from enduse.atlas.markup import filled
from enduse.atlas.names import Names
from enduse.atlas.pieces import Noted, Piece, Pieces
from enduse.atlas.plaintext import language_of, visible
from enduse.atlas.shelf import Shelf, is_shared
from enduse.atlas.tongue import Tongue
from enduse.atlas.values import Values
from enduse.findings.grades.conflicts import in_conflict
from enduse.model.statement import Statement


class Sheet:
    """One page in one language.

    ``path`` is from the top of the language's pages and ``root`` the way back there (``""`` or ``"../"``); ``file`` is from the top of the
    site and ``top`` the way back there, where assets, downloads and the texts of sources stand.
    """

    def __init__(self, path: str, library: Library, shelf: Shelf, values: Values, names: Names, pieces: Pieces, tongue: Tongue) -> None:
        self.path = path
        self.file = tongue.page(path)
        self.root = "../" * path.count("/")
        self.top = "../" * self.file.count("/")
        self.tongue = tongue
        self.library = library
        self.shelf = shelf
        self.values = values
        self._names = names
        self._words = tongue.words
        self._pieces = pieces
        self._noted = Noted()

    def address(self, statement: Statement) -> str:
        """Where the passage stands, as a link from this page."""
        self._noted.sources.add(statement.source)
        return self.top + self.shelf.address(statement)

    def way(self, page: str) -> str:
        """The link from here to a page named from the top of the language's pages."""
        return (self.top if is_shared(page) else self.root) + page

    def switch(self, tongue: Tongue) -> str:
        """The link from here to the same page in another language; a page that stands once holds the other's words at an anchor."""
        return f"#in-{tongue.code}" if is_shared(self.path) else self.top + tongue.page(self.path)

    def claim(self, statements: Sequence[Statement], text: str | None = None) -> Claim:
        """A claim resting on these statements, which all have the same value."""
        for statement in statements:
            self._noted.sources.add(statement.source)
        first = statements[0] if statements else None
        if first is not None and self.shelf.is_masked(first):
            text = self.shelf.quote(first)
        target, beside = None, ""
        if first is not None and self.values.is_link(first):
            entity = self.library.resolved.canonical(first.value)
            beside = self._names.beside(entity) if text in (None, self.caption(entity)) else ""
            text = text or self.caption(entity)
            page = self.library.pages.get(entity)
            target = self._away(page) if page else None
        elif first is not None and text in (None, self.values.text(first)) and self.values.original(first):
            beside = self.values.original(first)
        elif first is not None and first.value in self.library.country_codes and self.values.is_country(first):
            target = self._away(f"countries/{first.value}.html")
        shown = text if text is not None else self.values.text(statements[0])
        return Claim(tuple(statements), shown, self.address, target, beside=beside, says_so=self._words["says_so"])

    def _away(self, page: str) -> str | None:
        return None if self._is_here(page) else self.way(page)

    def _is_here(self, page: str) -> bool:
        """Whether a page is this one: a piece that asks is made anew on the page it asks about."""
        name = page.partition("#")[0]
        self._noted.asked.add(name)
        return name == self.path

    def piece(self, kind: str, ident: str, make: Callable[[], Markup]) -> Markup:
        """A part of the page that reads alike on all pages of this depth, made at the first asking; ``make`` prints it."""
        key = (kind, ident, self.root, self.top)
        found = self._pieces.get(key, self.path)
        if found is None:
            around, self._noted = self._noted, Noted()
            try:
                found = Piece(make(), self._noted)
            finally:
                self._noted = around
            self._pieces.put(key, self.path, found)
        self._noted.add(found.noted)
        return found.markup

    def quote(self, statement: Statement) -> Claim:
        """The words of the passage itself, leading to where they stand."""
        self._noted.sources.add(statement.source)
        return Claim((statement,), self.shelf.quote(statement), self.address, says_so=self._words["says_so"])

    def text_of(self, statement: Statement) -> str:
        """What a claim of this statement prints; statements that print alike are one claim."""
        if self.values.is_link(statement):
            return self.caption(self.library.resolved.canonical(statement.value))
        return self.shelf.quote(statement) if self.shelf.is_masked(statement) else self.values.text(statement)

    def claims(self, ident: str, *properties: str) -> list[Claim]:
        """All values of these properties of an entity, each once, with all their passages."""
        facts = self.library.facts.get(ident, {})
        stated = [name for name in properties if name in facts]
        if not stated:
            return []
        statements = [s for name in stated for s in (sorted(facts[name], key=_in_order) if len(facts[name]) > 1 else facts[name])]
        differing = {name for name in stated if len(facts[name]) > 1 and in_conflict(facts[name])}
        made = claims_from(statements, self.text_of, self.claim)
        if not differing:
            return made
        return [
            replace(c, differs=self._words["differs"]["mark"]) if any(s.property in differing for s in c.statements) else c for c in made
        ]

    def one(self, ident: str, *properties: str) -> Claim | None:
        """The first value of the first of these properties that has one."""
        for name in properties:
            found = self.claims(ident, name)
            if found:
                return found[0]
        return None

    def brief(self, ident: str, *properties: str) -> Claim | None:
        """As ``one``, with its first passage alone: for rows of lists, whose own page has every passage."""
        found = self.one(ident, *properties)
        return replace(found, statements=found.statements[:1]) if found else None

    def by_id(self, ids: Iterable[str]) -> list[Statement]:
        """Statements by id, in the order asked for."""
        found = self.library.cited
        missing = [ident for ident in ids if ident not in found]
        if missing:
            found.update(self.library.resolved.statements(missing))
        return [found[ident] for ident in ids if ident in found]

    def caption(self, ident: str) -> str:
        """The entity's name in the language of the page, where a source names it so; else its caption."""
        return self._names.caption(ident)

    def title(self, ident: str) -> str:
        """The entity's name for the title of a page: with the original where that is another."""
        return " ".join(filter(None, (self.caption(ident), self._names.beside(ident))))

    def name(self, ident: str) -> Claim | Markup:
        """The entity's name: a link to its page, or a claim where it has none or this is its page. The original stands beside it."""
        page, caption, beside = self.library.pages.get(ident), self.caption(ident), self._names.beside(ident)
        if page and not self._is_here(page):
            return self.ref(page, caption, beside)
        named = self._named(ident, caption)
        original = self._named(ident, self._names.original(ident))
        if named is None:
            return self.ref(None, caption)
        if not original or original.text == named.text:
            return named
        return filled('%s <span class="other-name">%s</span>', named, original)

    def _named(self, ident: str, caption: str) -> Claim | None:
        facts = self.library.facts.get(ident, {})
        named = [
            s
            for name in ("name", "title", "legalName", "alias", "previousName", "weakAlias")
            for s in facts.get(name, [])
            if s.value == caption
        ]
        if named:
            return self.claim(named, caption)
        others = [s for name in ("name", "title", "kind", "list") for s in facts.get(name, [])]
        return self.claim(others[:1]) if others else None

    def ref(self, page: str | None, text: str, beside: str = "") -> Markup:
        """A link to another page of the atlas; ``beside`` is the original of the text."""
        lang = language_of(text)
        attributes = filled(' lang="%s"', lang) if lang else Markup("")
        shown = visible(text) + original(beside)
        if page is None:
            return filled('<span class="ref"%s>%s</span>', attributes, shown)
        return filled('<a class="ref" href="%s"%s>%s</a>', self.way(page), attributes, shown)

    def country(self, code: str) -> Markup:
        """A country's name as a link to its page."""
        from_top = f"countries/{code}.html"
        known = code in self.library.country_codes
        return self.ref(from_top if known else None, self.values.geography.name(code))

    @property
    def sources(self) -> list[str]:
        """Ids of the source entities this page rests on, so far, sorted."""
        cited = {self.library.resolved.canonical(f"source:{s.partition(':')[2]}") for s in self._noted.sources if s.startswith("record:")}
        return sorted(ident for ident in cited if ident in self.library.pages)

    @property
    def coverage(self) -> Coverage | None:
        """How the sources of this page were read, so far."""
        return coverage_of(self.library, self.sources)

    @property
    def rests_on_papers(self) -> bool:
        """Whether a captured document is among the sources."""
        return "paper" in self._noted.sources


def _in_order(statement: Statement) -> tuple[str, str, int, str]:
    return statement.value, statement.document, statement.start, id_of(statement)
