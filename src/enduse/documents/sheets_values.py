"""Numbers and dates of spreadsheet cells as text: numbers as they are stored, dates in ISO form."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from decimal import Decimal, InvalidOperation

_BUILT_IN_DATES = frozenset({14, 15, 16, 17, 22, *range(27, 32), 34, 35, 36, *range(50, 59)})
_BUILT_IN_TIMES = frozenset({18, 19, 20, 21, 32, 33, 45, 46, 47})
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.I)


def number(stored: str) -> str:
    """A number as it is stored, without exponent.

    >>> number("3"), number("1.5E+3"), number("0.10"), number("x")
    ('3', '1500', '0.10', 'x')
    """
    text = stored.strip()
    if "e" not in text.lower():
        return text
    try:
        plain = Decimal(text)
    except InvalidOperation:
        return text
    if not plain.is_finite() or not -30 < plain.adjusted() < 30:
        return text
    shown = f"{plain:f}"
    return shown.rstrip("0").rstrip(".") if "." in shown else shown


def shows(format_id: int, code: str) -> str:
    """What a number format makes of a number: ``date``, ``time`` or nothing.

    >>> shows(14, ""), shows(200, 'yyyy"年"m"月"d"日"'), shows(201, "#,##0.00"), shows(202, "[h]:mm"), shows(203, "[Red]0.0")
    ('date', 'date', '', 'time', '')
    """
    if format_id in _BUILT_IN_DATES:
        return "date"
    if format_id in _BUILT_IN_TIMES:
        return "time"
    bare = _LITERAL.sub("", code.split(";")[0]).lower()
    if "general" in bare:
        return ""
    if "y" in bare or "d" in bare or (re.search(r"m", bare) and not re.search(r"[hs]", bare)):
        return "date"
    return "time" if re.search(r"[hs]", bare) else ""


def day(stored: str, *, since_1904: bool, time_only: bool) -> str:
    """A serial number of days as ISO date, date and time, or time; unchanged where it is no such number.

    >>> day("44358", since_1904=False, time_only=False), day("44358.5", since_1904=False, time_only=False)
    ('2021-06-11', '2021-06-11T12:00:00')
    """
    try:
        value = float(stored)
    except ValueError:
        return stored
    if not 0 <= value < 2_958_466 or (not since_1904 and 0 < value < 1 and not time_only):
        return stored
    if not since_1904 and 60 <= value < 61:
        return stored  # 29 February 1900, a day that Excel has and the calendar has not
    seconds = round((value % 1) * 86_400)
    if time_only and value < 1:
        return str(timedelta(seconds=seconds)).rjust(8, "0")
    begin = datetime(1904, 1, 1) if since_1904 else datetime(1899, 12, 31) if value < 60 else datetime(1899, 12, 30)  # noqa: DTZ001
    moment = begin + timedelta(days=int(value), seconds=seconds)
    return moment.isoformat() if seconds else moment.date().isoformat()
