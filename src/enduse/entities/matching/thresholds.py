"""What scores mean (thresholds.yml): when names are taken for one body, when a reviewer sees a pair, and what each sign counts."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources

import msgspec

from enduse.model.errors import InvalidTaxonomy
from enduse.model.yaml_text import read_yaml


@dataclass(frozen=True, slots=True)
class LatinRules:
    """Weights of the comparison of names in Latin letters; what each means stands beside it in the file."""

    floor: float
    contradiction: float
    omission: float
    place: float
    acronym: float
    typo: float
    doubtful: float
    number_missing: float
    first_missing: float
    seat_missing: float
    seat_of_another: float
    region_missing: float
    place_missing: float
    forms_differ: float
    cap: float
    series: float
    least: float
    by_letters: float
    letters: float
    by_form: float
    no_core: float
    by_place: float


@dataclass(frozen=True, slots=True)
class PartyRules:
    """What stands beside the names counts."""

    same_code: float
    other_code: float
    same_number: float
    other_number: float
    country_differs: float
    country_same: float
    alias: float
    weak_alias: float
    short: float
    short_shared: float
    told_apart: float
    generic: float
    maker: float
    best: float


@dataclass(frozen=True, slots=True)
class BlockingRules:
    """Which pairs are worth comparing; ``kinds``: what a key counts by its first letter (keys.py) between a party with a Chinese name and
    one without, ``latin`` and ``chinese`` between two of a sort."""

    most_sharing: int
    pairs_of_one: int
    pairs_across: int
    first_ranks: int
    first: int
    least_weight: int
    least_pairs: int
    pairs_each: float
    kinds: dict[str, float]
    latin: dict[str, float]
    chinese: dict[str, float]


@dataclass(frozen=True, slots=True)
class Thresholds:
    """``match``: from this score on a pair is joined; ``possible``: from this one on it is shown as possibly the same."""

    match: float
    possible: float
    latin: LatinRules
    parties: PartyRules
    blocking: BlockingRules


@cache
def load_thresholds() -> Thresholds:
    """Read thresholds.yml.

    Raises:
        InvalidTaxonomy: a value is missing, misspelt or no number.
    """
    text = resources.files(__package__).joinpath("thresholds.yml").read_text("utf-8")
    try:
        return msgspec.convert(read_yaml(text), Thresholds)
    except msgspec.ValidationError as error:
        raise InvalidTaxonomy(f"thresholds.yml: {error}") from error
