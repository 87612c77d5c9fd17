"""The sentences that rules share, in two languages: one yml file for each, with the same keys and the same words to fill in."""

from __future__ import annotations

from functools import cache
from importlib import resources

import msgspec

from enduse.model.errors import InvalidTaxonomy
from enduse.model.said import LANGUAGES, Said, paired
from enduse.model.yaml_text import read_yaml


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The content of one language's file."""

    steps: dict[str, str]
    gaps: dict[str, str]
    rule_says: dict[str, str]
    joints: dict[str, str]
    headings: dict[str, str]
    outcomes: dict[str, str]
    states: dict[str, str]
    fields: dict[str, str]


class Sentences(msgspec.Struct, frozen=True):
    """Templates by name, each in both languages."""

    steps: dict[str, Said]
    gaps: dict[str, Said]
    rule_says: dict[str, Said]
    joints: dict[str, Said]
    """What stands between parts that are listed, and between sentences."""
    headings: dict[str, Said]
    """What stands around the sentences where a finding is printed as text."""
    outcomes: dict[str, Said]
    states: dict[str, Said]
    fields: dict[str, Said]
    """What is expected of a sale, a project or a tie, by the name it has in ``grades/criteria.yml``."""


@cache
def sentences() -> Sentences:
    """The sentences shipped with this version.

    Raises:
        InvalidTaxonomy: as ``read_sentences``.
    """
    return read_sentences({each: resources.files(__package__).joinpath(f"{each}.yml").read_text("utf-8") for each in LANGUAGES})


def read_sentences(files: dict[str, str]) -> Sentences:
    """The sentences of these texts, one for each language.

    Raises:
        InvalidTaxonomy: a file lacks a group or has an unknown one, or the languages differ in a key or in the words to fill in.
    """
    read: dict[str, _File] = {}
    for language, text in files.items():
        try:
            read[language] = msgspec.convert(read_yaml(text), _File)
        except msgspec.ValidationError as error:
            raise InvalidTaxonomy(f"findings/sentences/{language}.yml: {error}; see the class _File for the groups it holds") from error
    groups = {
        name: paired(f"findings/sentences/zh.yml: {name}", getattr(read["en"], name), getattr(read["zh"], name))
        for name in _File.__struct_fields__
    }
    return Sentences(**groups)
