"""The library: what the atlas shows. Everything pages ask for is fetched once, in a few queries, whatever the size of the case."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from enduse.atlas.context import SiteContext
from enduse.atlas.identity import id_of
from enduse.atlas.plaintext import slug
from enduse.model.entity import Entity, PossiblySame
from enduse.model.finding import Finding
from enduse.model.kinds import load_kinds
from enduse.model.statement import Statement
from enduse.release.release import Tombstone, release_of
from enduse.release.states import Drafts

Facts = dict[str, list[Statement]]
BUYING = frozenset({"buyer", "customer"})


@dataclass(frozen=True, slots=True)
class Link:
    """Some entity's statement that names another entity."""

    origin: str
    property: str
    statement: str


class Library:
    """Entities shown, their facts, who points at whom, and the page of each."""

    def __init__(self, context: SiteContext) -> None:
        self.context = context
        self.resolved = context.resolved
        self._kinds = load_kinds()
        self._entities = {entity.id: entity for entity in self.resolved.entities()}
        setting = Drafts.SHOW if context.show_drafts else Drafts.HOLD
        self.release = release_of(self.resolved, context.findings, context.decisions, setting, context.people)
        self.findings = tuple(sorted(self.release.shown, key=newest_first))
        self.shown = self._shown()
        self._ties = self._shown_ties()
        self.facts = self.resolved.facts(self.shown)
        self.incoming = self._incoming()
        self.pages = self._pages()
        self.country_codes = self._countries()
        self.finding_pages = {finding.id: f"findings/{finding.id}.html" for finding in self.findings}
        self.tombstone_pages = {stone.seen.claims: self._tombstone_page(stone) for stone in self.release.tombstones}
        self.cited = self.resolved.statements(ident for f in self.findings for step in f.path for ident in step.statements)

    def entity(self, ident: str) -> Entity | None:
        """The entity, or None where the id is a mention nobody described."""
        return self._entities.get(ident)

    def caption(self, ident: str) -> str:
        """The entity's name; the name of its kind where no source names it, its id where nothing is known."""
        entity = self._entities.get(ident)
        if entity is None:
            return ident
        nameless = entity.caption in entity.mentions and entity.schema in self._kinds
        return self._kinds[entity.schema].label["en"] if nameless else entity.caption

    def of_kind(self, kind: str) -> list[Entity]:
        """Shown entities of a kind or one that extends it, sorted by caption."""
        found = [e for e in map(self._entities.get, self.shown) if e and e.schema in self._kinds and self._kinds[e.schema].is_a(kind)]
        return sorted(found, key=lambda e: (e.specimen, e.caption.casefold(), e.id))

    def first(self, ident: str, prop: str) -> Statement | None:
        """One statement of a property: the first by value, or None."""
        found = self.facts.get(ident, {}).get(prop)
        return min(found, key=lambda s: (s.value, id_of(s))) if found else None

    def value(self, ident: str, prop: str) -> str:
        """The value of that statement, for sorting and counting; empty where there is none. Never printed."""
        found = self.first(ident, prop)
        return found.value if found else ""

    def pointing(self, target: str, *properties: str) -> list[str]:
        """Entities that name ``target`` in one of these properties, each once, sorted."""
        return sorted({link.origin for link in self.incoming.get(target, []) if link.property in properties})

    def targets(self, ident: str, prop: str) -> list[str]:
        """Entities that a property of an entity names, each once, in the order of its statements."""
        found = self.facts.get(ident, {}).get(prop, [])
        return list(dict.fromkeys(self.resolved.canonical(s.value) for s in found))

    @cached_property
    def children(self) -> dict[str, list[str]]:
        """Body -> shown bodies directly below it."""
        found: dict[str, list[str]] = {}
        for ident in self.shown:
            for parent in self.resolved.parents(ident):
                found.setdefault(parent.parent, []).append(ident)
        return found

    def findings_about(self, ids: Iterable[str]) -> list[Finding]:
        """Findings in whose path or subjects one of these entities stands, newest first."""
        return [self.findings[at] for at in sorted({at for ident in ids for at in self._findings_by_entity.get(ident, ())})]

    def parties(self, section: str) -> list[Entity]:
        """Entities with a page in a section (``companies``, ``buyers``), sorted by caption."""
        found = [e for e in map(self._entities.get, self.pages) if e and self.pages[e.id].startswith(section + "/")]
        return sorted(found, key=lambda e: (e.specimen, e.caption.casefold(), e.id))

    def ties(self, ident: str) -> list[PossiblySame]:
        """Other shown bodies that this one may be."""
        return self._ties.get(ident, [])

    def fetch(self, statements: Iterable[str]) -> None:
        """Fetch statements that pages will ask for one by one, in one query."""
        self.cited.update(self.resolved.statements(set(statements) - self.cited.keys()))

    def stated_spans(self, document: str, start: int, end: int) -> list[tuple[int, int]]:
        """Where statements stand between two places of a document."""
        query = 'SELECT DISTINCT start, "end" FROM statements WHERE document = ? AND start >= ? AND "end" <= ? ORDER BY start, "end"'
        return [(first, after) for first, after in self.resolved.connection.execute(query, [document, start, end]).fetchall()]

    def anchor(self, ident: str) -> str:
        """A name for an entity inside a page."""
        return slug("", ident if ident.count(":") == 1 else f"entity:{ident}/")

    @cached_property
    def _findings_by_entity(self) -> dict[str, list[int]]:
        """For each entity the places in ``findings`` of those it stands in."""
        found: dict[str, list[int]] = {}
        for at, each in enumerate(self.findings):
            for ident in {*each.subjects, *(end for step in each.path for end in (step.origin, step.target))}:
                found.setdefault(ident, []).append(at)
        return found

    def _tombstone_page(self, stone: Tombstone) -> str:
        """The address the finding had; one of its own where a newer wording has taken that address."""
        name, page = stone.seen.finding, f"findings/{stone.seen.finding}.html"
        stones = [other.seen.claims for other in self.release.tombstones if other.seen.finding == name]
        own = name in self.finding_pages or stones[0] != stone.seen.claims
        return f"findings/{name}-{stone.seen.claims[:12]}.html" if own else page

    def _shown(self) -> list[str]:
        query = "SELECT DISTINCT canonical FROM statements WHERE source = 'paper' OR starts_with(source, 'record:')"
        shown = {row[0] for row in self.resolved.connection.execute(query).fetchall()}
        for finding in self.findings:
            shown.update(finding.subjects, *((step.origin, step.target) for step in finding.path))
        listings = "SELECT DISTINCT canonical, target FROM statements WHERE schema = 'Sanction' AND property = 'entity'"
        rows = self.resolved.connection.execute(listings).fetchall()
        for _ in range(8):  # a body's parents, their parents …; eight levels are more than any government has
            above = {p.parent for ident in shown for p in self.resolved.parents(ident)} - shown
            if not above:
                break
            shown |= above
        # Whoever a shown body may be is shown too, one step far: a reader must be able to compare the two.
        shown |= {end for tie in self.resolved.possibly_same if {tie.left, tie.right} & shown for end in (tie.left, tie.right)}
        shown.update(listing for listing, party in rows if party in shown)
        return sorted(shown)

    def _shown_ties(self) -> dict[str, list[PossiblySame]]:
        shown = set(self.shown)
        found: dict[str, list[PossiblySame]] = {}
        for tie in self.resolved.possibly_same:
            if {tie.left, tie.right} <= shown:
                found.setdefault(tie.left, []).append(tie)
                found.setdefault(tie.right, []).append(tie)
        return found

    def _incoming(self) -> dict[str, list[Link]]:
        query = (
            "SELECT target, canonical, property, id FROM statements WHERE target IS NOT NULL AND property <> 'sameAs'"
            " ORDER BY target, canonical, property, id"
        )
        shown = set(self.shown)
        found: dict[str, list[Link]] = {}
        for target, origin, prop, statement in self.resolved.connection.execute(query).fetchall():
            if target in shown and origin in shown:
                found.setdefault(target, []).append(Link(origin, prop, statement))
        return found

    def _countries(self) -> set[str]:
        codes = {s.value for ident in self.pages for s in self.facts.get(ident, {}).get("country", [])}
        return {code for code in codes if re.fullmatch("[a-z]{2}", code)}

    def _section(self, entity: Entity) -> str | None:
        kind = self._kinds.get(entity.schema)
        if kind is None:
            return None
        if kind.is_a("Project"):
            return "projects"
        if kind.is_a("Source"):
            return "sources"
        if kind.is_a("PublicBody"):
            return "buyers"
        if not kind.is_a("Organization"):
            return None
        buys = any(link.property in BUYING for link in self.incoming.get(entity.id, []))
        governs = bool(self.resolved.parents(entity.id))
        return "buyers" if entity.schema != "Company" and (buys or governs) else "companies"

    def _pages(self) -> dict[str, str]:
        pages: dict[str, str] = {}
        taken: set[str] = set()
        for ident in self.shown:
            entity = self._entities.get(ident)
            section = self._section(entity) if entity else None
            if entity is None or section is None:
                if entity is not None and entity.schema == "Measure":
                    pages[ident] = f"rules.html#act-{self.anchor(ident)}"
                continue
            identity = min((m for m in entity.mentions if not m.startswith("paper:")), key=lambda m: (m.count(":"), m), default=ident)
            page = f"{section}/{slug(entity.caption, identity if identity.count(':') == 1 else ident)}.html"
            if page in taken:
                page = f"{section}/{slug('', 'again:' + ident + '/')}.html"
            taken.add(page)
            pages[ident] = page
        return pages


def newest_first(finding: Finding) -> tuple[bool, bool, list[int], str]:
    """By day, the latest first; those without a day after all that have one."""
    day = [-ord(sign) for sign in finding.day or ""]
    return finding.specimen, not day, day, finding.id
