"""Tags of a page taken apart: name, attributes that matter, and what follows from both. A tag written as most are is taken apart once.

Pages repeat their tags (``<td style="width:80px">``) hundreds of times, and pages of one portal repeat each other's.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from enduse.documents.character_references import entities
from enduse.documents.elements import BLOCK
from enduse.documents.visibility import hidden_by_attributes, stands_apart

W = r"\t\n\f\r "
"""White space inside a tag."""
_TIDY_TAG = re.compile(rf"""</?+([a-zA-Z][^{W}/>]*+)(?:[{W}]++[^{W}/>="'<]++=(?:"[^"]{{0,2000}}+"|'[^']{{0,2000}}+'))*+[{W}]*+/?+>""")
"""A whole tag as nearly all are written, in one match; any other is taken apart piece by piece, with the same outcome."""
LONGEST_KEPT = 240
"""Characters of the longest tag that is kept for when it comes again; longer ones hold addresses and seldom do."""
_PLAIN_TAG = re.compile(r"""[^>"'=<]*>""")
_GAP = re.compile(rf"[{W}/]*")
_ATTRIBUTE = re.compile(rf"""([^{W}/>][^{W}/>=]*)(?:[{W}]*=[{W}]*(?:"([^"]*)"|'([^']*)'|([^{W}>]*)))?""")
_WANTED = frozenset({"style", "hidden", "class", "id", "colspan", "rowspan", "lang", "name", "property", "itemprop", "content"})
_LONGEST_NAME = 40
_LONGEST_VALUE = 4000
_MAX_COLSPAN, _MAX_ROWSPAN = 1000, 65534  # the standard's own limits


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag: its lower-case name, and for a start tag the wanted attributes with what they and the name make of the element."""

    name: str
    closing: bool = False
    attributes: dict[str, str] = field(default_factory=dict)
    block: bool = False
    """Begins and ends a line."""
    hidden: bool = False
    """Its own attributes hide it."""
    rowspan: int = 1
    colspan: int = 1


@lru_cache(maxsize=8192)
def tidy_tag(text: str) -> Tag | None:
    """The tag that is the whole of ``text``, or None where it is written so that it must be taken apart piece by piece."""
    match = _TIDY_TAG.fullmatch(text)
    return None if match is None else tag_of(text, 0, len(text), match[1], closing=text[1] == "/")


def tidy_tag_at(stored: str, mark: int) -> tuple[Tag, int] | None:
    """As ``tidy_tag``, of whatever length, for the tag that begins at ``mark``; and where it ends."""
    match = _TIDY_TAG.match(stored, mark)
    return None if match is None else (tag_of(stored, mark, match.end(), match[1], closing=stored[mark + 1] == "/"), match.end())


def tag_of(stored: str, start: int, end: int, name: str, *, closing: bool) -> Tag:
    """The tag ``stored[start:end]`` of that name."""
    name = name[:_LONGEST_NAME].lower()
    if closing:
        return Tag(name, closing=True)
    found = _attributes(stored, start + 1 + len(name), end - 1) if end - start > len(name) + 3 else {}
    style = found.get("style")
    return Tag(
        name,
        attributes=found,
        block=name in BLOCK or (style is not None and stands_apart(style)),
        hidden=bool(found) and hidden_by_attributes(found),
        rowspan=_span(found.get("rowspan"), _MAX_ROWSPAN),
        colspan=_span(found.get("colspan"), _MAX_COLSPAN),
    )


def _attributes(stored: str, position: int, end: int) -> dict[str, str]:
    """The wanted attributes, names in lower case, entities decoded; of several with one name the first counts."""
    found: dict[str, str] = {}
    while position < end:
        gap = _GAP.match(stored, position, end)
        position = gap.end() if gap else position
        attribute = _ATTRIBUTE.match(stored, position, end)
        if attribute is None:
            return found
        name = attribute[1].lower()
        if name in _WANTED and name not in found:
            value = attribute[2] or attribute[3] or attribute[4] or ""
            found[name] = entities(value[:_LONGEST_VALUE])
        position = attribute.end()
    return found


def after_tag(stored: str, position: int) -> int:
    """Where the tag ends whose name ends at ``position``, or -1: a ``>`` inside a quoted value does not end it."""
    plain = _PLAIN_TAG.match(stored, position)
    if plain:
        return plain.end()
    while True:
        gap = _GAP.match(stored, position)
        position = gap.end() if gap else position
        if position >= len(stored):
            return -1
        if stored[position] == ">":
            return position + 1
        attribute = _ATTRIBUTE.match(stored, position)
        position = attribute.end() if attribute else position + 1


def _span(value: str | None, most: int) -> int:
    text = (value or "").strip()[:6]
    if not text.isascii() or not text.isdigit():
        return 1
    return min(max(int(text), 1), most)
