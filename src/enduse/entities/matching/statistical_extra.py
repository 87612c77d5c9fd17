"""The optional extra ``[splink]``: whether it is installed, and what the statistical look compares. Loads nothing of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import metadata, resources
from importlib.util import find_spec

import msgspec

from enduse.model.errors import InvalidTaxonomy, UsageError
from enduse.model.yaml_text import read_yaml

_PACKAGES = ("splink", "pyarrow", "duckdb")


@dataclass(frozen=True, slots=True)
class Level:
    """One way to agree: how it is ``called`` (sentences/en.yml) and the SQL over both sides that says ``when``."""

    called: str
    when: str


@dataclass(frozen=True, slots=True)
class Compared:
    """One comparison: its ``columns``, the ``levels`` from the closest down, and what sides that reach none ``differ`` in."""

    columns: tuple[str, ...]
    levels: tuple[Level, ...]
    differ: str


@dataclass(frozen=True, slots=True)
class Look:
    """``statistical.yml``."""

    comparisons: dict[str, Compared]
    sessions: tuple[str, ...]


@cache
def load_look() -> Look:
    """Read statistical.yml.

    Raises:
        InvalidTaxonomy: a key is missing, misspelt or of another form.
    """
    text = resources.files(__package__).joinpath("statistical.yml").read_text("utf-8")
    try:
        return msgspec.convert(read_yaml(text), Look)
    except msgspec.ValidationError as error:
        raise InvalidTaxonomy(f"statistical.yml: {error}") from error


def is_installed() -> bool:
    """Whether the statistical look can be taken here."""
    return all(find_spec(package) is not None for package in _PACKAGES)


def installed() -> str:
    """What the extra is made of here, ``splink 5.0.0, pyarrow 26.0.1, duckdb 2.0.0``: the estimates may change with any of them.

    Raises:
        UsageError: a package is missing.
    """
    try:
        return ", ".join(f"{package} {metadata.version(package)}" for package in _PACKAGES)
    except metadata.PackageNotFoundError as error:
        raise UsageError(
            "case.yml asks for a statistical look at pairs of bodies (resolution: {statistical: splink}), which needs the package "
            f"{error.name}, and that is not installed.\n"
            "Install the extra:  pip install 'enduse[splink]'   (in a checkout: make setup-splink)\n"
            "Or take the key out of case.yml: names and identifiers are compared without it."
        ) from error
