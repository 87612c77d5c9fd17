"""Names as the page writes them: ``A Co., Ltd. (also known as B; and C; and formerly known as D) and subsidiaries``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from enduse.sources.entry import Entry, Name
from enduse.sources.names import ReadNames
from enduse.sources.passage import Passage
from enduse.sources.several_parties import without_entourage

_OPENING = re.compile(r"\s*\((?=(?:(?:and|including) \w+ alias|also known as|formerly known as))")
_MARK = re.compile(r"\s*(?:and\s+)?(?P<kind>also known as|formerly known as|(?:(?:and|including)\s+)?\w+ alias(?:es)?:)\s*")
_SEPARATOR = re.compile(r";\s*(?:and\s+)?|(?<=(?:Ltd|.Co|Inc)\.)\s+and\s+(?!formerly)|\s+(?=and formerly known as)")


def page_names(entry: Entry) -> ReadNames:
    """The own name, other names and former names of a row; a bracket that is not closed goes to a person."""
    opening = _OPENING.search(entry.name.value)
    if opening is None:
        return ReadNames(without_entourage(entry.name)[0])
    closing = entry.name.value.rfind(")")
    if closing < opening.end():
        problem = ("unread-alias", "its other names stand in a bracket that is not closed; they are not stated")
        return ReadNames(entry.name.part(0, opening.start()), (), (problem,))
    inside = entry.name.part(opening.end(), closing)
    return ReadNames(entry.name.part(0, opening.start()), tuple(_names(inside)))


def _names(inside: Passage) -> Iterator[Name]:
    property_ = "alias"
    for part in _parts(inside):
        mark = _MARK.match(part.value)
        if mark is not None:
            property_ = "previousName" if mark["kind"].startswith("formerly") else "alias"
            part = part.part(mark.end(), len(part.value))
        if part.value:
            yield Name(property_, part)


def _parts(passage: Passage) -> Iterator[Passage]:
    start = 0
    for mark in [*_SEPARATOR.finditer(passage.value), None]:
        end = mark.start() if mark else len(passage.value)
        yield passage.part(start, end)
        start = mark.end() if mark else end
