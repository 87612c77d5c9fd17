"""What a list does in law, read strictly from the ``law.yml`` of its source: who is bound, by what, since when, and what stays free."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from enduse.model.errors import InvalidTaxonomy
from enduse.model.yaml_text import read_yaml
from enduse.sources.strict_keys import strict_map
from enduse.vocabulary.load import vocabulary

REQUIRED = frozenset({"rule", "citation", "binds", "directions", "restricts", "does_not_restrict", "read"})
OPTIONAL = frozenset({"facts", "since", "until"})


@dataclass(frozen=True, slots=True)
class TextRead:
    """A text that was read and that says what a restriction says. ``date`` and ``address`` are empty where it has none."""

    publisher: str
    title: str
    date: str
    address: str


@dataclass(frozen=True, slots=True)
class Restriction:
    """One rule of law that attaches to a list. Selling to a listed party and buying from one are different rules."""

    rule: str
    citation: str
    binds: str
    directions: tuple[str, ...]
    """Terms of the vocabulary ``direction``."""
    restricts: str
    does_not_restrict: str
    since: str
    until: str
    facts: str
    """The row of the fact base the words are taken from; empty where they are our own."""
    read: tuple[TextRead, ...]


def parse_law(name: str, text: str) -> tuple[Restriction, ...]:
    """Read the text of one ``law.yml``.

    Raises:
        InvalidTaxonomy: a key is unknown or missing, a direction is no term, or nothing was read for a rule.
    """
    file = f"sources/{name.replace('-', '_')}/law.yml"
    raw = read_yaml(text)
    if not isinstance(raw, list) or not raw:
        raise InvalidTaxonomy(f"{file}: must be a list of rules, one or more")
    return tuple(_restriction(file, each) for each in raw)


def _restriction(file: str, raw: Any) -> Restriction:
    given = strict_map(file, "", raw, REQUIRED, OPTIONAL)
    known = {term.id for term in vocabulary("direction").terms}
    for direction in given["directions"]:
        if direction not in known:
            raise InvalidTaxonomy(f"{file}: direction {direction!r} is no term; known terms: {', '.join(sorted(known))}")
    if not given["read"]:
        raise InvalidTaxonomy(f"{file}: {given['rule']!r} names no text that was read; what nobody read is not stated")
    texts = []
    for each in given["read"]:
        read = strict_map(file, "read.", each, frozenset({"publisher", "title"}), frozenset({"date", "address"}))
        texts.append(TextRead(*(str(read.get(key, "")) for key in ("publisher", "title", "date", "address"))))
    words = {
        key: str(given.get(key, "")) for key in ("rule", "citation", "binds", "restricts", "does_not_restrict", "since", "until", "facts")
    }
    return Restriction(**words, directions=tuple(given["directions"]), read=tuple(texts))
