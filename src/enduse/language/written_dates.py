"""Partial dates as Chinese papers write them, with the precision of the source and no more."""

from __future__ import annotations

from enduse.model.dates import PartialDate
from enduse.model.errors import AmbiguousValue


def chinese_date(text: str) -> str:
    """A date of the written form in Chinese; what is no such date stands as it is.

    >>> chinese_date("2021-03-05"), chinese_date("2021-03"), chinese_date("2021"), chinese_date("spring 2021")
    ('2021年3月5日', '2021年3月', '2021年', 'spring 2021')
    """
    try:
        date = PartialDate.parse(text)
    except AmbiguousValue:
        return text
    if date.precision == "span":
        return text
    return "".join(f"{int(part)}{unit}" for part, unit in zip(date.text.split("-"), "年月日", strict=False))
