"""The criteria of grading, read strictly from ``criteria.yml``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from enduse.model.errors import InvalidTaxonomy
from enduse.model.kinds import load_kinds
from enduse.model.yaml_text import read_yaml
from enduse.sources.strict_keys import strict_map
from enduse.vocabulary.load import vocabulary

LETTERS = "ABCDEF"
KEYS = frozenset({"letters", "unknown", "best_without_copy", "copy_held", "unread", "first_hand", "naming", "same_text", "single_valued",
    "expected"})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Criteria:
    """What decides a grade; each field is the block of that name in the file, where its reason stands."""

    letters: Mapping[str, str]
    unknown: str
    best_without_copy: str
    copy_held: frozenset[str]
    unread: frozenset[str]
    first_hand: Mapping[str, frozenset[str]]
    naming: frozenset[str]
    same_text: int
    single_valued: frozenset[tuple[str, str]]
    """(schema, property)."""
    expected: Mapping[str, Mapping[str, frozenset[tuple[str, str]]]]
    """Kind -> field -> alternatives (schema, property)."""


@cache
def criteria() -> Criteria:
    """The criteria that ship.

    Raises:
        InvalidTaxonomy: the file names no letter, kind, term or property that exists.
    """
    return parse_criteria((resources.files(__package__) / "criteria.yml").read_text("utf-8"))


def parse_criteria(text: str) -> Criteria:
    """Read the text of a criteria file.

    Raises:
        InvalidTaxonomy: a key is unknown or missing, or names what does not exist.
    """
    raw = strict_map("criteria.yml", "", read_yaml(text), KEYS)
    kinds = {term.id for term in vocabulary("source-kind").terms}
    _known("letters", raw["letters"], kinds)
    _known("first_hand", raw["first_hand"], kinds)
    for letter in (*raw["letters"].values(), raw["unknown"], raw["best_without_copy"]):
        _known("letters", [letter], set(LETTERS))
    single = frozenset((schema, name) for schema, names in raw["single_valued"].items() for name in names)
    expected = {
        kind: {field: frozenset(_pair(each) for each in alternatives) for field, alternatives in fields.items()}
        for kind, fields in raw["expected"].items()
    }
    for schema, name in {*single, *(pair for fields in expected.values() for pairs in fields.values() for pair in pairs)}:
        if schema not in load_kinds() or name not in load_kinds()[schema].properties:
            raise InvalidTaxonomy(f"criteria.yml: {schema}.{name} is no property of a kind")
    return Criteria(
        letters=dict(raw["letters"]),
        unknown=raw["unknown"],
        best_without_copy=raw["best_without_copy"],
        copy_held=frozenset(raw["copy_held"]),
        unread=frozenset(raw["unread"]),
        first_hand={kind: frozenset(schemas) for kind, schemas in raw["first_hand"].items()},
        naming=frozenset(raw["naming"]),
        same_text=int(raw["same_text"]),
        single_valued=single,
        expected=expected,
    )


def worst(letters: list[str]) -> str:
    """The letter furthest from A; ``F``, which cannot be judged, is the furthest."""
    return max(letters, key=LETTERS.index)


def _pair(text: str) -> tuple[str, str]:
    schema, _, name = text.partition(".")
    return schema, name


def _known(block: str, names: Any, known: set[str]) -> None:
    unknown = sorted(set(names) - known)
    if unknown:
        raise InvalidTaxonomy(f"criteria.yml: {block}: unknown {', '.join(unknown)}; expected one of {', '.join(sorted(known))}")
