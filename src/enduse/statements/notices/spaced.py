"""Tables whose cells are divided by spaces only: a line of heads, then a line for each row."""

from __future__ import annotations

from collections.abc import Sequence

from enduse.statements.notices.dictionary import LONGEST_HEAD, find_labels, glued_head_signs, glued_heads, head_of
from enduse.statements.notices.fitting import SAYS_ITS_SUM, Row, Words, align
from enduse.statements.notices.lines import Line
from enduse.statements.notices.passage import Passage

_LEAST_HEADS, _LONGEST = 3, 200


def begins_spaced(lines: Sequence[Line], at: int) -> bool:
    """Whether the line below a line of heads holds a whole row, so that the lines below are rows and no cells of one."""
    if " " not in lines[at].passage.text or at + 1 == len(lines):
        return False
    heads, below = heads_of(lines[at].passage.text), _words(lines[at + 1].passage)
    return bool(heads) and len(below) >= len(heads) and bool(rows_below(lines[: at + 2], at + 1, heads))


def heads_of(text: str) -> tuple[str, ...]:
    """The heads a line is or ends in.

    >>> heads_of("货物名称 品牌 规格型号 数量 单价 (元)")
    ('货物名称', '品牌', '规格型号', '数量', '单价(元)')
    """
    if not 6 <= len(text) <= _LONGEST or text[-1] == "。" or "," in text:
        return ()
    gap = text.find(" ", 1)
    if 0 < gap <= LONGEST_HEAD and head_of(text[:gap].strip("| ")).known:
        words = tuple(text.replace(" (", "(").strip("| ").split(" "))
        known = [head_of(word).known for word in words]
        if len(words) >= _LEAST_HEADS and known[1] and sum(known) * 10 >= len(words) * 6:
            return words
    if "名称" not in text or text[-1] not in glued_head_signs()[1]:
        return ()
    run, one = glued_heads()
    match = next((match for match in run.finditer(text) if match.end() == len(text)), None)
    return tuple(head[0] for head in one.finditer(match[0])) if match else ()


def rows_below(lines: Sequence[Line], at: int, heads: tuple[str, ...]) -> list[Row]:
    """The rows under such heads, a line each, from line ``at`` on."""
    kinds = [head_of(head) for head in heads]
    rows: list[Row] = []
    for line in lines[at : at + 300]:
        passage = line.passage
        words = _words(passage)
        if len(words) < 2 or (find_labels(passage.text) and not _says_its_sum(passage.text)):
            break
        row = align(len(words), kinds, Words(passage, words), joins=True)
        if row is None:
            break
        rows.append(row)
    return rows


def _says_its_sum(text: str) -> bool:
    """Whether colons stand only in words that say themselves what their sum is: ``1 报价:698000(元) 某公司``."""
    return all(SAYS_ITS_SUM.fullmatch(word) for word in text.split(" ") if ":" in word)


def _words(passage: Passage) -> list[tuple[int, int]]:
    places, start = [], 0
    for word in passage.text.split(" "):
        if word.strip("|"):
            places.append((start, start + len(word)))
        start += len(word) + 1
    return places
