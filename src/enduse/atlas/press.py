"""The press: templates, words and the folder that pages of one language are written into."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from importlib import resources
from pathlib import Path
from typing import Any, TypeVar

from markupsafe import Markup

from enduse.atlas.citing.bibtex import bibtex
from enduse.atlas.citing.citation import Atlas, Citation, Work, cite
from enduse.atlas.figures import Figures
from enduse.atlas.gathered import Gathered
from enduse.atlas.geography import load_geography
from enduse.atlas.identity import id_of
from enduse.atlas.names import Names
from enduse.atlas.pieces import Pieces
from enduse.atlas.plaintext import visible
from enduse.atlas.script_files import bare
from enduse.atlas.sheet import Sheet
from enduse.atlas.shelf import is_shared
from enduse.atlas.terms import term_labels
from enduse.atlas.tongue import Tongue, note_in
from enduse.atlas.values import Values
from enduse.findings.grades.grading import FindingGrade
from enduse.model.entity import Entity
from enduse.release.states import State, state_words

POLICY = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'"
"""No script, no frame, no font, no connection: pages are text, one stylesheet and drawings inside the page."""
SCRIPTED = POLICY.replace("style-src", "script-src 'self'; style-src")
"""The policy of the few pages that have scripts of ours; no page has a line of script of its own, or loads one from elsewhere."""
MACROS = {"m": "macros.html", "f": "figures.html", "g": "grades.html"}
"""Under which name the templates know which file of macros."""
STYLES = ("atlas.css", "dossiers.css")
"""The stylesheets of every page."""
MAP = ("map-data.js", "map-geometry.js", "map-hands.js", "map.js")
"""The scripts of the map, in the order in which they build on each other."""
ASSETS = (*STYLES, "network.css", "parts.js", *MAP, "network.js", "search.js")
Made = TypeVar("Made")


class Press:
    """Writes the pages of one language into the folder of the site; ``tongues`` are all languages of the site."""

    def __init__(self, gathered: Gathered, out: Path, tongue: Tongue, tongues: tuple[Tongue, ...]) -> None:
        self.gathered = gathered
        self.context = gathered.context
        self.library = gathered.library
        self.shelf = gathered.shelf
        self.out = out
        self.tongue = tongue
        self.tongues = tongues
        self.words = tongue.words
        words = self.words
        geography = load_geography().spoken(tongue.code, words["country_names"])
        self.values = Values(geography, term_labels(tongue.code, words["terms"]), Figures.of(words["figures"]), words)
        self.names = Names(self.library, tongue)
        self.pages = 0
        self.works: Mapping[str, Work] = {}
        """Records that are cited, by page; the printer says which."""
        self._pieces = Pieces()
        self._macros: dict[str, dict[str, Any]] = {}
        self._globals = {
            "w": words,
            "tongue": tongue,
            "tongues": tongues,
            "other_tongues": [each for each in tongues if each is not tongue],
            "case_title": self.title,
            "licence": self.context.licence,
            "state_label": lambda state: self._state("labels", state),
            "state_name": lambda state: self._state("short", state),
            "note": note_in(tongue),
            "note_in": note_in,
            "readable_date": self.values.figures.date,
            "grouped": self.values.figures.count,
            "kind_label": lambda schema: words["kinds"].get(schema, schema),
            "said": tongue.said,
            "basis_line": self._basis_line,
        }

    @property
    def first(self) -> bool:
        """Whether this language's pages stand at the top of the site; what all languages share is written with them."""
        return self.tongue.folder == ""

    @property
    def title(self) -> str:
        """The case's title in this language, else as the case gives it."""
        return self.context.titles.get(self.tongue.code, self.context.title)

    @property
    def summary(self) -> str:
        """The case's summary in this language, else as the case gives it."""
        return self.context.summaries.get(self.tongue.code, self.context.summary)

    @property
    def atlas(self) -> Atlas:
        """What every citation says of the atlas."""
        context = self.context
        authors, publisher = tuple(map(visible, context.authors)), visible(context.publisher)
        return Atlas(title=self.title, authors=authors, publisher=publisher, address=Atlas.address_of(context.addresses))

    def citation(self, sheet: Sheet) -> Citation | None:
        """How the record on a page is cited, without the release; None where the page is no record."""
        work = self.works.get(sheet.path)
        if work is None:
            return None
        return cite(work, self.atlas, sheet.file, work.version or self._version(work))

    def _version(self, work: Work) -> str:
        """A hash of the statements on the entities a record is about, so that a reader sees whether it still says the same."""
        facts = self.library.facts
        ids = sorted(id_of(s) for ident in work.about for found in facts.get(ident, {}).values() for s in found)
        return hashlib.sha256(" ".join(ids).encode()).hexdigest()[:16] if ids else ""

    @property
    def grades(self) -> dict[str, FindingGrade]:
        """The grade of every finding shown, by its id."""
        return self.gathered.grades

    def once(self, key: str, make: Callable[[], Made]) -> Made:
        """What ``make`` gives, made once for all languages."""
        return self.gathered.once(key, make)

    def in_order(self, entities: Iterable[Entity]) -> list[Entity]:
        """Entities as a list of this language has them: by name, specimens last."""
        return sorted(entities, key=lambda each: (each.specimen, self.names.order(each.id), each.id))

    def label(self, schema: str, property: str) -> str:
        """A property's label."""
        return self.values.label(schema, property)

    def relation(self, name: str) -> str:
        """What an edge of a path is called: by the interface, else by the vocabulary of ties, else its own name in plain words."""
        ties = self.values.terms("party-tie")
        return str(self.words["relations"].get(name) or ties.get(name) or name.replace("-", " "))

    def sheet(self, path: str) -> Sheet:
        """A new page at ``path``, from the top of this language's pages."""
        return Sheet(path, self.library, self.shelf, self.values, self.names, self._pieces, self.tongue)

    def piece(self, sheet: Sheet, macro: str, ident: str, make: Callable[[], object]) -> Markup:
        """What a macro of ``macros.html`` prints of the thing ``ident``; ``make`` gathers what it prints, unless a like page has."""

        def printed() -> Markup:
            markup: Markup = getattr(self._macros_for(sheet)["m"], macro)(make())
            return markup

        return sheet.piece(macro, ident, printed)

    def _macros_for(self, sheet: Sheet) -> dict[str, Any]:
        """The files of macros, run once for all pages of one depth: they see words and the way to the top, and nothing of the page."""
        if sheet.root not in self._macros:
            seen: dict[str, Any] = {**self._globals, "root": sheet.root, "top": sheet.top}
            for name, file in MACROS.items():
                seen[name] = self.gathered.templates.get_template(file).make_module(seen)
            self._macros[sheet.root] = {name: seen[name] for name in MACROS}
        return self._macros[sheet.root]

    def _basis_line(self, sheet: Sheet, source: str) -> Markup:
        """A source as it stands at the foot of a page."""
        parts = ("publisher", "date", "readStatus")
        return self.piece(sheet, "basis_line", source, lambda: {"name": sheet.name(source)} | {p: sheet.one(source, p) for p in parts})

    def publish(
        self,
        sheet: Sheet,
        template: str,
        *,
        title: str,
        section: str = "",
        specimen: bool = False,
        scripts: Sequence[str] = (),
        **data: Any,
    ) -> None:
        """Render a page and write it. ``scripts`` are files below ``assets``, run in this order when the page is read."""
        text = self.gathered.templates.get_template(template).render(
            **self._globals,
            **self._macros_for(sheet),
            sheet=sheet,
            root=sheet.root,
            top=sheet.top,
            shared=is_shared(sheet.path),
            page_title=title,
            section=section,
            specimen=specimen,
            scripts=scripts,
            policy=SCRIPTED if scripts else POLICY,
            **self._cited(sheet),
            **data,
        )
        target = self.out / sheet.file
        target.parent.mkdir(parents=True, exist_ok=True)
        lines = (line.rstrip() for line in text.splitlines())
        target.write_text("\n".join(line for line in lines if line) + "\n", encoding="utf-8", newline="\n")
        self.pages += 1

    def _cited(self, sheet: Sheet) -> dict[str, Any]:
        cited = self.citation(sheet)
        if cited is None:
            return {"cited": None}
        return {"cited": cited, "cited_bibtex": bibtex(replace(cited, note=""))}

    def publish_assets(self) -> None:
        """Write the stylesheets and the scripts."""
        folder = self.out / "assets"
        folder.mkdir(parents=True, exist_ok=True)
        for name in ASSETS:
            text = (resources.files(__package__) / "assets" / name).read_text("utf-8")
            (folder / name).write_text(bare(text) if name.endswith(".js") else text, encoding="utf-8", newline="\n")

    def _state(self, kind: str, state: str) -> str:
        """A word for a state of release: of the words of this language, else of ``release/states.yml``."""
        own = self.words["states"].get(kind, {})
        shipped: dict[str, str] = getattr(state_words(), kind)[State(state).value]
        return str(own.get(state) or shipped.get(self.tongue.code) or shipped["en"])
