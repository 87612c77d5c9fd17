"""``--column ROLE=COLUMN``, and how a command says which option settles what a table leaves open."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import click

from enduse.model.errors import UsageError


def column_option(roles: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """``--column``, several times; ``roles`` names some for the help."""
    text = f"Column of a role: {roles}; repeatable."
    return click.option("--column", "columns", multiple=True, metavar="ROLE=COLUMN", help=text)


def given_columns(columns: Iterable[str], roles: Iterable[str], named: Mapping[str, str | None] | None = None) -> dict[str, str]:
    """The columns the user named, by role; ``named`` are those of options of their own.

    Raises:
        UsageError: one is not ``role=column``, the role is none, or it got two columns.
    """
    known = tuple(roles)
    found = {role: column for role, column in (named or {}).items() if column}
    for each in columns:
        role, is_given, column = each.partition("=")
        if not is_given or role not in known:
            raise UsageError(f"--column {each!r}: expected ROLE=COLUMN with one of the roles {', '.join(known)}")
        if found.setdefault(role, column) != column:
            raise UsageError(f"--column {each!r}: {role} was given as {found[role]!r} too; one column holds it")
    return found


@contextmanager
def said_by_options(day: str) -> Iterator[None]:
    """What is unsettled is said with the option that settles it; ``day`` is an example of one.

    Raises:
        UsageError: as whatever is unsettled, with the option.
    """
    from enduse.screening.columns import DAY, Unsettled

    try:
        yield
    except Unsettled as error:
        raise UsageError(f"{error}: {f'--on {day}' if error.what == DAY else f'--column {error.what}=COLUMN'}") from error
