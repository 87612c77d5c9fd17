"""Federal Register citations as the Entity List writes them: ``84 FR 54004, 10/9/19.\\n85 FR 44161, 7/22/20``.

Variations seen in the text of 2026-07-09 and in the Consolidated Screening List: a line break instead of or after the comma, no comma,
``preview citation details`` between number and day, a day in brackets, a four-digit year, commas or semicolons between citations,
``(no. 182)`` or ``No. 195`` for the issue number, no day at all; in other lists the day in words, ``91 FR 35189 (June 10, 2026)``.

One volume of the Federal Register is one year, and volume 1 is 1936 (44 U.S.C. chapter 15), so the volume gives the century of a
two-digit year and shows a mistyped one.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

from enduse.language.dates import read_date

FIRST_VOLUME_LESS_ONE = 1935

_NUMBER = re.compile(r"(?P<volume>\d{1,3})\s?FR\s+(?P<page>\d+)(?:\s*\(?no\.\s?\d+\)?)?", re.IGNORECASE)
_DAY = re.compile(r"(?:\s*preview citation details)?\s*,?\s*\(?(?P<day>(\d{1,2})/(\d{1,2})/(\d{4}|\d{2}))(?!\d)\)?")
_WRITTEN = re.compile(r"\s*\((?P<day>[A-Z][a-z]+ \d{1,2}, \d{4})\)")
_BETWEEN = re.compile(r"(?:[\s,.;]|and\b)*")


@dataclass(frozen=True, slots=True)
class Citation:
    """One citation. ``number`` is ``84 FR 54004``; ``day`` its ISO day where one can be read; positions are into the text parsed."""

    number: str
    start: int
    end: int
    day: str | None = None
    day_start: int = 0
    day_end: int = 0
    problem: str | None = None
    """Why a day that is written could not be taken."""


@dataclass(frozen=True, slots=True)
class Citations:
    """The citations of one entry in their order; ``unread`` are the parts of the text that are none."""

    found: tuple[Citation, ...]
    unread: tuple[str, ...]
    starts_with_one: bool
    """Whether the text begins with a citation, so that the first found is the listing."""


def read_citations(text: str) -> Citations:
    """Read all citations of an entry; never raises, what is not understood is in ``unread``."""
    found: list[Citation] = []
    unread: list[str] = []
    position = _skip(text, 0)
    starts_with_one = _NUMBER.match(text, position) is not None
    while position < len(text):
        number = _NUMBER.match(text, position)
        if number is None:
            following = _NUMBER.search(text, position)
            until = following.start() if following else len(text)
            unread.append(text[position:until].strip(" \n,.;"))
            position = until
            continue
        citation, position = _citation(text, number)
        found.append(citation)
        position = _skip(text, position)
    return Citations(tuple(found), tuple(part for part in unread if part), starts_with_one)


def year_of_volume(volume: int) -> int:
    """The year of a volume of the Federal Register.

    >>> year_of_volume(62), year_of_volume(90)
    (1997, 2025)
    """
    return volume + FIRST_VOLUME_LESS_ONE


def _citation(text: str, number: re.Match[str]) -> tuple[Citation, int]:
    written = f"{number['volume']} FR {number['page']}"
    end = number.end("page")
    day = _DAY.match(text, number.end())
    if day is None and (spelt := _WRITTEN.match(text, number.end())):
        iso = read_date(spelt["day"])
        problem = None if iso and int(iso[:4]) == year_of_volume(int(number["volume"])) else f"the day {spelt['day']!r} cannot stand"
        return Citation(written, number.start(), end, None if problem else iso, *spelt.span("day"), problem), spelt.end()
    if day is None:
        return Citation(written, number.start(), end), number.end()
    iso, problem = _day(int(number["volume"]), day)
    citation = Citation(written, number.start(), end, iso, day.start("day"), day.end("day"), problem)
    return citation, day.end()


def _day(volume: int, match: re.Match[str]) -> tuple[str | None, str | None]:
    month, day, year = match.group(2), match.group(3), match.group(4)
    expected = year_of_volume(volume)
    if int(year) != (expected if len(year) == 4 else expected % 100):
        return None, f"the day {match['day']} does not fit volume {volume} of the Federal Register, which is the year {expected}"
    try:
        return datetime.date(expected, int(month), int(day)).isoformat(), None
    except ValueError:
        return None, f"there is no day {match['day']}"


def _skip(text: str, position: int) -> int:
    match = _BETWEEN.match(text, position)
    return match.end() if match else position
