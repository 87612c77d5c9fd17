"""Dates as papers write them, read into partial dates; what cannot be read for certain gives a reason and no day."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from functools import lru_cache

from enduse.language.masking import absence
from enduse.language.numerals import read_digits, read_numeral
from enduse.language.scripts import Folded, fold
from enduse.model.dates import PartialDate
from enduse.model.errors import AmbiguousValue

PLAUSIBLE = (1900, 2100)
"""Years a paper of this field can speak of; a later year is given back with the status ``implausible_future``."""

_N = "[一二三四五六七八九十〇零○]"
_NUMERAL = re.compile(rf"\d|{_N}")
_YEAR = rf"(?P<era>民国|中华民国)?\s?(?P<year>\d{{1,5}}|{_N}{{1,4}})\s?年(?:度)?"
_MONTH = rf"\s?(?P<month>\d{{1,2}}|{_N}{{1,3}})\s?月(?:份)?"
_DAY = rf"\s?(?P<day>\d{{1,2}}|{_N}{{1,3}})\s?[日号]"
_CLOCK = r"(?P<clock>\s?T?\s?\d{1,2}\s?[:时点]\s?(?:\d{1,2}\s?(?:[:分]\s?(?:\d{1,2}(?:\.\d+)?\s?秒?)?)?)?\s?(?P<zone>Z|[+-]\d{2}:?\d{2})?)?"
_WEEKDAY = r"(?:\s?\(?(?:星期|周)[一二三四五六日天]\)?)?(?:\s?\(北京时间\))?"
_CHINESE = re.compile(rf"{_YEAR}(?:{_MONTH}(?:{_DAY})?)?{_WEEKDAY}{_CLOCK}{_WEEKDAY}")
_NUMERIC = re.compile(
    r"(?P<year>\d{4,5})\s?(?P<sep>[-/.])\s?(?P<month>\d{1,2})(?:\s?(?P=sep)\s?(?P<day>\d{1,2}))?" + _WEEKDAY + _CLOCK + _WEEKDAY
)
_COMPACT = re.compile(r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})")
_ENGLISH_DAY_FIRST = re.compile(r"(?P<day>\d{1,2})\s(?P<name>[A-Za-z]{3,9})\.?,?\s(?P<year>\d{4})")
_ENGLISH_MONTH_FIRST = re.compile(r"(?P<name>[A-Za-z]{3,9})\.?\s(?P<day>\d{1,2}),?\s(?P<year>\d{4})")
_YEAR_LAST = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})")
_QUARTER = re.compile(r"(\d{4})\s?年?\s?第?([一二三四1-4])季度")
_SPAN = re.compile(r"(.{6,}?)\s?(?:至|到|~|—|–)\s?(.{6,})")
_YEARLESS = re.compile(r"\d{1,2}\s?月\s?\d{1,2}\s?[日号]")
_EMPTY_FORM = re.compile(r"[\s年月日时分至]*")
_ENGLISH = ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"]


@dataclass(frozen=True, slots=True)
class DateReading:
    """What was read: ``value`` (PartialDate text, or an instant ``…Z``), ``precision`` and ``status`` (``ok`` or why not)."""

    value: str | None
    precision: str | None
    status: str
    day: str | None = None
    """PartialDate text of the calendar day as written, in the writer's own time zone."""


def read_date(text: str) -> str | None:
    """The date in ``text`` as PartialDate text, or None; ``examine_date`` gives the reason.

    A time after the date is left out. Day and month are never guessed: ``05/06/2021`` is None, ``25/12/2021`` has one reading.

    >>> read_date("2025 年7 月10 日"), read_date("二〇二五年六月十一日"), read_date("2024/12/06"), read_date("民國110年3月")
    ('2025-07-10', '2025-06-11', '2024-12-06', '2021-03')
    """
    reading = examine_date(text)
    return reading.day if reading.status == "ok" else None


@lru_cache(maxsize=8192)
def examine_date(text: str) -> DateReading:
    """Read a date and say why where there is none.

    Status: ``ok``, ``empty``, ``missing``, ``masked``, ``no_year``, ``ambiguous``, ``invalid`` (no such day, or not a date),
    ``invalid_interval``, ``implausible_future``.
    """
    folded = fold(text).text.strip(" 。.;,")
    if absence(text) == "masked":
        return _none("masked")
    if not folded or _EMPTY_FORM.fullmatch(folded):
        return _none("empty")
    if absence(text) is not None:
        return _none("missing")
    try:
        return _read(folded)
    except (AmbiguousValue, ValueError):
        return _none("invalid")


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date inside a longer text: its passage there, and its PartialDate text (day precision unless the text has less)."""

    start: int
    end: int
    value: str


def find_dates(text: str) -> list[FoundDate]:
    """Every date with a year in ``text``, in order; passages lead into ``text`` as given."""
    folded = fold(text)
    return [found for match in _any_date(folded.text) if (found := _found(folded, match)) is not None]


def _any_date(text: str) -> list[re.Match[str]]:
    matches = [*_CHINESE.finditer(text), *re.finditer(rf"(?<![\d.-]){_NUMERIC.pattern}(?!\d)", text)]
    return sorted((match for match in matches if match["month"]), key=lambda match: match.start())


def _found(folded: Folded, match: re.Match[str]) -> FoundDate | None:
    end = match.start("clock") if match["clock"] else match.end()
    reading = examine_date(match[0])
    if reading.status != "ok" or reading.day is None:
        return None
    return FoundDate(*folded.span(match.start(), end), reading.day)


def _none(status: str) -> DateReading:
    return DateReading(None, None, status)


def _read(text: str) -> DateReading:
    if _NUMERAL.search(text) is None:
        return _none("invalid")
    if quarter := _QUARTER.fullmatch(text):
        first = (int(quarter[2]) if quarter[2].isdigit() else read_numeral(quarter[2])) * 3 - 2
        value = f"{quarter[1]}-{first:02d}/{quarter[1]}-{first + 2:02d}"
        return DateReading(value, "quarter", "ok", value)
    if match := _CHINESE.fullmatch(text) or _NUMERIC.fullmatch(text):
        return _from_match(match)
    if match := _COMPACT.fullmatch(text):
        return _day(int(match["year"]), int(match["month"]), int(match["day"]))
    if match := _ENGLISH_DAY_FIRST.fullmatch(text) or _ENGLISH_MONTH_FIRST.fullmatch(text):
        return _day(int(match["year"]), _english_month(match["name"]), int(match["day"]))
    if match := _YEAR_LAST.fullmatch(text):
        return _year_last(int(match[1]), int(match[3]), int(match[4]))
    if match := _SPAN.fullmatch(text):
        return _span(match[1], match[2])
    if _YEARLESS.match(text):
        return _none("no_year")
    if re.fullmatch(r"\d{4}", text) and PLAUSIBLE[0] <= int(text) <= PLAUSIBLE[1]:
        return DateReading(text, "year", "ok", text)
    if re.fullmatch(r"\d{4,6}", text) or re.fullmatch(r"\d{1,3}[-/.]\d{1,2}([-/.]\d{1,2})?", text):
        return _none("ambiguous")
    return _none("invalid")


def _from_match(match: re.Match[str]) -> DateReading:
    parts = match.groupdict()
    year = _number(parts["year"], year=True)
    if parts.get("era"):
        year += 1911
    month, day = parts["month"], parts["day"]
    reading = _day(year, _number(month) if month else None, _number(day) if day else None)
    zone = parts.get("zone")
    if zone and reading.day and re.search(r"\d{1,2}:\d{2}:\d{2}", parts["clock"]):
        return _instant(reading.day, parts["clock"], zone)
    return reading


def _number(sign: str, *, year: bool = False) -> int:
    if sign.isdigit():
        return int(sign)
    return read_digits(sign) if year else read_numeral(sign.replace("〇", "零").replace("○", "零").removeprefix("零"))


def _day(year: int, month: int | None, day: int | None) -> DateReading:
    if month == 0 or day == 0:
        return _none("invalid")
    if not 1000 <= year <= 9999:
        return _none("ambiguous" if year < 1000 else "invalid")
    value = "-".join([f"{year:04d}", *(f"{part:02d}" for part in (month, day) if part is not None)])
    date = PartialDate.parse(value)
    if year < PLAUSIBLE[0]:
        return _none("invalid")
    return DateReading(value, date.precision, "ok" if year <= PLAUSIBLE[1] else "implausible_future", value)


def _instant(day: str, clock: str, zone: str) -> DateReading:
    time = clock[: -len(zone)].strip(" T")
    moment = datetime.datetime.fromisoformat(f"{day}T{time}{'+00:00' if zone == 'Z' else zone}")
    return DateReading(moment.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ"), "second", "ok", day)


def _english_month(name: str) -> int:
    months = [number for number, month in enumerate(_ENGLISH, start=1) if month.startswith(name.lower()[:9])]
    if len(months) != 1:
        raise AmbiguousValue(f"not the name of a month: {name!r}")
    return months[0]


def _year_last(first: int, second: int, year: int) -> DateReading:
    if first <= 12 and second <= 12 and first != second:
        return _none("ambiguous")
    day, month = (first, second) if second <= 12 else (second, first)
    return _day(year, month, day)


def _span(start: str, end: str) -> DateReading:
    first, last = _read(start.strip()), _read(end.strip())
    if first.status != "ok" or last.status != "ok" or first.day is None or last.day is None:
        return _none("invalid")
    value = f"{first.day}/{last.day}"
    try:
        PartialDate.parse(value)
    except AmbiguousValue:
        return _none("invalid_interval")
    return DateReading(value, "span", "ok", value)
