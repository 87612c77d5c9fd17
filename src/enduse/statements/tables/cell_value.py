"""What a cell of a hand-kept table says, in the normal form of its type; never a guess."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources

from enduse.model.dates import PartialDate
from enduse.model.errors import AmbiguousValue
from enduse.model.money import Money
from enduse.model.yaml_text import read_yaml

_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_CURRENCY = re.compile(r"[A-Z]{3}")
_URL = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)
_ID = re.compile(r"[^\s:;,]+")
LONGEST_NAME = 400
"""Characters of the longest name taken for one; the longest on control lists, aliases apart, has under 300."""
_STACKED = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u20d0-\u20ff\ufe20-\ufe2f]{4}")
_MENTION = re.compile(r"[^\s:;,]+(?::[^\s:;,]+)+")


class Unreadable(AmbiguousValue):
    """A cell does not have the form its column wants; ``expected`` says that form."""

    def __init__(self, expected: str) -> None:
        super().__init__(expected)
        self.expected = expected


def read_date(text: str) -> str:
    """A partial date or span, as it stands."""
    try:
        return PartialDate.parse(text).text
    except AmbiguousValue as error:
        raise Unreadable("a date such as 2019, 2019-10, 2019-10-09, or a span 2019-05/2021-06") from error


def read_number(text: str) -> str:
    """A plain decimal, as it stands."""
    if not _NUMBER.fullmatch(text):
        raise Unreadable("a plain number such as 40563 or 33.7215, without separators or words")
    return text


def read_money(text: str, currency: str) -> str:
    """An amount in the currency of its row: ``USD 40563``."""
    if not _CURRENCY.fullmatch(currency):
        raise Unreadable("an amount with its currency (three capitals, such as USD) in the currency column")
    try:
        return str(Money.parse(f"{currency} {text}"))
    except AmbiguousValue as error:
        raise Unreadable("a plain amount such as 40563 or 569800.00, without separators, words or currency signs") from error


def read_country(text: str) -> str:
    """A country code in small letters, from a code or one of the names of ``countries.yml``."""
    codes, names = _countries()
    folded = text.lower()
    if folded in codes:
        return folded
    if folded in names:
        return names[folded]
    raise Unreadable("a country code of two letters (ISO 3166-1), such as CN")


def read_url(text: str) -> str:
    """A web address, as it stands."""
    if not _URL.fullmatch(text):
        raise Unreadable("a web address that begins with http:// or https://")
    return text


def read_name(text: str) -> str:
    """A name, as it stands, if it can be one."""
    if len(text) > LONGEST_NAME or _STACKED.search(text):
        raise Unreadable(f"a name of at most {LONGEST_NAME} characters, without marks stacked on one letter")
    return text


def read_id(text: str) -> str:
    """The key of a row in another table."""
    if not _ID.fullmatch(text):
        raise Unreadable("the key of a row, without spaces, colons or commas")
    return text


def read_mention(text: str) -> str:
    """A whole mention id."""
    if not _MENTION.fullmatch(text):
        raise Unreadable("a mention id such as company:dahua")
    return text


@cache
def _countries() -> tuple[frozenset[str], dict[str, str]]:
    raw = read_yaml((resources.files(__package__) / "countries.yml").read_text("utf-8"))
    return frozenset(raw["codes"]), dict(raw["names"])
