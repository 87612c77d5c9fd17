"""Gathered: all that pages are made from, gathered once and printed in every language."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache, cached_property
from importlib import resources
from typing import Any, TypeVar

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from enduse.atlas.context import SiteContext
from enduse.atlas.library import Library
from enduse.atlas.plaintext import visible
from enduse.atlas.shelf import Shelf
from enduse.findings.grades.grading import FindingGrade, Grading

Made = TypeVar("Made")


def _tame(value: object) -> object:
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value


class _Templates(Environment):
    """A key of a map stands before a method of the same name (``copy``, ``items``), so that words are free to be called so."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        if isinstance(obj, dict) and attribute in obj:
            return obj[attribute]
        try:
            return getattr(obj, attribute)
        except AttributeError:
            return super().getattr(obj, attribute)


@cache
def page_templates() -> Environment:
    """The templates of all pages, compiled once in a process: what is printed is escaped and tamed, what is missing raises."""
    templates = _Templates(
        loader=FileSystemLoader(str(resources.files(__package__) / "templates")),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_tame,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    templates.filters["tojson_attr"] = lambda value: json.dumps(value, ensure_ascii=False, sort_keys=True)
    return templates


class Gathered:
    """The case as the atlas shows it, in no language: entities and facts, documents, grades, compiled templates."""

    def __init__(self, context: SiteContext) -> None:
        self.context = context
        self.library = Library(context)
        self.shelf = Shelf(context)
        self.templates = page_templates()
        self._made: dict[str, Any] = {}

    @cached_property
    def grades(self) -> dict[str, FindingGrade]:
        """The grade of every finding shown, by its id."""
        grading = Grading(self.library.resolved, self.library.findings)
        return {finding.id: grading.grade(finding) for finding in self.library.findings}

    def once(self, key: str, make: Callable[[], Made]) -> Made:
        """What ``make`` gives, made at the first asking: for work that is the same in every language."""
        if key not in self._made:
            self._made[key] = make()
        made: Made = self._made[key]
        return made
