"""The words of notices as data: labels, table heads, section headings; loaded once from the yml files beside this module."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

import yaml

from enduse.language.scripts import fold
from enduse.model.errors import InvalidTaxonomy

LONG_LABEL = 4
"""A label of so many characters is believed even where it is glued to the text before it."""


@lru_cache(maxsize=16)
def load(name: str) -> dict[str, Any]:
    """One yml file of this room.

    Raises:
        InvalidTaxonomy: the file is not a mapping.
    """
    data = yaml.safe_load(files("enduse.statements.notices").joinpath(f"{name}.yml").read_text(encoding="utf-8"))
    if not isinstance(data, dict):
        raise InvalidTaxonomy(f"{name}.yml: expected a mapping at the top, found {type(data).__name__}")
    return data


def squeeze(text: str) -> str:
    """Folded text without any space, without the colon at its end."""
    return re.sub(r"\s+", "", fold(text).text).rstrip(":")


@lru_cache(maxsize=1)
def labels() -> dict[str, str]:
    """Every label, squeezed, with the field it names.

    Raises:
        InvalidTaxonomy: one label stands under two fields.
    """
    found: dict[str, str] = {}
    for field, synonyms in load("labels").items():
        for label in synonyms:
            key = squeeze(str(label))
            if found.setdefault(key, field) != field:
                raise InvalidTaxonomy(f"labels.yml: {label!r} stands under {found[key]!r} and {field!r}; one label has one meaning")
    return found


@lru_cache(maxsize=1)
def label_pattern() -> re.Pattern[str]:
    """A label, an optional bracket with a unit, and a colon; longest labels first."""
    words = "|".join(re.escape(word) for word in sorted(labels(), key=lambda word: (-len(word), word)))
    return re.compile(rf"(?P<label>{words})(?P<unit>\s?\([^()\n]{{1,12}}\))?\s?[:](?!//)")


def field_of(text: str) -> str | None:
    """The field a whole cell or line names as its label, if it is one: ``采购单位：`` is ``buyer``."""
    key = squeeze(text)
    return labels().get(key) or labels().get(re.sub(r"\([^()]*\)$", "", key))


def denied(before: str) -> bool:
    """Whether the words right before a label take the award back: ``未``, ``第二名``, ``候选``."""
    return re.search(rf"(?:{load('sections')['denied-before']})[^。;\n|]{{0,6}}$", before) is not None


def section_of(heading: str) -> str | None:
    """The kind of section a heading opens (its number left off), or None."""
    key = squeeze(heading)
    return next((kind for kind, pattern in _sections() if pattern.match(key)), None)


@lru_cache(maxsize=1)
def _sections() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((row["kind"], re.compile(row["pattern"])) for row in load("sections")["sections"])


@dataclass(frozen=True, slots=True)
class Head:
    """A table head: what its column holds, in a table of suppliers and in a table of items."""

    supplier: str | None
    item: str | None


@lru_cache(maxsize=4096)
def head_of(text: str) -> Head:
    """What a column with this head holds; both None where the head is not known."""
    data = load("columns")
    key = re.sub(data["ignored-brackets"], "", squeeze(text))
    return Head(*(_column(key, rows) for rows in ("supplier-columns", "item-columns")))


def _column(key: str, rows: str) -> str | None:
    return next((row["column"] for row in load("columns")[rows] if re.fullmatch(row["pattern"], key)), None)
