"""Columns: which column of a user's table holds what, guessed by its header, shown, and overridable."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources

import msgspec

from enduse.model.errors import UsageError
from enduse.model.yaml_text import read_yaml

IDENTIFIERS = ("uscCode", "leiCode", "registrationNumber")
ROLES = ("name", "date", "country", *IDENTIFIERS)


class Headers(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How the header of a role is recognised."""

    whole: tuple[str, ...]
    inside: tuple[str, ...]
    not_: tuple[str, ...] = msgspec.field(name="not", default=())


@cache
def headers() -> dict[str, Headers]:
    """The content of ``columns.yml``."""
    text = resources.files(__package__).joinpath("columns.yml").read_text("utf-8")
    return msgspec.convert(read_yaml(text), dict[str, Headers], strict=False)


def choose_columns(columns: Sequence[str], given: Mapping[str, str], wanted: Sequence[str] = ROLES) -> dict[str, str]:
    """The column of each role: as given by the user, else the best guess; roles without one are absent.

    Raises:
        UsageError: a column that was given is not there.
    """
    chosen: dict[str, str] = {}
    for role, column in given.items():
        if column not in columns:
            raise UsageError(f"There is no column {column!r}; the columns are {', '.join(map(repr, columns))}")
        chosen[role] = column
    for role in wanted:
        free = [column for column in columns if column not in chosen.values()]
        if role not in chosen and (found := _best(free, headers()[role])) is not None:
            chosen[role] = found
    return {role: chosen[role] for role in wanted if role in chosen}


def _best(columns: Sequence[str], known: Headers) -> str | None:
    """A header that is the role's own, in the order of the file of headers; else the first that holds one of its words."""
    folded = {_fold(column): column for column in reversed(columns)}
    for header in known.whole:
        if header in folded:
            return folded[header]
    for column in columns:
        text = _fold(column)
        if any(word in text for word in known.inside) and not any(word in text for word in known.not_):
            return column
    return None


def _fold(header: str) -> str:
    return " ".join(header.casefold().replace("_", " ").replace("-", " ").replace(".", " ").split())
