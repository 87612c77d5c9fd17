"""Names of public-security bodies: which place, which function, which part of the body.

County, city, prefecture and region bureaus of one name are different bodies; the word for the rank decides, and where it is
left out and two places share the name, nothing is decided. The words and their sources are in bodies.yml.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from msgspec import Struct

from enduse.language.body_words import Word, body_words
from enduse.language.places import Gazetteer
from enduse.language.places.ranks import fold_latin, is_chinese
from enduse.language.scripts import fold

NATIONAL = "cn"
"""The place code of bodies of the state as a whole; no code of GB/T 2260 stands for it."""


class Body(Struct, frozen=True, array_like=True, gc=False):
    """What a name says: ``place_code`` (GB/T 2260 or the case's own), the place's ``level``, ``function``, and any part (``unit``)."""

    place_code: str
    level: str
    function: str
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Parsed:
    """The body, or the reason why the name gives none; ``candidates`` are the places it may mean.

    ``used_place`` says that the place given beside the name was needed to decide.
    """

    body: Body | None
    reason: str = ""
    candidates: tuple[str, ...] = ()
    used_place: bool = False


def parse(name: str, gazetteer: Gazetteer, *, place_text: str | None = None, place_code: str | None = None) -> Parsed:
    """Read the name of a body, Chinese or English; ``place_text`` and ``place_code`` are what the source says of its place beside it.

    The place beside the name narrows what the name leaves open and never replaces it: it is often only where the body has its seat.
    """
    chinese = is_chinese(name)
    text = re.sub(r"\s", "", fold(name).text) if chinese else _tidy_english(name)
    return (_chinese if chinese else _english)(text, gazetteer, place_text, place_code)


def is_generic(name: str) -> bool:
    """Whether a name holds only words for bodies and ranks, and so names no one body.

    >>> is_generic("市公安局"), is_generic("Municipal Public Security Bureau"), is_generic("某市公安局")
    (True, True, False)
    """
    words = body_words()
    if is_chinese(name):
        return words.generic_zh.fullmatch(re.sub(r"\s", "", fold(name).text)) is not None
    parts = fold_latin(name).split()
    return bool(parts) and words.generic_en.issuperset(parts)


def identifies(parsed: Parsed, gazetteer: Gazetteer) -> bool:
    """Whether equal names of this kind mean one body: not where the name fits places in different parts of the country."""
    return len(parsed.candidates) < 2 or gazetteer.same_line(parsed.candidates)


def _chinese(text: str, gazetteer: Gazetteer, place_text: str | None, place_code: str | None) -> Parsed:
    words = body_words()
    text = text.removeprefix("中华人民共和国")
    for word in words.national:
        if word.zh and text.startswith(word.zh):
            return _national(word, text.removeprefix(word.zh), words.units_zh)
    codes, at = gazetteer.read_chinese(text, lambda rest: words.chinese_at(rest) is not None)
    rest = text[at:]
    for phrase in words.left_out_zh:
        rest = rest.removeprefix(phrase)
    found = words.chinese_at(rest)
    if found is None:
        return Parsed(None, "no word for a public-security body follows a place")
    if not codes:
        return Parsed(None, "no known place stands before the word for the body")
    parsed = _decide(found, codes, gazetteer, place_text, place_code)
    unit = rest[len(found.zh) :]
    return _with_unit(parsed, unit, gazetteer) if unit else parsed


def _english(text: str, gazetteer: Gazetteer, place_text: str | None, place_code: str | None) -> Parsed:
    words = body_words()
    national = words.national_en.fullmatch(text)
    if national:
        return _national(words.national[0], national["unit"] or "", words.units_en)
    for pattern in words.patterns_en:
        match = pattern.fullmatch(text)
        if match is None:
            continue
        found = words.english(match["word"])
        codes = gazetteer.read_english(match["place"])
        if not codes:
            return Parsed(None, f"no known place: {match['place']!r}")
        parsed = _decide(found, codes, gazetteer, place_text, place_code)
        unit = match.groupdict().get("unit")
        return _with_unit(parsed, unit.strip(" ,"), gazetteer) if unit else parsed
    return Parsed(None, "no word for a public-security body beside a place")


def _national(word: Word, unit: str, known: tuple[str, ...]) -> Parsed:
    if unit and not unit.casefold().endswith(known):
        return Parsed(None, f"{unit!r} is not a known part of the ministry")
    return Parsed(Body(NATIONAL, "national", word.function, unit or None))


def _decide(word: Word, codes: tuple[str, ...], gazetteer: Gazetteer, place_text: str | None, place_code: str | None) -> Parsed:
    fitting = tuple(code for code in codes if _level(gazetteer, code) in word.levels)
    if not fitting:
        levels = ", ".join(sorted({_level(gazetteer, code) for code in codes}))
        return Parsed(None, f"{word.text!r} is not the name of one body of this level ({levels})", codes)
    narrowed, conflict = _narrow(fitting, gazetteer, place_text, place_code)
    if conflict:
        return Parsed(None, conflict, fitting)
    if len(narrowed) > 1:
        return Parsed(None, f"the name fits {len(narrowed)} places: {', '.join(narrowed[:6])}", narrowed)
    code = narrowed[0]
    return Parsed(Body(code, _level(gazetteer, code), word.function), "", narrowed, used_place=len(fitting) > 1)


def _narrow(codes: tuple[str, ...], gazetteer: Gazetteer, place_text: str | None, place_code: str | None) -> tuple[tuple[str, ...], str]:
    """The places that agree with what is said beside the name, and a reason where none does."""
    if place_code:
        return (
            ((place_code,), "")
            if place_code in codes
            else (codes, f"the place code beside the name, {place_code}, is not the name's place")
        )
    beside = _read_place(place_text, gazetteer) if place_text else ()
    if not beside:
        return codes, ""
    if len(codes) > 1:
        agreeing = tuple(c for c in codes if any(gazetteer.is_within(c, b) or gazetteer.is_within(b, c) for b in beside))
        return agreeing or codes, ""
    if gazetteer.chain(codes[0])[-1] not in {gazetteer.chain(code)[-1] for code in beside}:
        return codes, f"the name's place and the place beside it ({place_text}) lie in different provinces"
    return codes, ""


def _read_place(text: str, gazetteer: Gazetteer) -> tuple[str, ...]:
    if is_chinese(text):
        return gazetteer.read_chinese(re.sub(r"\s", "", fold(text).text), lambda rest: not rest)[0]
    parts = text.split(",")
    for first in range(len(parts)):
        if codes := gazetteer.read_english(",".join(parts[first:])):
            return codes
    return ()


def _with_unit(parsed: Parsed, unit: str, gazetteer: Gazetteer) -> Parsed:
    """Add the part of the body named after it; the branch of a district is the body of that district."""
    body, words = parsed.body, body_words()
    if body is None:
        return parsed
    for branch in words.branches:
        head, found, tail = unit.partition(branch) if is_chinese(unit) else _partition_end(unit, branch)
        if not found or not head:
            continue
        districts = _districts(head.strip(), body.place_code, gazetteer)
        if len(districts) == 1 and (not tail or tail.endswith(words.units_zh)):
            below = Body(districts[0], "district", body.function, tail or None)
            return Parsed(below, "", districts, used_place=parsed.used_place)
        if not tail:
            return Parsed(Body(body.place_code, body.level, body.function, unit), "", parsed.candidates, parsed.used_place)
    if unit.casefold().endswith(words.units_zh + words.units_en):
        return Parsed(Body(body.place_code, body.level, body.function, unit), "", parsed.candidates, parsed.used_place)
    return Parsed(None, f"{unit!r} is not a known part of a body", parsed.candidates)


def _partition_end(unit: str, branch: str) -> tuple[str, str, str]:
    return (unit[: -len(branch)], branch, "") if unit.casefold().endswith(" " + branch) else (unit, "", "")


def _districts(name: str, above: str, gazetteer: Gazetteer) -> tuple[str, ...]:
    """The districts directly below a place that a branch may be named for (``沙依巴克区`` or ``盘龙``)."""
    if is_chinese(name):
        codes = {code for prefix in gazetteer.prefixes(name) if prefix.length == len(name) for code in prefix.codes}
    else:
        codes = set(gazetteer.read_english(name))
    found = ((code, gazetteer.place(code)) for code in sorted(codes))
    return tuple(code for code, place in found if place is not None and place.parent == above and place.level == "district")


def _level(gazetteer: Gazetteer, code: str) -> str:
    place = gazetteer.place(code)
    return place.level if place is not None else ""


def _tidy_english(name: str) -> str:
    text = re.sub(r"\([^)]*\)", " ", unicodedata.normalize("NFKC", name).replace("’", "'"))
    for phrase in body_words().left_out_en:
        text = re.sub(re.escape(phrase), " ", text, flags=re.IGNORECASE)
    return " ".join(text.split()).strip(" .,")
