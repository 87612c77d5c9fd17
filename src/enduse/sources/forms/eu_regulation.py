"""A consolidated regulation on a page of EUR-Lex: its annexes, the day of its version, and days as the Official Journal writes them."""

from __future__ import annotations

import datetime
import re

from enduse.language.dates import read_date
from enduse.model.document import Document
from enduse.sources.entry import Entry
from enduse.sources.forms.page import last_before
from enduse.sources.listed_days import Days

ANNEX = re.compile(r"(?m)^\s*(?P<it>ANNEX [IVXL]+[A-Z]?)\s*$")
_VERSION = re.compile(r"0\d{4}[A-Z]\d{4}\s*—\s*EN\s*—\s*(?P<it>\d{2}\.\d{2}\.\d{4})")
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")


def day_of_version(document: Document) -> str | None:
    """The day of the consolidated version, from the line such as ``02014R0833 — EN — 24.06.2025`` at the top of the text."""
    version = last_before(document, len(document.text), _VERSION)
    return official_day(version.value) if version else None


def official_days(entry: Entry, _copied: str | None) -> Days:
    """The first day of an entry; one that cannot be read is a problem and no day."""
    if entry.start is None:
        return Days()
    day = official_day(entry.start.value)
    if day is None:
        return Days(problems=(("unread-day", f"the day {entry.start.value!r} cannot be read; none is stated"),))
    return Days(start=(day, entry.start))


def official_day(written: str) -> str | None:
    """``24.2.2024``, day first, or a day in words.

    >>> official_day("24.2.2024"), official_day("24 February 2024"), official_day("31.2.2024")
    ('2024-02-24', '2024-02-24', None)
    """
    dotted = _DOTTED.fullmatch(written)
    if dotted is None:
        return read_date(written)
    try:
        return datetime.date(int(dotted[3]), int(dotted[2]), int(dotted[1])).isoformat()
    except ValueError:
        return None
