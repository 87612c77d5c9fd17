"""Which kind of party a name on a list names: decided by a word in the name, or left unclear."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources

from enduse.model.errors import InvalidTaxonomy
from enduse.model.yaml_text import read_yaml

UNCLEAR = "LegalEntity"
"""The kind of a party whose name holds no organisation word; it may be a natural person and never becomes a page."""


def kind_of_name(name: str) -> str:
    """The entity kind a party's own name shows, ``UNCLEAR`` where it shows none.

    >>> kind_of_name("Dzhankoi Example Trading LLC")
    'Company'
    >>> kind_of_name("Jan Example")
    'LegalEntity'
    """
    for kind, words, exact in _patterns():
        if words.search(name) or (exact is not None and exact.search(name)):
            return kind
    return UNCLEAR


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str], re.Pattern[str] | None], ...]:
    raw = read_yaml((resources.files(__package__) / "organisation_words.yml").read_text("utf-8"))
    found = []
    for kind, lists in raw.items():
        unknown = sorted(set(lists) - {"words", "exact"})
        if unknown:
            raise InvalidTaxonomy(f"sources/organisation_words.yml: unknown key {kind}.{unknown[0]}; known keys: exact, words")
        words = re.compile(_any_of(lists["words"]), re.IGNORECASE)
        found.append((str(kind), words, re.compile(_any_of(lists["exact"])) if lists["exact"] else None))
    return tuple(found)


def _any_of(words: list[str]) -> str:
    return rf"(?<!\w)(?:{'|'.join(re.escape(word) for word in sorted(words, key=lambda w: (-len(w), w)))})(?!\w)"
