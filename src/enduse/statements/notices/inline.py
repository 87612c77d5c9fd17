"""Tables put on one line with spaces between their cells: ``序号 名称 数量 1 甲 3台 2 乙 5台 五、…``.

Where rows are numbered, the numbers say where one begins; else the words must make full rows. What each head allows says whether a row is
one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from enduse.statements.notices.dictionary import Head, find_labels, head_of
from enduse.statements.notices.fitting import Row, Words, align
from enduse.statements.notices.passage import Passage

_LEAST_HEADS, _MORE_WORDS, _MOST_ROWS, _MOST_EVEN = 3, 6, 200, 40
_NEXT = re.compile(r"[一二三四五六七八九十]{1,3}、|\d{1,2}[.、](?!\d)|\([一二三四五六七八九十]\)|注:|备注")
"""What a word begins with that no longer belongs to the table."""


@dataclass(frozen=True, slots=True)
class Inline:
    """Heads and rows."""

    heads: tuple[str, ...]
    rows: tuple[Row, ...]


def read_inline(passage: Passage) -> list[Inline]:
    """Every such table of a passage."""
    words = _words(passage.text)
    texts = [passage.text[start:end] for start, end in words]
    found: list[Inline] = []
    first = 0
    while first < len(texts) - _LEAST_HEADS:
        last = first
        while last < len(texts) and head_of(texts[last]).known:
            last += 1
        if last - first >= _LEAST_HEADS:
            kinds = [head_of(head) for head in texts[first:last]]
            numbered = kinds[0].supplier == "sequence"
            rows = _rows(passage, words, texts, last, kinds) if numbered else _even(passage, words, texts, last, kinds)
            found += [Inline(tuple(texts[first:last]), tuple(rows))] if rows else []
        first = last + 1
    return found


def _even(passage: Passage, words: Sequence[tuple[int, int]], texts: Sequence[str], at: int, kinds: Sequence[Head]) -> list[Row]:
    """Rows without numbers: as many words as make full rows, each of which fits its heads, up to a heading, a label or the end."""
    width = len(kinds)
    most = min(len(texts), at + width * _MOST_EVEN)
    end = next((index for index in range(at, most) if _NEXT.match(texts[index]) or ":" in texts[index] or "。" in texts[index]), most)
    if end == at or (end - at) % width or (end == most and end < len(texts)):
        return []
    rows = [align(width, kinds, Words(passage, words[start : start + width]), joins=False) for start in range(at, end, width)]
    return [row for row in rows if row is not None] if all(row is not None for row in rows) else []


def _words(text: str) -> list[tuple[int, int]]:
    return [match.span() for match in re.finditer(r"[^ ]+", text)]


def _rows(passage: Passage, words: Sequence[tuple[int, int]], texts: Sequence[str], at: int, kinds: Sequence[Head]) -> list[Row]:
    rows: list[Row] = []
    while len(rows) < _MOST_ROWS and at < len(texts) and texts[at] == str(len(rows) + 1):
        laid = _row(passage, words, texts, at, kinds, str(len(rows) + 2))
        if laid is None:
            break
        row, at = laid
        rows.append(row)
    return rows


def _row(
    passage: Passage, words: Sequence[tuple[int, int]], texts: Sequence[str], at: int, kinds: Sequence[Head], follower: str
) -> tuple[Row, int] | None:
    """The row that begins here and where the next one does; None where no end fits or two do."""
    width = len(kinds)
    ways: list[tuple[Row, int]] = []
    for end in range(at + 2, min(len(texts), at + width + _MORE_WORDS) + 1):
        ends = end == len(texts) or texts[end] == follower or _NEXT.match(texts[end]) is not None or bool(find_labels(texts[end]))
        if not ends:
            continue
        row = align(end - at, kinds, Words(passage, words[at:end]), joins=True)
        if row is not None and end - at == width:
            return row, end
        if row is not None:
            ways.append((row, end))
        if end < len(texts) and texts[end] != follower:
            break
    return ways[0] if len(ways) == 1 else None
