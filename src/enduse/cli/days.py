"""Days on the command line."""

from __future__ import annotations

import datetime

from enduse.model.errors import UsageError


def checked_day(text: str, option: str) -> str:
    """A whole day as ISO date.

    Raises:
        UsageError: it is none; ``option`` is named.
    """
    try:
        return datetime.date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise UsageError(f"{option} {text!r}: expected a day such as 2026-07-09") from error


def today() -> str:
    """The day of now, in UTC: only ever for what a person records, never for what is built."""
    return datetime.datetime.now(datetime.UTC).date().isoformat()
