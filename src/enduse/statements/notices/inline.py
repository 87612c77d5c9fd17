"""Tables put on one line with spaces between their cells: ``序号 名称 数量 1 甲 3台 2 乙 5台 五、…``.

Only tables that number their rows: the numbers say where a row begins, and what each head allows says whether the row is one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from enduse.statements.notices.dictionary import Head, find_labels, head_of
from enduse.statements.notices.fitting import Row, Words, align
from enduse.statements.notices.passage import Passage

_LEAST_HEADS, _MORE_WORDS, _MOST_ROWS = 3, 6, 200
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
    found = []
    for first in (index for index, text in enumerate(texts) if text == "序号"):
        last = first
        while last < len(texts) and head_of(texts[last]).known:
            last += 1
        heads = tuple(texts[first:last])
        kinds = [head_of(head) for head in heads]
        rows = _rows(passage, words, texts, last, kinds) if len(heads) >= _LEAST_HEADS else []
        if rows:
            found.append(Inline(heads, tuple(rows)))
    return found


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
