"""Wording: no sentence of ours states a legal conclusion or guilt; what a source says stands in quotation marks.

The words are data (``words.yml``) with their source; ``conclusions`` stops a build whose own words are caught.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache
from importlib import resources

import msgspec

from enduse.model.errors import InvalidTaxonomy
from enduse.model.yaml_text import read_yaml

_QUOTED = re.compile(r"“[^“”]*”|„[^„“”]*[“”]|\"[^\"\n]*\"|「[^「」]*」|『[^『』]*』|«[^«»]*»|《[^《》]*》")
"""A closed pair of quotation marks; an open one without its end quotes nothing."""


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The content of ``words.yml``."""

    source: str
    words: tuple[str, ...]
    signs: tuple[str, ...]
    allowed: tuple[str, ...]
    note: dict[str, str]


@cache
def words() -> Words:
    """The word lists shipped with this version.

    Raises:
        InvalidTaxonomy: ``words.yml`` lacks a key or has an unknown one.
    """
    try:
        return msgspec.convert(read_yaml(resources.files(__package__).joinpath("words.yml").read_text("utf-8")), Words)
    except msgspec.ValidationError as error:
        raise InvalidTaxonomy(f"release/words.yml: {error}; see the class Words for the keys it holds") from error


def lint(text: str, names: Collection[str] = ()) -> list[tuple[int, int, str]]:
    """Words of legal conclusion or guilt outside quotation marks: (start, end, the word as written), in order.

    ``names`` are names of bodies and lists that stand in the text; a word inside one is part of a name.

    >>> lint("The sale was illegal.")
    [(13, 20, 'illegal')]
    >>> lint("The ministry called it “an illegal sale”.")
    []
    """
    caught = [match.span() for pattern in (_words(), _signs()) for match in pattern.finditer(text)]
    if not caught:
        return []
    free = [match.span() for match in _QUOTED.finditer(text)] + [match.span() for match in _allowed().finditer(text)]
    for name in names:
        free += [match.span() for match in re.finditer(re.escape(name), text)] if name else []
    return [(start, end, text[start:end]) for start, end in sorted(caught) if not any(a <= start and end <= b for a, b in free)]


def not_an_accusation(language: str) -> str:
    """The note that stands on every page and in every download, in a language; in English where it is not said in it."""
    return words().note.get(language, words().note["en"]).strip()


@cache
def _words() -> re.Pattern[str]:
    return re.compile(rf"(?<![A-Za-z])(?:{'|'.join(words().words)})(?![A-Za-z])", re.IGNORECASE | re.ASCII)


@cache
def _signs() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, words().signs)))


@cache
def _allowed() -> re.Pattern[str]:
    return re.compile(rf"(?<![A-Za-z])(?:{'|'.join(words().allowed)})(?![A-Za-z])", re.IGNORECASE | re.ASCII)
