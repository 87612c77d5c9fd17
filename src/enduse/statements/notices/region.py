"""The buyer's region as a code of GB/T 2260: read off names and addresses that say it; no code rather than a wrong one."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from functools import lru_cache
from importlib import resources

from enduse.language.bodies import parse
from enduse.language.places import Gazetteer, Place
from enduse.language.places.ranks import read_chinese_rank
from enduse.statements.notices.passage import Span

_SEATS = re.compile(r"(?:[\u4e00-\u9fff]{0,6}(?:新区|开发区|高新区|街道|镇|乡)|公安|人民|市场监督|教育|财政|交通|司法|城市管理)")
_ADDRESS_PARTS = re.compile(r"[()]")
_SHORTEST_PLACE = 2
_LONG_SHORT = 3
"""Characters from which on a place's short name is taken without its rank word: 鄂尔多斯, 西双版纳."""
_CORPS = "659000"
_DIVISION = re.compile(r".*?兵团第[一二三四五六七八九十]{1,3}师")
"""The corps and its division; a city named behind them is where the body is: ``兵团第八师石河子市公安局``."""
_SCHOOL = re.compile(r"(?:学院|大学|学校)$")
"""A school with a province in short at its head may sit anywhere in it, also a school of the police."""
_BY_NAME, _BY_ADDRESS, _BY_PROJECT = 0.9, 0.9, 0.7

Located = tuple[str, Span, float]


@lru_cache(maxsize=1)
def _table() -> tuple[Place, ...]:
    table = resources.files("enduse.language.places").joinpath("cn.csv").read_text("utf-8")
    places = []
    for row in csv.DictReader(table.splitlines()):
        names = tuple(name for name in (row["name_zh"], *row["aliases"].split(";")) if name and not name.isascii())
        if names:
            places.append(Place(code=row["code"], names=names, level=row["level"], parent=row["parent_code"], current=not row["valid_to"]))
    return tuple(places)


@lru_cache(maxsize=1)
def gazetteer() -> Gazetteer:
    """The present divisions of the reference table."""
    return Gazetteer(_table())


@lru_cache(maxsize=1)
def large_places() -> tuple[str, ...]:
    """Names of provinces and prefectures, in full and in short, longest first."""
    names = (name for place in _table() if place.current and place.level in {"province", "prefecture"} for name in place.names)
    found = {form for name in names for form in (name, read_chinese_rank(name).base) if len(form) >= _SHORTEST_PLACE}
    return tuple(sorted(found, key=lambda name: (-len(name), name)))


def region_of(text: str, *, seat: Span | None, addresses: Sequence[Span], stated: Span | None, hints: Sequence[Span]) -> Located | None:
    """Code, passage and confidence.

    ``seat`` is the name of the body (end user before buyer), ``hints`` are names of the project and its lots. A place at the head of the
    body's name counts where it is written in full, or in short and in full elsewhere in the ``text``; a province in short says where a
    school takes its name from, not where it sits. Then come the body's address, the region the notice states, and the project's name.
    """
    within = _code(stated.text, text) if stated is not None else None
    if seat is not None:
        code = _of_body(seat.text, text, within)
        if code is not None:
            return code, seat, _BY_NAME
    for span in addresses:
        for part in _ADDRESS_PARTS.split(span.text):
            code = _code(part, text, within=within)
            if code is not None and not _is_province(code):
                return code, span, _BY_ADDRESS
    if stated is not None and within is not None:
        return within, stated, _BY_ADDRESS
    for span in hints:
        code = _code(span.text, text)
        if code is not None and not _is_province(code):
            return code, span, _BY_PROJECT
    return None


def begins_with_place(name: str) -> bool:
    """Whether a name begins with a place of the reference table, in full or in short.

    >>> begins_with_place("长沙市教育局"), begins_with_place("布局规划局")
    (True, False)
    """
    return bool(gazetteer().prefixes(name))


def _of_body(name: str, text: str, within: str | None) -> str | None:
    parsed = parse(name, gazetteer(), place_code=None)
    place = parsed.body.place_code if parsed.body is not None else None
    if place == _CORPS and (city := _DIVISION.match(name)) is not None:
        return _code(name[city.end() :], text, within=_CORPS) or place
    if place is not None and place != "cn" and not (_SCHOOL.search(name) and _is_province(place) and not _full_name_at_head(name, place)):
        return place
    full = _code(name, text, within=within)
    if full is not None:
        return full
    for prefix in gazetteer().prefixes(name):
        if not prefix.short or (_SCHOOL.search(name) and any(_is_province(code) and not _is_municipality(code) for code in prefix.codes)):
            continue  # a school of a province that shares its short name with a city (吉林)
        codes = [code for code in prefix.codes if not _is_province(code) or _is_municipality(code)]
        said = [code for code in codes if any(full_name in text for full_name in _full_names(code))]
        if len(said) == 1:
            return said[0]
        rest = name[prefix.length :]
        if len(codes) == 1 and (prefix.length >= _LONG_SHORT or (_SEATS.match(rest) and _level(codes[0]) == "prefecture")):
            return codes[0]
    return None


def _full_name_at_head(name: str, code: str) -> bool:
    return name.startswith(_full_names(code))


def _code(name: str, text: str, within: str | None = None) -> str | None:
    """The one place whose full name (or names, from the largest down) the text begins with."""
    codes, at = gazetteer().read_chinese(name, lambda _: False)
    if not at:
        return None
    if len(codes) > 1 and within is not None:
        codes = tuple(code for code in codes if gazetteer().is_within(code, within))
    if len(codes) > 1:
        codes = tuple(code for code in codes if _parent_said(code, text))
    return codes[0] if len(codes) == 1 else None


def _parent_said(code: str, text: str) -> bool:
    return any(name in text for place in gazetteer().chain(code)[1:] for name in place.names if len(name) > 2)


def _full_names(code: str) -> tuple[str, ...]:
    place = gazetteer().place(code)
    return tuple(name for name in place.names if len(name) > 2) if place is not None else ()


def _level(code: str) -> str:
    place = gazetteer().place(code)
    return place.level if place is not None else ""


def _is_province(code: str) -> bool:
    return code.endswith("0000")


def _is_municipality(code: str) -> bool:
    return code in {"110000", "120000", "310000", "500000"}
