"""The tables and words of this folder, read strictly: makers, forms of models, MAC prefixes, sources, and what is said of each."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TypeVar

import msgspec

from enduse.model.errors import InvalidTaxonomy
from enduse.model.yaml_text import read_yaml

Content = TypeVar("Content")


class Maker(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A maker of ``makers.yml``."""

    label: str
    names: tuple[str, ...]
    own: tuple[str, ...] = ()


class LookAlike(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """When a spelling reads like a name."""

    shortest: int
    drawn_alike: dict[str, str]


class Makers(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The content of ``makers.yml``."""

    makers: dict[str, Maker]
    trades_of_makers: tuple[str, ...]
    look_alike: LookAlike


class Strengths(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How strong a record of a kind is: where it held for these goods that day, and where that is open."""

    held: str
    open: str


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The content of ``maker.yml``."""

    classes: dict[str, str]
    leads_for_likely: int
    said: dict[str, str]
    kinds: dict[str, str]
    scopes: dict[str, str]
    records: dict[str, Strengths]


class Exposures(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The content of ``exposure.yml``."""

    internet: dict[str, tuple[str, ...]]
    firmware_unknown: tuple[str, ...]
    places: dict[str, tuple[str, ...]]
    weights: dict[str, int]
    said: dict[str, str]


class Group(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A group of ``order.yml``."""

    id: str
    said: str


class Order(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The content of ``order.yml``, the first group first."""

    groups: tuple[Group, ...]
    none: str


@dataclass(frozen=True, slots=True)
class Form:
    """A form of models: which makers' it is, how strong, in which column, and under which brands only (empty: any)."""

    pattern: re.Pattern[str]
    makers: tuple[str, ...]
    strength: str
    field: str
    brands: tuple[str, ...]
    shared: bool
    meaning: str
    source: str


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a MAC prefix; ``maker`` is empty where that proves no maker."""

    name: str
    maker: str
    source: str


def load(name: str, kind: type[Content]) -> Content:
    """A yml file of this folder.

    Raises:
        InvalidTaxonomy: it lacks a key or has an unknown one.
    """
    try:
        return msgspec.convert(read_yaml(_text(name)), kind, strict=False)
    except msgspec.ValidationError as error:
        raise InvalidTaxonomy(f"screening/inventory/{name}: {error}; see the class {kind.__name__} for the keys it holds") from error


@cache
def makers() -> Makers:
    """The makers the tables name."""
    return load("makers.yml", Makers)


@cache
def words() -> Words:
    """How a maker is known, in words."""
    return load("maker.yml", Words)


@cache
def exposures() -> Exposures:
    """Words of exposure."""
    return load("exposure.yml", Exposures)


@cache
def order() -> Order:
    """The groups of the order of replacement."""
    return load("order.yml", Order)


@cache
def forms() -> tuple[Form, ...]:
    """The forms of models."""
    return tuple(
        Form(
            re.compile(row["pattern"]),
            tuple(row["makers"].split(";")),
            row["strength"],
            row["field"],
            tuple(filter(None, row["brands"].split(";"))),
            row["shared"] == "yes",
            row["meaning"],
            row["source"],
        )
        for row in _rows("model_grammar.csv")
    )


@cache
def holders() -> dict[str, Holder]:
    """Holders by MAC prefix (six signs)."""
    return {row["prefix"]: Holder(row["holder"], row["maker"], row["source"]) for row in _rows("mac_prefixes.csv")}


@cache
def sources() -> dict[str, str]:
    """The sources of these tables, as cited."""
    return {
        row["source"]: ", ".join(row[name] for name in ("publisher", "title", "date", "address") if row[name])
        for row in _rows("sources.csv")
    }


def _rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(_text(name).splitlines()))


def _text(name: str) -> str:
    return resources.files(__package__).joinpath(name).read_text("utf-8")
