"""Line ends that mean nothing: inside a label, inside the name behind a party's label, inside the row of a table with bars.

Papers pasted out of pages and pictures break lines anywhere. A line end goes only where what it joins is known: the two halves are a
label of the list and the second is none by itself; only both halves together are a name; a row has the bars of the row above it only with
what follows.
"""

from __future__ import annotations

import re

from enduse.language.scripts import Folded
from enduse.statements.notices.dictionary import field_of, labels, section_of
from enduse.statements.notices.headings import NUMBER, TOP
from enduse.statements.notices.parties import refusal, schema_of
from enduse.statements.notices.passage import Span

_SECOND_HALF = re.compile(r"\n([^\n:|,。 ]{1,6}):")
_BROKEN_VALUE = re.compile(r":([\u4e00-\u9fff()]{4,30})\n([\u4e00-\u9fff()]{2,20})(?=[ \n]|$)")
_LONGEST_HALF = 8
_PARTIES = frozenset({"buyer", "agency", "winner", "supplier", "name", "candidate", "proposed", "intended", "contract-party"})
_LEAST_BARS, _MOST_LINES = 3, 6


def unwrapped(folded: Folded) -> Folded:
    """The text without those line ends; positions lead back as before."""
    text = folded.text
    gone = {*_in_labels(text), *_in_rows(text)}
    joined = _without(folded, gone) if gone else folded
    values = set(_in_values(joined.text))
    return _without(joined, values) if values else joined


def _without(folded: Folded, gone: set[int]) -> Folded:
    texts: list[str] = []
    origin: list[int] = []
    at = 0
    for index in [*sorted(gone), len(folded.text)]:
        texts.append(folded.text[at:index])
        origin += folded.origin[at:index]
        at = index + 1
    return Folded("".join(texts), origin)


def _in_labels(text: str) -> list[int]:
    known = labels()
    found = []
    for match in _SECOND_HALF.finditer(text):
        second = match[1]
        if second in known or match.start() == 0:
            continue
        before = text[max(0, match.start() - _LONGEST_HALF) : match.start()].rpartition("\n")[2].replace(" ", "")
        if any(before[-length:] + second in known for length in range(1, len(before) + 1)):
            found.append(match.start())
    return found


def _in_values(text: str) -> list[int]:
    found = []
    for match in _BROKEN_VALUE.finditer(text):
        first, second = match[1], match[2]
        if schema_of(first) is not None or field_of(second) is not None or section_of(second) is not None:
            continue
        whole = first + second
        if refusal(Span(0, len(whole), whole)) is None and _party_before(text, match.start()):
            found.append(match.end(1))
    return found


def _party_before(text: str, colon: int) -> bool:
    before = text[max(0, colon - 12) : colon].rpartition("\n")[2].replace(" ", "")
    return any(labels().get(before[-length:]) in _PARTIES for length in range(2, len(before) + 1))


def _is_heading(line: str) -> bool:
    """Whether a line opens a section, so that it belongs to no row: ``四、主要标的信息``."""
    number = NUMBER.match(line)
    return number is not None and (TOP.match(number[0]) is not None or section_of(line[number.end() :]) is not None)


def _in_rows(text: str) -> list[int]:
    """Line ends inside rows of a table with bars: what follows makes up the bars of the row above, and begins without one."""
    if "\n|" not in text:
        return []
    found: list[int] = []
    need, bars, open_ends = 0, 0, list[int]()
    at = 0
    for line in text.split("\n"):
        count = line.count("|")
        goes_on = bool(open_ends) and bars < need and bars + count <= need
        if line.startswith("|") and not goes_on:
            bars, open_ends = count, []
            need = count if count > need or count >= _LEAST_BARS == need else need
        elif need >= _LEAST_BARS and bars and bars < need and line.strip() and len(open_ends) < _MOST_LINES and not _is_heading(line):
            bars += count
            open_ends.append(at - 1)
            if bars == need:
                found += open_ends
        else:
            need = bars = 0
        at += len(line) + 1
    return found
