"""Columns: which column of a user's table holds what, guessed by its header, shown, and overridable."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources

import msgspec

from enduse.model.errors import UsageError
from enduse.model.yaml_text import read_yaml

IDENTIFIERS = ("uscCode", "leiCode", "registrationNumber")
ROLES = ("name", "date", "country", *IDENTIFIERS)
DAY = "day"
"""What ``Unsettled`` speaks of beside roles: the day asked of every row."""
_NUMBER = re.compile("[#＃№]")


class Unsettled(UsageError):
    """Raised where it cannot be decided how a table is asked: ``what`` is the role whose column is wanted, or ``DAY``. The message says
    what is wanted; each desk adds how it is said there."""

    def __init__(self, what: str, message: str) -> None:
        super().__init__(message)
        self.what = what


class Headers(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How the header of a role is recognised: headers that are it alone, words inside longer ones, words that speak against; all folded."""

    whole: tuple[str, ...]
    inside: tuple[str, ...]
    not_: tuple[str, ...] = msgspec.field(name="not", default=())


@cache
def headers() -> dict[str, Headers]:
    """The content of ``columns.yml``, folded as headers are."""
    text = resources.files(__package__).joinpath("columns.yml").read_text("utf-8")
    read = msgspec.convert(read_yaml(text), dict[str, Headers], strict=False)
    return {role: Headers(*(tuple(map(fold, each)) for each in (known.whole, known.inside, known.not_))) for role, known in read.items()}


def choose_columns(columns: Sequence[str], given: Mapping[str, str], wanted: Sequence[str] = ROLES) -> dict[str, str]:
    """The column of each role: as given by the user, else the best guess; roles without one are absent.

    Raises:
        Unsettled: a column that was given is not there.
    """
    chosen: dict[str, str] = {}
    for role, column in given.items():
        if column not in columns:
            raise Unsettled(role, f"There is no column {column!r} to be the {role}; the columns are {', '.join(map(repr, columns))}")
        chosen[role] = column
    for role in wanted:
        free = [column for column in columns if column not in chosen.values()]
        if role not in chosen and (found := _best(free, headers()[role])) is not None:
            chosen[role] = found
    return {role: chosen[role] for role in wanted if role in chosen}


def _best(columns: Sequence[str], known: Headers) -> str | None:
    """A header that is the role's own, in the order of the file of headers; else the first that holds one of its words."""
    folded = {fold(column): column for column in reversed(columns)}
    for header in known.whole:
        if header in folded:
            return folded[header]
    for column in columns:
        text = fold(column)
        if any(word in text for word in known.inside) and not any(word in text for word in known.not_):
            return column
    return None


def fold(header: str) -> str:
    """Letters and digits of a header in small letters, a blank for whatever stands between; a number sign is the word.

    >>> fold("Reg. No.*"), fold("LEI #"), fold("（统一社会）信用代码：")
    ('reg no', 'lei no', '统一社会 信用代码')
    """
    text = unicodedata.normalize("NFKC", _NUMBER.sub(" no ", header)).casefold()
    return " ".join("".join(sign if sign.isalnum() else " " for sign in text).split())
