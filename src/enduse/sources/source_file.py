"""What a source says about itself: ``source.yml``, read strictly into frozen records."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from enduse.model.errors import InvalidTaxonomy
from enduse.model.yaml_text import read_yaml
from enduse.sources.law import Restriction, parse_law
from enduse.sources.strict_keys import strict_map

REQUIRED = frozenset(
    {"title", "short_title", "kind", "publisher", "address", "country", "official", "licence", "expect", "max_shrink", "parties"}
)
OPTIONAL = frozenset({"also_called", "authority", "reference", "language", "ignore_fields", "empty_fields", "corrections", "download"})
KINDS = ("control-list", "register", "legal-acts")
PARTIES = ("organisations", "mixed", "none")


@dataclass(frozen=True, slots=True)
class Licence:
    """Under which terms the list may be used, and the day that was checked (``not yet`` where it was not)."""

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
class Download:
    """Where the publisher has the file itself, in a form the importer reads; ``read_in`` says where that address was read."""

    address: str
    format: str
    """The ending of such a file, without its dot."""
    read_in: str


@dataclass(frozen=True, slots=True)
class Source:
    """One list, register or series of legal acts."""

    name: str
    title: str
    short_title: str
    also_called: tuple[str, ...]
    """What sources and tables call the list; the same list under all of them."""
    kind: str
    """``control-list``, ``register`` or ``legal-acts``."""
    publisher: str
    authority: str
    address: str
    """Where the publisher has it."""
    country: str
    official: bool
    parties: str
    """``organisations`` where by law no natural person stands on it, ``mixed``, or ``none`` where it names no party."""
    language: str
    reference: str
    law: tuple[Restriction, ...]
    licence: Licence
    expect: Expected
    max_shrink: float
    """A share of the previous number of entries; a list that lost this much or more is refused."""
    ignore_fields: frozenset[str]
    """Fields of the source's files that are read by nobody on purpose."""
    empty_fields: frozenset[str]
    """Fields the source has always left empty: a value in one is an issue."""
    corrections: tuple[Correction, ...]
    download: Download | None = None
    """None where no address of such a file was read; the user then gets the file."""

    @property
    def only_organisations(self) -> bool:
        """Whether a name without an organisation word still names an organisation."""
        return self.parties == "organisations"

    @property
    def directions(self) -> frozenset[str]:
        """Every way in which being on the list matters, as terms of the vocabulary ``direction``."""
        return frozenset(direction for each in self.law for direction in each.directions)


def parse_source(name: str, text: str, law: str = "") -> Source:
    """Read the text of one ``source.yml``, and of the ``law.yml`` beside it where there is one.

    Raises:
        InvalidTaxonomy: a key is unknown or missing, or a value has the wrong form; the message names file and key.
    """
    file = f"sources/{name.replace('-', '_')}/source.yml"
    raw = strict_map(file, "", read_yaml(text), REQUIRED, OPTIONAL)
    licence = strict_map(file, "licence.", raw["licence"], frozenset({"name", "checked"}))
    entries = strict_map(file, "expect.", raw["expect"], frozenset({"entries"}))["entries"]
    bounds = strict_map(file, "expect.entries.", entries, frozenset({"min", "max"}))
    strings = {key: _string(file, key, raw[key]) for key in ("title", "short_title", "publisher", "address", "country")}
    if not isinstance(raw["official"], bool):
        raise InvalidTaxonomy(f"{file}: official must be true or false, not {raw['official']!r}")
    if not isinstance(raw["max_shrink"], float) or not 0 < raw["max_shrink"] < 1:
        raise InvalidTaxonomy(f"{file}: max_shrink must be a share between 0 and 1 such as 0.1, not {raw['max_shrink']!r}")
    return Source(
        name=name,
        **strings,
        also_called=tuple(sorted(_names(file, "also_called", raw.get("also_called", [])))),
        kind=_one_of(file, "kind", raw["kind"], KINDS),
        parties=_one_of(file, "parties", raw["parties"], PARTIES),
        language=_string(file, "language", raw.get("language", "en")),
        authority=_string(file, "authority", raw.get("authority", raw["publisher"])),
        official=raw["official"],
        law=parse_law(name, law) if law else (),
        reference=_string(file, "reference", raw.get("reference", "")),
        licence=Licence(_string(file, "licence.name", licence["name"]), _string(file, "licence.checked", licence["checked"])),
        expect=Expected(_whole(file, "expect.entries.min", bounds["min"]), _whole(file, "expect.entries.max", bounds["max"])),
        max_shrink=raw["max_shrink"],
        ignore_fields=_names(file, "ignore_fields", raw.get("ignore_fields", [])),
        empty_fields=_names(file, "empty_fields", raw.get("empty_fields", [])),
        corrections=tuple(_correction(file, each) for each in raw.get("corrections", [])),
        download=_download(file, raw["download"]) if "download" in raw else None,
    )


def _string(file: str, key: str, value: Any) -> str:
    if not isinstance(value, str):
        raise InvalidTaxonomy(f"{file}: {key} must be text (put dates in quotation marks), not {value!r}")
    return value


def _one_of(file: str, key: str, value: Any, known: tuple[str, ...]) -> str:
    if value not in known:
        raise InvalidTaxonomy(f"{file}: {key} must be one of {', '.join(known)}, not {value!r}")
    return str(value)


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


def _download(file: str, raw: Any) -> Download:
    given = strict_map(file, "download.", raw, frozenset({"address", "format", "read_in"}))
    return Download(*(_string(file, f"download.{key}", given[key]) for key in ("address", "format", "read_in")))
