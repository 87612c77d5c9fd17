"""Tables of a page that was read by OCR: by ruled lines where there are any, else where pieces stand in evident rows and columns."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from enduse.documents.ocr_layout import Placed, Rect, around, lines_of
from enduse.documents.ruled_tables import Line, RuledTable, find_tables

_ROWS, _COLUMNS = 3, 3
"""A table without lines is evident from this many rows and columns on, where every row has every cell."""
_SCALE = 700.0
"""Units the width of a page is counted in for ``find_tables``, whose tolerance is meant for points."""
_GAP, _ASIDE = 20.0, 2.0
"""A break in a ruled line that is closed, and how far its two parts may lie aside of one another."""
_STICKS_OUT = 0.6
"""Of its height: a piece that reaches further than this into the next cell is two cells' text read as one."""

Reread = Callable[[Rect], tuple[str, float]]
"""Reads again what stands in a rectangle of the upright page: text and score."""


@dataclass(slots=True)
class FoundCell:
    """A cell with its lines of pieces, in order."""

    row: int
    column: int
    rowspan: int = 1
    colspan: int = 1
    pieces: list[Placed] = field(default_factory=list)


@dataclass(slots=True)
class FoundTable:
    """A table and its place on the upright page."""

    rect: Rect
    cells: list[FoundCell]


def ruled(
    pieces: Sequence[Placed], across: Sequence[Line], down: Sequence[Line], width: float, reread: Reread
) -> tuple[list[FoundTable], list[Placed]]:
    """The tables that lines close in, with the pieces in them, and the pieces that stand in none; cells without text are kept."""
    scale = _SCALE / max(width, 1.0)
    across = [line for line in across if not any(_within(line, (p.rect[0], p.rect[2]), (p.rect[1], p.rect[3])) for p in pieces)]
    down = [line for line in down if not any(_within(line, (p.rect[1], p.rect[3]), (p.rect[0], p.rect[2])) for p in pieces)]
    found, _ = find_tables(*(_bridged([(at * scale, start * scale, end * scale) for at, start, end in lines]) for lines in (across, down)))
    tables, outside = [], list(pieces)
    for grid in found:
        cells = [FoundCell(cell.row, cell.column, cell.rowspan, cell.colspan) for cell in grid.cells]
        loose: list[Placed] = []
        for piece in outside:
            for part in _split(piece, grid, scale, reread):
                index = grid.cell_at(*_middle(part.rect, scale))
                (loose if index is None else cells[index].pieces).append(part)
        for cell in cells:
            cell.pieces = [piece for line in lines_of(cell.pieces) for piece in line]
        rect = (grid.x0 / scale, grid.y0 / scale, grid.x1 / scale, grid.y1 / scale)
        if sum(bool(cell.pieces) for cell in cells) > 1:
            tables.append(FoundTable(rect, cells))
            outside = loose
    return tables, outside


def _bridged(lines: Sequence[Line]) -> list[Line]:
    """Lines with their gaps closed where a seal or a bad copy broke them."""
    joined: list[Line] = []
    for at, start, end in sorted(lines, key=lambda line: line[1]):
        near = [n for n, other in enumerate(joined) if abs(other[0] - at) <= _ASIDE and start - other[2] <= _GAP]
        if near:
            other = joined.pop(near[-1])
            at, start, end = (other[0] if other[2] - other[1] > end - start else at), other[1], max(end, other[2])
        joined.append((at, start, end))
    return joined


def evident(lines: Sequence[list[Placed]]) -> tuple[list[FoundTable], list[list[Placed]]]:
    """Tables without ruled lines: following rows with the same number of pieces, each column's pieces above one another; and the rest."""
    tables, rest, at = [], [], 0
    while at < len(lines):
        run = [lines[at]]
        while at + len(run) < len(lines) and _continues(run, lines[at + len(run)]):
            run.append(lines[at + len(run)])
        if len(run) >= _ROWS and len(run[0]) >= _COLUMNS:
            cells = [FoundCell(row, column, pieces=[piece]) for row, line in enumerate(run) for column, piece in enumerate(line)]
            tables.append(FoundTable(around(piece.rect for line in run for piece in line), cells))
        else:
            rest += run
        at += len(run)
    return tables, rest


def _continues(run: Sequence[list[Placed]], line: Sequence[Placed]) -> bool:
    first, last = run[0], run[-1]
    if len(line) != len(first) or len(line) < _COLUMNS or line[0].rect[1] - last[0].rect[3] > 2.5 * last[0].height:
        return False
    columns = [around(row[index].rect for row in run) for index in range(len(first))]
    apart = all(columns[i][2] < line[i + 1].rect[0] and line[i].rect[2] < columns[i + 1][0] for i in range(len(line) - 1))
    return apart and all(c[0] < p.rect[2] and p.rect[0] < c[2] for c, p in zip(columns, line, strict=True))


def _split(piece: Placed, grid: RuledTable, scale: float, reread: Reread) -> list[Placed]:
    """A piece that runs over the lines between cells, read again cell by cell; as it is where that gives nothing."""
    left, top, right, bottom = piece.rect
    middle = (top + bottom) / 2
    bounds = sorted(
        {
            edge / scale
            for cell in grid.cells
            if cell.y0 <= middle * scale <= cell.y1
            for edge in (cell.x0, cell.x1)
            if left + _STICKS_OUT * piece.height < edge / scale < right - _STICKS_OUT * piece.height
        }
    )
    if not bounds or not grid.y0 <= middle * scale <= grid.y1:
        return [piece]
    parts = []
    for start, end in zip([left, *bounds], [*bounds, right], strict=True):
        rect = (start + 2, top, end - 2, bottom)
        text, score = reread(rect)
        if text:
            share = (piece.box[2] - piece.box[0]) / max(1.0, right - left)
            x0, x1 = piece.box[0] + (rect[0] - left) * share, piece.box[0] + (rect[2] - left) * share
            parts.append(Placed(text, score, rect, (x0, piece.box[1], x1, piece.box[3])))
    return parts or [piece]


def _within(line: Line, along: tuple[float, float], beside: tuple[float, float]) -> bool:
    """Whether a line is a stroke of a sign: it lies inside the box of a piece."""
    slack = 0.1 * (along[1] - along[0] if along[1] - along[0] < beside[1] - beside[0] else beside[1] - beside[0])
    return along[0] - slack <= line[1] and line[2] <= along[1] + slack and beside[0] - slack <= line[0] <= beside[1] + slack


def _middle(rect: Rect, scale: float) -> tuple[float, float]:
    return (rect[0] + rect[2]) / 2 * scale, (rect[1] + rect[3]) / 2 * scale
