"""Interface texts: one yml file for each language; what a language lacks is said in English."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Any

from enduse.model.errors import InvalidTaxonomy
from enduse.model.yaml_text import read_yaml


@cache
def load_words(language: str) -> dict[str, Any]:
    """The texts of a language, nested as in its file.

    Raises:
        InvalidTaxonomy: no such language, or the file has a key that English lacks.
    """
    english = _read("en")
    return english if language == "en" else _merged(english, _read(language), f"words/{language}.yml")


def _read(language: str) -> dict[str, Any]:
    file = resources.files(__package__) / "words" / f"{language}.yml"
    if not file.is_file():
        raise InvalidTaxonomy(f"no interface texts for language {language!r}: atlas/words/{language}.yml does not exist")
    found: dict[str, Any] = read_yaml(file.read_text("utf-8"))
    return found


def _merged(base: dict[str, Any], over: dict[str, Any], place: str) -> dict[str, Any]:
    unknown = set(over) - set(base)
    if unknown:
        raise InvalidTaxonomy(f"{place}: unknown key {', '.join(sorted(unknown))}")
    result = dict(base)
    for key, value in over.items():
        result[key] = _merged(base[key], value, f"{place} {key}") if isinstance(value, dict) else value
    return result
