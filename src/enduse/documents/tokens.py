"""Our own HTML tokenizer: one pass over the decoded text, giving character offsets, linear in the length of any input.

No library gives offsets into the stored text, and the usual ones lose text on deep nesting or do not end on a tag of 100,000 attributes.
The rules are those of the standard (https://html.spec.whatwg.org/multipage/parsing.html#tokenization) as far as text is concerned.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

_W = r"\t\n\f\r "
_NAME = re.compile(rf"[a-zA-Z][^{_W}/>]*")
_TIDY_TAG = re.compile(rf"""</?+([a-zA-Z][^{_W}/>]*+)(?:[{_W}]++[^{_W}/>="'<]++=(?:"[^"]{{0,2000}}+"|'[^']{{0,2000}}+'))*+[{_W}]*+/?+>""")
"""A whole tag as nearly all are written, in one match; any other is taken apart piece by piece, with the same outcome."""
_PLAIN_TAG = re.compile(r"""[^>"'=<]*>""")
_GAP = re.compile(rf"[{_W}/]*")
_ATTRIBUTE = re.compile(rf"""([^{_W}/>][^{_W}/>=]*)(?:[{_W}]*=[{_W}]*(?:"([^"]*)"|'([^']*)'|([^{_W}>]*)))?""")
_RAW = frozenset({"script", "style", "iframe", "noembed", "noframes", "xmp"})
_RAW_TEXT = frozenset({"title", "textarea"})
_RAW_END = {name: re.compile(rf"</{name}(?=[{_W}/>])", re.I) for name in _RAW | _RAW_TEXT}
_LINE_OR_TAG = re.compile(r"[<\n]")
_UNFINISHED = 2000
"""A tag that never ends is dropped, as browsers do; one longer than this is given out as text, so that nothing large vanishes."""


class Kind(Enum):
    """What a token is. ``RAW`` is the inside of script, style and their like; ``LOST`` is what a browser would not show."""

    TEXT = 1
    START = 2
    END = 3
    RAW = 4
    LOST = 5


@dataclass(slots=True)
class Token:
    """``stored[start:end]``; ``name`` is the lower-case tag name (for RAW the tag around it, for LOST the reason)."""

    kind: Kind
    start: int
    end: int
    name: str = ""


def tokens(stored: str, position: int = 0) -> Iterator[Token]:
    """The tokens of a page in order. Comments and declarations give none, unless they are not closed (``LOST``)."""
    length = len(stored)
    absent: set[str] = set()
    while position < length:
        mark = stored.find("<", position)
        tidy = _TIDY_TAG.match(stored, mark) if mark >= 0 else None
        while mark >= 0 and tidy is None and not _is_markup(stored, mark):
            mark = stored.find("<", mark + 1)
            tidy = _TIDY_TAG.match(stored, mark) if mark >= 0 else None
        if mark < 0:
            yield Token(Kind.TEXT, position, length)
            return
        if mark > position:
            yield Token(Kind.TEXT, position, mark)
        following = stored[mark + 1]
        if tidy is None and (
            following in "!?"
            or (following == "/" and not stored[mark + 2].isascii())
            or (following == "/" and not stored[mark + 2].isalpha())
        ):
            end = _declaration_end(stored, mark)
            if end < 0:
                yield Token(Kind.LOST, mark, length, "comment")
                return
            position = end
            continue
        found: Token | None
        if tidy is not None:
            found = Token(Kind.END if following == "/" else Kind.START, mark, tidy.end(), tidy[1][:40].lower())
        else:
            found = _tag(stored, mark, following == "/")
        if found is None:
            yield from _unfinished(mark, length)
            return
        yield found
        position = found.end
        if found.kind is Kind.START and found.name in _RAW_END:
            inside = _raw(stored, found, absent)
            yield inside
            position = inside.end
            if inside.kind is Kind.LOST:
                return


def _is_markup(stored: str, mark: int) -> bool:
    following = stored[mark + 1 : mark + 2]
    if following == "/":
        return len(stored) > mark + 2
    return following in ("!", "?") or ("a" <= following.lower() <= "z" and following.isascii() and following != "")


def _declaration_end(stored: str, mark: int) -> int:
    """Where a comment or declaration ends, or -1."""
    if stored.startswith("<!--", mark):
        if stored.startswith(("<!-->", "<!--->"), mark):
            return stored.index(">", mark) + 1
        plain, odd = stored.find("-->", mark + 4), stored.find("--!>", mark + 4, mark + 4 + _UNFINISHED)
        if odd >= 0 and (plain < 0 or odd < plain):
            return odd + 4
        return plain + 3 if plain >= 0 else -1
    end = stored.find(">", mark)
    return end + 1 if end >= 0 else -1


def _tag(stored: str, mark: int, closing: bool) -> Token | None:  # noqa: FBT001  # two kinds of tag, one rule
    begin = mark + 2 if closing else mark + 1
    match = _NAME.match(stored, begin)
    after = match.end() if match else begin
    name = stored[begin : min(after, begin + 40)].lower()
    end = _tag_end(stored, after)
    if end < 0:
        return None
    return Token(Kind.END if closing else Kind.START, mark, end, name)


def _tag_end(stored: str, position: int) -> int:
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


def _unfinished(mark: int, length: int) -> Iterator[Token]:
    if length - mark > _UNFINISHED:
        yield Token(Kind.TEXT, mark, length)
    yield Token(Kind.LOST, length if length - mark > _UNFINISHED else mark, length, "tag")


def _raw(stored: str, opening: Token, absent: set[str]) -> Token:
    """The inside of a raw element. A title that is not closed ends with its line or at the next tag; others run to the end, as in browsers.

    ``absent`` keeps the names no end tag of which follows: a page of a thousand open titles is searched to its end once.
    """
    match = None if opening.name in absent else _RAW_END[opening.name].search(stored, opening.end)
    kind = Kind.TEXT if opening.name in _RAW_TEXT else Kind.RAW
    if match:
        return Token(kind, opening.end, match.start(), opening.name)
    absent.add(opening.name)
    if opening.name in _RAW_TEXT:
        match = _LINE_OR_TAG.search(stored, opening.end)
        return Token(kind, opening.end, match.start() if match else len(stored), opening.name)
    return Token(Kind.LOST, opening.end, len(stored), opening.name)


def attributes(stored: str, token: Token, wanted: frozenset[str]) -> dict[str, str]:
    """The wanted attributes of a start tag, names in lower case, entities decoded; of several with one name the first counts."""
    found: dict[str, str] = {}
    position, end = token.start + 1 + len(token.name), token.end - 1
    while position < end:
        gap = _GAP.match(stored, position, end)
        position = gap.end() if gap else position
        attribute = _ATTRIBUTE.match(stored, position, end)
        if attribute is None:
            return found
        name = attribute[1].lower()
        if name in wanted and name not in found:
            value = attribute[2] or attribute[3] or attribute[4] or ""
            found[name] = entities(value[:4000])
        position = attribute.end()
    return found


ENTITY = re.compile(r"&(?:#[0-9]{1,8}|#[xX][0-9a-fA-F]{1,7}|[a-zA-Z][a-zA-Z0-9]{1,31});?")


def entities(text: str) -> str:
    """Text with its character references decoded."""
    return ENTITY.sub(lambda match: html.unescape(match[0]), text) if "&" in text else text
