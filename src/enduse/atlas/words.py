"""Interface texts: one yml file for each language; what a language lacks is said in English."""

from __future__ import annotations

from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from enduse.model.errors import InvalidTaxonomy
from enduse.model.yaml_text import read_yaml

OPEN = frozenset(
    {
        *("labels", "terms", "country_names", "lists", "values", "states", "counts", "kinds", "rules_named", "relations"),
        *("figures.currencies", "downloads.tables", "downloads.said"),
    }
)
"""Blocks whose keys are those of other files (properties, terms, countries …): a language may name any of them, English need not."""


def load_words(language: str, folder: Path | None = None) -> dict[str, Any]:
    """The texts of a language, nested as in its file, of the package or else of ``folder``.

    Raises:
        InvalidTaxonomy: no such language, or the file has a key that English lacks.
    """
    english = _read(_shipped("en"))
    if language == "en":
        return english
    places = [_shipped(language), *([folder / f"{language}.yml"] if folder is not None else [])]
    file = next((place for place in places if place.is_file()), None)
    if file is None:
        raise InvalidTaxonomy(f"no interface texts for language {language!r}: {' and '.join(map(str, places))} do not exist; add one file")
    return _merged(english, _read(file), f"words/{language}.yml", "")


def _shipped(language: str) -> Traversable:
    return resources.files(__package__) / "words" / f"{language}.yml"


def _read(file: Traversable | Path) -> dict[str, Any]:
    found: dict[str, Any] = read_yaml(file.read_text("utf-8"))
    return found


def _merged(base: dict[str, Any], over: dict[str, Any], file: str, path: str) -> dict[str, Any]:
    unknown = set(over) - set(base)
    if unknown and not is_open(path):
        raise InvalidTaxonomy(f"{file}: {path or 'top'}: unknown key {', '.join(sorted(map(str, unknown)))}; words/en.yml has every key")
    result = dict(base)
    for key, value in over.items():
        below, at = base.get(key, {}), f"{path}.{key}".lstrip(".")
        if key in base and isinstance(value, dict) != isinstance(below, dict):
            raise InvalidTaxonomy(f"{file}: {at}: English has a {type(below).__name__} here, this file a {type(value).__name__}")
        result[key] = _merged(below, value, file, at) if isinstance(value, dict) else value
    return result


def is_open(path: str) -> bool:
    """Whether a place of the file, as keys joined by points, is one of the ``OPEN`` blocks or inside one."""
    return any(path == block or path.startswith(block + ".") for block in OPEN)
