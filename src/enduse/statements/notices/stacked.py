"""Tables whose cells stand one below the other: heads first, then the rows, each cell on a line of its own.

The number of columns is not written; it is the one for which the cells below the heads fit what the heads say, row after row. Where blank
cells left no line, rows are told apart by what opens each: the next number, or the next company.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from enduse.statements.notices.dictionary import LONGEST_HEAD, Head, find_labels, glued_head_signs, glued_heads, head_of, load, section_of
from enduse.statements.notices.fitting import PARTIES, SAYS_ITS_SUM, Row, align, fits, is_company
from enduse.statements.notices.lines import Line
from enduse.statements.notices.passage import Span

_UNKNOWN_HEADS = 4
"""Heads after the last known one that may still belong to the head row."""
_NUMBERED = re.compile(
    r"[一二三四五六七八九十]{1,3}[、.]|\d{1,2}[、.](?!\d)|\([一二三四五六七八九十]{1,2}\)|第[一二三四五六七八九十]+[章节]"
)
_CAPTION = re.compile(r"[一二三四五六七八九十]{1,2}、[^:、]{2,14}")
"""A cell over the whole width that says which part of a list follows: ``二、后端部分``."""
_OPENERS = PARTIES | {"sequence"}
"""What the first column holds where each cell of it opens a row."""
_VALUE = re.compile(r"¥?\d[\d,.]*")
"""A number is no head."""


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
    cells, places, limit = _run(lines, start + 1 if glued else start)
    found: tuple[tuple[str, ...], tuple[Row, ...], int] | None = None
    shown = [index for index, cell in enumerate(cells[:limit]) if cell is not None]
    kept: list[int] = []
    for blanks in (False, True):
        tried = [index for index, cell in enumerate(cells[:limit]) if blanks or cell is not None]
        if blanks and len(tried) == len(shown):
            break
        fit = _fit([cells[index] for index in tried], glued)
        if fit is not None and (found is None or len(fit[1]) > len(found[1])):
            kept, found = tried, fit
    if found is None or len(found[1]) < 2 or _goes_on(found, [cells[index] for index in kept[found[2] :]]):
        shown = [index for index in shown if (cell := cells[index]) is not None and not _CAPTION.fullmatch(cell.text)]
        loose = _loose([cells[index] for index in shown], glued)
        if loose is not None and (found is None or len(loose[1]) > len(found[1])):
            kept, found = shown, loose
    if found is None:
        return None
    heads, rows, used = found
    return Stacked(heads, rows, places[kept[used - 1]] - start + 1 if used else 1)


def _goes_on(found: tuple[tuple[str, ...], tuple[Row, ...], int], left: Sequence[Span | None]) -> bool:
    """Whether the first cell below the last full row opens another, which then lacks a blank cell: the next number, another company."""
    opener = head_of(found[0][0]).supplier
    below = next((cell for cell in left if cell is not None), None)
    if below is None:
        return False
    return (opener == "sequence" and below.text == str(len(found[1]) + 1)) or (opener in _OPENERS and is_company(below.text))


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


def _run(lines: Sequence[Line], start: int) -> tuple[list[Span | None], list[int], int]:
    """The cells from a line on, up to a line that is no cell; the line of each; how many come before the first that reads like prose."""
    cells: list[Span | None] = []
    places: list[int] = []
    limit: int | None = None
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
        if span is None or " | " in text:
            break
        if text.endswith("。") or _is_prose(span.text):
            limit = len(cells) if limit is None else limit
            if not line.cell:
                break
        cells.append(span)
        places.append(index)
    return cells, places, len(cells) if limit is None else limit


def _is_prose(text: str) -> bool:
    if len(text) > 120:
        return True
    if _NUMBERED.match(text) and (len(text) > 12 or section_of(_NUMBERED.sub("", text, count=1)) is not None):
        return True
    return ":" in text and SAYS_ITS_SUM.fullmatch(text) is None and bool(find_labels(text))


def _fit(cells: Sequence[Span | None], glued: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[Row, ...], int] | None:
    best: tuple[int, int, tuple[str, ...], tuple[Row, ...], int] | None = None
    for names in [glued] if glued else _head_rows(cells):
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


def _head_rows(cells: Sequence[Span | None]) -> list[tuple[str, ...]]:
    """Every row of heads the first cells can be: all that are known, and some after them."""
    texts = [cell.text if cell else "" for cell in cells[:24]]
    known = [len(text) <= LONGEST_HEAD and head_of(text).known for text in texts]
    least = next((index for index, is_known in enumerate(known) if not is_known), len(known))
    if least < 2:
        return []
    last = least
    for index in range(least, min(len(texts), least + _UNKNOWN_HEADS)):
        last = index + 1 if known[index] else last
    most = next((index for index in range(last, len(texts)) if _ends_heads(texts[index])), len(texts))
    return [tuple(texts[:width]) for width in range(min(least, last), min(most, last + _UNKNOWN_HEADS) + 1) if width >= 2]


def _ends_heads(text: str) -> bool:
    return bool(_VALUE.fullmatch(text) or _CAPTION.fullmatch(text)) or is_company(text)


def _rows(cells: Sequence[Span | None], heads: tuple[str, ...]) -> tuple[Row, ...]:
    kinds = [head_of(head) for head in heads]
    width, rows = len(heads), []
    for at in range(0, len(cells) - width + 1, width):
        row = tuple(cells[at : at + width])
        if not all(fits(kind, cell) for kind, cell in zip(kinds, row, strict=True)):
            break
        rows.append(row)
    return tuple(rows)


def _loose(cells: Sequence[Span | None], glued: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[Row, ...], int] | None:
    """Rows with blank cells that left no line. All heads must be known, since only they can tell where a cell belongs."""
    shown = [cell for cell in cells if cell is not None]
    if glued:
        heads = glued
    else:
        known = next((index for index, cell in enumerate(shown) if not head_of(cell.text).known), len(shown))
        heads = tuple(cell.text for cell in shown[:known])
    kinds = [head_of(head) for head in heads]
    below = shown if glued else shown[len(heads) :]
    if len(heads) < 3 or len(shown) < 2:
        return None
    rows: list[Row] = []
    used = 0
    for start, end in _bounds(below, kinds):
        row = align(end - start, kinds, _Picker(below[start:end]), joins=False)
        if row is None:
            break
        rows.append(row)
        used = end
    return (heads, tuple(rows), (0 if glued else len(heads)) + used) if rows else None


class _Picker:
    """Cells as ``align`` asks for them: one word is one cell."""

    def __init__(self, cells: Sequence[Span]) -> None:
        self.cells = cells

    def __call__(self, first: int, last: int) -> Span | None:
        return self.cells[first] if last == first + 1 else None


def _bounds(cells: Sequence[Span], kinds: Sequence[Head]) -> list[tuple[int, int]]:
    """Where rows begin and end: at the next number, at the next company; else the cells are one row."""
    width, opener = len(kinds), kinds[0]
    if opener.supplier == "sequence":
        starts = _numbered_starts(cells, width)
    elif opener.supplier in PARTIES:
        starts = [index for index, cell in enumerate(cells) if is_company(cell.text)]
    elif opener.item == "other" and cells:  # a kind that each row repeats: 货物, 货物
        starts = [index for index, cell in enumerate(cells) if cell.text == cells[0].text]
    else:
        size = _even_rows(cells, kinds)
        return [(at, at + size) for at in range(0, len(cells), size)] if size else [(0, min(len(cells), width))]
    if not starts or starts[0] != 0:
        return []
    ends = [*starts[1:], min(len(cells), starts[-1] + width)]
    return list(zip(starts, ends, strict=True))


def _even_rows(cells: Sequence[Span], kinds: Sequence[Head]) -> int:
    """How many cells each row has, where the same columns are blank in all rows: the number that divides them so that every row fits."""
    for size in range(len(kinds) - 1, max(2, len(kinds) - 5), -1):
        rows = [cells[at : at + size] for at in range(0, len(cells), size)]
        if len(cells) % size == 0 and len(rows) > 1 and all(align(size, kinds, _Picker(row), joins=False) for row in rows):
            return size
    return 0


def _numbered_starts(cells: Sequence[Span], width: int) -> list[int]:
    starts: list[int] = []
    for number in range(1, 100):
        first = starts[-1] + 2 if starts else 0
        last = starts[-1] + width + 1 if starts else 1
        found = [
            index for index in range(first, min(last, len(cells))) if cells[index].text == str(number) and not _is_counted(cells, index)
        ]
        if not found and starts and _counts_anew(cells, starts[-1] + width):  # below the caption of the next part of a list
            return starts + [starts[-1] + width + start for start in _numbered_starts(cells[starts[-1] + width :], width)]
        if len(found) != 1:
            break
        starts.append(found[0])
    return starts


def _counts_anew(cells: Sequence[Span], at: int) -> bool:
    """Whether behind a full row the count begins again."""
    return at < len(cells) and cells[at].text == "1" and not _is_counted(cells, at)


def _is_counted(cells: Sequence[Span], index: int) -> bool:
    """Whether a number is how many there are of something, since the next cell is a unit."""
    return index + 1 < len(cells) and re.fullmatch(load("counted")["unit"], cells[index + 1].text) is not None
