"""Tables whose cells stand one below the other: heads first, then the rows, each cell on a line of its own.

The number of columns is not written; it is the one for which the cells below the heads fit what the heads say, row after row.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from enduse.statements.notices.dictionary import LONGEST_HEAD, Head, find_labels, glued_head_signs, glued_heads, head_of, section_of
from enduse.statements.notices.lines import Line
from enduse.statements.notices.parties import refusal
from enduse.statements.notices.passage import Span

Row = tuple[Span | None, ...]

_UNKNOWN_HEADS = 4
"""Heads after the last known one that may still belong to the head row."""
_NUMBERED = re.compile(
    r"[一二三四五六七八九十]{1,3}[、.]|\d{1,2}[、.](?!\d)|\([一二三四五六七八九十]{1,2}\)|第[一二三四五六七八九十]+[章节]"
)
_AMOUNT = re.compile(
    r"(?:¥|RMB|人民币)?\s?\d[\d,]*(?:\.\d+)?\s?(?:万?元|%)?(?:/[^\d]{1,4})?[整正]?|[/\\—-]+|无|[零壹贰叁肆伍陆柒捌玖拾佰仟万亿元角分整]{4,}.*"
)
_FITS = {
    "sequence": re.compile(r"\d{1,3}|合计"),
    "lot": re.compile(r".{1,12}"),
    "award-amount": _AMOUNT,
    "bid": _AMOUNT,
    "unit-price": _AMOUNT,
    "line-total": _AMOUNT,
    "score": re.compile(r"\d+(?:\.\d+)?|[/—-]+"),
    "quantity": re.compile(r"\d[\d,.]*\s?[^\d\s]{0,6}(?:\([^()]*\))?|[一二两三四五六七八九十]\s?[^\d\s]{0,3}|[/—-]+"),
    "rank": re.compile(
        r"第?[一二三四五六七八九十\d]{1,3}名?|第[一二三]中?标?成?交?候选人|是|否|[/—-]+|合格|不合格|通过|(?:未)?(?:成交|中标)"
    ),
    "won": re.compile(r"是|否|√|×|[/—-]+"),
    "unit": re.compile(r"[^\d]{1,8}"),
    "name": re.compile(r"(?!\d+(?:\.\d+)?$).{1,200}"),
}
_PARTIES = frozenset({"winner", "supplier", "bidder", "candidate", "intended"})


@dataclass(frozen=True, slots=True)
class Stacked:
    """Heads and rows, and how many lines they took."""

    heads: tuple[str, ...]
    rows: tuple[Row, ...]
    taken: int


def read_stacked(lines: Sequence[Line], start: int) -> Stacked | None:
    """The table that begins with the head on line ``start``, if one does."""
    text = lines[start].passage.text.strip("| ")
    glued = _glued_line(text)
    if not glued and not (head_of(text).known and _opens(lines, start)):
        return None
    cells, places = _run(lines, start + 1 if glued else start)
    for blanks in (False, True):
        kept = [index for index, cell in enumerate(cells) if blanks or cell is not None]
        found = _fit([cells[index] for index in kept], glued)
        if found is not None:
            heads, rows, used = found
            taken = places[kept[used - 1]] - start + 1 if used else 1
            return Stacked(heads, rows, taken)
    return None


def _glued_line(text: str) -> tuple[str, ...]:
    """The heads of a line that is nothing but heads run together or with single spaces between."""
    first, last = glued_head_signs()
    if not 6 <= len(text) <= 120 or text[0] not in first or text[-1] not in last:
        return ()
    run, one = glued_heads()
    return tuple(match[0] for match in one.finditer(text)) if run.fullmatch(text) else ()


def _opens(lines: Sequence[Line], start: int) -> bool:
    seen = 0
    for line in lines[start : start + 5]:
        text = line.passage.text.strip("| ")
        if not text or line.blank:
            continue
        if not head_of(text).known:
            return False
        seen += 1
        if seen == 2:
            return True
    return False


def _run(lines: Sequence[Line], start: int) -> tuple[list[Span | None], list[int]]:
    """The cells from a line on, up to a line that is no cell; and the line of each."""
    cells: list[Span | None] = []
    places: list[int] = []
    for index in range(start, min(len(lines), start + 600)):
        line = lines[index]
        text = line.passage.text
        if line.blank:
            cells.append(None)
            places.append(index)
            continue
        if not text.strip("| "):
            continue
        span = line.passage.whole()
        if span is None or " | " in text or (not line.cell and _is_prose(span.text)):
            break
        cells.append(span)
        places.append(index)
    return cells, places


def _is_prose(text: str) -> bool:
    if len(text) > 120 or text.endswith("。"):
        return True
    if _NUMBERED.match(text) and (len(text) > 12 or section_of(_NUMBERED.sub("", text, count=1)) is not None):
        return True
    return bool(find_labels(text))


def _fit(cells: Sequence[Span | None], glued: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[Row, ...], int] | None:
    if glued:
        heads = [glued]
    else:
        texts = [cell.text if cell else "" for cell in cells[:24]]
        known = [len(text) <= LONGEST_HEAD and head_of(text).known for text in texts]
        least = next((index for index, is_known in enumerate(known) if not is_known), len(known))
        if least < 2:
            return None
        last = least
        for index in range(least, min(len(texts), least + _UNKNOWN_HEADS)):
            last = index + 1 if known[index] else last
        heads = [tuple(texts[:width]) for width in range(min(least, last), min(len(texts), last + _UNKNOWN_HEADS) + 1) if width >= 2]
    best: tuple[int, int, tuple[str, ...], tuple[Row, ...], int] | None = None
    for names in heads:
        offset = 0 if glued else len(names)
        rows = _rows(cells[offset:], names)
        if not rows:
            continue
        used = offset + len(rows) * len(names)
        over = len(cells) - used
        key = (used if over else used + 1, -len(names))
        if best is None or key > best[:2]:
            best = (*key, names, rows, used)
    return best[2:] if best else None


def _rows(cells: Sequence[Span | None], heads: tuple[str, ...]) -> tuple[Row, ...]:
    kinds = [head_of(head) for head in heads]
    width, rows = len(heads), []
    for at in range(0, len(cells) - width + 1, width):
        row = tuple(cells[at : at + width])
        if not all(fits(kind, cell) for kind, cell in zip(kinds, row, strict=True)):
            break
        rows.append(row)
    return tuple(rows)


def fits(head: Head, cell: Span | None) -> bool:
    """Whether a cell can stand under a head."""
    if cell is None:
        return head.supplier not in _PARTIES and head.supplier not in {"sequence", "lot"} and head.item != "name"
    if head.supplier in _PARTIES:
        return refusal(cell) is None
    for column in (head.supplier, head.item):
        pattern = _FITS.get(column or "")
        if pattern is not None and not pattern.fullmatch(cell.text):
            return False
    return True
