"""Tables found by their ruled lines: cells are what the lines close in, whatever text stands there. Plain geometry, no guessing.

A table needs at least two lines across and two down that meet. Where lines across stick out beyond the outermost line down, the table is
open at that side and its edge is taken to be there. Cells without a line between them are one cell that spans rows or columns.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Line = tuple[float, float, float]
"""Where it is, and from where to where: ``(y, x0, x1)`` across, ``(x, y0, y1)`` down."""

TOLERANCE = 3.0
"""Points by which lines that meet may miss each other."""
MOST_LINES = 4000
MOST_CELLS = 20_000
_NARROW = 4.0
_LOOKED_BACK = 60


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell and its rectangle."""

    row: int
    column: int
    rowspan: int
    colspan: int
    x0: float
    y0: float
    x1: float
    y1: float

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies in the cell."""
        return self.x0 <= x <= self.x1 and self.y0 <= y <= self.y1


@dataclass(frozen=True, slots=True)
class RuledTable:
    """Cells in order of row and column; ``columns`` are the places of the lines down."""

    cells: tuple[GridCell, ...]
    columns: tuple[float, ...]
    x0: float
    y0: float
    x1: float
    y1: float

    def cell_at(self, x: float, y: float) -> int | None:
        """The index of the cell that holds a point."""
        if not (self.x0 <= x <= self.x1 and self.y0 <= y <= self.y1):
            return None
        return next((n for n, cell in enumerate(self.cells) if cell.holds(x, y)), None)


def find_tables(across: Iterable[Line], down: Iterable[Line]) -> tuple[list[RuledTable], bool]:
    """The tables of a page, from top to bottom, and whether all its lines were looked at."""
    flat, upright = _joined(across), _joined(down)
    if len(flat) + len(upright) > MOST_LINES:
        return [], False
    tables = []
    for rows, columns in _connected(flat, upright):
        table = _table(rows, columns)
        if table is not None:
            tables.append(table)
    tables.sort(key=lambda table: (table.y0, table.x0))
    return [table for table in tables if not any(_inside(table, other) for other in tables if other is not table)], True


def _joined(lines: Iterable[Line]) -> list[Line]:
    """Pieces that lie on one line and touch, as one."""
    joined: list[Line] = []
    for at, start, end in sorted(lines):
        for index in range(len(joined) - 1, max(-1, len(joined) - _LOOKED_BACK), -1):
            other = joined[index]
            if at - other[0] > TOLERANCE / 2:
                joined.append((at, start, end))
                break
            if start <= other[2] + TOLERANCE and end >= other[1] - TOLERANCE:
                joined[index] = (other[0], min(start, other[1]), max(end, other[2]))
                break
        else:
            joined.append((at, start, end))
    return joined


def _connected(flat: Sequence[Line], upright: Sequence[Line]) -> list[tuple[list[Line], list[Line]]]:
    """Lines that meet, directly or through others: each group may be a table."""
    group = list(range(len(flat) + len(upright)))

    def root(of: int) -> int:
        while group[of] != of:
            group[of] = group[group[of]]
            of = group[of]
        return of

    for number, (x, y0, y1) in enumerate(upright, start=len(flat)):
        first = bisect_left(flat, (y0 - TOLERANCE,))
        for index in range(first, len(flat)):
            y, x0, x1 = flat[index]
            if y > y1 + TOLERANCE:
                break
            if x0 - TOLERANCE <= x <= x1 + TOLERANCE:
                group[root(index)] = root(number)
    found: dict[int, tuple[list[Line], list[Line]]] = {}
    for index, line in enumerate([*flat, *upright]):
        found.setdefault(root(index), ([], []))[index >= len(flat)].append(line)
    return [lines for lines in found.values() if len(lines[0]) >= 2 and lines[1]]


def _places(values: Iterable[float]) -> list[float]:
    """Distinct places, those closer than the tolerance taken for one."""
    places: list[float] = []
    for value in sorted(values):
        if not places or value - places[-1] > TOLERANCE:
            places.append(value)
    return places


def _table(across: list[Line], down: list[Line]) -> RuledTable | None:
    left, right = min(line[1] for line in across), max(line[2] for line in across)
    top, bottom = min(line[0] for line in across), max(line[0] for line in across)
    places = [line[0] for line in down]
    for edge, outermost in ((left, min(places)), (right, max(places))):  # a side without a line
        if abs(edge - outermost) > TOLERANCE + _NARROW:
            down = [*down, (edge, top, bottom)]
    xs, ys = _places(line[0] for line in down), _places(line[0] for line in across)
    rows, columns = len(ys) - 1, len(xs) - 1
    if rows < 1 or columns < 1 or rows * columns < 2 or rows * columns > MOST_CELLS:
        return None
    cells = _cells(xs, ys, across, down)
    return RuledTable(tuple(cells), tuple(xs), xs[0], ys[0], xs[-1], ys[-1]) if len(cells) > 1 else None


def _cells(xs: list[float], ys: list[float], across: list[Line], down: list[Line]) -> list[GridCell]:
    """Fields of the grid joined where no line parts them; joined fields that make no rectangle stay apart."""
    rows, columns = len(ys) - 1, len(xs) - 1
    at_x, at_y = [_near(down, x) for x in xs], [_near(across, y) for y in ys]
    walls_down = [[_has(at_x[c], (ys[r] + ys[r + 1]) / 2) for c in range(columns + 1)] for r in range(rows)]
    walls_across = [[_has(at_y[r], (xs[c] + xs[c + 1]) / 2) for c in range(columns)] for r in range(rows + 1)]
    seen: set[tuple[int, int]] = set()
    cells: list[GridCell] = []
    for row in range(rows):
        for column in range(columns):
            if (row, column) in seen:
                continue
            region, is_open = _region(row, column, walls_down, walls_across)
            seen |= region
            if not is_open:
                cells += _as_cells(region, xs, ys)
    return sorted(cells, key=lambda cell: (cell.row, cell.column))


def _region(row: int, column: int, walls_down: list[list[bool]], walls_across: list[list[bool]]) -> tuple[set[tuple[int, int]], bool]:
    """All fields reached from one without crossing a line, and whether that leads out of the table."""
    rows, columns = len(walls_down), len(walls_across[0])
    region, waiting, is_open = {(row, column)}, [(row, column)], False
    while waiting:
        r, c = waiting.pop()
        for wall, place in (
            (walls_down[r][c], (r, c - 1)),
            (walls_down[r][c + 1], (r, c + 1)),
            (walls_across[r][c], (r - 1, c)),
            (walls_across[r + 1][c], (r + 1, c)),
        ):
            if wall or place in region:
                continue
            if not (0 <= place[0] < rows and 0 <= place[1] < columns):
                is_open = True
                continue
            region.add(place)
            waiting.append(place)
    return region, is_open


def _as_cells(region: set[tuple[int, int]], xs: list[float], ys: list[float]) -> list[GridCell]:
    top, left = min(r for r, _ in region), min(c for _, c in region)
    below, beyond = max(r for r, _ in region) + 1, max(c for _, c in region) + 1
    if len(region) == (below - top) * (beyond - left):
        return [GridCell(top, left, below - top, beyond - left, xs[left], ys[top], xs[beyond], ys[below])]
    return [GridCell(r, c, 1, 1, xs[c], ys[r], xs[c + 1], ys[r + 1]) for r, c in sorted(region)]


def _near(lines: Sequence[Line], at: float) -> list[Line]:
    return [line for line in lines if abs(line[0] - at) <= TOLERANCE]


def _has(lines: Sequence[Line], through: float) -> bool:
    return any(line[1] - TOLERANCE <= through <= line[2] + TOLERANCE for line in lines)


def _inside(table: RuledTable, other: RuledTable) -> bool:
    return other.x0 <= table.x0 and table.x1 <= other.x1 and other.y0 <= table.y0 and table.y1 <= other.y1
