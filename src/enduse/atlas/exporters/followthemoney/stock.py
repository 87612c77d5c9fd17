"""The stock schemata of FollowTheMoney, as far as an export must know them: names, types, what a type refuses."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from functools import cache
from importlib import resources

from enduse.language.identifiers import examine_lei, read_usc

_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_ADDRESS = re.compile(r"https?://[^\s/]+\.[^\s]+", re.ASCII)
_WORDS = frozenset({"string", "text", "name", "address"})


@dataclass(frozen=True, slots=True)
class Schema:
    """A stock schema: ``properties`` maps name to type, the format of an identifier after a colon; ``edge`` has two ends or nothing."""

    name: str
    properties: dict[str, str]
    required: tuple[str, ...]
    edge: tuple[str, ...]

    @property
    def words(self) -> str:
        """The property that takes free words."""
        return "notes" if "notes" in self.properties else "description"


@dataclass(frozen=True, slots=True)
class Stock:
    """What ``stock.json`` holds; ``source`` names library and version."""

    source: str
    names: frozenset[str]
    countries: frozenset[str]
    schemata: dict[str, Schema]

    def takes(self, type_: str, value: str) -> bool:
        """Whether a property of this type keeps the value as it is: anything else the library drops, or reads as another value."""
        base, _, form = type_.partition(":")
        if base in _WORDS:
            return bool(value.strip())
        match base:
            case "date":
                return _DATE.fullmatch(value) is not None
            case "number":
                return _NUMBER.fullmatch(value) is not None
            case "country":
                return value in self.countries
            case "url":
                return _ADDRESS.fullmatch(value) is not None
            case "identifier":
                return _is_identifier(form, value)
        return False


def _is_identifier(form: str, value: str) -> bool:
    match form:
        case "":
            return bool(value.strip())
        case "uscc":
            return read_usc(value) == value
        case "lei":
            return examine_lei(value)[0] == value
    return False  # a form that we cannot check: in words


@cache
def load_stock() -> Stock:
    """The stock schemata."""
    raw = json.loads((resources.files(__package__) / "stock.json").read_text("utf-8"))
    schemata = {
        name: Schema(name, dict(says["properties"]), tuple(says["required"]), tuple(says["edge"])) for name, says in raw["schemata"].items()
    }
    return Stock(raw["source"], frozenset(raw["names"]), frozenset(raw["countries"]), schemata)


@cache
def ftm_id(ident: str) -> str:
    """An id that FollowTheMoney takes (ASCII letters, digits, dots, hyphens), one for each of ours.

    >>> ftm_id("company:hikvision")
    'company-hikvision-fd9bc5ee5ec4'
    """
    words = re.sub(r"[^0-9A-Za-z]+", "-", ident).strip("-")[:60].strip("-") or "x"
    return f"{words}-{hashlib.sha256(ident.encode('utf-8', 'surrogatepass')).hexdigest()[:12]}"
