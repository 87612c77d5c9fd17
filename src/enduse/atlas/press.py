"""The press: templates, words and the folder that pages are written into."""

from __future__ import annotations

import shutil
from functools import cached_property
from importlib import resources
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from enduse.atlas.context import SiteContext
from enduse.atlas.geography import load_geography
from enduse.atlas.library import Library
from enduse.atlas.plaintext import visible
from enduse.atlas.sheet import Sheet
from enduse.atlas.shelf import Shelf
from enduse.atlas.terms import term_labels
from enduse.atlas.values import Values, readable_date
from enduse.atlas.words import load_words
from enduse.findings.grades.grading import FindingGrade, Grading
from enduse.release.states import State, label, short
from enduse.release.wording import not_an_accusation

POLICY = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'"
"""No script, no frame, no font, no connection: pages are text, one stylesheet and drawings inside the page."""


def _tame(value: object) -> object:
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value


class _Templates(Environment):
    """A key of a map stands before a method of the same name (``copy``, ``items``), so that words are free to be called so."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        return obj[attribute] if isinstance(obj, dict) and attribute in obj else super().getattr(obj, attribute)


class Press:
    """Writes the pages of one site into a fresh folder."""

    def __init__(self, context: SiteContext, out: Path) -> None:
        self.context = context
        self.out = out
        self.library = Library(context)
        self.shelf = Shelf(context)
        self.values = Values(load_geography(), term_labels("en"))
        self.words = load_words("en")
        self.pages = 0
        templates = resources.files(__package__) / "templates"
        self._environment = _Templates(
            loader=FileSystemLoader(str(templates)),
            autoescape=True,
            undefined=StrictUndefined,
            finalize=_tame,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.globals.update(
            w=self.words,
            policy=POLICY,
            case_title=context.title,
            licence=context.licence,
            state_label=lambda state: label(State(state), "en"),
            state_name=lambda state: short(State(state), "en"),
            state_label_zh=lambda state: f"{short(State(state), 'zh')}：{label(State(state), 'zh')}",
            zh=load_words("zh"),
            note=not_an_accusation("en"),
            readable_date=readable_date,
            kind_label=lambda schema: self.words["kinds"].get(schema, schema),
        )

    @cached_property
    def grades(self) -> dict[str, FindingGrade]:
        """The grade of every finding shown, by its id."""
        grading = Grading(self.library.resolved, self.library.findings)
        return {finding.id: grading.grade(finding) for finding in self.library.findings}

    def label(self, schema: str, property: str) -> str:
        """A property's label: the interface's word for readers, else that of its kind."""
        readers: dict[str, str] = self.words["labels"]
        return readers.get(property) or self.values.label(schema, property)

    def sheet(self, path: str) -> Sheet:
        """A new page at ``path``, from the top of the site."""
        return Sheet(path, self.library, self.shelf, self.values, self.words["differs"]["mark"])

    def publish(self, sheet: Sheet, template: str, *, title: str, section: str = "", specimen: bool = False, **data: Any) -> None:
        """Render a page and write it."""
        text = self._environment.get_template(template).render(
            sheet=sheet, root=sheet.root, page_title=title, section=section, specimen=specimen, **data
        )
        target = self.out / sheet.path
        target.parent.mkdir(parents=True, exist_ok=True)
        lines = (line.rstrip() for line in text.splitlines())
        target.write_text("\n".join(line for line in lines if line) + "\n", encoding="utf-8", newline="\n")
        self.pages += 1

    def publish_assets(self) -> None:
        """Copy the stylesheet."""
        folder = self.out / "assets"
        folder.mkdir(parents=True, exist_ok=True)
        with resources.as_file(resources.files(__package__) / "assets" / "atlas.css") as style:
            shutil.copyfile(style, folder / "atlas.css")
