"""Where a numbered heading begins, on its own line or in the middle of a page put on one line."""

from __future__ import annotations

import re
from functools import lru_cache

from enduse.statements.notices.dictionary import field_of, find_labels, section_of

NUMBER = re.compile(
    r"[一二三四五六七八九十\d(第](?:(?<=[一二三四五六七八九十])[一二三四五六七八九十]{0,2}[、.,]"
    r"|(?<=\()(?:[一二三四五六七八九十]{1,2}\)[、.]?|\d{1,2}\))|(?<=\d)\d?[、.](?!\d)|(?<=第)[一二三四五六七八九十]{1,2}[章节部]分?[、:]?)"
)
"""``三、``, ``(二)``, ``(4)``, ``5.``, ``第一章``; the first sign stands before the choice, so that a search goes by it."""
TOP = re.compile(r"[一二三四五六七八九十第]")
_PARTY_HEADING = re.compile(r"(?:采购人|采购单位|采购代理机构|招标人|代理机构)信息(?:\(如有\))? ?(?=名 ?称)")
_LOT_HEADING = re.compile(
    r"(?<= )(?:第?[一二三四五六七八九十\d]{1,2}(?:包|标段|标项)|(?:合同包|采购包|包|标段|标项)[一二三四五六七八九十\d]{1,2})"
    r"(?:\([^()]{1,30}\))? ?:"
)
"""The name of a lot before a colon, in the middle of a line."""
_ITEMS_HEADING = re.compile(r"主要(?:中标|成交)标的(?:的)?(?:情况|信息)")
_NUMERALS = {
    numeral: value
    for value, numeral in enumerate(
        [
            "一",
            "二",
            "三",
            "四",
            "五",
            "六",
            "七",
            "八",
            "九",
            "十",
            "十一",
            "十二",
            "十三",
            "十四",
            "十五",
            "十六",
            "十七",
            "十八",
            "十九",
            "二十",
        ],
        1,
    )
}
_CHINESE = re.compile(r"[\u4e00-\u9fff]{2}")
_SPLIT = re.compile(r"[:\s(]")


def numeral_of(number: str) -> int | None:
    """The value of a top heading's numeral: ``三、`` is 3."""
    return _NUMERALS.get(number.rstrip("、.,"))


def is_party_heading(text: str, at: int) -> bool:
    """Whether ``采购人信息名称`` begins here: a heading and the first label below it without a sign between."""
    return "信息" in text and _PARTY_HEADING.match(text, at) is not None


def heading_starts(text: str, top: int) -> list[int]:
    """Positions inside a line where a numbered heading begins (its very start left out); ``top`` is the numeral of the last one.

    A number opens a heading where what follows is a known heading or label; a Chinese numeral also where it continues the count.
    """
    cuts: list[int] = []
    if not ("、" in text or "." in text or ")" in text or "信息" in text or "标的" in text):
        return cuts
    for match in NUMBER.finditer(text):
        start = match.start()
        if start == 0:
            top = numeral_of(match[0]) or top
            continue
        before = text[start - 1]
        value = numeral_of(match[0])
        if value is not None and match[0].endswith("、"):
            if before in "第一二三四五六七八九十、":
                continue
            if (value == top + 1 and _CHINESE.match(text, match.end())) or (
                _opens(text, match.end()) and (before in " 。;:)】|" or value > top)
            ):
                cuts.append(start)
                top = value
        elif (before in " 。;:)】|" or match[0].endswith(")、")) and _opens(text, match.end()):
            cuts.append(start)
    if "包" in text or "标段" in text or "标项" in text:
        cuts += [match.start() for match in _LOT_HEADING.finditer(text) if match.start()]
    if "标的" in text:
        cuts += [match.start() for match in _ITEMS_HEADING.finditer(text) if match.start()]
    if "信息" in text:
        cuts += [match.start() for match in _PARTY_HEADING.finditer(text) if match.start()]
    return sorted(set(cuts))


@lru_cache(maxsize=2048)
def _opens_with(rest: str) -> bool:
    word = _SPLIT.split(rest, maxsplit=1)[0]
    if section_of(word) is not None or field_of(word) is not None:
        return True
    found = find_labels(rest)
    return bool(found) and found[0].start == 0


def _opens(text: str, at: int) -> bool:
    return _opens_with(text[at : at + 40].strip())
