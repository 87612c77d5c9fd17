"""What a source says about itself: ``source.yml``, read strictly into frozen records."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import yaml

from enduse.model.errors import InvalidTaxonomy
from enduse.sources.strict_keys import strict_map

REQUIRED = frozenset({"title", "publisher", "country", "official", "effect", "does_not_restrict", "licence", "expect", "max_shrink"})
OPTIONAL = frozenset({"authority", "reference", "ignore_fields", "empty_fields", "corrections"})


@dataclass(frozen=True, slots=True)
class Licence:
    """Under which terms the list may be used, and the day a person checked that."""

    name: str
    checked: str


@dataclass(frozen=True, slots=True)
class Expected:
    """How many entries a whole list has; outside, the list is refused. Both ends inclusive."""

    minimum: int
    maximum: int


@dataclass(frozen=True, slots=True)
class Correction:
    """A value known to be wrong in the source, what it should be, and why."""

    field: str
    was: str
    corrected: str
    because: str


@dataclass(frozen=True, slots=True)
class Source:
    """One list or register. ``effect`` and ``does_not_restrict`` are sentences a page may print."""

    name: str
    title: str
    publisher: str
    authority: str
    country: str
    official: bool
    effect: str
    does_not_restrict: str
    reference: str
    licence: Licence
    expect: Expected
    max_shrink: float
    """A share of the previous number of entries; a list that lost this much or more is refused."""
    ignore_fields: frozenset[str]
    """Fields of the source's files that are read by nobody on purpose."""
    empty_fields: frozenset[str]
    """Fields the source has always left empty: a value in one is an issue."""
    corrections: tuple[Correction, ...]


def parse_source(name: str, text: str) -> Source:
    """Read the text of one ``source.yml``.

    Raises:
        InvalidTaxonomy: a key is unknown or missing, or a value has the wrong form; the message names file and key.
    """
    file = f"sources/{name.replace('-', '_')}/source.yml"
    raw = strict_map(file, "", yaml.safe_load(text), REQUIRED, OPTIONAL)
    licence = strict_map(file, "licence.", raw["licence"], frozenset({"name", "checked"}))
    entries = strict_map(file, "expect.", raw["expect"], frozenset({"entries"}))["entries"]
    bounds = strict_map(file, "expect.entries.", entries, frozenset({"min", "max"}))
    strings = {key: _string(file, key, raw[key]) for key in ("title", "publisher", "country", "effect", "does_not_restrict")}
    if not isinstance(raw["official"], bool):
        raise InvalidTaxonomy(f"{file}: official must be true or false, not {raw['official']!r}")
    if not isinstance(raw["max_shrink"], float) or not 0 < raw["max_shrink"] < 1:
        raise InvalidTaxonomy(f"{file}: max_shrink must be a share between 0 and 1 such as 0.1, not {raw['max_shrink']!r}")
    return Source(
        name=name,
        **strings,
        authority=_string(file, "authority", raw.get("authority", raw["publisher"])),
        official=raw["official"],
        reference=_string(file, "reference", raw.get("reference", "")),
        licence=Licence(_string(file, "licence.name", licence["name"]), _string(file, "licence.checked", licence["checked"])),
        expect=Expected(_whole(file, "expect.entries.min", bounds["min"]), _whole(file, "expect.entries.max", bounds["max"])),
        max_shrink=raw["max_shrink"],
        ignore_fields=_names(file, "ignore_fields", raw.get("ignore_fields", [])),
        empty_fields=_names(file, "empty_fields", raw.get("empty_fields", [])),
        corrections=tuple(_correction(file, each) for each in raw.get("corrections", [])),
    )


def _string(file: str, key: str, value: Any) -> str:
    if not isinstance(value, str):
        raise InvalidTaxonomy(f"{file}: {key} must be text (put dates in quotation marks), not {value!r}")
    return value


def _whole(file: str, key: str, value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise InvalidTaxonomy(f"{file}: {key} must be a whole number, not {value!r}")
    return value


def _names(file: str, key: str, value: Any) -> frozenset[str]:
    if not isinstance(value, list):
        raise InvalidTaxonomy(f"{file}: {key} must be a list of field names")
    return frozenset(_string(file, key, each) for each in value)


def _correction(file: str, raw: Any) -> Correction:
    given = strict_map(file, "corrections.", raw, frozenset({"field", "was", "is", "because"}))
    field, was, corrected, because = (_string(file, f"corrections.{key}", given[key]) for key in ("field", "was", "is", "because"))
    return Correction(field, was, corrected, because)
