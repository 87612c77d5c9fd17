"""The policy of screening: thresholds and concerns, as ``verdicts.yml`` says."""

from __future__ import annotations

from functools import cache
from importlib import resources

import msgspec

from enduse.model.errors import InvalidTaxonomy
from enduse.model.yaml_text import read_yaml


class Policy(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The content of ``verdicts.yml``; ``concerns`` from the heaviest to the lightest."""

    sure: float
    possible: float
    hits: int
    concerns: dict[str, str]
    notes: dict[str, str]


@cache
def load_policy() -> Policy:
    """The policy shipped with this version.

    Raises:
        InvalidTaxonomy: ``verdicts.yml`` lacks a key or has an unknown one.
    """
    try:
        return msgspec.convert(read_yaml(resources.files(__package__).joinpath("verdicts.yml").read_text("utf-8")), Policy)
    except msgspec.ValidationError as error:
        raise InvalidTaxonomy(f"screening/verdicts.yml: {error}; see the class Policy for the keys it holds") from error
